"""Azerbaijani and Uzbek (Latin script): every legal nominal suffix chain on the citation form.

A chain is plural × possessive × case, and after the locative -ki with a further case. Derivation
(-lıq, -çı; -lik, -chi) makes other words and is no form. Sources: Azərbaycan dilinin qrammatikası
(AMEA), Hozirgi oʻzbek adabiy tili; both languages write suffixes solid, with vowel harmony in
Azerbaijani only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.morphology.base import APOSTROPHE, TokenTraits, word_set

_AZ_WORD = re.compile(r"[a-zəçğıöşü]+")
_UZ_WORD = re.compile(rf"[a-z{APOSTROPHE}]+")
_AZ_VOWELS = "aıoueəiöü"
_UZ_VOWELS = "aeiou"
_SHORTEST_SURE = 4
_INFLECTED_PARTS = frozenset({"noun", "proper-noun", "adjective", None})
_INVARIABLE = word_set(
    "və ilə üçün üzrə görə kimi qədər haqqında ya da də"  # Azerbaijani
    " va bilan uchun boʼyicha haqida kabi yoki toʼgʼrisida orqali"  # Uzbek
)


_AZ_PLURAL = re.compile(r"(?:[aıou][^eəiöü]*lar|[eəiöü][^aıou]*lər)$")
_UZ_PLURAL = re.compile(r"lar$")
_AZ_DROPPING = {
    "ağız": "ağz", "alın": "aln", "burun": "burn", "cisim": "cism", "fikir": "fikr", "isim": "ism",
    "nəsil": "nəsl", "oğul": "oğl", "ömür": "ömr", "səbir": "səbr", "şəkil": "şəkl",
}  # fmt: skip
_UZ_DROPPING = {
    "bagʼir": "bagʼr", "burun": "burn", "koʼngil": "koʼngl", "ogʼiz": "ogʼz", "oʼgʼil": "oʼgʼl",
    "oʼrin": "oʼrn", "qorin": "qorn", "shahar": "shahr", "singil": "singl",
}  # fmt: skip
"""Words whose last vowel drops before a possessive: shahar → shahri."""


def azerbaijani(token: str, traits: TokenTraits) -> frozenset[str]:
    """The forms of an Azerbaijani token."""
    # Case folding turns İ into i + U+0307 and I into i: both are undone for the rules.
    word = token.replace("i\u0307", "i")
    if _AZ_WORD.fullmatch(word) is None or not _inflects(word, traits):
        return frozenset(_az_capitalised({token, word}))
    found = {token, word}
    for stem, possessed in _az_heads(word, traits):
        found.update(_az_cases(stem, possessed))
    return frozenset(_az_capitalised(found))


def _az_capitalised(forms: set[str]) -> set[str]:
    """Adds what a form is folded to where it begins a sentence: İnsan, Islahat."""
    found = set(forms)
    for form in forms:
        if form.startswith("i") and not form.startswith("i\u0307"):
            found.add(f"i\u0307{form[1:]}")
        elif form.startswith("ı"):
            found.add(f"i{form[1:]}")
    return found


def uzbek(token: str, traits: TokenTraits) -> frozenset[str]:
    """The forms of an Uzbek token."""
    if _UZ_WORD.fullmatch(token) is None or not _inflects(token, traits):
        return frozenset({token})
    found = {token}
    for stem in _uz_heads(token, traits):
        found.update(_uz_cases(stem))
    return frozenset(found)


def _inflects(token: str, traits: TokenTraits) -> bool:
    if len(token) < 2 or (traits.multiword and token in _INVARIABLE):
        return False
    return traits.multiword or traits.part_of_speech in _INFLECTED_PARTS


def sure_turkic(token: str, traits: TokenTraits, forms: frozenset[str]) -> frozenset[str]:
    """Short stems with suffixes are other words too often: ada is of ad, and an island."""
    return forms if len(token) >= _SHORTEST_SURE else frozenset({token})


def _az_harmony(stem: str) -> tuple[str, str]:
    """The low and the high vowel of the next suffix: qaçqın → a, ı; söz → ə, ü."""
    for letter in reversed(stem):
        if letter in "aı":
            return "a", "ı"
        if letter in "ou":
            return "a", "u"
        if letter in "eəi":
            return "ə", "i"
        if letter in "öü":
            return "ə", "ü"
    return "ə", "i"


def _az_before_vowel(stem: str) -> list[str]:
    """The stem before a vowel: uşaq → uşağ-, kömək → köməy-; q stays in loans (hüquq → hüququ)."""
    if stem in _AZ_DROPPING:  # by the rule şəklin; şəkilin is written, too
        return [_AZ_DROPPING[stem], stem]
    if sum(letter in _AZ_VOWELS for letter in stem) > 1:
        if stem.endswith("k"):
            return [stem[:-1] + "y"]
        if stem.endswith("q"):
            return [stem[:-1] + "ğ", stem]
    return [stem]


def _az_heads(token: str, traits: TokenTraits) -> Iterator[tuple[str, bool]]:
    """Plural × possessive; the flag marks stems in a third-person possessive (buffer -n-)."""
    possessed = _az_possessed(token) if traits.multiword else None
    if possessed is not None:
        # The head of an izafet carries its possessive: alveri → alverinin, alverləri, alverimiz.
        yield token, True
        for number in (possessed, _az_plural(possessed)):
            yield from _az_possessives(number)
        if _AZ_PLURAL.search(token[:-1]):
            return
    for singular in _singulars(token, traits, _AZ_PLURAL):
        for number in (singular, _az_plural(singular)):
            yield number, False
            # A noun that only looks possessed (tərbiyəçi) needs its own chains, not every person.
            yield from (
                (stem, third)
                for stem, third in _az_possessives(number)
                if third or possessed is None
            )


def _az_possessed(token: str) -> str | None:
    """The singular under a third-person possessive, None when the token cannot carry one."""
    if len(token) < 5 or token[-1] not in "ıiuü" or token[-2] in _AZ_VOWELS:
        return None
    base = token[:-2] if token[-2] == "s" and token[-3] in _AZ_VOWELS else token[:-1]
    if _AZ_PLURAL.search(base):
        return base[:-3]
    return base if _az_harmony(base)[1] == token[-1] else None


def _az_plural(stem: str) -> str:
    return f"{stem}l{_az_harmony(stem)[0]}r"


def _singulars(token: str, traits: TokenTraits, plural: re.Pattern[str]) -> list[str]:
    """The token, or its singular if it was entered as a plural."""
    entered = traits.number == "plural" or (traits.number is None and len(token) > 6)
    return [token[:-3]] if entered and plural.search(token) else [token]


def _az_possessives(stem: str) -> Iterator[tuple[str, bool]]:
    high = _az_harmony(stem)[1]
    if stem[-1] in _AZ_VOWELS:
        linked = [stem]
        yield f"{stem}s{high}", True
    else:
        linked = [f"{soft}{high}" for soft in _az_before_vowel(stem)]
        yield from ((third, True) for third in linked)
    for link in linked:
        yield from ((f"{link}{person}", False) for person in ("m", "n", f"m{high}z", f"n{high}z"))


def _az_cases(stem: str, possessed: bool) -> Iterator[str]:
    low, high = _az_harmony(stem)
    vowel_final = stem[-1] in _AZ_VOWELS
    yield stem
    if possessed:
        yield from (f"{stem}n{high}n", f"{stem}n{low}", f"{stem}n{high}")
    elif vowel_final:
        yield from (f"{stem}n{high}n", f"{stem}y{low}", f"{stem}n{high}")
    else:
        for soft in _az_before_vowel(stem):
            yield from (f"{soft}{high}n", f"{soft}{low}", f"{soft}{high}")
    local = f"{stem}{'n' if possessed else ''}d{low}"
    relative = f"{local}k{'ı' if low == 'a' else 'i'}"
    yield from (
        local,
        f"{local}n",
        relative,
        f"{relative}l{low}r",
        f"{local}d{'ı' if low == 'a' else 'i'}r",
    )
    # Of the enclitics only the copula and the instrumental: the others are rare in documents.
    yield from (f"{stem}d{high}r", f"{stem}{'y' if vowel_final else ''}l{low}")


_UZ_POSSESSIVES_CONSONANT = ("im", "ing", "i", "imiz", "ingiz")
_UZ_POSSESSIVES_VOWEL = ("m", "ng", "si", "miz", "ngiz")
_UZ_CASES = ("", "ning", "ni", "ga", "da", "dan", "dagi", "dagilar", "gacha", "niki", "dir")


def _uz_heads(token: str, traits: TokenTraits) -> Iterator[str]:
    """Plural × possessive."""
    possessed = _uz_possessed(token) if traits.multiword else None
    if possessed is not None:
        # The head of an izafet carries its possessive: savdosi → savdosini, savdolari, savdomiz.
        yield token
        for number in (possessed, f"{possessed}lar"):
            yield from _uz_possessives(number)
        if token.endswith("lari"):
            return
        # A noun that only looks possessed (kishi) needs its own chains.
        yield from (f"{token}si", f"{token}lar", f"{token}lari")
        return
    for singular in _singulars(token, traits, _UZ_PLURAL):
        for number in (singular, f"{singular}lar"):
            yield number
            yield from _uz_possessives(number)


def _uz_possessed(token: str) -> str | None:
    """The singular under a third-person possessive, None when the token cannot carry one."""
    if token.endswith("lari") and len(token) > 6:
        return token[:-4]
    if token.endswith("si") and len(token) > 4 and token[-3] in _UZ_VOWELS:
        return token[:-2]
    if token.endswith("i") and len(token) > 4 and token[-2] not in _UZ_VOWELS:
        return token[:-1]
    return None


def _uz_possessives(stem: str) -> Iterator[str]:
    # oʻ and gʻ end in the apostrophe: the letter before it decides.
    last = stem[-2] if stem[-1] == APOSTROPHE else stem[-1]
    if last in _UZ_VOWELS:
        yield from (f"{stem}{suffix}" for suffix in _UZ_POSSESSIVES_VOWEL)
        return
    soft = _UZ_DROPPING.get(stem, stem)
    if sum(letter in _UZ_VOWELS for letter in stem) > 1:
        if stem.endswith("k"):  # chelak → chelagi
            soft = stem[:-1] + "g"
        elif stem.endswith("q"):  # qishloq → qishlogʻi, but also huquq → huquqi
            soft = f"{stem[:-1]}g{APOSTROPHE}"
    for base in dict.fromkeys((soft, stem)):
        yield from (f"{base}{suffix}" for suffix in _UZ_POSSESSIVES_CONSONANT)


def _uz_cases(stem: str) -> Iterator[str]:
    yield from (f"{stem}{case}" for case in _UZ_CASES)
    # The dative assimilates: chelakka, qishloqqa.
    if stem[-1] in "kq":
        yield f"{stem}{stem[-1]}a"
        yield f"{stem}{stem[-1]}acha"
    elif stem.endswith(f"g{APOSTROPHE}"):
        yield f"{stem[:-2]}qqa"
