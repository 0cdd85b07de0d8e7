"""Finding what memories hold for a text: every unit at or above the threshold, explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from heapq import heappush, heapreplace
from typing import NamedTuple

from iomgloss.memory import rows
from iomgloss.memory.differences import VIA
from iomgloss.memory.index import Memory
from iomgloss.memory.penalties import MULTIPLE
from iomgloss.memory.query import Query
from iomgloss.memory.rows import Candidate
from iomgloss.memory.scoring import Score, round_down
from iomgloss.memory.worth import EXACT, Value, Values, after, is_asked, is_wanted, rank_of
from iomgloss.model import Match, Penalty, compatible
from iomgloss.text.normalize import collapse, comparison_key


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
    found: list[_Found] = []
    for memory in chosen:
        some, best = memory.answer(partial(_all_in, query, text, memory, best))
        found += some
    direct = {item.says for item in found}
    for language in query.via:
        found += (item for item in _through(query, language, chosen) if item.says not in direct)
    if query.penalties.get(MULTIPLE):
        found = list(_less_for_each_translation(query, found, best.targets))
    found.sort(key=lambda item: item.rank)
    if query.per_target is not None:
        found = list(_few_of_each(found, query.per_target))
    return [item.match(item.value) for item in found[: query.limit]]


class _Found(NamedTuple):
    """A match that is made only if it comes out among those given."""

    rank: tuple[object, ...]
    """Its place among the others."""
    says: tuple[str, str, str]
    """Source, target, target language."""
    value: Value
    match: Callable[[Value], Match]


class _Best:
    """The least score that can still be among those given."""

    def __init__(self, query: Query, scores: Sequence[float] = ()) -> None:
        self.query, self.scores = query, list(scores)
        rises = query.limit is not None and query.per_target is None and not query.exhaustive
        self.limit = query.limit if rises else None
        self.multiple = query.penalties.get(MULTIPLE, 0.0)
        """Points that any of those found may still lose."""
        self.targets: dict[tuple[str, str], set[str]] = {}
        """Where they may: by source text and target language, all translations that are known."""

    def copy(self) -> _Best:
        found = _Best(self.query, self.scores)
        found.targets = {key: set(targets) for key, targets in self.targets.items()}
        return found

    def floor(self) -> float:
        minimum = self.query.minimum
        if self.limit and len(self.scores) == self.limit:
            minimum = max(minimum, self.scores[0] - self.multiple)
        return min(minimum, EXACT)

    def note(self, candidate: Candidate) -> None:
        if self.multiple:
            key = candidate.source, candidate.target_language
            self.targets.setdefault(key, set()).add(candidate.target)

    def add(self, score: float) -> None:
        if self.limit is None:
            return
        if len(self.scores) < self.limit:
            heappush(self.scores, score)
        elif self.scores and score > self.scores[0]:
            heapreplace(self.scores, score)


def _all_in(query: Query, text: str, memory: Memory, best: _Best) -> tuple[list[_Found], _Best]:
    """The matches of one memory; units that say the very same are given once.

    Leaves ``best`` alone: whoever asks may have to ask again.
    """
    key = comparison_key(text)
    best = best.copy()
    found: dict[tuple[object, ...], _Found] = {}
    connection = memory.refresh()
    for segments in memory.searchable(connection, lambda tag: is_asked(tag, query.sources)):
        for owners, alike in segments.search(key, best.floor, exhaustive=query.exhaustive):
            values = Values(query, text, alike, memory)
            for candidate in rows.pairs(connection, owners):
                if not is_wanted(candidate, query):
                    continue
                best.note(candidate)
                value = values.of(candidate)
                if value is None:
                    continue
                said = candidate.says
                rank = rank_of(
                    query, value, round_down(alike.characters), candidate.changed, memory.name,
                    (candidate.source_language, candidate.target_language),
                    candidate.number, *candidate[:2],
                )  # fmt: skip
                known = found.get(said)
                if known is None:
                    best.add(value.score)
                elif known.rank <= rank:
                    continue
                found[said] = _Found(
                    rank,
                    (candidate.source, candidate.target, candidate.target_language),
                    value,
                    partial(_match, alike, candidate, memory.name),
                )
    return list(found.values()), best


def _less_for_each_translation(
    query: Query, found: Iterable[_Found], targets: Mapping[tuple[str, str], set[str]]
) -> Iterator[_Found]:
    """The penalty for a source text with different translations, put on those that have one."""
    penalty = Penalty(name=MULTIPLE, points=query.penalties[MULTIPLE])
    for item in found:
        source, _, language = item.says
        if len(targets.get((source, language), ())) > 1:
            penalties = (*item.value.penalties, penalty)
            score = after(item.value.base, penalties)
            if score < query.minimum:
                continue
            value = item.value._replace(score=score, penalties=penalties)
            item = item._replace(rank=(-score, *item.rank[1:]), value=value)
        yield item


def _match(alike: Score, candidate: Candidate, memory: str, value: Value) -> Match:
    return Match(
        score=value.score,
        base=value.base,
        kind=value.kind,
        source=candidate.source,
        target=candidate.target,
        source_language=candidate.source_language,
        target_language=candidate.target_language,
        memory=memory,
        unit=candidate.unit,
        penalties=value.penalties,
        suggestion=candidate.target,
        characters=round_down(alike.characters),
        words=round_down(alike.words),
        differences=value.differences,
        state=candidate.state,
        document=candidate.document,
        changed=candidate.changed,
    )


def _through(query: Query, language: str, memories: Sequence[Memory]) -> Iterator[_Found]:
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
        for place, (onward, penalties) in enumerate(_identical(second, memories)):
            if compatible(onward.target_language, bridge.source_language):
                continue
            penalties = tuple(
                item for item in (*bridge.penalties, *penalties, detour) if item.points
            )
            score = after(bridge.base, penalties)
            if score < query.minimum:
                continue
            value = Value(score, bridge.base, bridge.kind, bridge.differences, penalties)
            rank = rank_of(
                query, value, bridge.characters, bridge.changed, bridge.memory,
                (bridge.source_language, onward.target_language), place,
            )  # fmt: skip
            make = partial(_onward, bridge, onward, language)
            yield _Found(rank, (bridge.source, onward.target, onward.target_language), value, make)


def _onward(bridge: Match, onward: Candidate, language: str, value: Value) -> Match:
    return replace(
        bridge,
        score=value.score,
        target=onward.target,
        suggestion=onward.target,
        target_language=onward.target_language,
        penalties=value.penalties,
        via=language,
    )


def _identical(
    query: Query, memories: Sequence[Memory]
) -> Iterator[tuple[Candidate, tuple[Penalty, ...]]]:
    """Pairs with exactly the text of the query and their penalties, whatever these take off."""
    text = collapse(query.text)
    for memory in memories:
        values = Values(query, text, Score(EXACT, EXACT, EXACT), memory)
        for candidate in memory.exact(query.sources[0] or "", None, text):
            value = values.of(candidate) if is_wanted(candidate, query) else None
            if value is not None:
                yield candidate, value.penalties


def _few_of_each(found: Iterable[_Found], most: int) -> Iterator[_Found]:
    count: Counter[tuple[str, str]] = Counter()
    for item in found:
        count[item.says[1:]] += 1
        if count[item.says[1:]] <= most:
            yield item
