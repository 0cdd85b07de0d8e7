"""Azerbaijani and Uzbek: the suffixes of the old term's last word on the last word of the new one.

A chain is plural × third-person possessive × case. The head of an izafet (insan alveri) carries a
possessive of its own. Where a final k or q changes before a vowel only in some words, nothing is
certain, and the citation form is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from iomgloss.model import MatchRule, TermSection
from iomgloss.morphology.base import word_set
from iomgloss.morphology.inflection.base import WORD, Fitted, Place, Unsure
from iomgloss.text.normalize import word_key

_CASES = ("", "genitive", "dative", "accusative", "locative", "ablative")
_AZ_VOWELS, _UZ_VOWELS = "aıoueəiöü", "aeiou"
_AZ_SOFTENS = re.compile(r"(?:l[iü]k|ək|l[ıu]q)$")
_AZ_SOFTENING = word_set("uşaq qonaq sığınacaq yataq torpaq ortaq otaq bayraq")
_AZ_KEEPS = word_set("hüquq ittifaq əxlaq şərik tədqiq")
_UZ_SOFTENS = re.compile(r"(?:lik|chilik|uvchanlik)$")
_UZ_SOFTENING = word_set("qochoq qishloq oʻrtoq toʻplik chelak bilak")
_UZ_KEEPS = word_set("huquq ittifoq ishtirok tadqiq")
_NO_IZAFET = re.compile(r"(?:ç[ıiuü]|chi|kishi|kişi|l[ıiuü])$")
_GENITIVE = re.compile(r"(?:[ıiuü]n|ning)$")


class Slot(NamedTuple):
    plural: bool
    possessive: bool
    case: str


SLOTS = [Slot(p, q, c) for p in (False, True) for q in (False, True) for c in _CASES]
Forms = tuple[tuple[str, ...], bool]
"""The forms of a slot, the one to write first, and whether it is certain."""


def azerbaijani(place: Place, old: TermSection, new: TermSection) -> Fitted:
    """``new`` with the suffixes of the surface. Raises Unsure."""
    return _fitted(place, old, new, _az_forms, _az_izafet)


def uzbek(place: Place, old: TermSection, new: TermSection) -> Fitted:
    """``new`` with the suffixes of the surface. Raises Unsure."""
    return _fitted(place, old, new, _uz_forms, _uz_izafet)


def _fitted(
    place: Place,
    old: TermSection,
    new: TermSection,
    forms: Callable[[str, str | None, Slot], Forms],
    izafet: Callable[[str], str | None],
) -> Fitted:
    for term in (old, new):
        if term.part_of_speech not in (None, "noun", "proper-noun"):
            raise Unsure("only nouns are put in another form")
        if term.match_rule is not MatchRule.INFLECTED or not WORD.findall(term.term):
            raise Unsure("the suffixes of an abbreviation follow its pronunciation")
        if not term.term.endswith(WORD.findall(term.term)[-1]) or term.number == "plural":
            raise Unsure("the word that inflects is not known")
    *front, last = WORD.findall(old.term)
    base = izafet(last.lower()) if front else None
    surface = WORD.findall(place.surface)
    if [_key(word) for word in surface[:-1]] != [_key(word) for word in front]:
        raise Unsure("the form of the old term is not known")
    found = [
        slot
        for slot in SLOTS
        if any(_key(form) == _key(surface[-1]) for form in forms(last.lower(), base, slot)[0])
    ]
    if not found:
        raise Unsure("the suffixes of the old term are not known")
    *before, head = WORD.findall(new.term)
    target = izafet(head.lower()) if before else None
    texts: dict[str, Slot] = {}
    for slot in found:
        wanted = slot
        if base is not None and target is None:
            if place.before and place.before[0].close and _GENITIVE.search(place.before[0].key):
                raise Unsure(f"the term may belong to “{place.before[0].surface}”")
            wanted = Slot(slot.plural, False, slot.case)
        (form, *_), sure = forms(head.lower(), target, wanted)
        if not sure:
            raise Unsure(f"how “{head}” changes before a suffix is not certain")
        texts.setdefault(form, slot)
    if len(texts) > 1:
        raise Unsure(f"the form can be {' or '.join(map(_named, texts.values()))}")
    ((form, slot),) = texts.items()
    if head[:1].isupper():
        form = head[:1] + form[1:]
    return Fitted(new.term.removesuffix(head) + form, _named(slot))


def _key(word: str) -> str:
    """A key in which i and ı are one: in capitals, I is either to Python."""
    return word_key(word).replace("i\u0307", "i").replace("ı", "i")


def _named(slot: Slot) -> str:
    parts = ["plural" if slot.plural else "singular", "possessed" if slot.possessive else ""]
    return " ".join(part for part in (*parts, slot.case) if part)


# ----------------------------------------------------------------- Azerbaijani


def _az_izafet(word: str) -> str | None:
    """The noun under its possessive; None when it carries none."""
    if word[-1] not in "ıiuü" or len(word) < 4 or _NO_IZAFET.search(word):
        return None
    base = word[:-2] if word[-2] == "s" and word[-3] in _AZ_VOWELS else word[:-1]
    return base if _az_high(base) == word[-1] else None


def _az_forms(word: str, base: str | None, slot: Slot) -> Forms:
    sure = True
    if base is not None:
        stem = word
        if slot.plural:
            hardened = {"ğ": "q", "y": "k"}.get(base[-1], base[-1])
            base = base[:-1] + hardened
            stem = base if _az_is_plural(base) else base + _az_plural(base)
            stem += _az_high(stem)
        return (_az_case(stem, slot.case, possessed=True)[0], sure)
    stem = word + _az_plural(word) if slot.plural else word
    if slot.possessive:
        softened, sure = _az_softened(stem)
        if stem[-1] in _AZ_VOWELS:
            return _az_case(f"{stem}s{_az_high(stem)}", slot.case, possessed=True)
        found = [
            form
            for soft in softened
            for form in _az_case(soft + _az_high(stem), slot.case, possessed=True)[0]
        ]
        return tuple(found), sure
    return _az_case(stem, slot.case, possessed=False)


def _az_case(stem: str, case: str, *, possessed: bool) -> Forms:
    high = _az_high(stem)
    low = "a" if high in "ıu" else "ə"
    if case in ("locative", "ablative"):
        return (f"{stem}{'n' if possessed else ''}d{low}{'n' if case == 'ablative' else ''}",), True
    if not case:
        return (stem,), True
    buffered = {"genitive": f"n{high}n", "accusative": f"n{high}", "dative": f"y{low}"}
    if possessed:
        return (stem + (f"n{low}" if case == "dative" else buffered[case]),), True
    if stem[-1] in _AZ_VOWELS:
        return (stem + buffered[case],), True
    plain = {"genitive": f"{high}n", "accusative": high, "dative": low}
    softened, sure = _az_softened(stem)
    return tuple(soft + plain[case] for soft in softened), sure


def _az_softened(stem: str) -> tuple[list[str], bool]:
    """The stem before a vowel, the likelier first, and whether it is certain."""
    if sum(letter in _AZ_VOWELS for letter in stem) < 2 or stem[-1] not in "kq":
        return [stem], True
    soft = stem[:-1] + ("y" if stem[-1] == "k" else "ğ")
    if stem in _AZ_KEEPS:
        return [stem, soft], True
    return [soft, stem], bool(_AZ_SOFTENS.search(stem)) or stem in _AZ_SOFTENING


def _az_high(stem: str) -> str:
    """The high vowel of the next suffix: qaçqın → ı, söz → ü."""
    for letter in reversed(stem):
        for vowels, high in (("aı", "ı"), ("ou", "u"), ("eəi", "i"), ("öü", "ü")):
            if letter in vowels:
                return high
    return "i"


def _az_plural(stem: str) -> str:
    return "lar" if _az_high(stem) in "ıu" else "lər"


def _az_is_plural(stem: str) -> bool:
    return stem.endswith(("lar", "lər")) and len(stem) > 5


# ----------------------------------------------------------------------- Uzbek


def _uz_izafet(word: str) -> str | None:
    if word[-1] != "i" or len(word) < 4 or _NO_IZAFET.search(word):
        return None
    return word[:-2] if word[-2] == "s" and word[-3] in _UZ_VOWELS else word[:-1]


def _uz_forms(word: str, base: str | None, slot: Slot) -> Forms:
    sure = True
    if base is not None:
        stem = word
        if slot.plural:
            if base.endswith(("gʻ", "gʼ", "g'")):
                base = f"{base[:-2]}q"
            elif base.endswith("lig"):
                base = f"{base[:-1]}k"
            stem = f"{base}i" if base.endswith("lar") else f"{base}lari"
        return (_uz_case(stem, slot.case),), sure
    stem = f"{word}lar" if slot.plural else word
    if not slot.possessive:
        return (_uz_case(stem, slot.case),), sure
    softened, sure = _uz_softened(stem)
    vowel = stem.rstrip("ʻʼ'’")[-1] in _UZ_VOWELS
    ending = "si" if vowel else "i"
    return tuple(_uz_case(soft + ending, slot.case) for soft in softened), sure


def _uz_case(stem: str, case: str) -> str:
    if case == "dative":
        if stem[-1] in "kq":
            return f"{stem}{stem[-1]}a"
        if stem[-2:] in ("gʻ", "gʼ", "g'"):
            return f"{stem[:-2]}qqa"
        return f"{stem}ga"
    endings = {"genitive": "ning", "accusative": "ni", "locative": "da", "ablative": "dan"}
    return stem + endings.get(case, "")


def _uz_softened(stem: str) -> tuple[list[str], bool]:
    if sum(letter in _UZ_VOWELS for letter in stem) < 2 or stem[-1] not in "kq":
        return [stem], True
    soft = stem[:-1] + ("g" if stem[-1] == "k" else "gʻ")
    if stem in _UZ_KEEPS:
        return [stem, soft], True
    return [soft, stem], bool(_UZ_SOFTENS.search(stem)) or stem in _UZ_SOFTENING
