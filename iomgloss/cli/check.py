"""``iomgloss check``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from iomgloss.cli.check_options import CheckOptions, check_options
from iomgloss.cli.fixing import Fixing, refuse_pipe, show_diffs, still_found
from iomgloss.cli.options import Settings, subcommand

if TYPE_CHECKING:
    from iomgloss.workspace import Workspace
    from iomgloss.workspace.checking import CheckedFile, Choice, FixedFile
    from iomgloss.workspace.drafts import ReadOptions

FEW = 4
"""Files, and..."""
SMALL = 200_000
"""...bytes of all files, up to which other processes would start too late to help."""


@subcommand("check", "text", "json", "jsonl", "sarif", "github", "junit", "html")
@click.argument(
    "files", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)
)
@check_options
def command(files: tuple[Path, ...], options: CheckOptions, settings: Settings) -> int:
    """Check drafts: documents and bilingual files, folders of them, patterns (- for stdin).

    Each finding has a code, a place and a reason; --explain CODE says more. A finding makes the
    exit code 1. In a folder, hidden files and files that no reader knows are left out.

    The settings in iomgloss.toml say which checks run on which files. A comment in a draft
    silences checks for its line, or for the line that follows: <!-- iomgloss: ignore T001 -->.

    \b
    Examples:
      iomgloss check draft.docx
      iomgloss check drafts/ --ignore P
      iomgloss check 'locale/**/*.po' --format sarif -o findings.sarif
      iomgloss check drafts/ --baseline known.json
      iomgloss check draft.docx --fix
    """
    from iomgloss.checks.selection import check_names

    check_names((*options.select, *options.ignore))
    if options.listed or options.explain is not None:
        from iomgloss.reports.checks_catalogue import explained, listed

        terminal = settings.terminal()
        settings.show(explained(options.explain, terminal) if options.explain else listed(terminal))
        return 0
    if not files:
        raise click.UsageError("Missing argument 'FILE...'.")
    if options.write_baseline and options.baseline is None:
        raise click.UsageError("--write-baseline needs --baseline FILE.")
    if options.diff:
        return show_diffs(_each(files, options, settings), settings)
    watched = _Watched(_checked(files, options, settings), settings)
    if options.write_baseline:
        return _write_baseline(watched, options, settings)
    _report(watched, options, settings)
    return watched.fault or int(watched.found and not options.exit_zero)


class _Watched:
    """The files as they come; what is to be said of each is said when it is there."""

    def __init__(self, files: Iterator[CheckedFile], settings: Settings) -> None:
        self.files, self.settings = files, settings
        self.fault = 0
        """The highest exit code of files that could not be read, so far."""
        self.found = False

    def __iter__(self) -> Iterator[CheckedFile]:
        for file in self.files:
            for sentence in (*file.remarks, *(file.unused if self.settings.verbose else ())):
                self.settings.say(sentence)
            if file.fault is not None:
                self.fault = max(self.fault, file.fault.exit_code)
                for line in file.fault.lines():
                    click.echo(line, err=True)
            self.found = self.found or bool(file.found)
            yield file


def _checked(
    files: tuple[Path, ...], options: CheckOptions, settings: Settings
) -> Iterator[CheckedFile]:
    """The files in their order, fixed where asked for; without what a baseline has."""
    found = still_found(_each(files, options, settings), settings)
    if options.baseline is None or options.write_baseline:
        return found
    from iomgloss.workspace.baselines import load, without_known

    baseline = load(options.baseline)
    return (without_known(file, options.baseline, baseline) for file in found)


def _each(
    files: tuple[Path, ...], options: CheckOptions, settings: Settings
) -> Iterator[FixedFile]:
    """The files in their order, on as many cores as help."""
    from iomgloss.cli.texts import check_output
    from iomgloss.workspace.batch import Work, answers
    from iomgloss.workspace.checking import Choice
    from iomgloss.workspace.draft_paths import expanded

    paths = expanded(files)
    check_output(options.output, paths)
    check_output(options.baseline if options.write_baseline else None, paths)
    fixing = Fixing.of(options)
    if fixing is not None:
        refuse_pipe(paths)
    jobs = [_Job(path, _stdin() if str(path) == "-" else None) for path in paths]
    answer = partial(
        _answer, Choice(options.select, options.ignore), _reading(options, settings), fixing
    )
    work = Work(settings.open, answer)
    return answers(work, jobs, processes=_processes(paths, options.jobs), chunk=1)


class _Job(NamedTuple):
    path: Path
    data: bytes | None
    """Of standard input, which other processes cannot read."""


def _answer(
    choice: Choice,
    reading: ReadOptions,
    fixing: Fixing | None,
    workspace: Workspace,
    job: _Job,
) -> FixedFile:
    from dataclasses import replace
    from io import BytesIO

    from iomgloss.workspace.checking import FixedFile, as_set, check_as_set

    if fixing is None:
        stdin = BytesIO(job.data) if job.data is not None else None
        done = FixedFile(checked=check_as_set(workspace, job.path, choice, reading, stdin))
    else:
        from iomgloss.workspace.fixing import fix_file  # knows every format's way to be written

        checks, reading = as_set(workspace, job.path, choice, reading)
        done = fix_file(
            workspace, job.path, checks, reading, unsafe=fixing.unsafe, write=fixing.write
        )
    return replace(done, checked=replace(done.checked, draft=None))  # large; no report needs it


def _stdin() -> bytes:
    from iomgloss.cli.texts import stdin

    return stdin().read()


def _reading(options: CheckOptions, settings: Settings) -> ReadOptions:
    """Raises UsageError for a format that is not known."""
    from iomgloss.errors import UsageError
    from iomgloss.workspace.drafts import ReadOptions, format_names

    if options.format_name is not None and options.format_name not in format_names():
        raise UsageError(
            f"no format that can be checked is called {options.format_name!r}",
            hint=f"use one of {', '.join(format_names())}",
        )
    return ReadOptions(
        format=options.format_name,
        encoding=options.encoding,
        source_file=options.source_file,
        source_language=settings.source,
        target_languages=settings.target,
        stdin_name=options.stdin_name,
    )


def _processes(paths: list[Path], told: int | None) -> int:
    from iomgloss.workspace.batch import core_count

    if told is None and len(paths) <= FEW:
        return 1
    if told is None and sum(path.stat().st_size for path in paths if path.is_file()) <= SMALL:
        return 1
    return min(told or core_count(), len(paths))


def _write_baseline(files: _Watched, options: CheckOptions, settings: Settings) -> int:
    """Nothing is written when a file could not be read: its findings would be lost."""
    from iomgloss.workspace.baselines import save

    read = list(files)
    if files.fault or options.baseline is None:
        return files.fault
    count = save(options.baseline, read)
    settings.say(f"{options.baseline}: {count:,} finding{'s' * (count != 1)} written")
    return 0


def _report(files: _Watched, options: CheckOptions, settings: Settings) -> None:
    from iomgloss.reports.checks import report
    from iomgloss.reports.terminal import Terminal

    terminal = Terminal() if options.output else settings.terminal()
    chunks = report(settings.report)(files, terminal)
    if options.output is None:
        for chunk in chunks:
            settings.show(chunk)
        return
    from iomgloss.files.atomic import write_whole

    write_whole(options.output, (chunk.encode(errors="replace") for chunk in chunks))
