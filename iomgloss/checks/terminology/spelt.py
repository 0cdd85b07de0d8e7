"""An abbreviation spelt out otherwise than in the term base, or in two ways in one text.

Why: Международна организация за миграцията is not the name of the organisation. Compared are the
words, not their forms. An abbreviation that stands for something else altogether is left alone:
a name counts as meant when at least half of its words are those of the term base's.

Wrong: Международната организация за миграцията (МОМ) откри център.
Right: Международната организация по миграция (МОМ) откри център.

Fix: the name in the term base, or the one that the text has first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iomgloss.checks.base import Resources
from iomgloss.checks.terminology.introductions import Introduction, introductions
from iomgloss.checks.terminology.places import SHORT, keys, same_word, same_words
from iomgloss.model import Draft, Finding, Passage


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    first: dict[tuple[str, str], tuple[str, Introduction]] = {}
    for passage in draft.passages:
        if "(" not in passage.text or not passage.language:
            continue
        for one in introductions(passage.text):
            written = passage.text[one.start : one.end]
            names = _names(one, passage, resources)
            if any(_same(keys(name), one.words) for name in names):
                continue
            near = next((name for name in names if _meant(keys(name), one.words)), None)
            earlier = first.setdefault((passage.language, one.abbreviation), (written, one))
            if near is not None:
                message = f"{one.abbreviation!r} stands for {near!r}, not for {written!r}"
            elif not _same(earlier[1].words, one.words) and _meant(earlier[1].words, one.words):
                message = f"{one.abbreviation!r} is spelt out as {earlier[0]!r} before"
            else:
                continue
            yield Finding(
                passage=passage,
                start=one.start,
                end=one.end,
                message=message,
                hint="write the name in one way",
            )


def _names(one: Introduction, passage: Passage, resources: Resources) -> list[str]:
    """What the term base says that the abbreviation stands for, of any concept."""
    language = passage.language or ""
    return [
        term.term
        for hit in resources.terms(one.abbreviation, language)
        if hit.surface == one.abbreviation
        for term in resources.terms_of(hit.concept, language)
        if term.type not in SHORT
    ]


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """The same words; the abbreviation may stand for a part: „… на МОМ (МОМ)“."""
    return same_words(one, other) or (
        len(other) > len(one) and same_words(one, other[len(other) - len(one) :])
    )


def _meant(one: Sequence[str], other: Sequence[str]) -> bool:
    """Do at least half of the words that carry meaning agree?"""
    wanted = [word for word in one if len(word) > 3]
    there = sum(any(same_word(word, each) for each in other) for word in wanted)
    return bool(wanted) and there * 2 >= len(wanted) and there > 0
