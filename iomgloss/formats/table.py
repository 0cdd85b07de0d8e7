"""A table, whatever file it stands in: named columns, and rows that fit them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NoReturn

from iomgloss.formats.base import Source
from iomgloss.formats.table_columns import TERM_COLUMNS, UNIT_COLUMNS
from iomgloss.formats.table_layouts import adapted
from iomgloss.formats.table_mapping import LEFT_OUT, mapped
from iomgloss.formats.tags import tag_of
from iomgloss.formats.text import refuse


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
        if not source.header:
            rows = chain([first], rows)
            names = [f"column {position}" for position, _ in enumerate(names, start=1)]
        names, self._mapped = mapped(source, names)
        names, self._raw = adapted(names, rows, source.log)
        self.columns = self._header(names)

    def _header(self, names: list[str]) -> list[str]:
        while names and not names[-1].strip():
            names.pop()
        columns: list[str] = []
        self.tags: dict[str, str] = {}
        """Column of a language → its name in the file."""
        for position, name in enumerate(names, start=1):
            column = re.sub(r"[\s-]+", "_", name.strip().lower())
            if column not in (*TERM_COLUMNS, *UNIT_COLUMNS, "source", "target"):
                column = self.language(name) or _of_language(name) or name.strip()
                column = column or f"column {position}"
            if column in columns and column != LEFT_OUT:
                self.refuse(f"two columns are called {column!r}", "rename one", line=self.line)
            columns.append(column)
            if self.language(column):
                self.tags[column] = name.strip()
        self.languages = [name for name in columns if self.language(name)]
        return columns

    def language(self, name: str) -> str | None:
        """The tag that a column's name is."""
        if name in TERM_COLUMNS or name in UNIT_COLUMNS:
            return None
        tag = tag_of(name)
        if tag is None:
            return None
        told = {self.source.source_language, *self.source.target_languages, *self._mapped}
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
        found = [name for name in self.columns if name not in known and name != LEFT_OUT]
        for name in found:
            self.log.warn("unknown-column", f"the column {name!r} is unknown; kept", line=self.line)
        return found

    def name_pair(self) -> None:
        """Call the columns ``source`` and ``target`` after the languages that were told."""
        source, targets = self.source.source_language, self.source.target_languages
        if source is None or len(targets) != 1:
            self.refuse(
                "the columns source and target do not name their languages",
                "name the pair: -s bg -t en",
            )
        names = {"source": source, "target": targets[0]}
        for name in names.values():
            if name in self.columns:
                self.refuse(f"two columns are called {name!r}", "rename one", line=self.line)
        self.columns = [names.get(name, name) for name in self.columns]
        self.languages += names.values()

    def refuse(self, message: str, hint: str, *, line: int | None = None) -> NoReturn:
        refuse(self.source, message, hint, line=line)


def _of_language(name: str) -> str | None:
    """``note:bg`` for ``Note: BG``: a field of the terms of one language."""
    first, _, last = name.rpartition(":")
    field, tag = re.sub(r"[\s-]+", "_", first.strip().lower()), tag_of(last)
    return f"{field}:{tag}" if tag and field in TERM_COLUMNS else None
