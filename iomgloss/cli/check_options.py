"""The options of ``check``, as one value."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


class CheckOptions(NamedTuple):
    """As given."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    baseline: Path | None
    write_baseline: bool
    explain: str | None
    listed: bool
    exit_zero: bool
    jobs: int | None
    output: Path | None
    format_name: str | None
    encoding: str | None
    source_file: Path | None
    stdin_name: str | None


def check_options(function: Function) -> Function:
    """Add them; the function receives ``options``."""
    file = click.Path(path_type=Path, dir_okay=False)
    added = [
        click.option("--select", multiple=True, metavar="CODE", help="Only checks that begin so."),
        click.option("--ignore", multiple=True, metavar="CODE", help="No checks that begin so."),
        click.option("--fix", is_flag=True, help="Put in what is right whatever was meant."),
        click.option("--unsafe-fixes", is_flag=True, help="Put in all other suggestions too."),
        click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing."),
        click.option(
            "--baseline",
            type=file,
            metavar="FILE",
            help="Leave out the findings that this file has.",
        ),
        click.option(
            "--write-baseline", is_flag=True, help="Write the findings into the --baseline file."
        ),
        click.option("--explain", metavar="CODE", help="Say what a check finds, and why."),
        click.option("--list", "listed", is_flag=True, help="List all checks."),
        click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
        click.option(
            "--jobs",
            type=click.IntRange(1),
            metavar="N",
            help="Processes that share the files (default: as many as cores).",
        ),
        click.option(
            "-o", "--output", type=file, help="The file to write instead of standard output."
        ),
        click.option(
            "--from", "format_name", metavar="FORMAT", help="The format, whatever the name."
        ),
        click.option(
            "--encoding", metavar="NAME", help="Of text files that are not UTF-8: cp1251."
        ),
        click.option(
            "--source-file",
            type=file,
            metavar="FILE",
            help="The originals, for formats whose files hold one language.",
        ),
        click.option(
            "--stdin-name", metavar="NAME", help="What - is called, and read as: draft.md."
        ),
    ]

    @functools.wraps(function)
    def wrapped(*args: Any, **values: Any) -> Any:
        options = CheckOptions(**{name: values.pop(name) for name in CheckOptions._fields})
        return function(*args, options=options, **values)

    for option in reversed(added):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]
