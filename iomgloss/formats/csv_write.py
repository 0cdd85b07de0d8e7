"""CSV out: see `iomgloss.formats.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from iomgloss.errors import FormatError
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.table_write import lines
from iomgloss.model import Location

_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')
_UNSAFE = re.compile("[\0\ud800-\udfff]")


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a table of terms (the usual kind) or of units."""
    for cells, location in lines(items, options):
        yield _line(cells, location)


def table(rows: Iterable[Sequence[str | int | float]]) -> Iterator[bytes]:
    """Yield any other table, header first."""
    for row in rows:
        yield _line([str(cell) for cell in row], None)


def _line(cells: list[str], location: Location | None) -> bytes:
    parts = [
        '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells
    ]
    line = ",".join(parts) + "\n"
    unsafe = _UNSAFE.search(line)
    if unsafe:
        raise FormatError(
            f"CSV cannot hold the character U+{ord(unsafe.group()):04X}",
            hint="remove it from the text",
            location=location or Location(file=parts[0]),
        )
    return line.encode()
