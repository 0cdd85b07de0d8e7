"""The command line: parse, call one function, hand the result to a report. No logic."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

import iomgloss
from iomgloss.cli.options import ReaderGoneError, Settings, shared

COMMANDS = {
    "add": "Add a unit or a term.",
    "analyse": "Count what the memories know of files, by match bands.",
    "annotate": "Show every term occurrence in documents and bilingual files.",
    "check": "Check drafts: terms, consistency, numbers, typography and more.",
    "completion": "Print the code that completes commands in a shell.",
    "edit": "Change a unit or a term.",
    "export": "Write term base or memories for other tools.",
    "import": "Take in files of other tools.",
    "init": "Make a new workspace.",
    "lookup": "Look up a text: its terms, and what memories hold.",
    "remove": "Remove a unit or a term.",
    "segment": "Show a text one sentence a line.",
    "status": "Show what is in the workspace.",
    "term": "Search the term base.",
    "validate": "Find the faults of the workspace's own files.",
}
"""THE table of commands: name and what it does. Each is ``command`` in the module of its name
(``import_`` for ``import``), imported when it is called."""


class LazyGroup(click.Group):
    """Imports a command when it is called; lists them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = "import_" if cmd_name == "import" else cmd_name
        found = import_module(f"iomgloss.cli.{module}").command
        assert isinstance(found, click.Command)  # noqa: S101  (ours, not input)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(iomgloss.__version__, "-V", "--version", prog_name="iomgloss")
@shared
@click.pass_context
def cli(ctx: click.Context, settings: Settings) -> None:
    """A glossary and translation memory that understands inflected languages.

    Works on the workspace around the current folder (the nearest iomgloss.toml), else on the
    one that ships with it: the migration domain in Bulgarian, Russian and English.

    Example: iomgloss lookup "каналджийството на мигранти"
    """
    ctx.obj = settings


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit: 0 ok, 1 findings, 2 usage, 3 bad data, 4 our fault."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by whoever started us
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    """Run a command; say on stderr what went wrong. Returns the exit code."""
    try:
        result: Any = cli.main(arguments, prog_name="iomgloss", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except (ReaderGoneError, BrokenPipeError):
        _silence()
        return 0
    except Exception as error:
        return _failure(error)
    return result if isinstance(result, int) else 0


def _silence() -> None:
    """Output cannot be written: let the interpreter's last flush go nowhere."""
    import contextlib
    import os

    with contextlib.suppress(OSError, ValueError):  # not a real file
        number = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _failure(error: Exception) -> int:
    from iomgloss.errors import IomglossError, StorageError

    if isinstance(error, OSError) and not isinstance(error, IomglossError):
        error = StorageError.from_os(error, error.filename or "the system", "go on")
    sqlite = sys.modules.get("sqlite3")
    if sqlite is not None and isinstance(error, sqlite.DatabaseError):
        error = StorageError(
            f"the index cannot be used: {error}",
            hint="see to space and permissions; the folder .iomgloss can be deleted at any time",
        )
    if isinstance(error, IomglossError):
        for line in error.lines():
            click.echo(line, err=True)
        try:
            if sys.stdout is not None:
                sys.stdout.flush()
        except OSError:
            _silence()
        return error.exit_code
    import traceback

    traceback.print_exc()
    click.echo(
        f"iomgloss: this is our fault, not yours ({type(error).__name__}); "
        "please report the lines above",
        err=True,
    )
    return 4
