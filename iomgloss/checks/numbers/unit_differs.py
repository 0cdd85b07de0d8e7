"""A number whose unit, currency or per cent sign is another one in the translation, or is lost.

Of lengths and weights only a change is found: what is measured may be clear from the sentence.

Why: 5 euros are not 5 dollars, and 20 is not 20 per cent.

Wrong: 5 million euros → 5 млн. лева
Right: 5 million euros → 5 млн. евро
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.numbers import vocabulary
from iomgloss.checks.numbers.values import Value, values
from iomgloss.checks.numbers.vocabulary import folded
from iomgloss.languages.numerals import numerals
from iomgloss.languages.numerals.symbols import ALWAYS_WRITTEN
from iomgloss.model import Draft, Finding, Passage


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        if passage.source and passage.source_language and passage.language:
            yield from _in_pair(passage, passage.source, passage.source_language, passage.language)


def _in_pair(
    passage: Passage, source: str, source_language: str, language: str
) -> Iterator[Finding]:
    asked = [value for value in values(source, source_language) if value.unit]
    given = values(passage.text, language)
    if not asked and not any(value.unit for value in given):
        return
    if not numerals(source_language).units or not numerals(language).units:
        return  # its words for units are not known
    here, there = _units(passage.text, language), _units(source, source_language)
    for value in given:
        if value.unit in there:
            continue
        same = [each for each in asked if not each.readings.isdisjoint(value.readings)]
        if same and not any(each.unit in here for each in same):
            yield from _told(passage, value, same[0], source)
        elif not same and value.unit in ALWAYS_WRITTEN and not asked:
            yield from _added(passage, value, source, source_language)


def _told(passage: Passage, value: Value, original: Value, source: str) -> Iterator[Finding]:
    before = source[original.start : original.end]
    surface = passage.text[value.start : value.end]
    if value.unit:
        message = f"{surface!r} is in {value.unit!r}, in the source in {original.unit!r}"
    elif original.unit in ALWAYS_WRITTEN:
        message = f"{surface!r} has no unit, {before!r} in the source is in {original.unit!r}"
    else:
        return
    yield Finding(passage=passage, start=value.start, end=value.end, message=message)


def _added(passage: Passage, value: Value, source: str, source_language: str) -> Iterator[Finding]:
    bare = values(source, source_language)
    if any(not each.readings.isdisjoint(value.readings) for each in bare):
        surface = passage.text[value.start : value.end]
        yield Finding(
            passage=passage,
            start=value.start,
            end=value.end,
            message=f"{surface!r} is in {value.unit!r}, in the source it has no unit",
        )


def _units(text: str, language: str) -> set[object]:
    return {unit for unit, _, _ in vocabulary.units(language).find(folded(text))}
