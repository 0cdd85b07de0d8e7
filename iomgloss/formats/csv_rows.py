"""Tables in: decoding, delimiter, header, rows that fit it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from iomgloss.errors import FormatError
from iomgloss.formats.base import Source
from iomgloss.formats.csv_table import TERM_COLUMNS, UNIT_COLUMNS
from iomgloss.model import Location, normalize_tag

_FIELD_LIMIT = 10_000_000
_HEAD = 1 << 16
_DELIMITERS = "\t;,"


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: dict[str, str]

    def get(self, name: str) -> str | None:
        """A cell without blanks around it; None when there is nothing in it."""
        return self.cells.get(name, "").strip() or None


class Table:
    """Named columns, and rows that have them all."""

    def __init__(self, source: Source) -> None:
        self.source, self.log = source, source.log
        csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
        self._number = 0
        self._lines = self._decoded()
        first = next(self._lines, "")
        if re.fullmatch(r"sep=.\s*", first, re.IGNORECASE):  # Excel's own directive
            delimiter = first[4]
            self._skipped = 1
        else:
            delimiter = max(_DELIMITERS, key=re.sub(r'"[^"]*"', "", first).count)
            self._lines = _chained(first, self._lines)
            self._skipped = 0
        self._csv = csv.reader(self._lines, delimiter=delimiter, strict=True)
        names = next(self._raw(), None)
        if names is None:
            self.refuse("the table has no header row", "name the columns in the first row")
        self.columns = self._header(names[1])

    def _decoded(self) -> Iterator[str]:
        """The lines as text, the encoding told by a byte order mark or by the user."""
        stream = self.source.stream
        head = stream.read(_HEAD)
        stream.seek(0)
        if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
            self.refuse("the file is empty", "get the whole file")
        encoding = self.source.encoding or "utf-8"
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            encoding = "utf-16"
        elif head.startswith(b"\xef\xbb\xbf"):
            encoding = "utf-8"
            stream.seek(3)
        try:
            is_bytewise = "\n".encode(encoding) == b"\n"
        except (LookupError, ValueError):
            self.refuse(f"{encoding!r} is no known encoding", "name the right one: --encoding NAME")
        ended = True
        lines = stream if is_bytewise else [stream.read()]
        for number, raw in enumerate(lines, start=1):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError as error:
                before = raw[: error.start].decode(encoding, "replace")
                self.refuse(
                    f"byte 0x{raw[error.start]:02x} is not valid {encoding}",
                    "name the encoding the file is in, such as --encoding cp1251",
                    line=number + before.count("\n"),
                    column=len(before) - before.rfind("\n"),
                )
            if "\0" in text:
                self.refuse("a NUL character", "this is not a text file", line=number)
            ended = text.endswith(("\n", "\r"))
            if is_bytewise:
                yield text
            else:
                yield from re.findall(r"[^\n]*\n|[^\n]+", text)
        if not ended:
            self.log.warn(
                "no-last-newline", "the last line has no end; was the file cut off?", line=None
            )

    def _raw(self) -> Iterator[tuple[int, list[str]]]:
        """Every row that is not blank, with the line it begins on."""
        while True:
            line = self._csv.line_num + 1 + self._skipped
            try:
                cells = next(self._csv)
            except StopIteration:
                return
            except csv.Error as error:
                what = str(error)
                if "end of data" in what:
                    what = "a quoted cell is not closed before the end: cut off, or a lone quote"
                self.refuse(f"not well-formed CSV: {what}", 'write a quote inside as ""', line=line)
            if any(cell.strip() for cell in cells):
                yield line, cells

    def _header(self, names: list[str]) -> list[str]:
        while names and not names[-1].strip():
            names.pop()
        columns: list[str] = []
        for position, name in enumerate(names, start=1):
            column = re.sub(r"[\s-]+", "_", name.strip().lower())
            if column not in (*TERM_COLUMNS, *UNIT_COLUMNS, "source", "target"):
                column = self.language(name) or name.strip() or f"column {position}"
            if column in columns:
                self.refuse(f"two columns are called {column!r}", "rename one", line=1)
            columns.append(column)
        self.languages = [name for name in columns if self.language(name)]
        return columns

    def language(self, name: str) -> str | None:
        """The tag that a column's name is."""
        if name in TERM_COLUMNS or name in UNIT_COLUMNS:
            return None
        try:
            tag = normalize_tag(name)
        except ValueError:
            return None
        told = {self.source.source_language, *self.source.target_languages}
        return tag if len(tag.split("-")[0]) == 2 or tag in told else None

    def kind(self) -> str:
        """``terms`` or ``memory``, as the columns have it."""
        has = set(self.columns)
        if has & {"term", "concept", "subject", "definition"}:
            return "terms"
        if has & {"id", "document", "position", "state"} or {"source", "target"} <= has:
            return "memory"
        if not self.languages:
            self.refuse(
                "no column is called term, source or after a language",
                "name the columns in the first row, such as bg and en",
                line=1,
            )
        self.log.warn("kind", "the table is taken for terms; --as memory says otherwise", line=1)
        return "terms"

    def rows(self) -> Iterator[Row]:
        """The rows that fit the header."""
        wanted = len(self.columns)
        for line, cells in self._raw():
            while len(cells) > wanted and not cells[-1].strip():
                cells.pop()
            if len(cells) != wanted:
                count = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
                self.log.reject(f"the row has {count}, the header {wanted}", line=line)
            else:
                yield Row(line, dict(zip(self.columns, cells, strict=True)))

    def unknown(self, known: set[str]) -> list[str]:
        """The columns that are neither known nor languages, said once."""
        found = [name for name in self.columns if name not in known]
        for name in found:
            self.log.warn("unknown-column", f"the column {name!r} is unknown; kept", line=1)
        return found

    def refuse(
        self, message: str, hint: str, *, line: int | None = None, column: int | None = None
    ) -> NoReturn:
        location = Location(file=self.source.file, line=line or 1, column=column)
        raise FormatError(message, hint=hint, location=location)


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
