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

from iomgloss.errors import StorageError
from iomgloss.files.lock import locked
from iomgloss.model import Location

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
        self._identity: tuple[int, int] | None = None
        self._is_locked = False

    def connection(self) -> sqlite3.Connection | None:
        """The newest usable generation, opened; None when there is none."""
        if self.folder is None:
            return self._connection
        newest = self._generations()[-1:]
        # Not even the same generation counts when its file is another one: someone has deleted the
        # folder, and SQLite would mix up the journals of the two.
        identity = newest[0][:2] if newest else None
        if self._connection is None or identity != self._identity:
            self.close()
            self._connection = self._open(newest[0][2]) if newest else None
            self._identity = identity
        return self._connection

    def present(self) -> sqlite3.Connection | None:
        """The generation that is open, if its file is still there: found sooner than `connection`.

        There may be a newer one: ask for that once this one turns out to be of no use.
        """
        if self._connection is not None and self._identity is not None:
            generation, inode = self._identity
            try:
                if os.stat(self._path(generation)).st_ino != inode:  # noqa: PTH116
                    return None
            except OSError:
                return None
        return self._connection

    def is_newest(self) -> bool:
        """Nobody has made another generation, or deleted this one, since it was opened."""
        newest = self._generations()[-1:]
        return self.folder is None or [item[:2] for item in newest] == [self._identity]

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.ProgrammingError):  # collected by another thread
            self.close()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Keep every other writer of this database out. Whoever has it here may take it again."""
        if self.folder is None or self._is_locked:
            yield
            return
        with locked(self.folder / f"{self.name}.lock"):
            self._is_locked = True
            try:
                yield
            finally:
                self._is_locked = False

    def rebuild(self, fill: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
        """Make the next generation with ``fill``; the caller holds the lock. Returns it, opened.

        Raises StorageError when there is no room for it; errors of ``fill`` itself pass through.
        """
        self.close()
        if self.folder is None:
            connection = sqlite3.connect(":memory:")
            try:
                self._create(connection, fill)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
            return connection
        try:
            self._make_file(self.folder, fill)
            opened = self.connection()
        except OSError as error:
            raise StorageError.from_os(error, self.folder, "write the index") from error
        except sqlite3.DatabaseError as error:
            raise self._unusable(self.folder, str(error)) from error
        if opened is None:
            raise self._unusable(self.folder, "it cannot be opened again")
        return opened

    def _make_file(self, folder: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
        import tempfile

        generations = self._generations()
        path = self._path(generations[-1][0] + 1 if generations else 1)
        prefix = f".{self.name}."
        for left in folder.iterdir():  # of a rebuild that was killed
            if left.name.startswith(prefix) and "." not in left.name[len(prefix) :]:
                left.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(prefix=prefix, dir=folder)
        os.close(handle)
        temporary = Path(name)
        try:
            with contextlib.closing(sqlite3.connect(temporary)) as connection:
                connection.execute("PRAGMA journal_mode = OFF")  # thrown away if anything fails
                connection.execute("PRAGMA synchronous = OFF")
                self._create(connection, fill)
            with temporary.open("rb+") as stream:
                os.fsync(stream.fileno())
            # A journal left by another file of this name would be played back into the new one.
            Path(f"{path}-journal").unlink(missing_ok=True)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        for _, _, old in generations:
            with contextlib.suppress(OSError):  # in use elsewhere: a later rebuild removes it
                old.unlink()
                Path(f"{old}-journal").unlink(missing_ok=True)

    @staticmethod
    def _unusable(folder: Path, what: str) -> StorageError:
        return StorageError(
            f"cannot write the index: {what}",
            hint="free some space; the index can be deleted at any time",
            location=Location(file=str(folder)),
        )

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
            connection.execute("PRAGMA cell_size_check = ON")  # notices more kinds of damage
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

    def _generations(self) -> list[tuple[int, int, Path]]:
        """All files of this database, oldest first: generation, inode, path."""
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
                    and number.isdecimal()
                ):
                    found.append((int(number), entry.inode(), Path(entry.path)))
        return sorted(found)
