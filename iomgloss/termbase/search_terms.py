"""Searching terms: as wholes, by their beginning, by their words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from iomgloss.model import SearchReason, Tier
from iomgloss.termbase.recognise import recognise
from iomgloss.termbase.search_query import Answer, Query, Term, terms
from iomgloss.text.scripts import has_cyrillic
from iomgloss.text.tokenize import tokens
from iomgloss.text.transliterate import sound

_LAST = "\U0010ffff"
"""Sorts after whatever may follow a beginning."""
_SHORT = 3
"""Words up to this length may be missing from a term: of, на, в."""
_BEGINNINGS = 8
"""Readings whose beginnings are sought."""
_ENDING = 4
"""Letters at the end of a word that its forms may differ in."""
_STEMS = 100
_VOCABULARY = 1000
"""Words that may go on from the last word of a query, the shortest first."""


def by_id(connection: sqlite3.Connection, query: Query) -> Iterator[Answer]:
    """The concept of this id or former id, by its best term."""
    where = (
        "term IN (SELECT number FROM term WHERE concept = :id"
        " OR concept IN (SELECT concept FROM alias WHERE alias = :id))"
    )
    for term in terms(connection, query, where, {"id": query.text}):
        yield term.answers(SearchReason.ID)


def as_entered(connection: sqlite3.Connection, query: Query) -> Iterator[Answer]:
    where = "term IN (SELECT number FROM term WHERE key = :key)"
    for term in terms(connection, query, where, {"key": query.key}):
        yield term.answers(SearchReason.EXACT)


def inflected(connection: sqlite3.Connection, query: Query) -> Iterator[Answer]:
    """Terms one of whose forms is the whole query."""
    words = list(tokens(query.text))
    languages = [query.language] if query.language else None
    for hit in recognise(connection, query.text, languages):
        if (hit.start, hit.end) == (words[0].start, words[-1].end) and hit.tier is Tier.INFLECTED:
            where = (
                "term IN (SELECT number FROM term WHERE concept = :concept AND term = :term"
                " AND language = :tag)"
            )
            values = {"concept": hit.concept, "term": hit.term, "tag": hit.language}
            for term in terms(connection, query, where, values):
                yield term.answers(SearchReason.INFLECTED)


def by_sound(connection: sqlite3.Connection, query: Query) -> Iterator[Answer]:
    """Terms that the query spells in another way."""
    sounds = {f"s{n}": each for n, each in enumerate(query.whole_sounds)}
    where = f"sound IN ({', '.join(f':{name}' for name in sounds)})"
    for term in terms(connection, query, where, sounds):
        yield _spelt(query, term)


def by_beginning(connection: sqlite3.Connection, query: Query) -> Iterator[Answer]:
    """Terms that begin with the query, also in another spelling."""
    where = "term IN (SELECT number FROM term WHERE key >= :key AND key < :end)"
    for term in terms(connection, query, where, {"key": query.key, "end": query.key + _LAST}):
        inside_word = not f"{term.key} ".startswith(f"{query.key} ")
        yield term.answers(
            SearchReason.BEGINNING, coverage(query.key, term.key) - 0.33 * inside_word
        )
    for start in query.whole_sounds[:_BEGINNINGS]:
        if len(start) >= _SHORT:
            where = "sound >= :start AND sound < :end"
            for term in terms(connection, query, where, {"start": start, "end": start + _LAST}):
                yield term.answers(SearchReason.BEGINNING, coverage(start, term.sound) - 0.45)


def words_of(connection: sqlite3.Connection, query: Query) -> list[dict[int, str]]:
    """For each word of the query the words of the index, number → key, that it can be."""
    numbers = [whole_words(connection, query, place) for place in range(len(query.words))]
    for place, found in enumerate(numbers):
        if not found and not has_cyrillic(query.words[place]):
            found |= _forms_in_latin_letters(connection, query, place)
    return numbers


def by_spelling_of_words(
    connection: sqlite3.Connection, query: Query, numbers: Sequence[dict[int, str]]
) -> Iterator[Answer]:
    """Terms that the query is a form of, in another spelling."""
    keys = [frozenset(found.values()) for found in numbers]
    for term in having(connection, query, numbers):
        if _in_order(term, keys) and not _is_longer(query, term):
            yield _spelt(query, term)


def by_words(
    connection: sqlite3.Connection, query: Query, numbers: Sequence[dict[int, str]]
) -> Iterator[Answer]:
    """Terms with the words of the query in any form and order; the last may be unfinished."""
    unfinished = numbers[-1] | _longer_words(connection, query)
    ways = [(numbers, 0.0)]
    if unfinished != numbers[-1]:
        ways.append(([*numbers[:-1], unfinished], 0.33))
    for words, loss in ways:
        keys = [frozenset(found.values()) for found in words]
        for term in having(connection, query, words):
            reason = SearchReason.PART if _in_order(term, keys) else SearchReason.WORDS
            yield term.answers(reason, coverage(query.key, term.key) - loss)


def whole_words(connection: sqlite3.Connection, query: Query, place: int) -> dict[int, str]:
    """The words of the index, number → key, that a word of the query can be."""
    word = query.words[place]
    sounds = query.sounds(place)
    return dict(
        connection.execute(
            "WITH heard AS (SELECT number, key FROM search_word WHERE key = ?"
            f" OR sound IN ({', '.join('?' * len(sounds))}))"
            " SELECT number, key FROM heard"
            " UNION SELECT search_word.number, search_word.key"
            " FROM form JOIN token ON token.number = form.token"
            " JOIN search_word ON search_word.key = token.key"
            " AND search_word.language = token.language"
            " WHERE form = ? OR form IN (SELECT key FROM heard)",
            (word, *sounds, word),
        )
    )


def _forms_in_latin_letters(
    connection: sqlite3.Connection, query: Query, place: int
) -> dict[int, str]:
    """The Cyrillic words of the index that a word of the query is a form of: *bejanci*.

    Their forms are made here: to keep the sounds of all forms would double the index.
    """
    from iomgloss.morphology.base import TokenTraits
    from iomgloss.morphology.registry import forms

    one = len(query.words) == 1
    traits = TokenTraits(part_of_speech="noun") if one else TokenTraits(multiword=True)
    found = {}
    for wanted in query.sounds(place)[:_BEGINNINGS]:
        start = wanted[: max(_SHORT, len(wanted) - _ENDING)]
        rows = connection.execute(
            "SELECT number, key, language FROM search_word WHERE sound >= ? AND sound < ?"
            f" ORDER BY length(key) LIMIT {_STEMS}",
            (start, start + _LAST),
        ).fetchall()
        for number, key, language in rows:
            if has_cyrillic(key) and any(
                sound(form, language) == wanted for form in forms(key, language, traits)
            ):
                found[number] = key
    return found


def having(
    connection: sqlite3.Connection, query: Query, numbers: Sequence[dict[int, str]]
) -> Iterator[Term]:
    """Terms that have, for each word of the query, one of these words of the index."""
    needed = [place for place, word in enumerate(query.words) if len(word) > _SHORT]
    needed = needed or list(range(len(query.words)))
    if not all(numbers[place] for place in needed):
        return
    where = " INTERSECT ".join(
        f"SELECT term FROM search_place WHERE word IN ({', '.join(map(str, numbers[place]))})"
        for place in needed
    )
    yield from terms(connection, query, f"term IN ({where})", {})


def _longer_words(connection: sqlite3.Connection, query: Query) -> dict[int, str]:
    """The words of the index that begin with the last word of the query."""
    last = query.words[-1]
    if len(last) < 2:
        return {}
    ranges = [("key", last)]
    ranges += [("sound", each) for each in query.sounds(-1) if len(each) >= _SHORT]
    found: dict[int, str] = {}
    for column, start in ranges[:_BEGINNINGS]:
        found |= connection.execute(
            f"SELECT number, key FROM search_word WHERE {column} >= ? AND {column} < ?"
            f" ORDER BY length(key) LIMIT {_VOCABULARY}",
            (start, start + _LAST),
        ).fetchall()
    return found


def _is_longer(query: Query, term: Term) -> bool:
    """The term has more than the query. Of one word in its own letters forms have decided that."""
    words = len(term.key.split())
    alone = words == 1 and has_cyrillic(term.key) == has_cyrillic(query.key)
    return alone or words > len(query.words)


def _spelt(query: Query, term: Term) -> Answer:
    other = has_cyrillic(term.key) != has_cyrillic(query.key)
    return term.answers(SearchReason.TRANSLITERATED if other else SearchReason.SPELLING)


def _in_order(term: Term, keys: Sequence[frozenset[str]]) -> bool:
    """The words stand side by side, as in the query."""
    words = term.key.split()
    return any(
        all(
            word in fitting
            for word, fitting in zip(words[start : start + len(keys)], keys, strict=True)
        )
        for start in range(len(words) - len(keys) + 1)
    )


def coverage(part: str, whole: str) -> float:
    """How good a part is: 1.0 for the whole, not below 0.6."""
    return 0.6 + 0.4 * min(1.0, len(part) / max(1, len(whole)))
