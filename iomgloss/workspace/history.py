"""Who changed what, when and why: ``history.jsonl`` in ``glossary/`` and in ``tm/``.

One JSON object a line, appended and never rewritten: ``when``, ``who``, ``why``, ``action`` and the
thing before the change, so that nothing that is edited or removed is lost.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from iomgloss.errors import StorageError

FILE = "history.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who makes a change, and why. The time is taken when it is made."""

    who: str
    why: str | None = None


def now() -> str:
    """The time as TMX writes it."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


def user() -> str:
    """Who is at the keyboard: IOMGLOSS_USER, else the login name."""
    named = os.environ.get("IOMGLOSS_USER")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, as in some containers
        return "unknown"


def record(folder: Path, **entry: str | None) -> None:
    """Append an entry, durably, before the change it speaks of. Raises StorageError."""
    record_all(folder, [entry])


def record_all(folder: Path, entries: Iterable[Mapping[str, str | None]]) -> None:
    """Append entries in one write, as `record` does one."""
    lines = "\n".join(
        json.dumps({key: value for key, value in entry.items() if value}, ensure_ascii=False)
        for entry in entries
    )
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            size = os.fstat(handle).st_size
            try:
                data = memoryview(f"{_break_before(path, size)}{lines}\n".encode())
                while data:
                    data = data[os.write(handle, data) :]
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, size)
                raise
        finally:
            os.close(handle)
    except OSError as error:
        raise StorageError.from_os(error, path, "record the change") from error


def _break_before(path: Path, size: int) -> str:
    """A line break where a crash has cut the last line, so that the next one stands alone."""
    if not size:
        return ""
    with path.open("rb") as stream:
        stream.seek(size - 1)
        return "" if stream.read(1) == b"\n" else "\n"
