"""What is to be translated in a file: its segments in their order, with their neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from iomgloss.errors import UsageError
from iomgloss.model import Block, Location, Side, TranslationUnit
from iomgloss.segmentation import segments_of
from iomgloss.text.normalize import collapse
from iomgloss.workspace.drafts import DraftFile
from iomgloss.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSegment:
    """A sentence of a document, or the source of a unit."""

    text: str
    """White space collapsed; never empty."""
    language: str | None
    previous: str | None = None
    """The text before it in its file; None for the first one."""
    next: str | None = None
    unit: str | None = None
    """Id of the unit, where its file gives one."""
    codes: int = 0
    """Inline codes in it."""
    target_language: str | None = None
    translated: bool = False
    """Its unit has a target."""


def source_segments(workspace: Workspace, file: DraftFile) -> list[SourceSegment]:
    """Of an opened file; a fault of the file ends them, and is told by ``file``.

    Raises UsageError for a document whose language cannot be told.
    """
    blocks: list[Block] = []
    found: list[SourceSegment] = []
    for item in file.items():
        if isinstance(item, Block):
            blocks.append(item)
        else:
            found += _of_unit(file, item)
    if blocks:
        found += _of_document(workspace, file, blocks)
    return list(_with_neighbours(found))


def _of_unit(file: DraftFile, unit: TranslationUnit) -> Iterator[SourceSegment]:
    sides = file.sides(unit)
    source = next((variant for side, variant in sides if side is Side.SOURCE), None)
    target = next((variant for side, variant in sides if side is Side.TARGET), None)
    text = collapse(source.text) if source else ""
    if source is None or not text:
        file.left_out += 1
        return
    yield SourceSegment(
        text=text,
        language=source.language,
        unit=unit.id or (unit.location.unit if unit.location else None),
        codes=len(source.segment.codes),
        target_language=target.language if target else None,
        translated=bool(target and target.text.strip()),
    )


def _of_document(
    workspace: Workspace, file: DraftFile, blocks: list[Block]
) -> Iterator[SourceSegment]:
    told = file.reading.source_language or workspace.config.source
    found = [
        (collapse(segment.span.text), segment.language)
        for segment in segments_of(blocks, told, among=workspace.languages)
        if not segment.span.is_bullet
    ]
    weight: Counter[str] = Counter()
    for text, language in found:
        weight[language] += len(text)
    del weight["und"]
    if found and not weight:
        raise UsageError(
            "in which language it is cannot be told",
            hint="say it: -s bg",
            location=Location(file=file.shown),
        )
    usual = max(weight, key=lambda tag: (weight[tag], tag), default=None)
    for text, language in found:
        if text:
            yield SourceSegment(text=text, language=usual if language == "und" else language)


def _with_neighbours(found: list[SourceSegment]) -> Iterator[SourceSegment]:
    texts = [None, *(segment.text for segment in found), None]
    for segment, before, after in zip(found, texts, texts[2:], strict=False):
        yield replace(segment, previous=before, next=after)
