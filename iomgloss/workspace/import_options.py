"""How an import is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from iomgloss.workspace.history import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How to read, and where to."""

    change: Change
    format: str | None = None
    """None: by the file's name."""
    encoding: str | None = None
    kind: str | None = None
    """``terms`` or ``memory``, for formats that can hold either."""
    source_language: str | None = None
    target_languages: tuple[str, ...] = ()
    memory: str | None = None
    """Where units go; None: a memory named after the file."""
    subject: str = "imported"
    """Where concepts go that have none."""
    update: bool = False
    """A concept that the term base has differently becomes what the file says."""
    keep: bool = False
    """A concept that the term base has differently stays, and is not called rejected."""
    columns: tuple[tuple[str, str], ...] = ()
    """Of a table: what a column holds, and its name, letter or number."""
    header: bool = True
    """The first row of a table names its columns."""
    dry_run: bool = False
