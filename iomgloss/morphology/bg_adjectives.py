"""Bulgarian adjectives and participles: gender, number and definiteness from a masculine form."""

from __future__ import annotations

import re

_VOWELS = "аеиоуъюя"
_FLEETING = re.compile(r"^(.*[^аеиоуъюя])([еъ])([нлркмв])$")
_VOWEL_EN = re.compile(rf"^(.*[{_VOWELS}])(ен)$")
_YA_BEFORE_LAST = re.compile(rf"^(.*)я([^{_VOWELS}]+)$")
_YA_LIKELY = re.compile(r"(?:ял|ян|яв|ям|яд|яп|яс|ят|як|яр|яз|ях)$")

SUFFIXES = re.compile(
    r"(?:[еъ]н|[^аеиоуъюя]ък|ски|шки|чки|цки|[иоа]в|[аяи]т|[аея]щ|им|ем|[аяие]л|[ая]н|ейши|[жчш]и)$"
)
"""Endings of a masculine adjective or participle; without traits any other word is a noun."""


def paradigm(masculine: str) -> set[str]:
    """All positive-degree forms; по- and най- are tokens of their own (split at the hyphen)."""
    if masculine.endswith("и"):  # трафикантски, втори, чужди, бивши
        return {masculine} | _endings(masculine[:-1], masculine[:-1])
    if masculine == "пръв":
        return {masculine} | _endings("първ", "първ")
    found = {masculine}
    for stem in _stems(masculine):
        for front in _fronted(stem):
            found |= _endings(stem, front)
    if masculine == "син":
        found |= {"синьо", "синя", "синьото", "синята"}
    return found


def _endings(stem: str, front: str) -> set[str]:
    """`front` is the stem before a syllable with и: голям-а but голем-и, голем-ият."""
    soft = {f"{front}е", f"{front}ето"} if front[-1] in "жчшщ" else set()  # бивше, общото, търсещо
    return soft | {
        f"{stem}а",
        f"{stem}ата",
        f"{stem}о",
        f"{stem}ото",
        f"{front}и",
        f"{front}ите",
        f"{front}ия",
        f"{front}ият",
    }


def _stems(masculine: str) -> list[str]:
    """The stem of the other forms; -ен may be fleeting (законна) or not (свалена)."""
    if match := _VOWEL_EN.match(masculine):  # случаен → случайна, but also постоен → постоена
        return [f"{match[1]}йн", masculine]
    match = _FLEETING.match(masculine)
    if not match:
        return [masculine]
    before, vowel, consonant = match.groups()
    if vowel == "ъ":
        return [before + consonant]
    if consonant == "н":
        return [before + consonant, masculine]
    return [masculine]


def _fronted(stem: str) -> list[str]:
    """я → е before a front vowel: голям → големи, видял → видели; not in all (пиян → пияни)."""
    match = _YA_BEFORE_LAST.match(stem)
    if not match or not _YA_LIKELY.search(stem):
        return [stem]
    if match[1] and match[1][-1] in _VOWELS:  # пиян, влиял: the glide stays, or е without a glide
        return [stem, f"{match[1]}е{match[2]}"]
    return [f"{match[1]}е{match[2]}", stem]


def masculines(token: str) -> set[str]:
    """The masculine forms that `token`, in any gender or number, may belong to."""
    for ending in ("ият", "ите", "ата", "ото", "ето"):
        if token.endswith(ending) and len(token) > len(ending) + 2:
            return _restored(token[: -len(ending)])
    if token.endswith("ия") and len(token) > 4:
        return _restored(token[:-2])
    if (token[-1] in "аои" and len(token) > 3) or token.endswith(("же", "че", "ше", "ще")):
        return _restored(token[:-1])
    return {token} if token[-1] not in _VOWELS else set()


def _restored(stem: str) -> set[str]:
    """The masculines of a stem: with the fleeting vowel put back, or with -и."""
    if re.search(r"(?:[сшчцз]к)$", stem):
        return {f"{stem}и"}
    if stem[-1] in _VOWELS:
        return set()
    found = {stem}
    if match := re.match(rf"^(.*?)й?(?<![{_VOWELS}])н$", stem):  # случайн-, законн-
        found.add(f"{match[1]}ен")
    elif match := re.match(rf"^(.*[^{_VOWELS}])([кр]|(?<=[птгб])л)$", stem):
        found.add(f"{match[1]}ъ{match[2]}")
    if match := re.match(rf"^(.*[^{_VOWELS}])е([лнмв])$", stem):  # големи → голям, видели → видял
        found.add(f"{match[1]}я{match[2]}")
    if re.search(r"[тджшчщ]$", stem) and not stem.endswith(("ат", "ит", "щ")):
        found.add(f"{stem}и")  # чужди, трети, бивши, овчи
    return found
