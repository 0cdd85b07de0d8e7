"""The values of a text against those of its translation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from iomgloss.checks.numbers.dates import Reading
from iomgloss.checks.numbers.values import Value, values
from iomgloss.checks.numbers.words import readings_in_words
from iomgloss.model import Passage

_DIGIT = re.compile(r"\d")
_PLACEHOLDER = re.compile(r"%\d{0,4}\$?[-+#]?\d{0,4}[a-zA-Z]|%\d+|\{[^{}]*\}|\$\{?\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one text has and the other has not. An answer counts however often it is given."""

    missing: tuple[Value, ...]
    """Of the source."""
    extra: tuple[Value, ...]
    """Of the target."""

    @property
    def other_dates(self) -> bool:
        """Dates of the source are other ones in the target."""
        return any(each.dated for each in self.missing) and any(each.dated for each in self.extra)

    @property
    def changed(self) -> Value | None:
        """The number of the source, where it is the one that differs and has become another."""
        if len(self.missing) == len(self.extra) == 1:
            [before], [after] = self.missing, self.extra
            return before if not before.dated and not after.dated else None
        return None


_NOTHING = Comparison(missing=(), extra=())


def compare(passage: Passage) -> Comparison:
    """The values of a pair. Nothing where a side, or its language, is not known."""
    source, target = passage.source, passage.text
    if not source or not target or not passage.source_language or not passage.language:
        return _NOTHING
    if not _DIGIT.search(source) and not _DIGIT.search(target):
        return _NOTHING
    return _compared(source, passage.source_language, target, passage.language)


@lru_cache(maxsize=4096)
def _compared(source: str, source_language: str, target: str, language: str) -> Comparison:
    asked, given = values(source, source_language), values(target, language)
    questions, answers = _readings(asked), _readings(given)
    missing = [value for value in asked if _unanswered(value, answers)]
    extra = [value for value in given if _unanswered(value, questions)]
    if (not missing and not extra) or _placeholders(source) != _placeholders(target):
        return _NOTHING  # of placeholders, one may stand for a number
    answers |= readings_in_words(target, language)
    questions |= readings_in_words(source, source_language)
    missing = [value for value in missing if _unanswered(value, answers)]
    extra = [value for value in extra if _unanswered(value, questions)]
    found = Comparison(missing=tuple(missing), extra=tuple(extra))
    if found.other_dates:
        return found
    return Comparison(
        missing=tuple(each for value in missing for each in _lacking(value, answers)),
        extra=tuple(each for value in extra for each in _lacking(value, questions)),
    )


def _readings(found: Iterable[Value]) -> set[Reading]:
    readings: set[Reading] = set()
    for value in found:
        readings |= value.readings
        for part in value.parts:
            readings |= part.readings
    return readings


def _unanswered(value: Value, answers: set[Reading]) -> bool:
    if not value.sure or not value.readings.isdisjoint(answers):
        return False
    return not value.parts or any(part.readings.isdisjoint(answers) for part in value.parts)


def _lacking(value: Value, answers: set[Reading]) -> list[Value]:
    """The value, or of a date what is wanting: the year."""
    parts = [part for part in value.parts if part.readings.isdisjoint(answers)]
    is_part = value.dated and len(parts) > 0 and all(part.amount is not None for part in parts)
    return parts if is_part and len(parts) < len(value.parts) else [value]


def _placeholders(text: str) -> int:
    return len(_PLACEHOLDER.findall(text)) if "%" in text or "{" in text or "$" in text else 0
