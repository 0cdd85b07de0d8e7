"""``annotate`` for programs: an object for each occurrence, with what leads to its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iomgloss.model import AnnotatedBlock, AnnotatedUnit
from iomgloss.reports.json import term_hit


def occurrences(file: str, item: AnnotatedBlock | AnnotatedUnit) -> Iterator[dict[str, Any]]:
    """The hits in a block, or in a unit: its source first, offsets in the text of the segment."""
    if isinstance(item, AnnotatedBlock):
        for hit in item.hits:
            yield term_hit(hit, item.block.location(file, hit.start, hit.end))
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
            }
