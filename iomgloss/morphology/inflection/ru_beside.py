"""What changes, or ought to change, beside a Russian term when another one takes its place."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

from iomgloss.morphology.inflection.base import Place, Unsure, Word, like
from iomgloss.morphology.inflection.ru_context import agreeing_words, governor
from iomgloss.morphology.inflection.ru_phrase import Candidate, Reading, Slot, agreeing, parses

_VOWELS = "аэиоу"
_PREPOSITIONS = {"в": "во", "во": "во", "с": "со", "со": "со", "о": "об", "об": "об"}
_CLUSTERS = {
    "в": re.compile(r"[вф][^аеёиоуыэюя]"),
    "с": re.compile(r"[сзшж][^аеёиоуыэюя]"),
    "о": re.compile(rf"[{_VOWELS}]"),
}
_FULL = {"в": "во", "с": "со", "о": "об"}
_NUMERALS = {("два", "femn"): "две", ("две", ""): "два", ("оба", "femn"): "обе", ("обе", ""): "оба"}


def changed(
    place: Place, candidate: Candidate, target: Reading, slot: Slot, phrase: str
) -> tuple[int | None, str]:
    """Where the words before the term that must change begin, and what takes their place.

    Raises Unsure when one of them has no such form.
    """
    changes: dict[Word, str] = {}
    outer = agreeing_words(place, candidate)
    for word, parse in outer:
        forms = agreeing(parse, slot, target.gender, target.animate)
        if not forms:
            raise Unsure(f"“{word.surface}” must agree with the new term")
        if parse.word not in forms:
            form = forms[0] if "ё" in place.text else forms[0].replace("ё", "е")
            changes[word] = like(word.surface, form)
    first = outer[-1][0] if outer else None
    leading = phrase if first is None else changes.get(first, first.surface)
    head = governor(place, candidate)
    if head is not None and head.close:
        new = _numeral(head, target) if slot.number == "paucal" else _preposition(head, leading)
        former = _preposition(head, place.surface if first is None else first.surface)
        if new is not None and new not in (former, head.key):
            changes[head] = like(head.surface, new)
    if not changes:
        return None, ""
    start = min(word.start for word in changes)
    parts, at = [], start
    for word in sorted(changes, key=lambda word: word.start):
        parts += [place.text[at : word.start], changes[word]]
        at = word.end
    return start, "".join([*parts, place.text[at : place.start]])


def _numeral(word: Word, target: Reading) -> str | None:
    feminine = "femn" if target.gender == "femn" else ""
    return _NUMERALS.get((word.key, feminine))


def _preposition(word: Word, following: str) -> str | None:
    """в or во, с or со, о or об; None for any other word."""
    if word.key not in _PREPOSITIONS:
        return None
    short = word.key[0]
    return _FULL[short] if _CLUSTERS[short].match(following.lower()) else short


def disagreement(place: Place, candidate: Candidate, target: Reading) -> str | None:
    """A word near the term that agrees with the old one and would not with the new one."""
    slot, old = candidate
    number = "plur" if slot.number == "paucal" else slot.number
    new = target.only or number
    if number == new and (number == "plur" or old.gender == target.gender):
        return None
    for word in place.after[:3]:
        relative = word.key.startswith("котор") and "," in place.text[place.end : word.start]
        if relative and _fits(word, number, old.gender):
            return word.surface
    first = place.after[:1]
    if first and first[0].gap.strip() == ",":
        for parse in parses(first[0].surface):
            if parse.tag.POS in ("PRTF", "ADJF") and _is(parse, number, old.gender):
                return first[0].surface
    if slot.case != "nomn":
        return None
    for word in (*_wide(place.before), *_wide(place.after)):
        for parse in parses(word.surface):
            verbal = parse.tag.POS in ("VERB", "PRTS", "ADJS")
            predicate = parse.tag.POS in ("ADJF", "PRTF") and parse.tag.case in ("nomn", "ablt")
            if (verbal or (predicate and word.start >= place.end)) and _is(
                parse, number, old.gender
            ):
                if new == number and parse.tag.gender is None:
                    continue  # the present tense has no gender
                return word.surface
    return None


def _is(parse: Any, number: str, gender: str) -> bool:
    return parse.tag.number == number and parse.tag.gender in (None, gender)


def _fits(word: Word, number: str, gender: str) -> bool:
    return any(_is(parse, number, gender) for parse in parses(word.surface))


def _wide(words: list[Word]) -> list[Word]:
    """Words up to a comma or the like: quotation marks end no clause."""
    return list(takewhile(lambda word: not re.search(r"[,;:()—–]", word.gap), words))
