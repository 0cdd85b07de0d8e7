"""What a candidate is worth to a query, and its place among the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from iomgloss.memory.differences import differences
from iomgloss.memory.index import Memory
from iomgloss.memory.penalties import penalties_of, what_counts
from iomgloss.memory.query import Query
from iomgloss.memory.rows import Candidate
from iomgloss.memory.scoring import Score, round_down
from iomgloss.model import MatchKind, Penalty, compatible
from iomgloss.text.normalize import collapse

CONTEXT = 101.0
EXACT = 100.0
NEAR = 99.0
"""Most that text can score which is not identical: case, look-alike letters."""


class Value(NamedTuple):
    """What a candidate is worth."""

    score: float
    base: float
    kind: MatchKind
    differences: tuple[str, ...]
    penalties: tuple[Penalty, ...]


class Values:
    """What candidates with one comparison key are worth; many are often worth the same."""

    def __init__(self, query: Query, text: str, alike: Score, memory: Memory) -> None:
        self._query, self._text, self._alike, self._memory = query, text, alike, memory
        self._known: dict[tuple[object, ...], Value | None] = {}

    def of(self, candidate: Candidate) -> Value | None:
        """None below the minimum."""
        in_context = _same_context(self._query, candidate)
        alike = candidate.source, in_context, *what_counts(self._query, candidate)
        if alike not in self._known:
            self._known[alike] = self._value(candidate, in_context)
        return self._known[alike]

    def _value(self, candidate: Candidate, in_context: bool) -> Value | None:
        query, text = self._query, self._text
        kind, base = MatchKind.FUZZY, round_down(min(self._alike.total, NEAR))
        if candidate.source == text:
            kind, base = MatchKind.EXACT, EXACT
            if in_context:
                kind, base = MatchKind.CONTEXT, CONTEXT
        if base < query.minimum:
            return None
        same_key = self._alike.characters == EXACT
        kinds = differences(text, candidate.source, same_key, abs(query.codes - candidate.codes))
        penalties = tuple(penalties_of(query, candidate, self._memory, kinds))
        score = after(base, penalties)
        return Value(score, base, kind, kinds, penalties) if score >= query.minimum else None


def is_asked(language: str, asked: Iterable[str | None]) -> bool:
    return any(tag is None or compatible(language, tag) for tag in asked)


def is_wanted(candidate: Candidate, query: Query) -> bool:
    if not is_asked(candidate.target_language, query.targets):
        return False
    if query.since or query.until:
        day = (candidate.changed or "")[:8]
        since, until = (limit and limit.replace("-", "") for limit in (query.since, query.until))
        if not day or (since and day < since) or (until and day > until):
            return False
    if query.author and (candidate.author or "").casefold() != query.author.casefold():
        return False
    if query.properties:
        import json

        known = {tuple(item) for item in json.loads(candidate.properties or "[]")}
        return known.issuperset(query.properties)
    return True


def after(base: float, penalties: Iterable[Penalty]) -> float:
    return round_down(max(0.0, base - sum(penalty.points for penalty in penalties)))


def rank_of(
    query: Query,
    value: Value,
    characters: float,
    changed: str | None,
    memory: str,
    languages: tuple[str, str],
    *place: int,
) -> tuple[object, ...]:
    """What matches are sorted by; ``place``: what decides last."""
    priority = query.priority
    return (
        -value.score,
        -value.base,
        -characters,
        "case" in value.differences,
        _latest_first(changed),
        priority.index(memory) if memory in priority else len(priority),
        memory,
        _asked_place(languages[0], query.sources),
        _asked_place(languages[1], query.targets),
        *place,
    )


@lru_cache(maxsize=1024)
def _latest_first(date: str | None) -> tuple[int, ...]:
    """Sorts dates the other way round, none at the end."""
    return (*(-ord(character) for character in date or ""), 1)


def _asked_place(language: str, asked: Sequence[str | None]) -> tuple[int, str]:
    """Languages in the order they were asked for."""
    found = (place for place, tag in enumerate(asked) if tag and compatible(language, tag))
    return next(found, len(asked)), language


def _same_context(query: Query, candidate: Candidate) -> bool:
    """The same id; or each neighbour that both sides know is the same, and there is one."""
    if query.unit is not None and query.unit == candidate.unit:
        return True
    pairs = (
        (collapse(query.previous or ""), candidate.previous),
        (collapse(query.next or ""), candidate.next),
    )
    known = [(ours, theirs) for ours, theirs in pairs if ours and theirs]
    return bool(known) and all(ours == theirs for ours, theirs in known)
