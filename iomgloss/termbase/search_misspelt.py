"""Searching terms that differ from the query by a few letters.

Compared are sounds: what only looks different (``сс``, ``ё``, missing diacritics) costs nothing
more. A transposition of two letters is one mistake, like a letter too many, too few or wrong. The
candidates are gathered into one string by SQLite: a row for each would cost more than the rest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from iomgloss.model import SearchReason
from iomgloss.termbase.search_query import Answer, Query, Term, terms
from iomgloss.termbase.search_terms import coverage, having, whole_words
from iomgloss.text.scripts import has_cyrillic

_READINGS = 3
"""Readings of a query that are sought misspelt: the likeliest."""
_NEAR = 0.6
"""Least similarity of what is proposed when nothing answers."""


def mistakes(length: int) -> int:
    """How many mistakes a word or term of so many letters may have."""
    return sum(length >= least for least in (5, 8, 12, 19))


def misspelt(connection: sqlite3.Connection, query: Query) -> Iterator[Answer]:
    """Terms that the query is, or has the words of, with a few mistakes."""
    for sound, wrong in _near(
        connection, "search_term", query.whole_sounds, len(query.key)
    ).items():
        for term in terms(connection, query, "sound = :sound", {"sound": sound}):
            yield _answer(term, query, wrong)
    numbers = [whole_words(connection, query, place) for place in range(len(query.words))]
    wrong_by_key: dict[str, int] = {}
    for place, found in enumerate(numbers):
        if not found:
            near = _near(connection, "search_word", query.sounds(place), len(query.words[place]))
            for number, key, sound in _words(connection, list(near)):
                found[number] = key
                wrong_by_key[key] = min(near[sound], wrong_by_key.get(key, near[sound]))
    if wrong_by_key:
        for term in having(connection, query, numbers):
            wrong = sum(wrong_by_key.get(word, 0) for word in term.key.split())
            yield _answer(term, query, wrong)


def nearest(connection: sqlite3.Connection, query: Query, count: int = 3) -> list[Term]:
    """Terms to propose when nothing answers: the most similar ones, if any are similar at all."""
    best: dict[str, float] = {}
    for sound in query.whole_sounds[:_READINGS]:
        if len(sound) < 4:
            continue
        choices = _choices(connection, "search_term", len(sound), round(0.5 * len(sound)))
        for other, share, _ in process.extract(
            sound, choices, scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=2 * count
        ):
            best[other] = max(share, best.get(other, 0.0))
    found: dict[str, Term] = {}
    for sound in sorted(best, key=lambda other: -best[other]):
        near = terms(connection, query, "sound = :sound", {"sound": sound})
        for term in sorted(
            near, key=lambda term: has_cyrillic(term.key) != has_cyrillic(query.key)
        ):
            if term.status.usable:
                found.setdefault(term.concept, term)
    return list(found.values())[:count]


def _answer(term: Term, query: Query, wrong: int) -> Answer:
    length = max(1, len(query.key))
    return term.answers(SearchReason.MISSPELT, coverage(query.key, term.key) - 1.5 * wrong / length)


def _near(
    connection: sqlite3.Connection, table: str, sounds: Sequence[str], length: int
) -> dict[str, int]:
    """The sounds of a table that differ from those of so many letters, and by how many mistakes.

    Short ones must begin with the same letter: there are too many of them.
    """
    found: dict[str, int] = {}
    for sound in sounds[:_READINGS]:
        most = mistakes(min(length, len(sound)))
        if not most:
            continue
        choices = _choices(connection, table, len(sound), most)
        for other, wrong, _ in process.extract(
            sound, choices, scorer=OSA.distance, score_cutoff=most, limit=None
        ):
            if most > 1 or other[0] == sound[0]:
                found[other] = min(wrong, found.get(other, wrong))
    return found


def _choices(connection: sqlite3.Connection, table: str, length: int, most: int) -> Sequence[str]:
    """The sounds of a table whose length differs by at most ``most``."""
    (joined,) = connection.execute(
        f"SELECT group_concat(sound, char(10)) FROM {table} WHERE size BETWEEN ? AND ?",
        (max(1, length - most), length + most),
    ).fetchone()
    return joined.split("\n") if joined else []


def _words(connection: sqlite3.Connection, sounds: Sequence[str]) -> list[tuple[int, str, str]]:
    """Number, key, sound."""
    return connection.execute(
        "SELECT number, key, sound FROM search_word"
        f" WHERE sound IN ({', '.join('?' * len(sounds))})",
        sounds,
    ).fetchall()
