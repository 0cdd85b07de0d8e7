"""XLSX out: see `iomgloss.formats.xlsx`."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from iomgloss.errors import FormatError
from iomgloss.files.xml import escape, forbidden_character
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.table_write import lines
from iomgloss.model import Location

MAX_CELL = 32_767
"""UTF-16 units in a cell, the limit of Excel."""
MAX_ROWS = 1_048_576

_CHUNK = 1 << 16
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|\r")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
        '<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>'
    ),
    # Style 1 is text (number format 49, ``@``): Excel then leaves what is typed as it is.
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
        '</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="3">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        'applyFont="1"/></cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


Cells = Sequence[str | int | float]


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a workbook of terms (the usual kind) or of units."""
    yield from _book(lines(items, options), options.kind or "terms", options.losses)


def table(rows: Iterable[Cells], name: str) -> Iterator[bytes]:
    """Yield a workbook of any other table, header first; numbers stay numbers."""
    yield from _book(((row, None) for row in rows), name, Counter())


def _book(
    rows: Iterator[tuple[Cells, Location | None]], title: str, losses: Counter[str]
) -> Iterator[bytes]:
    buffer = _Buffer()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(_info(name), _DECLARATION + text.replace("{name}", title))
        with archive.open(_info("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            for row in _sheet(rows, losses):
                sheet.write(row.encode())
                if buffer.size > _CHUNK:
                    yield buffer.taken()
    yield buffer.taken()


class _Buffer(io.RawIOBase):
    """What the archive writes, until it is taken: it cannot seek, so nothing is written twice."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.parts.append(bytes(data))
        self.size += len(data)
        return len(data)

    def taken(self) -> bytes:
        data = b"".join(self.parts)
        self.parts.clear()
        self.size = 0
        return data


def _info(name: str) -> ZipInfo:
    """A member that tells neither when nor where it was made."""
    info = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0
    return info


def _sheet(rows: Iterator[tuple[Cells, Location | None]], losses: Counter[str]) -> Iterator[str]:
    header, _ = next(rows)
    last = _letters(len(header))
    yield (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        'state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(header)}" width="22" style="1" customWidth="1"/></cols>'
        f"<sheetData>{_row(1, header, 2, None)}"
    )
    number = 1
    for cells, location in rows:
        texts = (cell for cell in cells if isinstance(cell, str))
        if any(len(text.encode("utf-16-le", "replace")) // 2 > MAX_CELL for text in texts):
            losses["rows with a text of more than 32,767 characters"] += 1
            continue
        if number == MAX_ROWS:
            losses["rows beyond the 1,048,576 of a sheet"] += 1
            continue
        number += 1
        yield _row(number, cells, 1, location)
    yield f'</sheetData><autoFilter ref="A1:{last}{number}"/></worksheet>'


def _row(number: int, cells: Cells, style: int, location: Location | None) -> str:
    parts = [f'<row r="{number}">']
    for position, cell in enumerate(cells, start=1):
        if not isinstance(cell, str):
            parts.append(f'<c r="{_letters(position)}{number}" s="0"><v>{cell}</v></c>')
            continue
        if not cell:
            continue
        bad = forbidden_character(cell)
        if bad:
            raise FormatError(
                f"XLSX cannot hold the character {bad}",
                hint="remove it from the text",
                location=location or Location(file=str(cells[0])),
            )
        text = escape(_ESCAPE.sub(lambda found: f"_x{ord(found.group()):04X}_", cell))
        parts.append(
            f'<c r="{_letters(position)}{number}" s="{style}" t="inlineStr">'
            f'<is><t xml:space="preserve">{text}</t></is></c>'
        )
    parts.append("</row>")
    return "".join(parts)


def _letters(column: int) -> str:
    """The name of a 1-based column: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
