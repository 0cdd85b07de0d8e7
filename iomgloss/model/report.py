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
class FieldChange:
    """One field of a concept that an imported file and the term base have differently."""

    language: str | None
    """None: a field of the concept itself."""
    term: str | None
    """The term, as the term base has it; None: a field of the concept or of a language."""
    field: str
    """Its name as that of a table's column: ``status``, ``definition``, ``concept_note``;
    ``term`` and ``language`` for the term itself, ``x.NAME`` for what is not modelled."""
    old: str | None
    """In the term base; None: nothing."""
    new: str | None
    """As the file has it; None: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptChange:
    """A concept that an imported file adds, or has differently."""

    concept: str
    """Its id in the term base."""
    action: str
    """``added``, ``updated``, ``kept`` (as it was) or ``rejected``."""
    line: int | None = None
    """In the file."""
    fields: tuple[FieldChange, ...] = ()
    """What differs; of an added one, its terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A concept of the term base, or a term of one, that an imported file could have and has not.

    It stays: a row that is gone is no order to remove.
    """

    concept: str
    language: str | None = None
    """None: the whole concept."""
    term: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileImport:
    """One imported file: ``read == added + updated + kept + duplicates + len(rejected)``."""

    file: str
    format: str
    read: int
    added: int
    duplicates: int
    rejected: tuple[Rejection, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    languages: tuple[str, ...] = ()
    updated: int = 0
    """Concepts of the term base that were changed; only when that was asked for."""
    kept: int = 0
    """Concepts that differ and were left as they were; only when that was asked for."""
    changes: tuple[ConceptChange, ...] = ()
    """Concepts that were added, and all that differ, in file order."""
    missing: tuple[Missing, ...] = ()
    """Only of an import that updates."""


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
