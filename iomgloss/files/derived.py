"""Derived SQLite databases: kept in generations, rebuilt whenever in doubt.

A database ``NAME`` lives in ``FOLDER/NAME.<generation>.sqlite``; the highest generation counts.
Small changes are transactions in it. A rebuild is a new file under the next number, complete
before it gets its name, so whoever reads the old one reads on, on every system. Whoever changes
anything holds the lock ``FOLDER/NAME.lock``.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

from iomgloss.files.lock import locked

BUSY_SECONDS = 30.0


class DerivedDatabase:
    """One derived database. ``folder=None`` keeps it in memory, for this process only.

    ``version`` names the schema and whatever else the content depends on: a file that carries
    another one is rebuilt.
    """

    def __init__(self, folder: Path | None, name: str, schema: str, version: str) -> None:
        self.folder = folder
        self.name = name
        self._schema = schema
        self._version = f"{version} {crc32(schema.encode()):08x}"
        self._connection: sqlite3.Connection | None = None
        self._generation = -1

    def connection(self) -> sqlite3.Connection | None:
        """The newest usable generation, opened; None when there is none."""
        newest = self._generations()[-1:] if self.folder else []
        if self._connection is not None:
            if not newest or newest[0][0] == self._generation:
                return self._connection
            self.close()
        for generation, path in newest:
            self._connection = self._open(path)
            self._generation = generation
        return self._connection

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Keep every other writer of this database out."""
        if self.folder is None:
            yield
            return
        with locked(self.folder / f"{self.name}.lock"):
            yield

    def rebuild(self, fill: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
        """Make the next generation with ``fill``; the caller holds the lock. Returns it, opened."""
        self.close()
        if self.folder is None:
            connection = sqlite3.connect(":memory:")
            self._create(connection, fill)
            self._connection = connection
            return connection
        import tempfile

        generations = self._generations()
        generation = generations[-1][0] + 1 if generations else 1
        handle, name = tempfile.mkstemp(prefix=f".{self.name}.", dir=self.folder)
        os.close(handle)
        temporary = Path(name)
        try:
            connection = sqlite3.connect(temporary)
            try:
                connection.execute("PRAGMA journal_mode = OFF")  # thrown away if anything fails
                connection.execute("PRAGMA synchronous = OFF")
                self._create(connection, fill)
            finally:
                connection.close()
            with temporary.open("rb+") as stream:
                os.fsync(stream.fileno())
            temporary.replace(self._path(generation))
        finally:
            temporary.unlink(missing_ok=True)
        for _, old in generations:
            with contextlib.suppress(OSError):  # in use elsewhere: a later rebuild removes it
                old.unlink()
        opened = self.connection()
        if opened is None:
            raise sqlite3.DatabaseError(f"{self._path(generation)} cannot be opened again")
        return opened

    def _create(
        self, connection: sqlite3.Connection, fill: Callable[[sqlite3.Connection], None]
    ) -> None:
        connection.executescript(self._schema)
        connection.execute("CREATE TABLE meta (version TEXT NOT NULL) STRICT")
        connection.execute("INSERT INTO meta VALUES (?)", (self._version,))
        fill(connection)
        connection.commit()

    def _open(self, path: Path) -> sqlite3.Connection | None:
        connection = None
        try:
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
            found = connection.execute("SELECT version FROM meta").fetchone()
        except sqlite3.DatabaseError:
            found = None
        if connection is not None and (found is None or found[0] != self._version):
            connection.close()
            connection = None
        return connection

    def _path(self, generation: int) -> Path:
        assert self.folder is not None  # noqa: S101  (callers have looked)
        return self.folder / f"{self.name}.{generation:08d}.sqlite"

    def _generations(self) -> list[tuple[int, Path]]:
        """All files of this database, oldest first."""
        if self.folder is None:
            return []
        found = []
        prefix, suffix = f"{self.name}.", ".sqlite"
        with contextlib.suppress(FileNotFoundError), os.scandir(self.folder) as entries:
            for entry in entries:
                number = entry.name[len(prefix) : -len(suffix)]
                if (
                    entry.name.startswith(prefix)
                    and entry.name.endswith(suffix)
                    and number.isdigit()
                ):
                    found.append((int(number), Path(entry.path)))
        return sorted(found)
