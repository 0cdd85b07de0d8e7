"""What Word and OpenDocument packages share: paragraphs inside paragraphs, tables inside tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from iomgloss.documents.building import Builder
from iomgloss.files.archive import Part
from iomgloss.model import Block, BlockKind


class Place(NamedTuple):
    """A cell; zero where there is none."""

    table: int = 0
    row: int = 0
    cell: int = 0


_NOWHERE = Place()


@dataclass(slots=True)
class Paragraph:
    """One that has begun and not ended."""

    number: int
    builder: Builder
    kind: BlockKind
    level: int | None = None
    cell: Place = _NOWHERE
    asides: list[Block] = field(default_factory=list)
    """What stands inside it and is read after it: text boxes, notes, alternative texts."""


class PackagePart(Part):
    """A handler that gathers the blocks of a part; `taken` hands them over as they are finished."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.tags = 0
        """Start and end tags so far."""
        self.open: list[Paragraph] = []
        self._paragraphs = 0
        self._tables = 0
        self._cells: list[Place] = []
        self._done: list[Block] = []

    def taken(self) -> Iterator[Block]:
        """The blocks finished since last asked."""
        done, self._done = self._done, []
        yield from done

    def begin(self, kind: BlockKind, level: int | None = None) -> Paragraph:
        self._paragraphs += 1
        cell = self._cells[-1] if self._cells else _NOWHERE
        paragraph = Paragraph(self._paragraphs, Builder(), kind, level, cell)
        self.open.append(paragraph)
        return paragraph

    def finish(self) -> None:
        """The innermost paragraph has ended."""
        paragraph = self.open.pop()
        kind, cell = paragraph.kind, paragraph.cell
        if kind is BlockKind.PARAGRAPH and cell.table:
            kind = BlockKind.TABLE_CELL
        block = paragraph.builder.block(
            kind,
            level=paragraph.level if kind is BlockKind.HEADING else None,
            part=self.part,
            paragraph=paragraph.number,
            table=cell.table or None,
            row=cell.row or None,
            cell=cell.cell or None,
        )
        self._give([*([block] if block else ()), *paragraph.asides])

    def aside(self, text: str) -> None:
        """An alternative text or the like, which stands in the last tag."""
        builder = Builder()
        builder.collapsed(text, 0, self.tags)
        number = self.open[-1].number if self.open else self._paragraphs
        block = builder.block(BlockKind.ATTRIBUTE, part=self.part, paragraph=max(1, number))
        if block is not None:
            self._give([block])

    def _give(self, blocks: list[Block]) -> None:
        """To the paragraph around, else to the reader."""
        (self.open[-1].asides if self.open else self._done).extend(blocks)

    # ------------------------------------------------------------------- tables

    def table_begins(self) -> None:
        self._tables += 1
        self._cells.append(Place(self._tables))

    def row_begins(self) -> None:
        if self._cells:
            self._cells[-1] = Place(self._cells[-1].table, self._cells[-1].row + 1)

    def cell_begins(self) -> None:
        if self._cells:
            table, row, cell = self._cells[-1]
            self._cells[-1] = Place(table, row, cell + 1)

    def table_ends(self) -> None:
        if self._cells:
            self._cells.pop()
