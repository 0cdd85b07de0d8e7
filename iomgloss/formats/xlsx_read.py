"""XLSX in: see `iomgloss.formats.xlsx`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from iomgloss.files.archive import Archive, Part
from iomgloss.formats.base import Item, Log, Source
from iomgloss.formats.table import Table
from iomgloss.formats.table_read import items
from iomgloss.formats.xlsx_parts import WORDS, Book, Sheet, book, number, unescaped

MAX_COLUMNS = 16_384

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")


def read(source: Source) -> Iterator[Item]:
    """Yield concepts or units. Raises FormatError where the workbook or the table is at fault."""
    archive = Archive(source.stream, source.file, WORDS)
    yield from items(Table(source, _table(archive, book(archive), source.log)))


def _table(archive: Archive, found: Book, log: Log) -> Iterator[tuple[int, list[str]]]:
    """The rows of the table, all as long as its header at least; without titles above it."""
    rows: Iterator[tuple[int, list[str]]] = iter(())
    chosen: Sheet | None = None
    for sheet in sorted(found.sheets, key=lambda sheet: sheet.hidden):
        here = _rows(archive, sheet, found, log if chosen is None else Log(log.file))
        first = next(here, None)
        if first is None:
            continue
        if chosen is None:
            chosen, rows = sheet, chain([first], here)
            if sheet.hidden:
                log.warn("hidden-sheet", f"the sheet {sheet.name!r} is hidden; taken", line=None)
        else:
            message = f"the sheet {sheet.name!r} is left out; the table is {chosen.name!r}"
            log.warn("further-sheet", message, line=None)
    header = next(rows, None)
    while header is not None and sum(1 for cell in header[1] if cell.strip()) == 1:
        following = next(rows, None)
        if following is None or sum(1 for cell in following[1] if cell.strip()) < 2:
            rows = chain([following] if following else [], rows)
            break
        log.warn("title", "the row is taken for a title above the table", line=header[0])
        header = following
    if header is None:
        return
    width = len(header[1])
    for line, cells in chain([header], rows):
        yield line, cells + [""] * (width - len(cells))


def _rows(archive: Archive, sheet: Sheet, found: Book, log: Log) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with their numbers; what was doubtful is told at the end."""
    handler = _Cells(found)
    for _ in archive.chunks(sheet.part, handler):
        yield from handler.rows
        handler.rows.clear()
    for (what, column), lines in handler.doubts.items():
        count = f"{len(lines)} cell{'s' if len(lines) > 1 else ''} of column {column}"
        log.warn("cell", f"{count}: {what}", line=lines[0])
    if handler.hidden:
        shown = ", ".join(map(str, handler.hidden[:10])) + ("…" if len(handler.hidden) > 10 else "")
        message = f"hidden rows are taken too: {shown}"
        log.warn("hidden-rows", message, line=handler.hidden[0])


class _Cells(Part):
    """Builds rows of texts."""

    def __init__(self, found: Book) -> None:
        self.book = found
        self.rows: list[tuple[int, list[str]]] = []
        self.hidden: list[int] = []
        self.doubts: dict[tuple[str, str], list[int]] = {}
        self._line = self._column = 0
        self._cells: list[str] = []
        self._is_hidden = False
        self._type = ""
        self._style = 0
        self._value: list[str] = []
        self._inside = self._phonetic = self._formula = False

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if name == "c":
            self._begin_cell(dict(attributes))
        elif name == "row":
            given = dict(attributes)
            line = given.get("r", "")
            self._line = int(line) if line.isdecimal() and len(line) < 9 else self._line + 1
            self._is_hidden = given.get("hidden") in ("1", "true")
            self._cells, self._column = [], 0
        elif name == "rPh":
            self._phonetic = True
        elif name == "f":
            self._formula = True
        elif name == "v" or (name == "t" and not self._phonetic):
            self._inside = True

    def text(self, data: str) -> None:
        if self._inside:
            self._value.append(data)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._inside = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            cell = self._cell("".join(self._value))
            if cell:
                self._cells += [""] * (self._column - len(self._cells) - 1)
                self._cells[self._column - 1 :] = [cell]
        elif name == "row" and any(cell.strip() for cell in self._cells):
            self.rows.append((self._line, self._cells))
            if self._is_hidden:
                self.hidden.append(self._line)

    def _begin_cell(self, given: dict[str, str]) -> None:
        self._column += 1
        place = _REFERENCE.fullmatch(given.get("r", ""))
        if place:
            column = 0
            for letter in place[1]:
                column = column * 26 + ord(letter) - 64
            if column < self._column:
                self.parser.fail("the cells of a row are out of order", "save the workbook anew")
            self._column = column
        if self._column > MAX_COLUMNS:
            self.parser.fail(f"a row has more than {MAX_COLUMNS:,} columns", "no sheet has them")
        style = given.get("s", "0")
        self._type = given.get("t", "n")
        self._style = int(style) if style.isdecimal() and len(style) < 9 else 0
        self._value = []
        self._formula = False

    def _cell(self, value: str) -> str:
        """The text of the cell that ends here."""
        if self._formula:
            self._doubt(
                "the result of a formula is taken"
                if value or self._type == "str"
                else "a formula that was never calculated; taken as empty"
            )
        if not value:
            return ""
        if self._type == "s":
            position = value.strip()
            if not position.isdecimal() or not int(position[:9]) < len(self.book.texts):
                self.parser.fail(f"no shared text has the number {value!r}", "save it anew")
            return self.book.texts[int(position[:9])]
        if self._type == "e":
            self._doubt(f"the error {value}; taken as empty")
            return ""
        if self._type == "b":
            return "true" if value.strip() in ("1", "true") else "false"
        if self._type in ("str", "inlineStr"):
            return unescaped(value)
        if self._type == "d":
            return value
        is_date = self._style in self.book.dates
        return number(value, is_date=is_date, since_1904=self.book.since_1904)

    def _doubt(self, what: str) -> None:
        name, column = "", self._column
        while column:
            column, rest = divmod(column - 1, 26)
            name = chr(65 + rest) + name
        self.doubts.setdefault((what, name), []).append(self._line)
