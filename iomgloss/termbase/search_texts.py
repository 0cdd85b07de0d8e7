"""Searching what is written about concepts: definitions, contexts, notes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import eq

from iomgloss.model import SearchReason
from iomgloss.model.status import STATUS_ORDER
from iomgloss.termbase.search_query import IN_LANGUAGE, Answer, Query, Term, terms

_STEM = 4
"""Letters that forms of a word share at least."""
_ENDING = 3
"""Letters of an ending at most."""
_MOST = 400
_OF = "term IN (SELECT number FROM term WHERE concept = :concept)"


def in_texts(connection: sqlite3.Connection, query: Query, *, as_written: bool) -> Iterator[Answer]:
    """Concepts whose texts have all longer words of the query: ``as_written`` or in any form."""
    words = [word for word in query.words if len(word) >= _STEM] or list(query.words)
    if as_written:
        stems = [f" {word} " for word in words]
    else:
        stems = [f" {word[: max(_STEM, len(word) - _ENDING)]}" for word in words]
    names = {f"w{number}": stem for number, stem in enumerate(stems)}
    where = " AND ".join(f"instr(words, :{name})" for name in names)
    if query.language:
        where += f" AND (language = '' OR {IN_LANGUAGE})"
    rows = connection.execute(
        f"SELECT concept, field, language, words FROM search_text WHERE {where}"
        f" ORDER BY field, length(words) LIMIT {_MOST}",
        {**names, "language": query.language},
    ).fetchall()
    for concept, field, language, text in rows:
        if as_written or all(_has(text.split(), word) for word in words):
            term = _best(connection, query, concept, language)
            if term is not None:
                fit = 0.9 if as_written else 0.5
                yield term.answers(SearchReason(field), fit)


def same_word(left: str, right: str) -> bool:
    """They begin alike and can differ in their endings: престъпление, престъпленията."""
    shared = sum(takewhile(bool, map(eq, left, right)))
    endings = max(len(left), len(right)) - shared
    return left == right or (shared >= _STEM and endings <= min(_ENDING, shared // 2))


def _has(words: Sequence[str], wanted: str) -> bool:
    return any(same_word(word, wanted) for word in words)


def _best(connection: sqlite3.Connection, query: Query, concept: str, language: str) -> Term | None:
    """The concept's best term in the language of the text, else in that of the query, else any."""
    for tag in (language or query.language, None):
        wanted = Query(query.text, tag)
        found = list(terms(connection, wanted, _OF, {"concept": concept}))
        if found:
            return min(found, key=lambda term: STATUS_ORDER[term.status])
    return None
