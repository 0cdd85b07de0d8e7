"""``iomgloss lookup``: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iomgloss.cli.options import Settings, subcommand

if TYPE_CHECKING:
    from iomgloss.model import Lookup
    from iomgloss.workspace import Workspace


@subcommand("lookup", "text", "json", "jsonl")
@click.argument("text", required=False)
@click.option(
    "--batch",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Look up every line of a file (- for stdin); its neighbours are its context.",
)
@click.option("--encoding", metavar="NAME", help="Of the batch file, when it is not UTF-8.")
@click.option(
    "-m",
    "--min",
    "minimum",
    type=click.FloatRange(0, 100),
    metavar="SCORE",
    help="Least score, per cent (default: of the workspace, else 65).",
)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(0),
    metavar="NUMBER",
    default=5,
    show_default=True,
    help="Most matches.",
)
@click.option("--previous", metavar="TEXT", help="The segment before it, for context matches.")
@click.option("--next", "following", metavar="TEXT", help="The segment after it.")
def command(
    text: str | None,
    batch: Path | None,
    encoding: str | None,
    minimum: float | None,
    limit: int,
    previous: str | None,
    following: str | None,
    settings: Settings,
) -> None:
    """Look up TEXT: the terms in it with their translations, and the memories' matches.

    Without -s, terms are sought in all languages, matches in all that the text can be in;
    without -t, all other languages are given. Without TEXT, asks for one after the other.

    Example: iomgloss lookup "каналджийството на мигранти" -t en
    """
    if batch is not None and text is not None:
        raise click.UsageError("give a TEXT or --batch, not both")
    if minimum is not None and minimum != minimum:  # click's range lets "nan" through
        raise click.UsageError("the least score is a number from 0 to 100")
    workspace = settings.open()
    options = _Options(settings, minimum, limit)
    if text is not None:
        _show(options.ask(workspace, text, previous, following), settings)
    elif batch is not None:
        _all(workspace, options, batch, encoding, settings)
    elif sys.stdin is not None and sys.stdin.isatty():
        _converse(workspace, options, settings)
    else:
        _answer(workspace, options, settings)


class _Options:
    """How every query of this run is asked."""

    def __init__(self, settings: Settings, minimum: float | None, limit: int) -> None:
        self.settings, self.minimum, self.limit = settings, minimum, limit

    def ask(self, workspace: Workspace, text: str, before: str | None, after: str | None) -> Lookup:
        return workspace.lookup(
            text,
            self.settings.source,
            self.settings.target,
            limit=self.limit,
            minimum=self.minimum,
            previous=before,
            next=after,
        )


def _show(result: Lookup, settings: Settings, *, many: bool = False) -> None:
    if settings.report == "text":
        from iomgloss.reports.lookup import render

        terminal = settings.terminal()
        head = terminal.text(f"› {result.query}", "bold") + "\n" if many else ""
        body = render(result, terminal, verbose=settings.verbose)
        settings.show(head + body + ("\n" if many else ""))
    else:
        from iomgloss.reports import json

        one_line = many or settings.report == "jsonl"
        settings.show(json.dump(json.lookup(result), lines=one_line))


def _all(
    workspace: Workspace, options: _Options, batch: Path, encoding: str | None, settings: Settings
) -> None:
    """Every line of a file, also a blank one, so that lines of JSON are lines of the file."""
    from iomgloss.cli.texts import read_lines

    lines: list[str | None] = [None, *read_lines(batch, encoding), None]
    found = []
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        result = options.ask(workspace, line or "", before, after)
        if settings.report == "json":
            from iomgloss.reports import json

            found.append(json.lookup(result))
        elif result.query.strip() or settings.report == "jsonl":
            _show(result, settings, many=True)
    if settings.report == "json":
        settings.show(json.dump(found))


def _converse(workspace: Workspace, options: _Options, settings: Settings) -> None:
    """One query of a person after the other; a faulty file ends the answer, not the talk."""
    import contextlib

    from iomgloss.errors import IomglossError

    with contextlib.suppress(ImportError):  # not everywhere, only a comfort
        import readline  # noqa: F401
    settings.say("Type a word or a sentence, then Enter. Ctrl-D ends.")
    previous: str | None = None
    while True:
        try:
            text = input("› ").strip()
        except EOFError:
            click.echo()
            return
        if not text:
            continue
        try:
            _show(options.ask(workspace, text, previous, None), settings)
        except IomglossError as error:
            click.echo(str(error), err=True)
        click.echo()
        previous = text


def _answer(workspace: Workspace, options: _Options, settings: Settings) -> None:
    """One query a line from another program, answered as it comes."""
    from iomgloss.cli.texts import stream_lines

    previous: str | None = None
    for _, line in stream_lines(Path("-")):
        text = line.strip()
        if text:
            _show(options.ask(workspace, text, previous, None), settings, many=True)
            previous = text
