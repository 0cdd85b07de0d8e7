"""A table, whatever file it stands in: named columns, and rows that fit them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from iomgloss.errors import FormatError
from iomgloss.formats.base import Source
from iomgloss.formats.table_columns import TERM_COLUMNS, UNIT_COLUMNS
from iomgloss.formats.table_layouts import adapted
from iomgloss.model import Location, normalize_tag


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: dict[str, str]

    def get(self, name: str) -> str | None:
        """A cell without blanks around it; None when there is nothing in it."""
        return self.cells.get(name, "").strip() or None


class Table:
    """Named columns, and rows that have them all."""

    def __init__(self, source: Source, rows: Iterator[tuple[int, list[str]]]) -> None:
        """``rows`` are those that are not blank, with their lines; the first names the columns."""
        self.source, self.log = source, source.log
        first = next(rows, None)
        if first is None:
            refuse(source, "the table has no header row", "name the columns in the first row")
        self.line, names = first
        names, self._raw = adapted(names, rows, source.log)
        self.columns = self._header(names)

    def _header(self, names: list[str]) -> list[str]:
        while names and not names[-1].strip():
            names.pop()
        columns: list[str] = []
        for position, name in enumerate(names, start=1):
            column = re.sub(r"[\s-]+", "_", name.strip().lower())
            if column not in (*TERM_COLUMNS, *UNIT_COLUMNS, "source", "target"):
                column = self.language(name) or name.strip() or f"column {position}"
            if column in columns:
                self.refuse(f"two columns are called {column!r}", "rename one", line=self.line)
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
                line=self.line,
            )
        self.log.warn(
            "kind", "the table is taken for terms; --as memory says otherwise", line=self.line
        )
        return "terms"

    def rows(self) -> Iterator[Row]:
        """The rows that fit the header."""
        wanted = len(self.columns)
        for line, cells in self._raw:
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
            self.log.warn("unknown-column", f"the column {name!r} is unknown; kept", line=self.line)
        return found

    def refuse(self, message: str, hint: str, *, line: int | None = None) -> NoReturn:
        refuse(self.source, message, hint, line=line)


def refuse(
    source: Source, message: str, hint: str, *, line: int | None = None, column: int | None = None
) -> NoReturn:
    """Give the whole table up."""
    location = Location(file=source.file, line=line or 1, column=column)
    raise FormatError(message, hint=hint, location=location)
