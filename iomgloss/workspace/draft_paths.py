"""What people name to be checked: files, folders, patterns."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from iomgloss.documents import registry as documents
from iomgloss.errors import StorageError, UsageError
from iomgloss.formats import registry as formats
from iomgloss.model import Location

_WILD = "*?["
_OTHERS = ("json", "mo")
"""Formats whose files in a folder are rarely drafts: settings of programs, compiled catalogues."""


def expanded(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant, each once, in the order in which they are named.

    A folder stands for the drafts below it, sorted, without hidden files and folders and what no
    reader knows by its name. A name that no file has may be a pattern, as in
    a shell, ``**`` for any folders. A file that is named is taken whatever it is.
    Raises UsageError for a pattern that nothing fits, StorageError for a folder that cannot be
    read.
    """
    return list(dict.fromkeys(file for path in paths for file in _files(path)))


def _files(path: Path) -> Iterator[Path]:
    if str(path) == "-":
        yield path
    elif path.is_dir():
        yield from _walked(path)
    elif any(letter in str(path) for letter in _WILD) and not path.exists():
        yield from _fitting(path)
    else:
        yield path


def _fitting(pattern: Path) -> Iterator[Path]:
    import glob

    found = sorted(map(Path, glob.iglob(str(pattern), recursive=True)), key=_order)  # noqa: PTH207
    if not found:
        raise UsageError(
            "no file fits this pattern", hint="check it", location=Location(file=str(pattern))
        )
    for path in found:
        if path.is_dir():
            if pattern.name != "**":  # what is in the folders fits as well
                yield from _walked(path)
        elif pattern.suffix or is_draft(path):
            yield path


def _walked(folder: Path) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        raise StorageError.from_os(error, error.filename, "read")

    for place, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and is_draft(path) and path.is_file():
                yield path


def _order(path: Path) -> tuple[str, ...]:
    return path.parts


def is_draft(path: Path) -> bool:
    """A reader of documents or of pairs knows such names."""
    return path.name.lower().endswith(_extensions())


@cache
def _extensions() -> tuple[str, ...]:
    pairs = [
        row
        for row in formats.FORMATS
        if row.read and "memory" in row.holds and not row.one_language and row.name not in _OTHERS
    ]
    found = [each for row in documents.DOCUMENTS for each in row.extensions]
    return tuple(found + [each for row in pairs for each in row.extensions])
