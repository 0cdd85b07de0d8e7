"""CSV and TSV in: decoding, delimiter, rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain

from iomgloss.formats.base import Item, Source
from iomgloss.formats.table import Table
from iomgloss.formats.table_layouts import IATE_START
from iomgloss.formats.table_read import items
from iomgloss.formats.text import refuse

_FIELD_LIMIT = 10_000_000
_HEAD = 1 << 16
_LONGEST_HEADER = 100
"""Lines."""
_DELIMITERS = "\t;,"


def read(source: Source) -> Iterator[Item]:
    """Yield concepts or units. Raises FormatError where the table is at fault."""
    yield from items(Table(source, _rows(source)))


def _rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the line it begins on."""
    csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
    delimiter, skipped, lines = layout(_decoded(source))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = str(error)
            if "end of data" in what:
                what = "a quoted cell is not closed before the end: cut off, or a lone quote"
            refuse(source, f"not well-formed CSV: {what}", 'write a quote inside as ""', line=line)
        if any(cell.strip() for cell in cells):
            yield line, cells


def layout(lines: Iterator[str]) -> tuple[str, int, Iterator[str]]:
    """The delimiter, how many lines come before the table, and the lines of the table."""
    first = next(lines, "")
    if re.fullmatch(r"sep=.\s*", first, re.IGNORECASE):  # Excel's own directive
        return first[4], 1, lines
    head = [first]
    while sum(line.count('"') for line in head) % 2 and len(head) < _LONGEST_HEADER:
        following = next(lines, None)  # a quoted cell goes on in the next line
        if following is None:
            break
        head.append(following)
    delimiter = max(_DELIMITERS, key=re.sub(r'"[^"]*"', "", "".join(head)).count)
    if first.startswith(IATE_START):
        delimiter = "|"
    return delimiter, 0, chain(head, lines)


def _decoded(source: Source) -> Iterator[str]:
    """The lines as text, the encoding told by a byte order mark or by the user."""
    stream = source.stream
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
        refuse(source, "the file is empty", "get the whole file")
    encoding = source.encoding or "utf-8"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif head.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8"
        stream.seek(3)
    try:
        is_bytewise = "\n".encode(encoding) == b"\n"
    except (LookupError, ValueError):
        refuse(source, f"{encoding!r} is no known encoding", "name the right one: --encoding NAME")
    ended = True
    lines = stream if is_bytewise else [stream.read()]
    for number, raw in enumerate(lines, start=1):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode(encoding, "replace")
            refuse(
                source,
                f"byte 0x{raw[error.start]:02x} is not valid {encoding}",
                "name the encoding the file is in, such as --encoding cp1251",
                line=number + before.count("\n"),
                column=len(before) - before.rfind("\n"),
            )
        if "\0" in text:
            refuse(source, "a NUL character", "this is not a text file", line=number)
        ended = text.endswith(("\n", "\r"))
        if is_bytewise:
            yield text
        else:
            yield from re.findall(r"[^\n]*\n|[^\n]+", text)
    if not ended:
        source.log.warn(
            "no-last-newline", "the last line has no end; was the file cut off?", line=None
        )
