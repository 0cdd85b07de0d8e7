"""What imports, exports and ``status`` report. Counts always add up."""

from __future__ import annotations

from dataclasses import dataclass

from iomgloss.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A unit or concept that an import did not take."""

    line: int | None
    unit: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileImport:
    """One imported file: ``read == added + duplicates + len(rejected)``."""

    file: str
    format: str
    read: int
    added: int
    duplicates: int
    rejected: tuple[Rejection, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """One written file."""

    file: str
    format: str
    written: int
    """Units or concepts."""
    losses: tuple[tuple[str, int], ...] = ()
    """What the format could not hold, and how often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is in a workspace."""

    folder: str
    writable: bool
    concepts: int
    terms: tuple[tuple[str, int], ...]
    """Language, terms."""
    memories: tuple[tuple[str, int, float], ...]
    """Name, units, penalty points."""
    units: tuple[tuple[str, int], ...]
    """Language, units that have it."""
    recognition: tuple[tuple[str, str], ...]
    """Language, what recognises inflected forms."""
    index: str
    """Where the derived index lies."""
