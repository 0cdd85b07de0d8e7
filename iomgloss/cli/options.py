"""What all commands share: their options, the workspace, the output."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from iomgloss.reports.terminal import Terminal
    from iomgloss.workspace import Workspace

Function = TypeVar("Function", bound=Callable[..., Any])

WIDEST = 100
"""Columns that text is wrapped at on wider terminals: longer lines are hard to read."""


class Settings(NamedTuple):
    """The shared options as given; None and () where they were not."""

    workspace: str | None = None
    source: str | None = None
    target: tuple[str, ...] = ()
    format: str | None = None
    quiet: bool = False
    verbose: bool = False
    no_color: bool = False
    formats: tuple[str, ...] = ("text",)
    """What the command can report in."""

    def over(self, before: Settings) -> Settings:
        """These, and where nothing was given here, those given before the command."""
        given = {name: getattr(self, name) or getattr(before, name) for name in SHARED}
        return self._replace(**given)

    @property
    def report(self) -> str:
        """The report's format. Raises click.UsageError for one that the command does not have."""
        chosen = self.format or "text"
        if chosen not in self.formats:
            raise click.UsageError(
                f"no report format {chosen!r} here; use one of {', '.join(self.formats)}"
            )
        return chosen

    def open(self) -> Workspace:
        """The workspace; what it repairs is said on stderr, long readings show a bar there."""
        from iomgloss.workspace import open_workspace

        watch = None
        if not self.quiet and sys.stderr is not None and sys.stderr.isatty():
            from iomgloss.cli.progress import Progress

            watch = Progress()
        return open_workspace(self.workspace, say=self.say, watch=watch)

    def show(self, text: str) -> None:
        """Print a result, as it is. Raises StorageError when it cannot be written."""
        with _output():
            click.echo(text, nl=False, color=True)

    def send(self, stream: BinaryIO) -> None:
        """Copy bytes to standard output. Raises StorageError when they cannot be written."""
        import shutil

        with _output():
            if sys.stdout is not None:
                shutil.copyfileobj(stream, sys.stdout.buffer)
                sys.stdout.buffer.flush()

    def say(self, sentence: str) -> None:
        """Talk, on stderr, unless told to be quiet."""
        if not self.quiet:
            click.echo(sentence, err=True)

    def terminal(self) -> Terminal:
        """What standard output can show. ``NO_COLOR`` and ``FORCE_COLOR`` as is usual."""
        from iomgloss.reports.terminal import Terminal

        environment = os.environ
        shown = sys.stdout is not None and sys.stdout.isatty()
        wanted = shown and environment.get("TERM") != "dumb"
        wanted = wanted or bool(environment.get("FORCE_COLOR"))
        color = wanted and not self.no_color and not environment.get("NO_COLOR")
        width = None
        if shown:
            import shutil

            width = min(shutil.get_terminal_size().columns, WIDEST)
        return Terminal(color=color, width=width)


class ReaderGoneError(Exception):
    """Nobody reads our output any more (``| head``). click would make BrokenPipeError a failure."""


@contextlib.contextmanager
def _output() -> Iterator[None]:
    """A full disk is told plainly; a reader who has gone ends the command in silence."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        from iomgloss.errors import StorageError

        raise StorageError.from_os(error, "standard output", "write") from error


SHARED = tuple(name for name in Settings._fields if name != "formats")
"""Names of the options that every command has."""


class Command(click.Command):
    """A command whose help gives its own options before those that all share."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own: list[tuple[str, str]] = []
        common: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            row = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if row is not None:
                everywhere = param.name in SHARED or "--help" in param.opts
                (common if everywhere else own).append(row)
        for title, rows in (("Options", own), ("Options of all commands", common)):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def shared(function: Function) -> Function:
    """Add the options that every command has, before or after its name."""
    options = [
        click.option(
            "-w",
            "--workspace",
            metavar="DIR",
            type=click.Path(file_okay=False),
            help="The workspace's folder.",
        ),
        click.option(
            "-s",
            "--source",
            metavar="LANG",
            shell_complete=_languages,
            help="Source language, as in BCP 47: bg, pt-BR.",
        ),
        click.option(
            "-t",
            "--target",
            metavar="LANG",
            multiple=True,
            shell_complete=_languages,
            help="Target language; give it again for more.",
        ),
        click.option(
            "--format",
            metavar="FORMAT",
            shell_complete=_formats,
            help="How to report: text, json, jsonl.",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors."),
        click.option("-v", "--verbose", is_flag=True, help="Say more."),
        click.option("--no-color", is_flag=True, help="No colours."),
    ]

    @functools.wraps(function)
    def wrapped(*args: Any, **values: Any) -> Any:
        settings = Settings(**{name: values.pop(name) for name in SHARED})
        return function(*args, settings=settings, **values)

    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]


def subcommand(
    name: str, *formats: str, group: click.Group | None = None
) -> Callable[[Function], click.Command]:
    """A command with the shared options; its function receives ``settings``.

    ``formats``: what it can report in; none: text only.
    """

    def decorate(function: Function) -> click.Command:
        @functools.wraps(function)
        def run(*args: Any, settings: Settings, **values: Any) -> Any:
            before = click.get_current_context().find_object(Settings) or Settings()
            merged = settings._replace(formats=formats or ("text",)).over(before)
            _ = merged.report  # an unknown format is refused before anything is done
            _check_text(values)
            return function(*args, settings=_with_tags(merged), **values)

        maker = group.command if group is not None else click.command
        return maker(name, cls=Command)(shared(run))

    return decorate


def _with_tags(settings: Settings) -> Settings:
    """The languages as normalised tags. Raises UsageError for ill-formed ones."""
    if settings.source is None and not settings.target:
        return settings
    from iomgloss.cli.texts import tag

    return settings._replace(
        source=tag(settings.source) if settings.source is not None else None,
        target=tuple(dict.fromkeys(map(tag, settings.target))),
    )


def _check_text(values: dict[str, Any]) -> None:
    """Refuse text that the terminal did not hand over as characters. Raises UsageError."""
    for value in values.values():
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and not text.isascii():
                try:
                    text.encode()
                except UnicodeEncodeError:
                    raise click.UsageError(
                        f"{text!r} is not in the encoding of this terminal; set it to UTF-8"
                    ) from None


def change_options(function: Function) -> Function:
    """--by and --why: who makes a change, and the reason."""
    function = click.option("--why", metavar="TEXT", help="The reason, kept with the change.")(
        function
    )
    return click.option(
        "--by", metavar="NAME", help="Who makes the change (default: IOMGLOSS_USER, else you)."
    )(function)


# ------------------------------------------------------------------ completion


def _formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return _starting(("text", "json", "jsonl"), incomplete)


def _languages(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return _starting(_quietly(ctx, lambda workspace: list(workspace.languages)), incomplete)


def complete_concepts(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    def ids(workspace: Workspace) -> list[str]:
        return workspace.concept_ids()

    return _starting(_quietly(ctx, ids), incomplete)


def complete_memories(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    names = _quietly(ctx, lambda workspace: [memory.name for memory in workspace.memories])
    return _starting(names, incomplete)


def _quietly(ctx: click.Context, ask: Callable[[Workspace], list[str]]) -> list[str]:
    """What the workspace answers; nothing where it cannot be opened: the shell is waiting."""
    from iomgloss.errors import IomglossError

    place: str | None = None
    around: click.Context | None = ctx
    while around is not None and place is None:
        place = around.params.get("workspace")
        around = around.parent
    try:
        return ask(Settings(workspace=place, quiet=True).open())
    except IomglossError:
        return []


def _starting(values: tuple[str, ...] | list[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(value) for value in values if value.startswith(incomplete)]
