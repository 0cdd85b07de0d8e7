"""``iomgloss check --fix`` and ``--diff``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iomgloss.cli.options import Settings
from iomgloss.errors import UsageError

if TYPE_CHECKING:
    from iomgloss.checks.registry import Check
    from iomgloss.workspace.checking import CheckedFile
    from iomgloss.workspace.drafts import ReadOptions
    from iomgloss.workspace.fixing import FixedFile


def checked(
    settings: Settings,
    files: Sequence[Path],
    checks: Sequence[Check],
    options: ReadOptions,
    *,
    unsafe: bool,
) -> Iterator[CheckedFile]:
    """Fix the files; what is left to be found in them."""
    for file in _fixed(settings, files, checks, options, unsafe, write=True):
        if file.fixed:
            count = "1 finding" if file.fixed == 1 else f"{file.fixed:,} findings"
            settings.say(f"{file.checked.name}: fixed {count}")
        yield file.checked


def show_diffs(
    settings: Settings,
    files: Sequence[Path],
    checks: Sequence[Check],
    options: ReadOptions,
    *,
    unsafe: bool,
) -> int:
    """Show how the files would change; 1 if one would, or the code of what went wrong."""
    code = 0
    for file in _fixed(settings, files, checks, options, unsafe, write=False):
        settings.show(file.diff)
        fault = file.checked.fault
        if fault is not None:
            for line in fault.lines():
                settings.say(line)
        code = max(code, fault.exit_code if fault else int(bool(file.diff)))
    return code


def _fixed(
    settings: Settings,
    files: Sequence[Path],
    checks: Sequence[Check],
    options: ReadOptions,
    unsafe: bool,
    write: bool,
) -> Iterator[FixedFile]:
    """Raises UsageError for standard input."""
    from iomgloss.workspace.fixing import fix_files

    if Path("-") in files:
        raise UsageError(
            "standard input cannot be fixed: it has no file to write to", hint="name a file"
        )
    for file in fix_files(settings.open(), files, checks, options, unsafe=unsafe, write=write):
        for sentence in file.remarks:
            settings.say(sentence)
        yield file
