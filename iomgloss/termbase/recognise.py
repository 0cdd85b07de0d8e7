"""Finding terms in running text: every contiguous occurrence, inflected ones too."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from iomgloss.model import (
    AdministrativeStatus,
    ProcessStatus,
    TermHit,
    Tier,
    Translation,
    compatible,
)
from iomgloss.model.status import STATUS_ORDER
from iomgloss.termbase.snapshot import snapshot
from iomgloss.text.normalize import collapse, written_form
from iomgloss.text.tokenize import Token, tokens

_BLANK = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*"
_JOINED = re.compile(f"{_BLANK}[-‐‑–]?{_BLANK}")
"""What may stand between two words of a term: a space, a hyphen, or nothing of weight."""
_LOOSE = re.compile(r"[\W_]*")
"""The same for terms that have punctuation themselves."""
_CLITIC = "ʼs"
_BATCH = 500


class _Pattern(NamedTuple):
    term: int
    tokens: tuple[int, ...]
    written: tuple[str, ...] | None
    punctuated: bool


class _Term(NamedTuple):
    concept: str
    language: str
    term: str
    key: str
    status: AdministrativeStatus
    process_status: ProcessStatus


def recognise(
    connection: sqlite3.Connection,
    text: str,
    languages: Sequence[str] | None = None,
    *,
    longest: bool = False,
) -> list[TermHit]:
    """The terms of ``languages`` (None: all) in ``text``, in order, longer ones first.

    Nested terms and every concept of a homonym are given; ``longest`` leaves out what lies inside
    a longer hit. Offsets are into ``text`` as it is. No translations yet: see `translations`.
    """
    words = list(tokens(text))
    with snapshot(connection):
        found, terms = _find(connection, text, words, languages)
    best: dict[tuple[str, str, int, int], tuple[tuple[object, ...], TermHit]] = {}
    for pattern, start, end in found:
        term = terms[pattern.term]
        hit = _hit(text, term, start, end)
        rank = (
            collapse(term.term).casefold() != collapse(hit.surface).casefold(),
            hit.tier is not Tier.EXACT,
            STATUS_ORDER[term.status],
            pattern.term,
        )
        place = (term.concept, term.language, start, end)
        if place not in best or rank < best[place][0]:
            best[place] = rank, hit
    hits = [hit for _, hit in best.values()]
    hits.sort(key=lambda hit: (hit.start, -hit.end, STATUS_ORDER[hit.status], hit.concept))
    return list(_outermost(hits)) if longest else hits


def _find(
    connection: sqlite3.Connection,
    text: str,
    words: list[Token],
    languages: Sequence[str] | None,
) -> tuple[list[tuple[_Pattern, int, int]], dict[int, _Term]]:
    """All patterns that fit, with their offsets, and the terms they belong to."""
    by_form = _tokens_of(connection, {word.key for word in words}, languages)
    by_first = _patterns_of(connection, {n for found in by_form.values() for n in found})
    found = [
        (pattern, start, end)
        for position in range(len(words))
        for pattern, start, end in _at(text, words, position, by_form, by_first)
    ]
    return found, _terms_of(connection, {pattern.term for pattern, _, _ in found})


def translations(
    connection: sqlite3.Connection, hit: TermHit, targets: Sequence[str]
) -> tuple[Translation, ...]:
    """The usable terms of the hit's concept in ``targets``, in their order, preferred first."""
    rows = connection.execute(
        "SELECT language, term, status, process_status FROM term WHERE concept = ? ORDER BY number",
        (hit.concept,),
    ).fetchall()
    found = []
    for target in targets:
        here = [
            Translation(
                language=language,
                term=term,
                status=AdministrativeStatus(status),
                process_status=ProcessStatus(process),
            )
            for language, term, status, process in rows
            if compatible(language, target)
        ]
        found += sorted(
            (item for item in here if item.status.usable),
            key=lambda item: STATUS_ORDER[item.status],
        )
    return tuple(dict.fromkeys(found))


def _hit(text: str, term: _Term, start: int, end: int) -> TermHit:
    surface = text[start:end]
    same = " ".join(token.key for token in tokens(surface)) == term.key
    return TermHit(
        concept=term.concept,
        term=term.term,
        language=term.language,
        status=term.status,
        process_status=term.process_status,
        surface=surface,
        start=start,
        end=end,
        tier=Tier.EXACT if same else Tier.INFLECTED,
    )


def _at(
    text: str,
    words: list[Token],
    position: int,
    by_form: dict[str, frozenset[int]],
    by_first: dict[int, list[_Pattern]],
) -> Iterator[tuple[_Pattern, int, int]]:
    """The patterns that begin at a word."""
    for first in by_form.get(words[position].key, ()):
        for pattern in by_first.get(first, ()):
            stretch = words[position : position + len(pattern.tokens)]
            if len(stretch) == len(pattern.tokens) and _fits(text, stretch, pattern, by_form):
                yield pattern, stretch[0].start, stretch[-1].end


def _fits(
    text: str, stretch: list[Token], pattern: _Pattern, by_form: dict[str, frozenset[int]]
) -> bool:
    for word, token in zip(stretch, pattern.tokens, strict=True):
        if token not in by_form.get(word.key, ()):
            return False
    between = _LOOSE if pattern.punctuated else _JOINED
    for left, right in pairwise(stretch):
        if not between.fullmatch(text, left.end, right.start):
            return False
    if pattern.written is None:
        return True
    surfaces = (written_form(word.surface) for word in stretch)
    return all(
        wanted in (surface, surface.removesuffix(_CLITIC))
        for wanted, surface in zip(pattern.written, surfaces, strict=True)
    )


def _outermost(hits: Iterable[TermHit]) -> Iterator[TermHit]:
    """The hits that lie inside no longer one; ``hits`` come by start, longer ones first."""
    start = end = -1
    for hit in hits:
        if hit.end > end or (hit.start, hit.end) == (start, end):
            yield hit
            start, end = hit.start, hit.end


# ------------------------------------------------------------------- the index


def _tokens_of(
    connection: sqlite3.Connection, keys: set[str], languages: Sequence[str] | None
) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for form, number, language in _select(
        connection,
        "SELECT form, token, language FROM form JOIN token ON token.number = form.token"
        " WHERE form IN ({})",
        sorted(keys),
    ):
        if languages is None or any(compatible(language, wanted) for wanted in languages):
            found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def _patterns_of(connection: sqlite3.Connection, first: set[int]) -> dict[int, list[_Pattern]]:
    found: dict[int, list[_Pattern]] = {}
    for term, token, numbers, written, punctuated in _select(
        connection,
        "SELECT term, first, tokens, written, punctuated FROM pattern WHERE first IN ({})",
        sorted(first),
    ):
        words = tuple(written.split(" ")) if written is not None else None
        pattern = _Pattern(term, tuple(map(int, numbers.split())), words, bool(punctuated))
        found.setdefault(token, []).append(pattern)
    return found


def _terms_of(connection: sqlite3.Connection, numbers: set[int]) -> dict[int, _Term]:
    rows = _select(
        connection,
        "SELECT number, concept, language, term, key, status, process_status FROM term"
        " WHERE number IN ({})",
        sorted(numbers),
    )
    return {
        number: _Term(
            concept, language, term, key, AdministrativeStatus(status), ProcessStatus(process)
        )
        for number, concept, language, term, key, status, process in rows
    }


def _select(
    connection: sqlite3.Connection, query: str, values: Sequence[str] | Sequence[int]
) -> Iterator[tuple[Any, ...]]:
    """Rows for a list of values, in batches that SQLite takes."""
    for start in range(0, len(values), _BATCH):
        batch = values[start : start + _BATCH]
        yield from connection.execute(query.format(",".join("?" * len(batch))), batch)
