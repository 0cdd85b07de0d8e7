"""Taking files of other tools into the workspace, with a report that adds up."""

from __future__ import annotations

import itertools
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from iomgloss.errors import StorageError, UsageError
from iomgloss.formats.base import Format, Log, Source, watched
from iomgloss.formats.registry import FORMATS, format_named, format_of, reader
from iomgloss.model import Concept, FileImport
from iomgloss.workspace.concept_intake import ConceptIntake
from iomgloss.workspace.import_doubts import noting_doubts
from iomgloss.workspace.import_options import ImportOptions
from iomgloss.workspace.unit_intake import UnitIntake
from iomgloss.workspace.workspace import Workspace

__all__ = ["ImportOptions", "import_file"]


def import_file(workspace: Workspace, path: Path, options: ImportOptions) -> FileImport:
    """Import one file wholly or not at all. Raises FormatError, UsageError, StorageError.

    A unit is a repeat when its id, languages, texts, codes and neighbours equal those of one
    in the same memory. A concept is recognised by its id, else by its subject and terms; it is a
    repeat when the one in the term base, written in the file's format, says the same. One that
    says something else is rejected with what differs, or as ``options`` want it taken or kept.
    """
    workspace.require_writable()
    row = format_named(options.format) if options.format else format_of(path)
    _check(row, options)
    log = Log(str(path))
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise StorageError.from_os(error, path, "read") from error
        items = reader(row)(
            Source(
                stream=stream,
                file=str(path),
                log=log,
                encoding=options.encoding,
                source_language=options.source_language,
                target_languages=options.target_languages,
                kind=options.kind,
                columns=options.columns,
                header=options.header,
            )
        )
        items = watched(items, stream, workspace.watch, f"Reading {path}")
        items = noting_doubts(items, log)
        first = next(items, None)
        intake: UnitIntake | ConceptIntake
        if isinstance(first, Concept):
            intake = ConceptIntake(workspace, path, row, options, log)
        else:
            intake = UnitIntake(workspace, path, options, log)
        intake.take(itertools.chain([] if first is None else [first], items))
    report = FileImport(
        file=str(path),
        format=row.name,
        read=intake.read + len(log.rejected),
        added=intake.added,
        duplicates=intake.read - intake.added,
        rejected=tuple(log.rejected),
        warnings=tuple(log.warnings),
        languages=tuple(sorted(intake.languages)),
    )
    if isinstance(intake, UnitIntake):
        return report
    return replace(
        report,
        duplicates=report.duplicates - intake.updated - intake.kept,
        updated=intake.updated,
        kept=intake.kept,
        changes=tuple(intake.changes),
        missing=tuple(intake.missing),
    )


def _check(row: Format, options: ImportOptions) -> None:
    """Refuse options that do not go together. Raises UsageError."""
    if options.update and options.keep:
        raise UsageError("--update and --keep contradict each other", hint="give one of them")
    if (options.columns or not options.header) and not row.tabular:
        names = " and ".join(other.name for other in FORMATS if other.tabular)
        raise UsageError(
            f"{row.name} has no columns to be told", hint=f"--map and --no-header are for {names}"
        )
    if not options.header and not options.columns:
        raise UsageError(
            "without a header row, nothing says what a column holds",
            hint="say it: --map bg=A --map en=B",
        )
