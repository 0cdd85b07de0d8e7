"""A term of the source whose translation is missing in the target.

Why: the term base says how the concept is called in the target language; a reader who looks for the
term will not find it. Any term of the concept will do, in any form and with other words in between,
a word of the same root too (migration, миграционен), and so will the terms of a homonym, an
abbreviation for a full name and the other way round. Ordinary words that are terms as well
(return, training) count only in a sentence that has another term of the field. A name may become a
pronoun where the pair before has it.

Wrong: IOM assists unaccompanied minors. → МОМ помага на самотни деца.
Right: IOM assists unaccompanied minors. → МОМ помага на непридружени деца.

Fix: put in one of the approved terms; the hint names the preferred one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iomgloss.checks.base import Resources
from iomgloss.checks.terminology.places import (
    SHORT,
    akin,
    approved,
    by_place,
    keys,
    outermost,
)
from iomgloss.model import Draft, Finding, Passage, ProcessStatus, Side, TermHit, TermSection

_SIGNS = 3
"""Least letters of a word that carries meaning; shorter ones are mostly prepositions."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    before: set[str] = set()
    for passage in draft.passages:
        if passage.source and passage.source_language and passage.language and passage.text.strip():
            for hit, finding in _in_pair(passage, passage.source, resources):
                if hit.concept not in before or not _is_name(hit, resources):
                    yield finding
            hits = resources.terms(passage.text, passage.language, strict=False)
            before = {hit.concept for hit in hits}


def _in_pair(
    passage: Passage, source: str, resources: Resources
) -> Iterator[tuple[TermHit, Finding]]:
    language = passage.language or ""
    hits = resources.terms(source, passage.source_language or "")
    if not hits:
        return
    there = {hit.concept for hit in resources.terms(passage.text, language, strict=False)}
    words = keys(passage.text)
    missed: set[str] = set()
    for (start, end), readings in by_place(outermost(hits)).items():
        readings = [hit for hit in approved(readings) if hit.status.usable]
        concepts = {hit.concept for hit in readings}
        if not readings or concepts & there or concepts & missed:
            continue
        terms = [t for hit in readings for t in resources.terms_of(hit.concept, language)]
        wanted = [
            term
            for term in terms
            if term.status.usable and term.process_status is ProcessStatus.APPROVED
        ]
        if not wanted or len(wanted) < len(readings):
            continue  # some concept has no term to ask for
        if _kept(readings[0], source, passage, resources) or _rendered(words, terms):
            continue
        if not _meant(readings, hits, resources):
            continue
        missed |= concepts
        yield (
            readings[0],
            Finding(
                passage=passage,
                start=start,
                end=end,
                side=Side.SOURCE,
                message=f"no translation of {source[start:end]!r} is in the target",
                hint=f"the term base has {wanted[0].term!r}",
            ),
        )


def _kept(hit: TermHit, source: str, passage: Passage, resources: Resources) -> bool:
    """A name or abbreviation that stands in the target as it is."""
    if source[hit.start : hit.end] not in passage.text:
        return False
    record = _record(hit, resources)
    return record is not None and (
        record.do_not_translate or record.part_of_speech == "proper-noun" or record.type in SHORT
    )


def _rendered(words: Sequence[str], terms: Sequence[TermSection]) -> bool:
    """Are all words of one of the terms in the target, in whatever order and form?"""
    for term in terms:
        needed = [key for key in keys(term.term) if len(key) >= _SIGNS] or keys(term.term)
        if all(any(akin(key, word) for word in words) for key in needed):
            return True
    return False


def _meant(readings: Sequence[TermHit], hits: Sequence[TermHit], resources: Resources) -> bool:
    """Does the source speak of the concept, not use the word in an everyday sense?

    A term of several words speaks for itself, and so does a name; a single word does when the
    sentence has another term of the field.
    """
    first = readings[0]
    if " " in first.term:
        return True
    if _is_name(first, resources):
        return True
    concepts = {hit.concept for hit in readings}
    return any(
        hit.concept not in concepts
        and (hit.end <= first.start or hit.start >= first.end)
        and " " in hit.term
        for hit in hits
    )


def _is_name(hit: TermHit, resources: Resources) -> bool:
    record = _record(hit, resources)
    return record is not None and record.part_of_speech == "proper-noun"


def _record(hit: TermHit, resources: Resources) -> TermSection | None:
    terms = resources.terms_of(hit.concept, hit.language)
    return next((term for term in terms if term.term == hit.term), None)
