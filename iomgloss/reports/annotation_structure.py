"""The elements around the blocks of a document: lists, tables and headings as they were."""

from __future__ import annotations

from iomgloss.model import Block, BlockKind

_ELEMENTS = {
    BlockKind.TITLE: "p",
    BlockKind.PARAGRAPH: "p",
    BlockKind.CAPTION: "p",
    BlockKind.NOTE: "p",
    BlockKind.HEADER: "p",
    BlockKind.FOOTER: "p",
    BlockKind.ATTRIBUTE: "p",
    BlockKind.PREFORMATTED: "pre",
    BlockKind.CODE: "pre",
}
_DEEPEST = 6


class Structure:
    """Opens and closes lists and tables as blocks come; each method gives the next piece."""

    def __init__(self, top: int) -> None:
        """``top``: the level of the page's headings for the highest ones of a document."""
        self.top = top
        self._around = ""
        """The element that is open: ``ul``, a table of the document or of units, or nothing."""
        self._table: int | None = None
        self._row: int | None = None
        self._cell = 0

    def block(self, block: Block, inner: str, language: str) -> str:
        """``inner``: its text, escaped; ``language``: its attributes, ready to be written."""
        if block.kind is BlockKind.LIST_ITEM:
            return self._within("ul", "<ul>\n", f"<li{language}>{inner}</li>\n")
        if block.kind is BlockKind.TABLE_CELL:
            return self._in_cell(block, f"<p{language}>{inner}</p>")
        if block.kind is BlockKind.HEADING:
            level = min(_DEEPEST, self.top + max(1, block.level or 1) - 1)
            return self.end() + f"<h{level}{language}>{inner}</h{level}>\n"
        element = _ELEMENTS[block.kind]
        kind = "" if block.kind is BlockKind.PARAGRAPH else f' class="{block.kind}"'
        return self.end() + f"<{element}{kind}{language}>{inner}</{element}>\n"

    def unit(self, row: str) -> str:
        """A row of the table of units."""
        head = "".join(f'<th scope="col">{name}</th>' for name in ("Unit", "Source", "Target"))
        opening = f'<table class="units">\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        return self._within("units", opening, row)

    def end(self) -> str:
        """What closes all that is open."""
        around, self._around = self._around, ""
        if around == "table":
            return "</td></tr>\n</table>\n"
        return {"ul": "</ul>\n", "units": "</tbody>\n</table>\n"}.get(around, "")

    def _within(self, around: str, opening: str, inner: str) -> str:
        if self._around == around:
            return inner
        closing = self.end()
        self._around = around
        return closing + opening + inner

    def _in_cell(self, block: Block, inner: str) -> str:
        """Cells without text are no blocks: those before this one are put in empty."""
        row, cell = block.row, block.cell or 1
        same_table = self._around == "table" and self._table == block.table
        if same_table and self._row == row and self._cell == cell:
            return inner
        if same_table and self._row == row and cell > self._cell:
            before = "</td>"
        else:
            before = "</td></tr>\n<tr>" if same_table else self.end() + "<table>\n<tr>"
            self._cell = 0
        empty = "<td></td>" * (cell - self._cell - 1)
        self._around, self._table, self._row, self._cell = "table", block.table, row, cell
        return f"{before}{empty}<td>{inner}"
