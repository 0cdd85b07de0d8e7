"""Where the cells of a CSV or TSV table stand in it: for writing them back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from iomgloss.files.sheet import Placed, Sheet
from iomgloss.files.splice import Slot, Tracks
from iomgloss.formats.base import Source
from iomgloss.formats.csv_rows import layout
from iomgloss.formats.tags import tag_of


def places(source: Source) -> Placed:
    """The cells of the columns that are called after a language, or ``target``. Raises ValueError
    for an encoding that cannot be written back, or quotes where they do not belong."""
    sheet = Sheet.of(source.stream.read(), source.encoding or "utf-8")
    lines = (line + "\n" for line in sheet.text.split("\n"))
    delimiter, skipped, _ = layout(lines)
    return Placed(sheet, tuple(_slots(sheet, delimiter, skipped)))


def _slots(sheet: Sheet, delimiter: str, skipped: int) -> Iterator[Slot]:
    text = sheet.text
    start = text.index("\n") + 1 if skipped else 0
    columns: list[str] | None = None
    for line, cells in _rows(text, delimiter, start, 1 + skipped):
        if columns is None:
            if any(tracks.text.strip() for _, tracks in cells):
                columns = [tracks.text.strip() for _, tracks in cells]
            continue
        for name, (is_quoted, tracks) in zip(columns, cells, strict=False):
            language = tag_of(name)
            if name.lower() != "source" and (language or name.lower() == "target"):
                forbidden = "" if is_quoted else f'{delimiter}"\r\n'
                yield Slot(
                    text=tracks.text,
                    runs=tuple(tracks.runs),
                    writes=(partial(_write, sheet, forbidden),),
                    line=line,
                    language=None if name.lower() == "target" else language,
                )


def _rows(
    text: str, delimiter: str, at: int, line: int
) -> Iterator[tuple[int, list[tuple[bool, Tracks]]]]:
    """Rows with the line they begin on; their cells, and whether they are quoted (RFC 4180)."""
    cells: list[tuple[bool, Tracks]] = []
    ends = re.compile(rf"[{re.escape(delimiter)}\r\n]|\Z")
    begun, is_open = at, False
    while at < len(text) or is_open:
        is_quoted = text.startswith('"', at)
        tracks = Tracks()
        at = _quoted_cell(text, at + 1, tracks) if is_quoted else _cell(text, ends, at, tracks)
        cells.append((is_quoted, tracks))
        if is_open := text.startswith(delimiter, at):
            at += 1
            continue
        if at < len(text) and text[at] not in "\r\n":
            raise ValueError("a quoted cell goes on behind its quote")
        at += 2 if text.startswith("\r\n", at) else 1
        yield line, cells
        cells = []
        line += text.count("\n", begun, at)
        begun = at


def _cell(text: str, ends: re.Pattern[str], at: int, tracks: Tracks) -> int:
    """Take a cell without quotes around it; where it ends."""
    found = ends.search(text, at)
    end = found.start() if found else len(text)
    tracks.put(text[at:end], at, end)
    return end


def _quoted_cell(text: str, at: int, tracks: Tracks) -> int:
    """Take a cell from behind its first quote; what follows its last."""
    while True:
        end = text.find('"', at)
        if end < 0:
            raise ValueError("a quoted cell is not closed")
        tracks.put(text[at:end], at, end)
        if not text.startswith('""', end):
            return end + 1
        tracks.put('"', end, end + 2)
        at = end + 2


def _write(sheet: Sheet, forbidden: str, text: str) -> str:
    """A cell without quotes around it must not come to need them."""
    if any(sign in text for sign in forbidden):
        raise ValueError("the cell would need quotes")
    return sheet.own(text).replace('"', '""')
