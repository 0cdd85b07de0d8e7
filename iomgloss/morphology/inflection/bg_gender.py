"""Bulgarian words that agree with a noun, put into another gender."""

from __future__ import annotations

import re

from iomgloss.morphology.bg_adjectives import masculines
from iomgloss.morphology.inflection import bg_words
from iomgloss.morphology.inflection.base import Unsure, Word
from iomgloss.morphology.inflection.bg_forms import masculine_stems

GENDERS = ("masculine", "feminine", "neuter")
_ROWS = (
    "този тази това|онзи онази онова|такъв такава такова|един една едно|всеки всяка всяко"
    "|никакъв никаква никакво|някакъв някаква някакво|друг друга друго|някой някоя някое"
    "|никой никоя никое|кой коя кое|какъв каква какво|какъвто каквато каквото"
    "|мой моя мое|твой твоя твое|наш наша наше"
    "|ваш ваша ваше|техен тяхна тяхно|негов негова негово|неин нейна нейно|свой своя свое"
    "|първи първа първо|втори втора второ|трети трета трето"
)
_ARTICLED = {
    f"{stem}{ending}": (f"{stem}ата", f"{stem}ето")
    for stem in ("наш", "ваш")
    for ending in ("ият", "ия")
} | {
    f"{stem}{ending}": (f"{other}та", f"{neuter}то")
    for stem, other, neuter in (
        ("техни", "тяхна", "тяхно"),
        ("негови", "негова", "негово"),
        ("нейни", "нейна", "нейно"),
        ("цели", "цяла", "цяло"),
        ("първи", "първа", "първо"),
    )
    for ending in ("ят", "я")
}
"""Masculine with an article → feminine and neuter."""
DETERMINERS: dict[str, tuple[str, ...]] = {
    form: tuple(row.split()) for row in _ROWS.split("|") for form in row.split()
}
"""Each form with the three genders."""
_SHAPES = {
    "masculine": re.compile(r"[^аеиоуъюя]$"),
    "feminine": re.compile(r"[ая]$"),
    "neuter": re.compile(r"[ое]$"),
}
"""Of whatever can be an adjective, and much else."""


def agreeing(word: Word, old: str, new: str) -> str | None:
    """A word for the new gender; None when it does not agree with the old one. Raises Unsure."""
    key = word.key
    if key in DETERMINERS:
        row = DETERMINERS[key]
        return row[GENDERS.index(new)] if row[GENDERS.index(old)] == key else None
    if old == "masculine" and key in _ARTICLED:
        return _ARTICLED[key][GENDERS.index(new) - 1]
    if key in bg_words.FUNCTION_WORDS or len(key) < 3:
        return None
    article = _article(key, old)
    base = key.removesuffix(article)
    certain = bool(article) or base.endswith(("ски", "ска", "ско"))
    if old == "masculine":
        certain = certain or key.endswith(("ен", "ов", "ък")) or key in bg_words.PLAIN_ADJECTIVES
    if not certain:
        if not _SHAPES[old].search(key):
            return None
        raise Unsure(f"“{word.surface}” may have to agree with the new term")
    form = _swapped(base, old, new, bool(article))
    if form is None:
        raise Unsure(f"“{word.surface}” must agree with the new term")
    if not article:
        return form
    if new == "masculine":
        raise Unsure(f"“{word.surface}” must have the full or the short article")
    return form + ("та" if new == "feminine" else "то")


def _article(key: str, gender: str) -> str:
    """The article of an adjective; nothing where there is none."""
    if gender == "masculine":
        return next((ending for ending in ("ият", "ия") if key.endswith(ending)), "")
    wanted = ("ата", "ята") if gender == "feminine" else ("ото", "ето")
    return key[-2:] if key.endswith(wanted) else ""


def _swapped(base: str, old: str, new: str, articled: bool) -> str | None:
    """An adjective without its article in another gender; None when it is not certain."""
    if old == "masculine" and articled:
        # големият, голямата: the vowel of the last syllable may have changed
        if re.search(r"е[лмвнт]$", base):
            return None
        return base + ("а" if new == "feminine" else "о")
    if old == "masculine":
        stems, sure = masculine_stems(base)
        if not sure:
            return None
        return stems[0] + ("а" if new == "feminine" else "о")
    if new != "masculine":
        return base[:-1] + ("а" if new == "feminine" else "о")
    ending = "а" if old == "feminine" else "о"
    fitting = [
        each
        for each in masculines(base)
        if masculine_stems(each) == ([base[:-1]], True) and base.endswith(ending)
    ]
    return fitting[0] if len(fitting) == 1 else None
