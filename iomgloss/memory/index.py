"""The index derived from one memory file: kept up to date by itself, rebuilt when in doubt."""

from __future__ import annotations

import os
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from iomgloss.errors import FormatError, StorageError
from iomgloss.files.derived import DerivedDatabase
from iomgloss.files.stamp import Stamp, digest
from iomgloss.model import UnitState, compatible
from iomgloss.text.normalize import collapse, comparison_key

if TYPE_CHECKING:  # reading and writing TMX is for when a file has changed
    from iomgloss.formats.base import Watch
    from iomgloss.memory.file import MemoryFile
    from iomgloss.model import TranslationUnit, Variant

_Answer = TypeVar("_Answer")

FORMAT = f"memory 2 {unicodedata.unidata_version}"
"""Changes with the schema and with what the keys are computed from."""
GROWTH = 32 << 20
"""Bytes that may be indexed as an addition, which holds them all at once."""

SCHEMA = """
CREATE TABLE source (
    size INTEGER, time INTEGER, changed INTEGER, inode INTEGER, digest TEXT, settled INTEGER,
    body_end INTEGER NOT NULL     -- byte offset of the closing tags
) STRICT;
CREATE TABLE unit (
    number INTEGER PRIMARY KEY,   -- in file order
    id TEXT,
    state TEXT NOT NULL,
    document TEXT,
    changed TEXT
) STRICT;
CREATE TABLE variant (
    unit INTEGER NOT NULL,
    language TEXT NOT NULL,
    length INTEGER NOT NULL,      -- of the key
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    previous TEXT,
    next TEXT
) STRICT;
CREATE INDEX variant_length ON variant (language, length);
CREATE INDEX variant_unit ON variant (unit);
CREATE INDEX unit_id ON unit (id);
"""


class Candidate(NamedTuple):
    """A pair of variants whose source may be like the query."""

    key: str
    source: str
    source_language: str
    target: str
    target_language: str
    unit: str | None
    state: UnitState
    document: str | None
    changed: str | None
    previous: str | None
    next: str | None


@dataclass(frozen=True)
class Memory:
    """A memory of a workspace: its file, its index, its penalty."""

    name: str
    path: Path
    shown: str
    """The path as it is named in locations."""
    penalty: float
    """Points that its folder takes off every score."""
    database: DerivedDatabase
    say: Callable[[str], None]
    """Told in one sentence when a file had to be mended."""
    watch: Watch | None = None
    """Told how far the reading of a file has come."""

    @cached_property
    def file(self) -> MemoryFile:
        from iomgloss.memory.file import MemoryFile

        return MemoryFile(self.path, self.shown)

    def refresh(self) -> sqlite3.Connection:
        """The index, in step with the file. Raises FormatError, StorageError."""
        path = self.path
        try:
            connection = self.database.connection()
            if connection is not None and _surely_fits(connection, os.stat(path)):  # noqa: PTH116
                return connection
            with self.database.lock():
                connection = self.database.connection()
                if connection is not None and self._unchanged(connection):
                    return connection
                self.mend()
                if connection is not None and self._grow(connection):
                    return connection
                return self.database.rebuild(self._fill)
        except OSError as error:
            raise StorageError.from_os(error, self.shown, "read") from error

    def answer(self, ask: Callable[[], _Answer]) -> _Answer:
        """What ``ask`` returns, which asks this memory and can be asked again.

        That happens once, of a new index, when SQLite finds the present one damaged.
        """
        try:
            return ask()
        except sqlite3.DatabaseError:
            with self.database.lock():
                self.database.rebuild(self._fill)
            return ask()

    def mend(self) -> None:
        """Mend a file that was cut off; the caller holds the lock."""
        folder = self.database.folder
        if self.path.exists() and folder is not None and os.access(self.path, os.W_OK):
            mended = self.file.mend(folder / f"{self.database.name}.cut-off.txt")
            if mended:
                self.say(mended)

    def candidates(
        self, source: str | None, target: str | None, lengths: tuple[int, float]
    ) -> Iterator[Candidate]:
        """All pairs in the languages (None: any) whose key has a length in the band.

        In file order, language by language. Raises sqlite3.DatabaseError anywhere on the way if the
        index is damaged: see `answer`.
        """
        connection = self.refresh()
        present = [
            row[0]
            for row in connection.execute("SELECT DISTINCT language FROM variant ORDER BY language")
        ]
        for language in present:
            if source is None or compatible(language, source):
                for other in present:
                    if other != language and (target is None or compatible(other, target)):
                        yield from _pairs(connection, language, other, lengths)

    def counts(self) -> tuple[int, dict[str, int]]:
        """Units, and units by language."""
        return self.answer(lambda: _counts(self.refresh()))

    def exact(self, source: str, target: str, text: str) -> Iterator[Candidate]:
        """The pairs whose source has exactly this text."""
        wanted, length = collapse(text), len(comparison_key(text))
        found = self.answer(lambda: list(self.candidates(source, target, (length, length))))
        return (candidate for candidate in found if candidate.source == wanted)

    def has(self, unit_id: str) -> bool:
        """A unit that can be looked up is called ``unit_id``."""
        query = "SELECT 1 FROM unit WHERE id = ?"
        found = self.answer(lambda: self.refresh().execute(query, (unit_id,)).fetchone())
        return found is not None

    # -------------------------------------------------------------- keeping step

    def _unchanged(self, connection: sqlite3.Connection) -> bool:
        """Keep an index whose file has the same content, and note the file's present stamp."""
        try:
            old, end = _load(connection)
            if self.path.stat().st_size != old.size:
                return False
            new = Stamp.of(self.path, end)
            if (new.size, new.digest) != (old.size, old.digest):
                return False
            if new != old:
                with connection:  # a transaction
                    _store(connection, new, end)
        except sqlite3.DatabaseError:
            return False
        return True

    def _grow(self, connection: sqlite3.Connection) -> bool:
        """Index only what was appended, if that is all that happened."""
        try:
            old, end = _load(connection)
            if not old.size < self.path.stat().st_size <= end + GROWTH:
                return False
            if digest(self.path, end) != old.digest:
                return False
            number = connection.execute("SELECT max(number) FROM unit").fetchone()[0] or 0
            with connection:  # a transaction
                self._index(connection, self.file.units_from(end), number + 1)
        except (sqlite3.DatabaseError, FormatError):  # a rebuild will say what and where
            return False
        return True

    def _fill(self, connection: sqlite3.Connection) -> None:
        self._index(connection, self.file.units(watch=self.watch), 1)

    def _index(
        self, connection: sqlite3.Connection, units: Iterator[TranslationUnit], number: int
    ) -> None:
        """Put ``units``, not yet read, into the index from ``number`` on, and the file's stamp."""
        try:
            before = self.path.stat()
            try:
                end = self.file.body_end()
            except FormatError:  # UTF-16, or unusual closing tags: never grown in place
                end = before.st_size
            stamp = Stamp.of(self.path, end)
            _insert(connection, units, number)
            if _differ(before, self.path.stat()):  # who knows which of the two has been read
                stamp = stamp._replace(digest="", settled=0)
        except OSError as error:
            raise StorageError.from_os(error, self.shown, "read") from error
        _store(connection, stamp, end)


def database_name(name: str) -> str:
    """A file name for the index of the memory called ``name``; no two names share one."""
    plain = re.sub(r"[^\w.-]|_", lambda match: f"_{ord(match.group()):x}_", name)
    if len(plain.encode()) <= 180:
        return plain
    import hashlib  # file systems allow 255 bytes; the rest is for generation and ending

    return f"_{hashlib.blake2b(name.encode(), digest_size=16).hexdigest()}"


def _surely_fits(connection: sqlite3.Connection, status: os.stat_result) -> bool:
    try:
        return _load(connection)[0].surely_fits(status)
    except sqlite3.DatabaseError:
        return False


def _differ(left: os.stat_result, right: os.stat_result) -> bool:
    return any(
        getattr(left, name) != getattr(right, name)
        for name in ("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
    )


def _load(connection: sqlite3.Connection) -> tuple[Stamp, int]:
    row = connection.execute("SELECT * FROM source").fetchone()
    if row is None:
        raise sqlite3.DatabaseError("the index does not say what it is of")
    *stamp, end = row
    return Stamp(*stamp), end


def _store(connection: sqlite3.Connection, stamp: Stamp, end: int) -> None:
    connection.execute("DELETE FROM source")
    connection.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?)", (*stamp, end))


def _counts(connection: sqlite3.Connection) -> tuple[int, dict[str, int]]:
    units = connection.execute("SELECT count(*) FROM unit").fetchone()[0]
    languages = connection.execute(
        "SELECT language, count(DISTINCT unit) FROM variant GROUP BY language"
    )
    return units, dict(languages)


def _pairs(
    connection: sqlite3.Connection, source: str, target: str, lengths: tuple[int, float]
) -> Iterator[Candidate]:
    rows = connection.execute(
        "SELECT s.key, s.text, s.language, t.text, t.language, u.id, u.state, u.document,"
        " u.changed, s.previous, s.next FROM variant s"
        " JOIN variant t ON t.unit = s.unit AND t.language = ?"
        " JOIN unit u ON u.number = s.unit"
        " WHERE s.language = ? AND s.length BETWEEN ? AND ? ORDER BY s.unit, s.rowid, t.rowid",
        (target, source, *lengths),
    )
    for row in rows:
        candidate = Candidate(*row)
        try:
            yield candidate._replace(state=UnitState(candidate.state))
        except ValueError as error:
            raise sqlite3.DatabaseError(str(error)) from error


def _insert(connection: sqlite3.Connection, units: Iterable[TranslationUnit], number: int) -> None:
    for position, unit in enumerate(units, start=number):
        changed = unit.provenance.changed or unit.provenance.created
        connection.execute(
            "INSERT INTO unit VALUES (?, ?, ?, ?, ?)",
            (position, unit.id, unit.state.value, unit.document, changed),
        )
        connection.executemany(
            "INSERT INTO variant VALUES (?, ?, ?, ?, ?, ?, ?)",
            [_variant_row(position, variant) for variant in unit.variants if variant.text.strip()],
        )


def _variant_row(unit: int, variant: Variant) -> tuple[object, ...]:
    key = comparison_key(variant.text)
    text = collapse(variant.text)
    context = [collapse(item) if item else None for item in (variant.previous, variant.next)]
    return (unit, variant.language, len(key), key, text, *context)
