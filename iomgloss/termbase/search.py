"""Searching the term base: in stages, from what is surely meant to what may be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import PurePosixPath

from iomgloss.model import Concept, ConceptHit, SearchReason
from iomgloss.model.status import STATUS_ORDER
from iomgloss.termbase import search_terms, search_texts
from iomgloss.termbase.read import read_concept
from iomgloss.termbase.search_query import Answer, Query
from iomgloss.termbase.snapshot import snapshot

_LONGEST = 40
"""Words of a query beyond which it is only compared with whole terms."""


def search(
    connection: sqlite3.Connection,
    query: str,
    language: str | None = None,
    limit: int = 10,
    *,
    wide: bool = False,
) -> list[ConceptHit]:
    """The concepts that answer ``query``, best first; each says which term answered, and why.

    The order is that of `SearchReason`; with the same reason the higher score goes first, then the
    better status, the shorter term, the concept that more others refer to. What is misspelt or only
    stands in texts is sought when nothing else answers, and with ``wide`` always.
    """
    asked = Query(query, language, limit)
    with snapshot(connection):
        best: dict[str, Answer] = {}
        if asked.words and limit > 0:
            for stage in _stages(connection, asked, best, wide=wide):
                for answer in stage:
                    old = best.get(answer.concept)
                    if old is None or rank(answer) < rank(old):
                        best[answer.concept] = answer
                if len(best) >= limit and not wide:
                    break
        return [_hit(connection, answer) for answer in sorted(best.values(), key=rank)[:limit]]


def nearest(connection: sqlite3.Connection, query: str, language: str | None = None) -> list[str]:
    """Terms to propose for a query that nothing answers."""
    from iomgloss.termbase import search_misspelt

    asked = Query(query, language)
    with snapshot(connection):
        if not 0 < len(asked.words) <= _LONGEST:
            return []
        return [term.term for term in search_misspelt.nearest(connection, asked)]


def concept_of(connection: sqlite3.Connection, concept: str) -> Concept:
    """The concept with this id. Raises KeyError."""
    row = connection.execute(
        "SELECT path, source FROM concept WHERE id = ?"
        " OR id IN (SELECT concept FROM alias WHERE alias = ?) ORDER BY id != ?, id",
        (concept, concept, concept),
    ).fetchone()
    if row is None:
        raise KeyError(concept)
    found, _ = read_concept(row[1], PurePosixPath(row[0]).stem, row[0])
    assert found is not None  # noqa: S101  (only whole concepts are indexed)
    return found


def rank(answer: Answer) -> tuple[object, ...]:
    status = STATUS_ORDER[answer.status]
    return (-answer.score, status, len(answer.term), -answer.links, answer.concept, answer.term)


def _stages(
    connection: sqlite3.Connection, query: Query, found: dict[str, Answer], *, wide: bool
) -> Iterator[Iterator[Answer]]:
    """The stages in their order; each begins when the answers of those before are in ``found``."""
    yield search_terms.as_entered(connection, query)
    yield search_terms.by_id(connection, query)
    if len(query.words) > _LONGEST:
        return
    yield search_terms.inflected(connection, query)
    yield search_terms.by_sound(connection, query)
    numbers = search_terms.words_of(connection, query)
    yield search_terms.by_spelling_of_words(connection, query, numbers)
    if query.language and not found:
        yield _in_other_languages(connection, query.anywhere())
    yield search_terms.by_beginning(connection, query)
    yield search_terms.by_words(connection, query, numbers)
    if found and not wide:
        return
    written = list(search_texts.in_texts(connection, query, as_written=True))
    if wide or not written:  # a word that stands in a text is no misspelling
        from iomgloss.termbase.search_misspelt import misspelt

        yield misspelt(connection, query)
    yield iter(written)
    yield search_texts.in_texts(connection, query, as_written=False)


def _in_other_languages(connection: sqlite3.Connection, query: Query) -> Iterator[Answer]:
    """Whole terms of any language."""
    for stage in (search_terms.as_entered, search_terms.inflected, search_terms.by_sound):
        for answer in stage(connection, query):
            yield answer.as_reason(SearchReason.OTHER_LANGUAGE)


def _hit(connection: sqlite3.Connection, answer: Answer) -> ConceptHit:
    concept = concept_of(connection, answer.concept)
    instead = None
    if not answer.status.usable:
        usable = [term for term in concept.terms(answer.language) if term.status.usable]
        instead = usable[0].term if usable else None
    return ConceptHit(
        concept=concept,
        score=answer.score,
        language=answer.language,
        term=answer.term,
        status=answer.status,
        reason=answer.reason,
        instead=instead,
    )
