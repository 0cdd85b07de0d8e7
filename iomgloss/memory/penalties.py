"""What is taken off a base score, by name; the table is in docs/scores.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from iomgloss.model import Penalty

if TYPE_CHECKING:
    from iomgloss.memory.index import Memory
    from iomgloss.memory.query import Query
    from iomgloss.memory.rows import Candidate

ALIGNMENT = "alignment"
"""Of units that an aligner made and was not sure of."""
MULTIPLE = "multiple"
"""Of a source text with different translations."""
CONFIDENCE = "x-iomgloss-confidence"
"""The property in which an aligner says how sure it is, 0 to 1."""
SURE = 0.9
"""From this confidence on, an aligned unit loses nothing: at least 97 % of such are right."""


def penalties_of(
    query: Query, candidate: Candidate, memory: Memory, kinds: Iterable[str]
) -> Iterator[Penalty]:
    """Those of one candidate; ``kinds``: in which it differs from the query."""
    if points := memory.penalty + query.memory_points.get(memory.name, 0.0):
        yield Penalty(name="memory", points=points)
    if points := query.state_penalties.get(candidate.state, 0.0):
        yield Penalty(name=candidate.state.value, points=points)
    if query.age is not None:
        before, points = query.age
        if candidate.changed and candidate.changed[:8] < before.replace("-", ""):
            yield Penalty(name="age", points=points)
    author = candidate.author.casefold() if query.author_points and candidate.author else ""
    if points := query.author_points.get(author, 0.0):
        yield Penalty(name="author", points=points)
    if points := _of_alignment(query, candidate):
        yield Penalty(name=ALIGNMENT, points=points)
    for kind in kinds:
        if points := query.penalties.get(kind, 0.0):
            yield Penalty(name=kind, points=points)


def _of_alignment(query: Query, candidate: Candidate) -> float:
    """The points set for it, by the doubt: half of them at a confidence of 0.5; to a tenth."""
    most = query.penalties.get(ALIGNMENT, 0.0)
    if not most or not candidate.properties or CONFIDENCE not in candidate.properties:
        return 0.0
    import json  # few units say so

    said = dict(json.loads(candidate.properties)).get(CONFIDENCE, "1")
    try:
        confidence = min(1.0, max(0.0, float(said)))
    except ValueError:  # not ours
        return 0.0
    return 0.0 if confidence >= SURE else round(most * (1.0 - confidence), 1)


def what_counts(query: Query, candidate: Candidate) -> tuple[object, ...]:
    """What penalties depend on, of a candidate: those with the same lose the same."""
    return (
        candidate.codes,
        candidate.state,
        candidate.changed if query.age is not None else None,
        candidate.author if query.author_points else None,
        candidate.properties if query.penalties.get(ALIGNMENT) else None,
    )
