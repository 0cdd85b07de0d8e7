"""``annotate`` for programs: an object for each occurrence, with what leads to its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from iomgloss.model import AnnotatedBlock, AnnotatedUnit, Suggestion, TermHit
from iomgloss.reports.json import suggestion, term_hit

Suggest = Callable[[TermHit, str], Suggestion | None]
"""What to write in the place of a hit in a text."""


def occurrences(
    file: str, item: AnnotatedBlock | AnnotatedUnit, suggest: Suggest
) -> Iterator[dict[str, Any]]:
    """The hits in a block, or in a unit: its source first, offsets in the text of the segment."""
    if isinstance(item, AnnotatedBlock):
        for hit in item.hits:
            place = item.block.location(file, hit.start, hit.end)
            yield term_hit(hit, place) | _better(hit, item.block.text, suggest)
        return
    for segment in item.segments:
        for hit in segment.hits:
            yield {
                **term_hit(hit),
                "file": file,
                "line": item.line,
                "column": None,
                "unit": item.id,
                "number": item.number,
                "side": segment.side.value,
                "text_language": segment.language,
                **_better(hit, segment.text, suggest),
            }


def _better(hit: TermHit, text: str, suggest: Suggest) -> dict[str, Any]:
    """Only of a term that should not be used: what to write in its place."""
    if hit.status.usable:
        return {}
    better = suggest(hit, text)
    return {"suggestion": better and suggestion(better, text)}
