"""Blocks of a document: what its reader sees, and where every character of it stands.

A block is the text of one paragraph, heading, list item, cell, note … The *runs* of a block tile
its text: each says where its stretch comes from, so that any offset leads back to the file, also
where mark-up, entities, escapes or line breaks lie between. The source of a run counts

* in text formats (txt, md, html): code points of the decoded file, a byte order mark left out;
* in packages (docx, odt): code points of the text that stands between tags number ``node - 1`` and
  ``node`` of the XML part, start and end tags counted alike from 1 in document order. An element
  that stands for a character (a tab, a line break, several blanks) is a place without length; of
  a text in an attribute, the code points of its value in tag number ``node``;
* in PDF: code points of the line of the page. It cannot be written back.

So a translated document can be made of the file itself. What lies outside all runs is its skeleton
and stays; what lies between two runs of one block is the inline mark-up there: the codes of its
segment, to be placed around the translation of the runs.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from iomgloss.model.diagnostic import Location


class BlockKind(StrEnum):
    """What a block is to its reader."""

    TITLE = "title"
    """Of the whole document: HTML's ``title``, the front matter's ``title``."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    NOTE = "note"
    """Footnote or endnote."""
    HEADER = "header"
    """Repeated at the top of pages."""
    FOOTER = "footer"
    PREFORMATTED = "preformatted"
    """Line breaks and blanks are as typed."""
    CODE = "code"
    """A listing: shown, but not prose. It has no segments."""
    ATTRIBUTE = "attribute"
    """Shown instead of or beside something: alternative texts, tool tips, descriptions."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block's text that stands in one piece in its source.

    Where both lengths are equal, it stands there character by character; else the whole stretch
    is written as the whole piece: ``&amp;`` for ``&``, a line break with its indentation for a
    blank.
    """

    start: int
    end: int
    """Half-open, code points of the block's text; never empty."""
    source_start: int
    source_end: int
    """Half-open; what they count is said in the module's docstring."""
    line: int | None = None
    column: int | None = None
    """1-based place of ``source_start``, for formats that have lines. No run that stands there
    character by character goes on behind a line break."""
    node: int | None = None
    """In packages: how many tags of the part precede the text."""

    @property
    def literal(self) -> bool:
        """Character by character; a line break may stand for a blank."""
        return self.end - self.start == self.source_end - self.source_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a document that is read, and cut into sentences, by itself."""

    text: str
    """What a reader sees: white space as the format means it, none at the ends. A line break made
    on purpose is ``\\n``; one that only wraps a line is a blank."""
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    """Of a heading, from 1."""
    runs: tuple[Run, ...]
    """They tile the text, in order."""
    part: str | None = None
    """In packages: the XML part, ``word/footnotes.xml``."""
    page: int | None = None
    """1-based, where the format has pages."""
    paragraph: int | None = None
    """1-based, counting all paragraphs of the part (of plain text: those between blank lines)."""
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    """1-based; tables are counted through the part, nested ones after those around them."""

    def run_at(self, offset: int) -> Run:
        """The run that holds the character at ``offset``; the last one for the end of the text."""
        at = bisect_right(self.runs, offset, key=lambda run: run.start)
        return self.runs[max(0, at - 1)]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open source offsets of ``text[start:end]``, mark-up inside included; not empty."""
        first, last = self.run_at(start), self.run_at(end - 1)
        left = first.source_start + (start - first.start if first.literal else 0)
        right = last.source_start + (end - last.start) if last.literal else last.source_end
        return left, right

    def location(self, file: str, start: int = 0, end: int | None = None) -> Location:
        """Where ``text[start:end]`` stands; without ``end``, only where it begins.

        Lines and columns are those of the file, or of the page; packages have none.
        """
        first = self.run_at(start)
        end_line = end_column = None
        if end is not None and end > start:
            last = self.run_at(end - 1)
            end_line, end_column = last.line, _column(last, end - 1)
            if end_column is not None:
                end_column += 1 if last.literal else last.source_end - last.source_start
        return Location(
            file=file,
            line=first.line,
            column=_column(first, start),
            end_line=end_line,
            end_column=end_column,
            part=self.part,
            page=self.page,
            paragraph=self.paragraph,
            table=self.table,
            row=self.row,
            cell=self.cell,
        )


def _column(run: Run, offset: int) -> int | None:
    if run.column is None:
        return None
    return run.column + (offset - run.start if run.literal else 0)
