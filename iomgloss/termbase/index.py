"""The index derived from the concept files, kept in step with them file by file.

A *pattern* is a sequence of tokens that is an occurrence of a term: the term itself, or one of its
hand-given forms. A *token* is a word of a pattern with what decides its forms. All forms are in the
index, so a look-up needs no dictionary; `iomgloss.termbase.indexing` puts them there.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from iomgloss.errors import DataError, StorageError
from iomgloss.files.derived import DerivedDatabase
from iomgloss.files.stamp import Stamp
from iomgloss.model import Diagnostic, Location
from iomgloss.termbase.search_index import SEARCH_SCHEMA
from iomgloss.termbase.snapshot import snapshot

if TYPE_CHECKING:
    from iomgloss.model import Concept

FORMAT = "termbase 3"
"""Changes with the schema and with how patterns are made."""

SCHEMA = """
CREATE TABLE file (
    path TEXT PRIMARY KEY,
    concept TEXT NOT NULL,
    size INTEGER, time INTEGER, changed INTEGER, inode INTEGER, digest TEXT, settled INTEGER
) STRICT;
CREATE TABLE concept (id TEXT PRIMARY KEY, path TEXT NOT NULL, source BLOB NOT NULL) STRICT;
CREATE TABLE alias (alias TEXT NOT NULL, concept TEXT NOT NULL) STRICT;
CREATE TABLE term (
    number INTEGER PRIMARY KEY,
    concept TEXT NOT NULL,
    language TEXT NOT NULL,
    term TEXT NOT NULL,
    key TEXT NOT NULL,            -- keys of its words, one space between
    status TEXT NOT NULL,
    process_status TEXT NOT NULL
) STRICT;
CREATE TABLE pattern (
    term INTEGER NOT NULL,
    first INTEGER NOT NULL,       -- token
    tokens TEXT NOT NULL,         -- their numbers, one space between
    written TEXT,                 -- words as written, for terms that keep their case
    punctuated INTEGER NOT NULL   -- more than spaces and hyphens stands between its words
) STRICT;
CREATE TABLE token (
    number INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    key TEXT NOT NULL,
    traits TEXT NOT NULL,
    UNIQUE (key, language, traits)
) STRICT;
CREATE TABLE form (
    form TEXT NOT NULL,
    token INTEGER NOT NULL,
    sure INTEGER NOT NULL,        -- hardly ever a form of another word
    PRIMARY KEY (form, token)
) STRICT, WITHOUT ROWID;
CREATE TABLE letter (letter TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;  -- of inflected forms
CREATE INDEX term_concept ON term (concept);
CREATE INDEX pattern_first ON pattern (first);
CREATE INDEX pattern_term ON pattern (term);
"""
SCHEMA += SEARCH_SCHEMA

_ATTEMPTS = 5
_Answer = TypeVar("_Answer")


class Termbase:
    """The concept files of a workspace and the index over them."""

    def __init__(self, folder: Path, shown: str, database: DerivedDatabase) -> None:
        self.folder = folder
        self.shown = shown
        """The folder as it is named in locations."""
        self.database = database

    def refresh(self) -> sqlite3.Connection:
        """The index, in step with the files.

        Raises DataError with every fault of every file, StorageError.
        """
        return self._steadily(self._refresh)

    def ask(self, question: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        """Answer ``question`` from one state of the index; a damaged one is rebuilt first.

        Raises what `refresh` and ``question`` raise.
        """
        try:
            connection = self.refresh()
            with snapshot(connection):
                return question(connection)
        except sqlite3.DatabaseError:
            with self.database.lock():
                connection = self._steadily(lambda: self._update(None, self.files()))
            with snapshot(connection):
                return question(connection)

    def files(self) -> dict[str, os.DirEntry[str]]:
        """Concept files by path relative to the folder, hidden ones left out. Raises OSError."""
        return dict(sorted(_walk(self.folder, ""))) if self.folder.is_dir() else {}

    def path_of(self, concept: str) -> Path:
        """The file of a concept that the index knows. Raises KeyError."""
        row = self.refresh().execute("SELECT path FROM concept WHERE id = ?", (concept,)).fetchone()
        if row is None:
            raise KeyError(concept)
        return self.folder / str(row[0])

    def location(self, path: str) -> str:
        return f"{self.shown}/{path}"

    def concepts(self) -> tuple[list[Concept], list[Diagnostic]]:
        """All concepts that can be read, and every fault of every file. Needs no index.

        Raises StorageError.
        """
        return self._steadily(self._concepts)

    # -------------------------------------------------------------- keeping step

    def _steadily(self, function: Callable[[], _Answer]) -> _Answer:
        """Once more when a file went away between being listed and being read, as editors do."""
        for attempt in range(_ATTEMPTS):
            try:
                return function()
            except FileNotFoundError as error:
                if attempt == _ATTEMPTS - 1:
                    raise self._unreadable(error) from error
            except OSError as error:
                raise self._unreadable(error) from error
        raise AssertionError  # the last attempt returns or raises

    def _unreadable(self, error: OSError) -> StorageError:
        shown = self.shown
        if isinstance(error.filename, str | os.PathLike):
            with contextlib.suppress(ValueError):
                shown = self.location(Path(error.filename).relative_to(self.folder).as_posix())
        return StorageError.from_os(error, shown, "read the term base")

    def _refresh(self) -> sqlite3.Connection:
        connection = self.database.connection()
        if connection is not None and self._fresh(connection, self.files()):
            return connection
        with self.database.lock():
            return self._update(self.database.connection(), self.files())

    def _fresh(self, connection: sqlite3.Connection, files: Mapping[str, os.DirEntry[str]]) -> bool:
        try:
            known = _stamps(connection)
        except sqlite3.DatabaseError:
            return False
        return known.keys() == files.keys() and all(
            known[path].surely_fits(entry.stat()) for path, entry in files.items()
        )

    def _update(
        self, connection: sqlite3.Connection | None, files: Mapping[str, os.DirEntry[str]]
    ) -> sqlite3.Connection:
        known: dict[str, Stamp] = {}
        if connection is not None:
            try:
                known = _stamps(connection)
            except sqlite3.DatabaseError:
                connection = None
        # Stamps are taken before the files are read: a change meanwhile is noticed the next time.
        stamps = {}
        for path, entry in files.items():
            if path not in known or not known[path].surely_fits(entry.stat()):
                stamps[path] = Stamp.of(self.folder / path)
        changed = [
            path
            for path, stamp in stamps.items()
            if path not in known or known[path].digest != stamp.digest
        ]
        gone = [path for path in known if path not in files]
        whole = connection is None or len(changed) > max(20, len(files) // 4)
        if whole:
            stamps = {path: stamps.get(path) or known[path] for path in files}
        concepts = []
        faults = self.repeated_ids(files)
        for path, data, concept, found in self._read(files if whole else changed):
            faults += found
            if concept is not None:
                concepts.append((path, data, concept))
        if faults:
            raise DataError(sorted(faults, key=_place))

        from iomgloss.termbase.indexing import apply_changes

        def apply(target: sqlite3.Connection) -> None:
            apply_changes(target, gone, concepts, stamps)

        if connection is None or whole:
            return self.database.rebuild(apply)
        try:
            with connection:  # a transaction
                apply(connection)
        except sqlite3.DatabaseError:  # damaged: start afresh
            self.database.close()
            return self._update(None, files)
        return connection

    def _read(
        self, paths: Iterable[str]
    ) -> Iterator[tuple[str, bytes, Concept | None, list[Diagnostic]]]:
        from iomgloss.termbase.read import read_concept

        for path in paths:
            data = (self.folder / path).read_bytes()
            yield path, data, *read_concept(data, Path(path).stem, self.location(path))

    def _concepts(self) -> tuple[list[Concept], list[Diagnostic]]:
        files = self.files()
        faults = self.repeated_ids(files)
        found = []
        for _, _, concept, wrong in self._read(files):
            faults += wrong
            if concept is not None:
                found.append(concept)
        return found, sorted(faults, key=_place)

    def repeated_ids(self, paths: Iterable[str]) -> list[Diagnostic]:
        """One fault for every file whose id another file has already (case does not count)."""
        first: dict[str, str] = {}
        faults = []
        for path in sorted(paths):
            concept = Path(path).stem
            other = first.setdefault(concept.casefold(), path)
            if other != path:
                faults.append(
                    Diagnostic(
                        code="G010",
                        name="repeated-id",
                        message=f"the id {concept!r} is taken by {self.location(other)}",
                        hint="rename one of the files; ids are unique in the whole term base",
                        location=Location(file=self.location(path), line=1, column=1, unit=concept),
                    )
                )
        return faults


def _stamps(connection: sqlite3.Connection) -> dict[str, Stamp]:
    rows = connection.execute("SELECT path, size, time, changed, inode, digest, settled FROM file")
    return {path: Stamp(*stamp) for path, *stamp in rows}


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder / entry.name, f"{prefix}{entry.name}/")
            elif entry.name.endswith(".toml") and entry.is_file():
                yield prefix + entry.name, entry


def _place(fault: Diagnostic) -> tuple[str, int, int]:
    at = fault.location
    return (at.file, at.line or 0, at.column or 0) if at else ("", 0, 0)
