"""``iomgloss check --fix`` and ``--diff``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from iomgloss.cli.options import Settings
from iomgloss.errors import UsageError

if TYPE_CHECKING:
    from iomgloss.cli.check_options import CheckOptions
    from iomgloss.workspace.checking import CheckedFile, FixedFile


class Fixing(NamedTuple):
    """How findings are to be put right."""

    unsafe: bool
    """Also by suggestions that a person should look at."""
    write: bool
    """Else only the differences are told."""

    @classmethod
    def of(cls, options: CheckOptions) -> Fixing | None:
        """None where nothing is to be put right."""
        if not (options.fix or options.unsafe_fixes or options.diff):
            return None
        return cls(unsafe=options.unsafe_fixes, write=not options.diff)


def refuse_pipe(paths: Sequence[Path]) -> None:
    """Raises UsageError for standard input."""
    if Path("-") in paths:
        raise UsageError(
            "standard input cannot be fixed: it has no file to write to", hint="name a file"
        )


def still_found(files: Iterator[FixedFile], settings: Settings) -> Iterator[CheckedFile]:
    """What is to be found in the files now; how many findings were put right is said."""
    for file in files:
        for sentence in file.remarks:
            settings.say(sentence)
        if file.fixed:
            count = "1 finding" if file.fixed == 1 else f"{file.fixed:,} findings"
            settings.say(f"{file.checked.name}: fixed {count}")
        yield file.checked


def show_diffs(files: Iterator[FixedFile], settings: Settings) -> int:
    """Show how the files would change; 1 if one would, or the code of what went wrong."""
    code = 0
    for file in files:
        for sentence in (*file.checked.remarks, *file.remarks):
            settings.say(sentence)
        settings.show(file.diff)
        fault = file.checked.fault
        if fault is not None:
            for line in fault.lines():
                click.echo(line, err=True)
        code = max(code, fault.exit_code if fault else int(bool(file.diff)))
    return code
