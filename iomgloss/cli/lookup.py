"""``iomgloss lookup``: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from iomgloss.cli.match_options import match_options
from iomgloss.cli.options import Settings, subcommand
from iomgloss.cli.term_options import term_options

if TYPE_CHECKING:
    from iomgloss.memory.query import MatchOptions
    from iomgloss.model import Lookup
    from iomgloss.workspace import Workspace

LEAST = 40.0
"""Per cent; see `iomgloss.memory.retrieve.LEAST`, which is not worth loading for this."""


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
@match_options()
@term_options
@click.option("--previous", metavar="TEXT", help="The segment before it, for context matches.")
@click.option("--next", "following", metavar="TEXT", help="The segment after it.")
@click.option("--id", "unit", metavar="ID", help="Its id, for context matches.")
@click.option("--explain", is_flag=True, help="Say how each score came about.")
@click.option("--exhaustive", is_flag=True, help="Compare with every segment: slow, same answer.")
def command(
    text: str | None,
    batch: Path | None,
    encoding: str | None,
    minimum: float | None,
    previous: str | None,
    following: str | None,
    unit: str | None,
    explain: bool,
    exhaustive: bool,
    gaps: bool,
    fuzzy: bool,
    options: MatchOptions,
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
    if minimum is not None and minimum < LEAST:
        settings.say(f"Below {LEAST:g} % every segment is compared: this takes longer.")
    options["exhaustive"] = exhaustive
    asker = _Asker(settings, minimum, explain, options, gaps, fuzzy)
    if text is not None:
        context = {"previous": previous, "next": following, "unit": unit}
        settings.show(asker.told(asker.ask(settings.open(), text, **context)))
    elif batch is not None:
        _all(asker, batch, encoding)
    elif sys.stdin is not None and sys.stdin.isatty():
        _converse(asker)
    else:
        _answer(asker)


class _Asker(NamedTuple):
    """How every query of this run is asked and answered."""

    settings: Settings
    minimum: float | None
    explain: bool
    options: MatchOptions
    gaps: bool
    fuzzy: bool

    def ask(self, workspace: Workspace, text: str, **context: str | None) -> Lookup:
        options: MatchOptions = {**self.options, **context}  # type: ignore[typeddict-item]
        settings = self.settings
        return workspace.lookup(
            text,
            settings.source,
            settings.target,
            minimum=self.minimum,
            gaps=self.gaps,
            fuzzy=self.fuzzy,
            **options,
        )

    def told(self, result: Lookup, *, many: bool = False) -> str:
        """The answer as it is written."""
        if self.settings.report == "text":
            from iomgloss.reports.lookup import render

            terminal = self.settings.terminal()
            head = terminal.text(f"› {result.query}", "bold") + "\n" if many else ""
            explain = self.explain or self.settings.verbose
            return head + render(result, terminal, verbose=explain) + ("\n" if many else "")
        from iomgloss.reports import json

        one_line = many or self.settings.report == "jsonl"
        return json.dump(json.lookup(result), lines=one_line)

    def line(self, workspace: Workspace, job: _Line) -> Any:
        """The answer to one line of a batch; None where nothing is to be said."""
        result = self.ask(workspace, job.text, previous=job.before, next=job.after)
        if self.settings.report == "json":
            from iomgloss.reports import json

            return json.lookup(result)
        if not job.text.strip() and self.settings.report != "jsonl":
            return None
        return self.told(result, many=True)


class _Line(NamedTuple):
    text: str
    before: str | None
    after: str | None


def _all(asker: _Asker, batch: Path, encoding: str | None) -> None:
    """Every line of a file, also a blank one, so that lines of JSON are lines of the file."""
    from iomgloss.cli.texts import read_lines
    from iomgloss.workspace.batch import Work, answers

    lines: list[str | None] = [None, *read_lines(batch, encoding), None]
    jobs = [
        _Line(line or "", before, after)
        for before, line, after in zip(lines, lines[1:], lines[2:], strict=False)
    ]
    settings = asker.settings
    found = answers(Work(settings.open, asker.line), jobs)
    if settings.report == "json":
        from iomgloss.reports import json

        settings.show(json.dump(list(found)))
        return
    for answer in found:
        if answer is not None:
            settings.show(answer)


def _converse(asker: _Asker) -> None:
    """One query of a person after the other; a faulty file ends the answer, not the talk."""
    import contextlib

    from iomgloss.errors import IomglossError

    with contextlib.suppress(ImportError):  # not everywhere, only a comfort
        import readline  # noqa: F401
    workspace = asker.settings.open()
    asker.settings.say("Type a word or a sentence, then Enter. Ctrl-D ends.")
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
            asker.settings.show(asker.told(asker.ask(workspace, text, previous=previous)))
        except IomglossError as error:
            click.echo(str(error), err=True)
        click.echo()
        previous = text


def _answer(asker: _Asker) -> None:
    """One query a line from another program, answered as it comes."""
    from iomgloss.cli.texts import stream_lines

    workspace = asker.settings.open()
    previous: str | None = None
    for _, line in stream_lines(Path("-")):
        text = line.strip()
        if text:
            result = asker.ask(workspace, text, previous=previous)
            asker.settings.show(asker.told(result, many=True))
            previous = text
