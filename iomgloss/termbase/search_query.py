"""What the stages of a search share: the query, the answers, the scale of their scores."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import NamedTuple

from iomgloss.model import AdministrativeStatus, SearchReason
from iomgloss.text.tokenize import tokens
from iomgloss.text.transliterate import readings, squeezed

_TOPS = {
    SearchReason.EXACT: 100,
    SearchReason.ID: 99,
    SearchReason.INFLECTED: 97,
    SearchReason.SPELLING: 95,
    SearchReason.TRANSLITERATED: 95,  # as good: the shorter term goes first
    SearchReason.OTHER_LANGUAGE: 93,
    SearchReason.BEGINNING: 90,
    SearchReason.PART: 80,
    SearchReason.WORDS: 70,
    SearchReason.MISSPELT: 60,
    SearchReason.DEFINITION: 50,
    SearchReason.CONTEXT: 40,
    SearchReason.NOTE: 30,
}
"""The most that an answer of each kind scores."""
_SPAN = 9.0
"""How far fit lowers a score: the kinds do not mix."""
_CANDIDATES = 200


class Answer(NamedTuple):
    """A term that answers."""

    score: float
    reason: SearchReason
    concept: str
    language: str
    term: str
    status: AdministrativeStatus
    links: int
    """How many concepts refer to its concept: the one that matters more goes first."""

    def as_reason(self, reason: SearchReason) -> Answer:
        """The same for a reason that has one score."""
        return self._replace(reason=reason, score=float(_TOPS[reason]))


class Term(NamedTuple):
    """A row of the term table, as searches need it."""

    concept: str
    language: str
    term: str
    key: str
    status: AdministrativeStatus
    sound: str
    links: int

    def answers(self, reason: SearchReason, fit: float = 1.0) -> Answer:
        """``fit`` from 0 to 1 says how good an answer of its kind this is."""
        fit += 0.008 * min(self.links, 25) - 0.25 * (not self.status.usable)
        return Answer(
            _score(reason, fit),
            reason,
            self.concept,
            self.language,
            self.term,
            self.status,
            self.links,
        )


def _score(reason: SearchReason, fit: float) -> float:
    top = float(_TOPS[reason])
    return (
        top
        if top > _TOPS[SearchReason.BEGINNING]
        else round(top - _SPAN * (1 - min(1.0, max(0.0, fit))), 1)
    )


class Query:
    """What is sought, and in which language (None: any)."""

    def __init__(self, text: str, language: str | None, limit: int = 10) -> None:
        self.text = text.strip()
        self.language = language
        self.candidates = max(_CANDIDATES, 4 * limit)
        """Terms that a stage looks at, the usable and shortest first."""
        self.words = tuple(token.key for token in tokens(text))
        self.key = " ".join(self.words)

    @cached_property
    def readings(self) -> list[tuple[str, ...]]:
        """See `iomgloss.text.transliterate.readings`."""
        return readings(self.words)

    def sounds(self, position: int) -> list[str]:
        """The sounds that one of the words can have."""
        heard = dict.fromkeys(reading[position] for reading in self.readings)
        return [sound for sound in heard if _says_enough(sound, self.words[position])]

    @property
    def whole_sounds(self) -> list[str]:
        """The sounds that the whole can have."""
        heard = dict.fromkeys(map(squeezed, self.readings))
        return [sound for sound in heard if _says_enough(sound, self.key)]

    def anywhere(self) -> Query:
        """The same in all languages."""
        found = copy(self)
        found.language = None
        return found


def _says_enough(sound: str, word: str) -> bool:
    """Not of ``ааааа``, whose sound is that of an article, nor of what has none."""
    return 0 < len(word) <= 2 * len(sound)


IN_LANGUAGE = (
    "(language LIKE :language OR language LIKE :language || '-%'"
    " OR :language LIKE language || '-%')"
)
"""`iomgloss.model.compatible` in SQL."""


def terms(
    connection: sqlite3.Connection, query: Query, where: str, values: Mapping[str, object]
) -> Iterator[Term]:
    """The terms in the query's language that fulfil a condition, the usable and shortest first.

    The condition is on columns of ``search_term``.
    """
    fitting = f"{where} AND {IN_LANGUAGE}" if query.language else where
    rows = connection.execute(
        "SELECT concept, term.language, term.term, key, status, sound,"
        " (SELECT count(*) FROM search_link WHERE other = term.concept)"
        f" FROM (SELECT term AS number, sound FROM search_term WHERE {fitting}"
        f" ORDER BY usable DESC, size, term LIMIT :candidates) JOIN term USING (number)",
        {**values, "language": query.language, "candidates": query.candidates},
    )
    for concept, language, term, key, status, sound, links in rows:
        yield Term(concept, language, term, key, AdministrativeStatus(status), sound, links)
