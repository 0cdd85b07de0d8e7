"""The index derived from one memory file: kept up to date by itself, rebuilt when in doubt."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from iomgloss.errors import FormatError, StorageError
from iomgloss.files.derived import DerivedDatabase
from iomgloss.files.stamp import Stamp, digest
from iomgloss.memory import parts, rows
from iomgloss.memory.parts import Parts
from iomgloss.memory.rows import FORMAT, SCHEMA, Candidate
from iomgloss.memory.segments import Segments
from iomgloss.model import compatible
from iomgloss.text.normalize import collapse, comparison_key

if TYPE_CHECKING:  # reading and writing TMX is for when a file has changed
    from iomgloss.formats.base import Watch
    from iomgloss.memory.file import MemoryFile
    from iomgloss.model import TranslationUnit

__all__ = ["FORMAT", "SCHEMA", "Candidate", "Memory", "database_name"]

_Answer = TypeVar("_Answer")

GROWTH = 32 << 20
"""Bytes that may be indexed as an addition, which holds them all at once."""


class State(NamedTuple):
    """What an index says of itself, until it is changed."""

    version: tuple[int, int]
    """Changes by others, changes by ourselves."""
    stamp: Stamp
    """Of the file."""
    languages: list[str]
    """In order, also those whose last variant was removed."""
    last: int
    """The highest row of a variant."""


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
    _states: dict[sqlite3.Connection, State] = field(default_factory=dict)
    """Of the generation that is open."""
    _segments: dict[str, tuple[sqlite3.Connection, Segments]] = field(default_factory=dict)
    """What has been opened, by language, and of which generation of the index."""

    @cached_property
    def file(self) -> MemoryFile:
        from iomgloss.memory.file import MemoryFile

        return MemoryFile(self.path, self.shown)

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.database, self.shown, self.watch)

    def refresh(self) -> sqlite3.Connection:
        """The index, in step with the file. Raises FormatError, StorageError."""
        try:
            connection = self.database.present() or self.database.connection()
            if connection is not None and self._surely_fits(connection):
                return connection
            with self.database.lock():
                connection = self.database.connection()
                if connection is not None and self._unchanged(connection):
                    return connection
                self.mend()
                if connection is not None and self._grow(connection):
                    return connection
                return self._rebuild()
        except OSError as error:
            raise StorageError.from_os(error, self.shown, "read") from error

    def answer(self, ask: Callable[[], _Answer]) -> _Answer:
        """What ``ask`` returns, which asks this memory and can be asked again.

        That happens once, of a new index, when the present one turns out to be damaged.
        """
        try:
            return ask()
        except sqlite3.DatabaseError:
            with self.database.lock():
                if self.database.is_newest():
                    self._rebuild()
                else:  # another command has made it anew
                    self.database.connection()
            return ask()

    def append(self, units: Sequence[TranslationUnit], tool_version: str) -> None:
        """Add units to the file, each durable before the next, and to the index; the caller holds
        the lock. Raises FormatError, StorageError."""
        known = self._in_step()
        self.file.append(units, tool_version)
        if known is None:
            return
        connection, old, end = known
        with contextlib.suppress(sqlite3.DatabaseError), connection:
            number = connection.execute("SELECT max(number) FROM unit").fetchone()[0] or 0
            rows.insert(connection, units, number + 1)
            self._restamp(connection, (old, end))

    def replace(self, unit_id: str, unit: TranslationUnit | None) -> None:
        """Put ``unit`` in the place of the one called ``unit_id``, None removes it: in the file and
        in the index; the caller holds the lock. Raises UsageError, FormatError, StorageError."""
        known = self._in_step()
        self.file.replace(unit_id, unit)
        if known is None:
            return
        connection = known[0]
        with contextlib.suppress(sqlite3.DatabaseError), connection:
            number = connection.execute("SELECT number FROM unit WHERE id = ?", (unit_id,))
            place = number.fetchone()[0]
            rows.delete(connection, place)
            if unit is not None:
                rows.insert(connection, [unit], place)
            self._restamp(connection)

    def _in_step(self) -> tuple[sqlite3.Connection, Stamp, int] | None:
        """The index, brought in step with the file, and its stamp; None if there is no file yet."""
        if not self.path.exists():
            return None
        connection = self.refresh()
        stamp, end = _load(connection)
        return (connection, stamp, end) if stamp.agrees(self.path.stat()) else None

    def _restamp(
        self, connection: sqlite3.Connection, grown: tuple[Stamp, int] | None = None
    ) -> None:
        """Note the file's stamp after a change of ours, which nobody else can have seen.

        Its time is set to a nanosecond that the system's own clock would not give, so the next
        change by others shows in the time, however soon it comes.
        """
        now = time.time_ns() | 1
        os.utime(self.path, ns=(now, now))
        end = self.file.body_end()
        stamp = Stamp.of(self.path, end, grown)
        settled = self.path.stat().st_mtime_ns == now  # some file systems keep coarser times
        _store(connection, stamp._replace(settled=int(settled)), end)

    def mend(self) -> None:
        """Mend a file that was cut off; the caller holds the lock."""
        folder = self.database.folder
        if self.path.exists() and folder is not None and os.access(self.path, os.W_OK):
            mended = self.file.mend(folder / f"{self.database.name}.cut-off.txt")
            if mended:
                self.say(mended)

    def state(self, connection: sqlite3.Connection) -> State:
        """The state of the index, read again only after a change. Raises sqlite3.DatabaseError."""
        version = rows.version(connection)
        known = self._states.get(connection)
        if known is None or known.version != version:
            self._states.clear()
            known = self._states[connection] = State(
                version, _load(connection)[0], rows.languages(connection), rows.last_row(connection)
            )
        return known

    def _surely_fits(self, connection: sqlite3.Connection) -> bool:
        try:
            return self.state(connection).stamp.surely_fits(os.stat(self.path))  # noqa: PTH116
        except sqlite3.DatabaseError:
            return False

    def searchable(
        self, connection: sqlite3.Connection, is_asked: Callable[[str], bool]
    ) -> Iterator[Segments]:
        """The segments of each language that is asked for; the connection is that of `refresh`.

        Raises sqlite3.DatabaseError anywhere on the way if the index is damaged: see `answer`.
        """
        state = self.state(connection)
        for language in state.languages:
            if is_asked(language):
                yield self._of(connection, language, state.last)

    def _of(self, connection: sqlite3.Connection, language: str, last: int) -> Segments:
        opened, found = self._segments.get(language, (None, None))
        if (
            found is None
            or opened is not connection
            or len(found.tail) + last - found.reached > parts.TAIL
        ):
            found = Segments(*self._parts.of(connection, language))
            self._segments[language] = connection, found
        if found.reached < last:
            found.tail += [
                (row, comparison_key(text))
                for row, text in rows.texts(connection, language, found.reached, last)
            ]
            found.reached = last
        return found

    def counts(self) -> tuple[int, dict[str, int]]:
        """Units, and units by language."""
        return self.answer(lambda: rows.counts(self.refresh()))

    def languages(self) -> list[str]:
        """The languages of its units, in order."""
        return self.answer(lambda: rows.present_languages(self.refresh()))

    def exact(self, source: str, target: str | None, text: str) -> list[Candidate]:
        """The pairs whose source has exactly this text, in file order; None is any language."""
        wanted, key = collapse(text), comparison_key(text)

        def ask() -> list[Candidate]:
            connection = self.refresh()
            found = [
                candidate
                for segments in self.searchable(connection, partial(compatible, source))
                for owners, _ in segments.search(key, lambda: 100.0)
                for candidate in rows.pairs(connection, owners)
            ]
            return [
                candidate
                for candidate in sorted(found, key=lambda item: (item.number, item[:2]))
                if candidate.source == wanted
                and (target is None or compatible(candidate.target_language, target))
            ]

        return self.answer(ask)

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
                units = self.file.units_from(end)
                self._index(connection, partial(rows.insert, connection, units, number + 1))
        except (sqlite3.DatabaseError, FormatError):  # a rebuild will say what and where
            return False
        return True

    def _rebuild(self) -> sqlite3.Connection:
        connection = self.database.rebuild(self._fill)
        self._parts.sweep(connection)
        return connection

    def _fill(self, connection: sqlite3.Connection) -> None:
        units = self.file.units(watch=self.watch)
        self._index(connection, partial(rows.fill, connection, units))

    def _index(self, connection: sqlite3.Connection, insert: Callable[[], None]) -> None:
        """``insert`` units that are only read then, and note the file's stamp."""
        try:
            before = self.path.stat()
            try:
                end = self.file.body_end()
            except FormatError:  # UTF-16, or unusual closing tags: never grown in place
                end = before.st_size
            stamp = Stamp.of(self.path, end)
            insert()
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
