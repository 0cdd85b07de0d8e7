"""Finding what memories hold for a text: every unit at or above the threshold, explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from heapq import heappush, heapreplace
from types import MappingProxyType
from typing import NamedTuple, TypedDict

from iomgloss.memory import rows
from iomgloss.memory.differences import VIA, differences
from iomgloss.memory.index import Memory
from iomgloss.memory.rows import Candidate
from iomgloss.memory.scoring import Score, round_down
from iomgloss.model import Match, MatchKind, Penalty, UnitState, compatible
from iomgloss.text.normalize import collapse, comparison_key

MINIMUM = 65.0
"""Default threshold, per cent after penalties."""
CONTEXT = 101.0
EXACT = 100.0
NEAR = 99.0
"""Most that text can score which is not identical: case, look-alike letters."""


class MatchOptions(TypedDict, total=False):
    """What a look-up may say beside text and languages: fields of `Query`."""

    limit: int | None
    previous: str | None
    next: str | None
    unit: str | None
    codes: int
    via: tuple[str, ...]
    memories: tuple[str, ...]
    since: str | None
    until: str | None
    author: str | None
    properties: tuple[tuple[str, str], ...]
    per_target: int | None
    exhaustive: bool


class Query(NamedTuple):
    """What to look for."""

    text: str
    sources: tuple[str | None, ...] = (None,)
    """Languages the text can be in; None: any."""
    targets: tuple[str | None, ...] = (None,)
    limit: int | None = 5
    """None: all."""
    minimum: float = MINIMUM
    previous: str | None = None
    """The segment before it in its document, where known."""
    next: str | None = None
    unit: str | None = None
    """Its id, where its file gives one that the memory would have, too: a context."""
    codes: int = 0
    """Inline codes in it."""
    state_penalties: Mapping[UnitState, float] = MappingProxyType({})
    penalties: Mapping[str, float] = MappingProxyType({})
    """Points for kinds of `iomgloss.memory.differences`, and for `VIA`."""
    via: tuple[str, ...] = ()
    """Third languages through which targets are sought, too."""
    memories: tuple[str, ...] = ()
    """Names; empty: all."""
    priority: tuple[str, ...] = ()
    """Names of memories, the one that wins a tie first."""
    since: str | None = None
    """Units changed (else created) on or after this date, ``YYYY-MM-DD``; none without a date."""
    until: str | None = None
    """On or before this date."""
    author: str | None = None
    """Who changed the unit last, else made it."""
    properties: tuple[tuple[str, str], ...] = ()
    """Type and value of properties that the unit has."""
    per_target: int | None = None
    """At most so many matches with one target text; None: all."""
    exhaustive: bool = False
    """Compare with every segment: slow, obvious, the same answer."""


def matches(query: Query, memories: Iterable[Memory]) -> list[Match]:
    """Every match at or above the minimum, best first.

    Ties: the higher base (a context match first), more unchanged characters, the same case, the
    newer (those without a date last), the memory's priority, its name, the languages, the place in
    its file. A segment that stands in several memories, or with several targets, is given each time
    unless ``per_target`` says otherwise.
    """
    text = collapse(query.text)
    if not text:
        return []
    chosen = [item for item in memories if not query.memories or item.name in query.memories]
    best = _Best(query)
    found: list[_Ranked] = []
    for memory in chosen:
        some, best = memory.answer(partial(_all_in, query, text, memory, best))
        found += some
    direct = {(match.source, match.target, match.target_language) for _, match in found}
    for language in query.via:
        for item in _through(query, language, chosen):
            if (item[1].source, item[1].target, item[1].target_language) not in direct:
                found.append(item)
    found.sort(key=lambda item: item[0])
    if query.per_target is not None:
        found = list(_few_of_each(found, query.per_target))
    return [match for _, match in found[: query.limit]]


_Ranked = tuple[tuple[object, ...], Match]
"""Its place among the others, and the match."""


class _Best:
    """The least score that can still be among those given."""

    def __init__(self, query: Query, scores: Sequence[float] = ()) -> None:
        self.query, self.scores = query, list(scores)
        rises = query.limit is not None and query.per_target is None and not query.exhaustive
        self.limit = query.limit if rises else None

    def copy(self) -> _Best:
        return _Best(self.query, self.scores)

    def floor(self) -> float:
        minimum = self.query.minimum
        if self.limit and len(self.scores) == self.limit:
            minimum = max(minimum, self.scores[0])
        return min(minimum, EXACT)

    def add(self, score: float) -> None:
        if self.limit is None:
            return
        if len(self.scores) < self.limit:
            heappush(self.scores, score)
        elif self.scores and score > self.scores[0]:
            heapreplace(self.scores, score)


def _all_in(query: Query, text: str, memory: Memory, best: _Best) -> tuple[list[_Ranked], _Best]:
    """The matches of one memory; units that say the very same are given once.

    Leaves ``best`` alone: whoever asks may have to ask again.
    """
    key = comparison_key(text)
    best = best.copy()
    seen: dict[tuple[object, ...], int] = {}
    found: dict[int, _Ranked] = {}
    connection = memory.refresh()
    for language in rows.languages(connection):
        if not _is_asked(language, query.sources):
            continue
        segments = memory.segments(connection, language)
        for owners, alike in segments.search(key, best.floor, exhaustive=query.exhaustive):
            for candidate in rows.pairs(connection, owners):
                if not _is_wanted(candidate, query):
                    continue
                match = _match(query, text, alike, candidate, memory)
                if match is None:
                    continue
                said = candidate.says
                place = seen.get(said)
                rank = _rank(query, match, candidate.number, *candidate[:2])
                if place is None:
                    place = seen[said] = len(found)
                    best.add(match.score)
                elif found[place][0] <= rank:
                    continue
                found[place] = rank, match
    return list(found.values()), best


def _is_asked(language: str, asked: Iterable[str | None]) -> bool:
    return any(tag is None or compatible(language, tag) for tag in asked)


def _is_wanted(candidate: Candidate, query: Query) -> bool:
    if not _is_asked(candidate.target_language, query.targets):
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


def _match(
    query: Query, text: str, alike: Score, candidate: Candidate, memory: Memory
) -> Match | None:
    kind, base = MatchKind.FUZZY, round_down(min(alike.total, NEAR))
    if candidate.source == text:
        kind, base = MatchKind.EXACT, EXACT
        if _same_context(query, candidate):
            kind, base = MatchKind.CONTEXT, CONTEXT
    if base < query.minimum:
        return None
    same_key = alike.characters == EXACT
    kinds = differences(text, candidate.source, same_key, abs(query.codes - candidate.codes))
    penalties = tuple(_penalties(query, candidate, memory, kinds))
    total = _after(base, penalties)
    if total < query.minimum:
        return None
    return Match(
        score=total,
        base=base,
        kind=kind,
        source=candidate.source,
        target=candidate.target,
        source_language=candidate.source_language,
        target_language=candidate.target_language,
        memory=memory.name,
        unit=candidate.unit,
        penalties=penalties,
        suggestion=candidate.target,
        characters=round_down(alike.characters),
        words=round_down(alike.words),
        differences=kinds,
        state=candidate.state,
        document=candidate.document,
        changed=candidate.changed,
    )


def _after(base: float, penalties: Iterable[Penalty]) -> float:
    return round_down(max(0.0, base - sum(penalty.points for penalty in penalties)))


def _rank(query: Query, match: Match, *place: int) -> tuple[object, ...]:
    """What matches are sorted by; ``place``: what decides last."""
    priority = query.priority
    return (
        -match.score,
        -match.base,
        -match.characters,
        "case" in match.differences,
        [*(-ord(character) for character in match.changed or ""), 1],
        priority.index(match.memory) if match.memory in priority else len(priority),
        match.memory,
        _asked_place(match.source_language, query.sources),
        _asked_place(match.target_language, query.targets),
        *place,
    )


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


def _penalties(
    query: Query, candidate: Candidate, memory: Memory, kinds: Iterable[str]
) -> Iterator[Penalty]:
    if memory.penalty:
        yield Penalty(name="memory", points=memory.penalty)
    points = query.state_penalties.get(candidate.state, 0.0)
    if points:
        yield Penalty(name=candidate.state.value, points=points)
    for kind in kinds:
        points = query.penalties.get(kind, 0.0)
        if points:
            yield Penalty(name=kind, points=points)


def _through(query: Query, language: str, memories: Sequence[Memory]) -> Iterator[_Ranked]:
    """Matches by a third language: a unit like the query, and one that translates its target.

    The second must have the very text of the first one's target; it is a match as good as the
    first, less the penalties of both and the one for the detour.
    """
    detour = Penalty(name=VIA, points=query.penalties.get(VIA, 0.0))
    first = query._replace(targets=(language,), via=(), limit=None, per_target=None)
    for bridge in matches(first, memories):
        second = first._replace(
            text=bridge.target, sources=(bridge.target_language,), targets=query.targets,
            minimum=0.0, previous=None, next=None, unit=None, codes=0,
        )  # fmt: skip
        for place, onward in enumerate(_identical(second, memories)):
            if compatible(onward.target_language, bridge.source_language):
                continue
            penalties = tuple(
                item for item in (*bridge.penalties, *onward.penalties, detour) if item.points
            )
            score = _after(bridge.base, penalties)
            if score < query.minimum:
                continue
            match = replace(
                bridge, score=score, target=onward.target, suggestion=onward.target,
                target_language=onward.target_language, penalties=penalties, via=language,
            )  # fmt: skip
            yield _rank(query, match, place), match


def _identical(query: Query, memories: Sequence[Memory]) -> Iterator[Match]:
    """Matches with exactly the text of the query, whatever their penalties."""
    text = collapse(query.text)
    for memory in memories:
        for candidate in memory.exact(query.sources[0] or "", None, text):
            if _is_wanted(candidate, query):
                match = _match(query, text, Score(100.0, 100.0, 100.0), candidate, memory)
                if match is not None:
                    yield match


def _few_of_each(found: Iterable[_Ranked], most: int) -> Iterator[_Ranked]:
    count: Counter[tuple[str, str]] = Counter()
    for item in found:
        said = item[1].target_language, item[1].target
        count[said] += 1
        if count[said] <= most:
            yield item
