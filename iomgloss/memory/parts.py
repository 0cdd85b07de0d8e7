"""The postings of a memory, in parts: files that each cover a range of rows in one language.

What was added since the last part is a tail, which is searched without postings. A tail that gets
too long becomes a part, and takes in those before it that are not twice as wide as all that
follows. So a memory of n variants has about log n parts, and each variant is indexed about log n
times as the memory grows.

A part is written whole, then named in the table ``postings``: a file that the table does not name
counts for nothing, and is removed when the next part is made. A part is made anew from its rows
when its file is missing, has another size or time than it was left with, has a damaged header, is
of another range, language or version, or when more than half of its variants have been deleted.
Bytes that change behind the system's back, so that the time stays, are noticed only in the header,
and where they lead out of an array or spell no text: reading all of a large file would cost more
than the look-up.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from iomgloss.errors import StorageError
from iomgloss.memory import rows
from iomgloss.text.normalize import comparison_key

if TYPE_CHECKING:  # a small memory has no postings
    from collections.abc import Iterator

    from iomgloss.files.derived import DerivedDatabase
    from iomgloss.formats.base import Watch
    from iomgloss.memory.postings import Postings

TAIL = 2000
"""Variants that may wait for the next part; they are compared one by one."""
_READ = 16
"""As many times that, rows of all languages may be read to find them."""
_WATCHED = 4096
"""Variants from one report of progress to the next."""


class Entry(NamedTuple):
    """What the table says of a part."""

    file: str
    after: int
    last: int
    size: int
    time: int
    dead: int


@dataclass(frozen=True)
class Parts:
    """The parts of one memory: files beside its database, or in memory where that is."""

    database: DerivedDatabase
    shown: str
    """The memory, as it is named while it is indexed."""
    watch: Watch | None
    """Told how many rows of how many are indexed."""
    _opened: dict[str, Postings] = field(default_factory=dict)
    """By name of the file, which is never used again."""

    def of(self, connection: sqlite3.Connection, language: str) -> tuple[list[Postings], int]:
        """The parts of a language, oldest first, and the row up to which they go.

        What follows it is a short tail. Raises StorageError, sqlite3.DatabaseError.
        """
        found = self.ready(connection, language)
        if found is None:
            with self.database.lock():
                if not self.database.is_newest():
                    raise sqlite3.DatabaseError("another command has made the index anew")
                self._make(connection, language)
                found = self.ready(connection, language)
        if found is None:
            raise sqlite3.DatabaseError("the postings cannot be read back")
        return found

    def ready(
        self, connection: sqlite3.Connection, language: str
    ) -> tuple[list[Postings], int] | None:
        """The same, or None if parts would have to be made."""
        entries = _entries(connection, language)
        reached = entries[-1].last if entries else 0
        if _is_long(connection, language, reached, rows.last_row(connection)):
            return None
        parts = [part for entry in entries if (part := self._open(entry, language))]
        return (parts, reached) if len(parts) == len(entries) else None

    def sweep(self, connection: sqlite3.Connection) -> None:
        """Remove the files that the table does not name; the caller holds the lock."""
        named = {row[0] for row in connection.execute("SELECT file FROM postings")}
        for file in self._opened.keys() - named:
            del self._opened[file]
        folder = self.database.folder
        if folder is not None:
            ours = re.compile(rf"{re.escape(self.database.name)}\.[^.]+\.[0-9a-f]+\.postings")
            for path in folder.iterdir():
                if ours.fullmatch(path.name) and path.name not in named:
                    with contextlib.suppress(OSError):  # in use elsewhere: a later sweep has it
                        path.unlink()

    def _open(self, entry: Entry, language: str) -> Postings | None:
        """None for a part that is to be made anew."""
        part = self._opened.get(entry.file)
        if self.database.folder is not None:
            path = self.database.folder / entry.file
            try:
                status = path.stat()
                if (status.st_size, status.st_mtime_ns) != (entry.size, entry.time):
                    return None
                if part is None:
                    from iomgloss.memory.postings import Postings

                    part = Postings.open(path, _version(language, entry.after, entry.last))
            except (OSError, ValueError):
                return None
        if part is None or 2 * entry.dead > part.variants:
            return None
        self._opened[entry.file] = part
        return part

    def _make(self, connection: sqlite3.Connection, language: str) -> None:
        """Make what parts are lacking, of the tail too where it is long."""
        entries = _entries(connection, language)
        ranges = [(entry.after, entry.last) for entry in entries]
        reached, last = entries[-1].last if entries else 0, rows.last_row(connection)
        if _is_long(connection, language, reached, last):
            ranges.append((reached, last))
        while len(ranges) > 1 and _width(ranges[-2]) < 2 * _width(ranges[-1]):
            (after, _), (_, last) = ranges[-2:]
            ranges[-2:] = [(after, last)]
        kept = {
            entry[1:3]: entry.file
            for entry in entries
            if entry[1:3] in ranges and self._open(entry, language)
        }
        new = [
            self._write(connection, language, after, last)
            for after, last in ranges
            if (after, last) not in kept
        ]
        with connection:  # a transaction
            for entry in entries:
                if entry.file not in kept.values():
                    connection.execute("DELETE FROM postings WHERE file = ?", (entry.file,))
            for entry in new:
                row = (entry.file, language, *entry[1:])
                connection.execute("INSERT INTO postings VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self.sweep(connection)

    def _write(self, connection: sqlite3.Connection, language: str, after: int, last: int) -> Entry:
        from iomgloss.memory.postings import Postings, build

        folder, version = self.database.folder, _version(language, after, last)
        file = f"{self.database.name}.{language}.{os.urandom(8).hex()}.postings"
        data = build(self._keys(connection, language, after, last), version)
        if folder is None:
            self._opened[file] = Postings(b"".join(data), version)
            return Entry(file, after, last, 0, 0, 0)
        path = folder / file
        try:
            with path.open("xb") as stream:
                stream.writelines(data)
                stream.flush()
                os.fsync(stream.fileno())
            status = path.stat()
        except OSError as error:
            path.unlink(missing_ok=True)
            raise StorageError.from_os(error, folder, "write the index") from error
        return Entry(file, after, last, status.st_size, status.st_mtime_ns, 0)

    def _keys(
        self, connection: sqlite3.Connection, language: str, after: int, last: int
    ) -> Iterator[tuple[int, str]]:
        """Rows with their comparison keys."""
        found = rows.texts(connection, language, after, last)
        title, watch, width = f"Indexing {self.shown}", self.watch, last - after
        for number, (row, text) in enumerate(found):
            if watch and number % _WATCHED == 0:
                watch(title, row - after, width)
            yield row, comparison_key(text)
        if watch:
            watch(title, width, width)


def _entries(connection: sqlite3.Connection, language: str) -> list[Entry]:
    query = (
        "SELECT file, after, last, size, time, dead FROM postings WHERE language = ? ORDER BY last"
    )
    return [Entry(*row) for row in connection.execute(query, (language,))]


def _is_long(connection: sqlite3.Connection, language: str, after: int, last: int) -> bool:
    """The variants after a row are too many to go without postings, or too scattered."""
    width = last - after
    return width > TAIL and (
        width > _READ * TAIL or rows.has_more(connection, language, after, TAIL)
    )


def _width(part: tuple[int, int]) -> int:
    return part[1] - part[0]


def _version(language: str, after: int, last: int) -> str:
    """What a part says of itself, so that none is taken for another."""
    return f"{rows.FORMAT} {language} {after} {last}"
