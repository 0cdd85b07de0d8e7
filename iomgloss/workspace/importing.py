"""Taking files of other tools into the workspace, with a report that adds up."""

from __future__ import annotations

import itertools
from contextlib import ExitStack
from pathlib import Path

from iomgloss.errors import StorageError
from iomgloss.formats.base import Log, Source, watched
from iomgloss.formats.registry import format_named, format_of, reader
from iomgloss.model import Concept, FileImport
from iomgloss.workspace.concept_intake import ConceptIntake
from iomgloss.workspace.import_options import ImportOptions
from iomgloss.workspace.unit_intake import UnitIntake
from iomgloss.workspace.workspace import Workspace

__all__ = ["ImportOptions", "import_file"]


def import_file(workspace: Workspace, path: Path, options: ImportOptions) -> FileImport:
    """Import one file wholly or not at all. Raises FormatError, UsageError, StorageError.

    A unit is a repeat when its id, languages, texts, codes and neighbours equal those of one
    in the same memory; a concept when its id and all it says equal one in the term base. A
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
        items = reader(row)(
            Source(
                stream=stream,
                file=str(path),
                log=log,
                encoding=options.encoding,
                source_language=options.source_language,
                target_languages=options.target_languages,
                kind=options.kind,
            )
        )
        items = watched(items, stream, workspace.watch, f"Reading {path}")
        first = next(items, None)
        intake: UnitIntake | ConceptIntake
        if isinstance(first, Concept):
            intake = ConceptIntake(workspace, path, options, log)
        else:
            intake = UnitIntake(workspace, path, options, log)
        intake.take(itertools.chain([] if first is None else [first], items))
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
