"""Finding what memories hold for a text: every unit at or above the threshold, explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from iomgloss.memory.index import Candidate, Memory
from iomgloss.memory.scoring import length_band, round_down, score
from iomgloss.model import Match, MatchKind, Penalty, UnitState
from iomgloss.text.normalize import collapse, comparison_key

MINIMUM = 65.0
"""Default threshold, per cent after penalties."""
CONTEXT = 101.0
EXACT = 100.0
NEAR = 99.0
"""Most that text can score which is not identical: case, look-alike letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
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
    state_penalties: Mapping[UnitState, float] = field(default_factory=dict)


def matches(query: Query, memories: Iterable[Memory]) -> list[Match]:
    """Every match at or above the minimum, best first.

    Ties: the higher base, more unchanged characters, the newer (those without a date last), the
    memory's name, the place in its file. A segment that stands in several memories, or with several
    targets, is given each time.
    """
    text = collapse(query.text)
    if not text:
        return []
    found: list[Match] = []
    for memory in memories:
        found += memory.answer(partial(_all_in, query, text, memory))
    found.sort(key=lambda match: match.memory)
    found.sort(key=lambda match: match.changed or "", reverse=True)
    found.sort(key=lambda match: (-match.score, -match.base, -match.characters))
    return found[: query.limit]


def _all_in(query: Query, text: str, memory: Memory) -> list[Match]:
    """All matches of one memory, in file order; units that say the very same are given once."""
    key = comparison_key(text)
    band = length_band(len(key), min(query.minimum, EXACT))
    seen: set[Candidate] = set()
    found: list[Match] = []
    for source in query.sources:
        for target in query.targets:
            for candidate in memory.candidates(source, target, band):
                if candidate not in seen and (match := _match(query, text, key, candidate, memory)):
                    seen.add(candidate)
                    found.append(match)
    return found


def _match(query: Query, text: str, key: str, candidate: Candidate, memory: Memory) -> Match | None:
    alike = score(key, candidate.key, min(query.minimum, EXACT))
    if alike is None:
        return None
    kind, base = MatchKind.FUZZY, round_down(min(alike.total, NEAR))
    if candidate.source == text:
        kind, base = MatchKind.EXACT, EXACT
        if _same_context(query, candidate):
            kind, base = MatchKind.CONTEXT, CONTEXT
    penalties = tuple(_penalties(query, candidate, memory))
    total = round_down(max(0.0, base - sum(penalty.points for penalty in penalties)))
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
        state=candidate.state,
        document=candidate.document,
        changed=candidate.changed,
    )


def _same_context(query: Query, candidate: Candidate) -> bool:
    """Each neighbour that both sides know is the same, and there is at least one."""
    pairs = (
        (collapse(query.previous or ""), candidate.previous),
        (collapse(query.next or ""), candidate.next),
    )
    known = [(ours, theirs) for ours, theirs in pairs if ours and theirs]
    return bool(known) and all(ours == theirs for ours, theirs in known)


def _penalties(query: Query, candidate: Candidate, memory: Memory) -> Iterable[Penalty]:
    if memory.penalty:
        yield Penalty(name="memory", points=memory.penalty)
    points = query.state_penalties.get(candidate.state, 0.0)
    if points:
        yield Penalty(name=candidate.state.value, points=points)
