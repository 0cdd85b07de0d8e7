"""Searching the term base: as entered, inflected, by beginning, by part, misspelt."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from iomgloss.model import AdministrativeStatus, Concept, ConceptHit, Tier, compatible
from iomgloss.model.status import STATUS_ORDER
from iomgloss.termbase.read import read_concept
from iomgloss.termbase.recognise import recognise
from iomgloss.termbase.snapshot import snapshot
from iomgloss.text.tokenize import tokens

_ID, _INFLECTED, _BEGINNING, _PART, _SIMILAR = 99.0, 95.0, 90.0, 80.0, 75.0
"""Most that a hit of each kind can score."""
_ALIKE = 0.72
"""Least similarity of a misspelt query, 1 − Indel distance / lengths."""


class _Answer(NamedTuple):
    score: float
    reason: str
    concept: str
    language: str
    term: str
    status: AdministrativeStatus


def search(
    connection: sqlite3.Connection, query: str, language: str | None = None, limit: int = 10
) -> list[ConceptHit]:
    """The concepts that answer ``query``, best first; each says which term answered, and why.

    A concept's id or former id answers too. Ties: the better status, the shorter term.
    """
    with snapshot(connection):
        return _search(connection, query, language, limit)


def _search(
    connection: sqlite3.Connection, query: str, language: str | None, limit: int
) -> list[ConceptHit]:
    key = " ".join(token.key for token in tokens(query))
    if not key:
        return []
    best: dict[str, _Answer] = {}
    for answer in (
        *_by_id(connection, query, language),
        *_inflected(connection, query, language),
        *_alike(connection, key, language),
    ):
        old = best.get(answer.concept)
        if old is None or _rank(answer) < _rank(old):
            best[answer.concept] = answer
    ranked = sorted(best.values(), key=_rank)[:limit]
    return [
        ConceptHit(
            concept=concept_of(connection, answer.concept),
            score=round(answer.score, 1),
            language=answer.language,
            term=answer.term,
            reason=answer.reason,
        )
        for answer in ranked
    ]


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


def _by_id(connection: sqlite3.Connection, query: str, language: str | None) -> Iterator[_Answer]:
    """The concept of this id or former id, by its best term."""
    rows = connection.execute(
        "SELECT concept, language, term, status FROM term WHERE concept = :id"
        " OR concept IN (SELECT concept FROM alias WHERE alias = :id)",
        {"id": query.strip()},
    )
    for concept, tag, term, status in rows:
        if language is None or compatible(tag, language):
            yield _Answer(_ID, "id", concept, tag, term, AdministrativeStatus(status))


def _inflected(
    connection: sqlite3.Connection, query: str, language: str | None
) -> Iterator[_Answer]:
    words = list(tokens(query))
    for hit in recognise(connection, query, [language] if language else None):
        if hit.start == words[0].start and hit.end == words[-1].end:
            exact = hit.tier is Tier.EXACT
            score, reason = (100.0, "exact") if exact else (_INFLECTED, "inflected")
            yield _Answer(score, reason, hit.concept, hit.language, hit.term, hit.status)


def _alike(connection: sqlite3.Connection, key: str, language: str | None) -> Iterator[_Answer]:
    from rapidfuzz.distance import Indel

    padded = f" {key}"
    rows = connection.execute("SELECT concept, language, term, key, status FROM term")
    for concept, tag, term, other, status in rows:
        if language is not None and not compatible(tag, language):
            continue
        score, reason = 0.0, ""
        if other == key:
            score, reason = 100.0, "exact"
        elif other.startswith(key):
            score, reason = _BEGINNING * (0.9 + 0.1 * len(key) / len(other)), "beginning"
        elif padded in f" {other}":
            score, reason = _PART * (0.9 + 0.1 * len(key) / len(other)), "part"
        else:
            share = Indel.normalized_similarity(key, other, score_cutoff=_ALIKE)
            score, reason = _SIMILAR * share, "similar"
        if score:
            yield _Answer(score, reason, concept, tag, term, AdministrativeStatus(status))


def _rank(answer: _Answer) -> tuple[object, ...]:
    return (-answer.score, STATUS_ORDER[answer.status], len(answer.term), answer.concept)
