"""Taking files of other tools into the workspace, with a report that adds up."""

from __future__ import annotations

import itertools
from contextlib import ExitStack
from pathlib import Path

from iomgloss.errors import StorageError
from iomgloss.formats.base import Format, Log, Source, watched
from iomgloss.formats.registry import format_named, format_of, reader, transcriber
from iomgloss.model import Concept, FileImport
from iomgloss.workspace.concept_intake import ConceptIntake
from iomgloss.workspace.import_options import ImportOptions
from iomgloss.workspace.unit_intake import UnitIntake
from iomgloss.workspace.workspace import Workspace

__all__ = ["ImportOptions", "import_file"]


def import_file(workspace: Workspace, path: Path, options: ImportOptions) -> FileImport:
    """Import one file wholly or not at all. Raises FormatError, UsageError, StorageError.

    A unit is a repeat when its id, languages, texts, codes and neighbours equal those of one
    in the same memory, which is given what the repeat has newer of dates and usage count; a concept
    when its id and all it says equal one in the term base. A
    concept whose id is taken by another content is rejected: nothing is overwritten.
    """
    workspace.require_writable()
    row = format_named(options.format) if options.format else format_of(path)
    log = Log(str(path))
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise StorageError.from_os(error, path, "read") from error
        source = Source(
            stream=stream,
            file=str(path),
            log=log,
            encoding=options.encoding,
            source_language=options.source_language,
            target_languages=options.target_languages,
            kind=options.kind,
        )
        intake = _take(workspace, path, options, row, source)
    return FileImport(
        file=str(path),
        format=row.name,
        read=intake.read + len(log.rejected),
        added=intake.added,
        duplicates=intake.read - intake.added,
        rejected=tuple(log.rejected),
        warnings=tuple(log.warnings),
        languages=tuple(sorted(intake.languages)),
    )


def _take(
    workspace: Workspace, path: Path, options: ImportOptions, row: Format, source: Source
) -> UnitIntake | ConceptIntake:
    """Take in what ``source`` holds."""
    what, watch = f"Reading {path}", workspace.watch
    transcribe = transcriber(row)
    if transcribe is not None:
        units = UnitIntake(workspace, path, options, source.log)
        written = transcribe(source, units.mark)
        units.take_written(watched(written, source.stream, watch, what, every=1))
        return units
    items = watched(reader(row)(source), source.stream, watch, what)
    first = next(items, None)
    intake: UnitIntake | ConceptIntake
    if isinstance(first, Concept):
        intake = ConceptIntake(workspace, path, options, source.log)
    else:
        intake = UnitIntake(workspace, path, options, source.log)
    intake.take(itertools.chain([] if first is None else [first], items))
    return intake
