"""Bulgarian nouns and adjectives, form by form; each answer says whether it is certain."""

from __future__ import annotations

import re
from typing import NamedTuple

from iomgloss.morphology.bg_irregular import (
    IRREGULAR_PLURALS,
    MONOSYLLABIC_I_PLURALS,
    SOFT_MASCULINES,
)
from iomgloss.morphology.bg_nouns import VOWELS, fronted, syllables, takes_feminine
from iomgloss.morphology.inflection import bg_words

_METATHESIS = re.compile(rf"[^{VOWELS}][рл]ъ[^{VOWELS}]$|[^{VOWELS}]ъ[рл][^{VOWELS}]$")
_LAST_YA = re.compile(rf"я[^{VOWELS}]+$")


class Slot(NamedTuple):
    """A place in the paradigm of a noun phrase."""

    number: str
    """sg, pl, or count: of things after a numeral."""
    article: str = ""
    """Nothing, def, or of masculines in the singular short or full."""


class Forms(NamedTuple):
    """The forms of a slot, the one to write first."""

    words: tuple[str, ...]
    sure: bool = True


def slots(gender: str) -> list[Slot]:
    """The places in the paradigm of a phrase of this gender."""
    if gender == "masculine":
        singular = [Slot("sg"), Slot("sg", "short"), Slot("sg", "full"), Slot("count")]
    else:
        singular = [Slot("sg"), Slot("sg", "def")]
    return [*singular, Slot("pl"), Slot("pl", "def")]


# ----------------------------------------------------------------------- nouns


def noun(base: str, slot: Slot) -> Forms:
    """A form of a noun from its singular, in small letters.

    Whether it takes -ът or -та depends on its ending, not on its gender: баща, бащата.
    """
    if slot.number == "pl":
        words, sure = _plurals(base)
        return Forms(tuple(map(with_plural_article, words)) if slot.article else words, sure)
    if slot == Slot("sg"):
        return Forms((base,))
    last = base[-1]
    if last in "оеуюи":
        return Forms((f"{base}то",))
    if last in "ая" or is_feminine(base):
        return Forms((f"{base}та",))
    return _articled(base, full=slot.article == "full")


def is_feminine(base: str) -> bool:
    """Whether a noun in a consonant is feminine, as far as the ending shows."""
    return base[-1] not in VOWELS and takes_feminine(base)


def _articled(base: str, *, full: bool) -> Forms:
    """A masculine in a consonant with its article; the short one is the count form as well."""
    hard, soft = ("ът", "ят") if full else ("а", "я")
    if base.endswith("й"):
        return Forms((f"{base[:-1]}{soft}",))
    if base.endswith("зъм"):  # механизъм, механизмът
        return Forms((f"{base[:-2]}м{hard}", f"{base}{hard}"))
    if base in SOFT_MASCULINES or re.search(r"[аия]тел$", base):
        return Forms((f"{base}{soft}", f"{base}{hard}"))
    if base.endswith(("ар", "яр")) and base not in bg_words.HARD_IN_AR:
        forms = (f"{base}{soft}", f"{base}{hard}")
        return Forms(forms, base in bg_words.SOFT_PERSONS)
    doubtful = syllables(base) == 1 and (_METATHESIS.search(base) or _LAST_YA.search(base))
    stems = [f"{stem}{hard}" for stem in [base, *fronted(base)[:1]]]
    return Forms(tuple(dict.fromkeys(stems)), not doubtful)


def with_plural_article(plural: str) -> str:
    return plural + ("те" if plural[-1] in "ие" else "та")


def _plurals(base: str) -> tuple[tuple[str, ...], bool]:
    """The plurals without article, and whether the first is certain."""
    if base in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[base], True
    last = base[-1]
    if last in "ая":
        return _with_ya(base[:-1], "и")
    if last in "оеуюи":
        return _neuter_plurals(base)
    if is_feminine(base):
        doubtful = re.search(r"[еъ][нлв]$", base)
        dropped = f"{base[:-2]}{last}и"
        return ((dropped, f"{base}и"), False) if doubtful else ((f"{base}и",), True)
    return _masculine_plurals(base)


def _with_ya(stem: str, ending: str) -> tuple[tuple[str, ...], bool]:
    """я of the last syllable may become е: смяна, смени."""
    found = tuple(f"{front}{ending}" for front in fronted(stem))
    sure = len(found) == 1 or any(f"{stem}{last}" in bg_words.YA_TO_E for last in "аяо")
    return found, sure


def _neuter_plurals(base: str) -> tuple[tuple[str, ...], bool]:
    stem = base[:-1]
    if base.endswith("о"):
        return _with_ya(stem, "а")
    if base.endswith("ие"):
        return (f"{stem}я",), True
    if re.search(r"[аея]не$", base):
        return (f"{stem}ия", f"{base}та"), syllables(base) > 2  # искания, but кланета
    if base.endswith(("ще", "це")):
        return (f"{stem}а", f"{base}та"), True
    if base.endswith("ме"):
        return (f"{base}на",), base in ("време", "име")
    return (f"{base}та",), True


def _masculine_plurals(base: str) -> tuple[tuple[str, ...], bool]:
    if base == "знак":
        return ("знаци",), True
    if syllables(base) == 1 and base not in MONOSYLLABIC_I_PLURALS:
        if base.endswith("й"):
            return (f"{base[:-1]}еве",), True
        stems = fronted(base)
        return tuple(f"{stem}ове" for stem in stems), len(stems) == 1 and not _METATHESIS.search(
            base
        )
    if base.endswith("й"):
        return (f"{base[:-1]}и",), True
    if base.endswith("ец") and base != "месец":
        stem = f"{base[:-2]}й" if base[-3] in VOWELS else base[:-2]
        return (f"{stem}ци",), True
    if base.endswith("ин"):
        if re.search(r"[ая]нин$", base):
            return (f"{base[:-2]}и",), True
        return (f"{base}и", f"{base[:-2]}и"), not base.endswith("рин")
    if base.endswith(("зъм", "тър", "дър")):
        return (f"{base[:-2]}{base[-1]}и",), True
    if re.search(r"ъ[рлмнт]$", base):
        return (f"{base[:-2]}{base[-1]}и", f"{base}и"), False
    if base.endswith("к"):
        return (f"{base[:-1]}ци",), True
    if base.endswith("г") and not base.endswith("инг"):
        return (f"{base[:-1]}зи",), True
    if base.endswith("х"):
        return (f"{base}и", f"{base[:-1]}си"), False
    return (f"{base}и",), True


# ------------------------------------------------------------------ adjectives


def adjective(base: str, gender: str, slot: Slot) -> Forms:
    """A form of an adjective or participle from the form it has in the citation.

    ``gender`` is that of the noun, or plural where the citation is plural.
    """
    prefix = next((each for each in ("най-", "по-") if base.startswith(each)), "")
    base = base.removeprefix(prefix)
    found, sure = _adjective(base, gender, slot)
    return Forms(tuple(f"{prefix}{word}" for word in found), sure)


def _adjective(base: str, gender: str, slot: Slot) -> Forms:
    if slot == Slot("sg"):
        return Forms((base,))
    if gender == "plural":
        return Forms((f"{base}те" if slot.article else base,))
    plural = slot.number in ("pl", "count")
    if gender in ("feminine", "neuter"):
        if not plural:
            return Forms((f"{base}{'та' if gender == 'feminine' else 'то'}",))
        stems, sure = _fronted(base[:-1])
    else:
        stems, sure = masculine_stems(base)
        if base[-1] != "и":
            stems, sure = _all_fronted(stems, sure)
    endings = {"short": "ия", "full": "ият", "def": "ите", "": "и"}
    return Forms(tuple(f"{stem}{endings[slot.article]}" for stem in stems), sure)


def _fronted(stem: str) -> tuple[list[str], bool]:
    """я → е before и, certain before л and м: голяма, големи."""
    if not _LAST_YA.search(stem):
        return [stem], True
    return fronted(stem), bool(re.search(rf"[^{VOWELS}]я[лмв]$", stem))


def _all_fronted(stems: list[str], sure: bool) -> tuple[list[str], bool]:
    found: list[str] = []
    for stem in stems:
        fronts, certain = _fronted(stem)
        found += fronts
        sure = sure and certain
    return found, sure


def masculine_stems(base: str) -> tuple[list[str], bool]:
    """The stem of the other forms of a masculine, the likelier first, and whether it is certain."""
    if base.endswith("и"):
        return [base[:-1]], True
    if base.endswith("ен"):
        dropped = f"{base[:-2]}{'й' if base[-3] in VOWELS else ''}н"
        keeps = bg_words.keeps_e(base)
        if keeps is not None:
            return [base if keeps else dropped], True
        return [dropped, base], False
    if re.search(r"ъ[крл]$", base):
        return [f"{base[:-2]}{base[-1]}"], True
    return [base], True
