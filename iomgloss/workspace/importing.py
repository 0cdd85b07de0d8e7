"""Taking files of other tools into the workspace, with a report that adds up."""

from __future__ import annotations

import itertools
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from iomgloss.errors import StorageError, UsageError
from iomgloss.formats.base import Format, Log, Source, watched
from iomgloss.formats.registry import FORMATS, format_named, format_of, reader, transcriber
from iomgloss.model import Concept, FileImport, Location
from iomgloss.workspace.concept_intake import ConceptIntake
from iomgloss.workspace.import_doubts import Doubts
from iomgloss.workspace.import_options import ImportOptions
from iomgloss.workspace.unit_intake import UnitIntake
from iomgloss.workspace.workspace import Workspace

__all__ = ["ImportOptions", "import_file"]


def import_file(workspace: Workspace, path: Path, options: ImportOptions) -> FileImport:
    """Import one file wholly or not at all. Raises FormatError, UsageError, StorageError.

    A unit is a repeat when its id, languages, texts, codes and neighbours equal those of one
    in the same memory, which is given what the repeat has newer of dates and usage count. A concept
    is recognised by its id, else by its subject and terms; it is a repeat when the one in the term
    base, written in the file's format, says the same. One that says something else is rejected with
    what differs, or as ``options`` want it taken or kept.
    """
    workspace.require_writable()
    row = format_named(options.format) if options.format else format_of(path)
    _check(row, options)
    log = Log(str(path))
    with ExitStack() as stack:
        stream = _opened(stack, path)
        original = None
        if options.source_file is not None:
            if not row.one_language:
                raise UsageError(
                    f"a file of {row.name} holds the originals itself",
                    hint="leave --source-file out",
                    location=Location(file=str(path)),
                )
            original = Source(
                stream=_opened(stack, options.source_file),
                file=str(options.source_file),
                log=Log(str(options.source_file)),
                encoding=options.encoding,
            )
        source = Source(
            stream=stream,
            file=str(path),
            log=log,
            encoding=options.encoding,
            source_language=options.source_language,
            target_languages=options.target_languages,
            kind=options.kind,
            columns=options.columns,
            header=options.header,
            original=original,
        )
        intake = _take(workspace, path, options, row, source)
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


def _opened(stack: ExitStack, path: Path) -> BinaryIO:
    try:
        return stack.enter_context(path.open("rb"))
    except OSError as error:
        raise StorageError.from_os(error, path, "read") from error


def _take(
    workspace: Workspace, path: Path, options: ImportOptions, row: Format, source: Source
) -> UnitIntake | ConceptIntake:
    """Take in what ``source`` holds."""
    what, watch = f"Reading {path}", workspace.watch
    doubts = Doubts(source.log)
    transcribe = transcriber(row)
    intake: UnitIntake | ConceptIntake
    if transcribe is not None:
        intake = UnitIntake(workspace, path, options, source.log)
        written = transcribe(source, intake.mark, doubts.note)
        intake.take_written(watched(written, source.stream, watch, what, every=1))
    else:
        items = map(doubts.noted, watched(reader(row)(source), source.stream, watch, what))
        first = next(items, None)
        if isinstance(first, Concept):
            intake = ConceptIntake(workspace, path, row, options, source.log)
        else:
            intake = UnitIntake(workspace, path, options, source.log)
        intake.take(itertools.chain([] if first is None else [first], items))
    doubts.close()
    return intake
