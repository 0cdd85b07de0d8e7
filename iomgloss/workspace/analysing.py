"""Analysis of files: what the memories know of what is to be translated."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from iomgloss.errors import UsageError
from iomgloss.leverage.analysis import Known, analyse
from iomgloss.leverage.bands import Bands
from iomgloss.memory.query import MatchOptions
from iomgloss.model import Location, compatible
from iomgloss.model.analysis import AnalysedFile, AnalysisRun
from iomgloss.workspace.batch import Work, answers
from iomgloss.workspace.drafts import DraftFile, ReadOptions
from iomgloss.workspace.source_segments import SourceSegment, source_segments
from iomgloss.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisOptions:
    """What is counted, and by what."""

    bands: Bands = field(default_factory=Bands)
    internal: bool = False
    """Earlier segments of the run count as matches, too."""
    untranslated: bool = False
    """Only units without a target."""
    use_memories: bool = True
    match: MatchOptions = field(default_factory=MatchOptions)
    """Which memories and units are asked."""


class _Job(NamedTuple):
    segment: SourceSegment
    source: str | None
    target: str
    minimum: float
    options: MatchOptions


def analyse_files(
    workspace: Workspace,
    paths: Sequence[Path],
    reading: ReadOptions,
    options: AnalysisOptions,
    *,
    stdin: BinaryIO | None = None,
    reopen: Callable[[], Workspace] | None = None,
) -> AnalysisRun:
    """Count the files of a run, in their order.

    ``reopen`` opens the workspace in other processes; without it, this one does all. The first
    file that cannot be read ends it: counts that leave out a file would be taken for the whole.
    Raises UsageError for languages that are not known or that no memory has, IomglossError.
    """
    read = [_read(workspace, path, reading, options, stdin) for path in paths]
    jobs = []
    if options.use_memories:
        for file in read:
            _check_pair(workspace, file)
            jobs += [
                _Job(segment, file.source, file.target or "", options.bands.lowest, options.match)
                for segment in file.segments
            ]
    work = Work(reopen or (lambda: workspace), _score)
    scores = iter(answers(work, jobs, processes=None if reopen else 1))
    known = [
        [
            Known(text=segment.text, score=next(scores) if options.use_memories else None)
            for segment in file.segments
        ]
        for file in read
    ]
    if options.internal:
        known = list(_with_internal(known, options.bands.lowest))
    each, total = analyse(known, options.bands)
    return AnalysisRun(
        files=tuple(
            AnalysedFile(
                name=file.name,
                digest=file.digest,
                source_language=file.source,
                target_language=file.target,
                analysis=analysis,
                remarks=file.remarks,
            )
            for file, analysis in zip(read, each, strict=True)
        ),
        total=total,
        weights=options.bands.weights,
    )


class _Read(NamedTuple):
    name: str
    digest: str
    source: str | None
    target: str | None
    segments: list[SourceSegment]
    remarks: tuple[str, ...]


def _read(
    workspace: Workspace,
    path: Path,
    reading: ReadOptions,
    options: AnalysisOptions,
    stdin: BinaryIO | None,
) -> _Read:
    file = DraftFile(path, reading)
    with file.opened(stdin):
        segments = source_segments(workspace, file)
        if file.fault is not None:
            raise file.fault
        file.stream.seek(0)
        digest = hashlib.sha256(file.stream.read()).hexdigest()
    source = reading.source_language or _most(segment.language for segment in segments)
    target = _target(workspace, file, segments, source) if options.use_memories else None
    if options.untranslated:
        segments = [segment for segment in segments if not segment.translated]
    return _Read(file.name, digest, source, target, segments, tuple(file.remarks()))


def _most(tags: Iterator[str | None]) -> str | None:
    found = [tag for tag in tags if tag]
    return max(sorted(set(found)), key=found.count, default=None)


def _target(
    workspace: Workspace, file: DraftFile, segments: Sequence[SourceSegment], source: str | None
) -> str:
    """As told; else the file's own; else the one that the settings or the languages leave."""
    own = {segment.target_language for segment in segments} - {None}
    others = [tag for tag in workspace.languages if not source or not compatible(tag, source)]
    for tags in (file.reading.target_languages, own, workspace.config.targets, others):
        if tags:
            if len(tags) == 1:
                return str(next(iter(tags)))
            break
    raise UsageError(
        "into which language it is to be translated is not clear",
        hint="say one: -t en",
        location=Location(file=file.shown),
    )


def _check_pair(workspace: Workspace, file: _Read) -> None:
    for memory in workspace.memories:
        tags = memory.languages()
        if all(
            wanted is None or any(compatible(tag, wanted) for tag in tags)
            for wanted in (file.source, file.target)
        ):
            return
    raise UsageError(
        f"no memory has {file.source or 'any text'} and {file.target}",
        hint="import one, or count repetitions only: --no-memory",
        location=Location(file=file.name),
    )


def _score(workspace: Workspace, job: _Job) -> float | None:
    segment = job.segment
    options: MatchOptions = {
        **job.options,
        "limit": 1,
        "previous": segment.previous,
        "next": segment.next,
        "unit": segment.unit,
        "codes": segment.codes,
    }
    found = workspace.matches(
        segment.text, segment.language or job.source, job.target, minimum=job.minimum, **options
    )
    return found[0].score if found else None


def _with_internal(files: Sequence[Sequence[Known]], minimum: float) -> Iterator[list[Known]]:
    from iomgloss.memory.internal import likeness

    scores = likeness([segment.text for file in files for segment in file], minimum)
    for file in files:
        yield [replace(segment, internal=next(scores)) for segment in file]
