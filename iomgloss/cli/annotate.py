"""``iomgloss annotate``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iomgloss.cli.options import Settings, subcommand
from iomgloss.cli.term_options import term_options
from iomgloss.model import AdministrativeStatus

if TYPE_CHECKING:
    from iomgloss.workspace import Workspace
    from iomgloss.workspace.annotating import AnnotatedFile


@subcommand("annotate", "text", "json", "jsonl", "html")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write instead of standard output.",
)
@click.option("--longest", is_flag=True, help="Leave out terms that lie inside longer ones.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="STATUS",
    type=click.Choice([item.value for item in AdministrativeStatus]),
    help="Only terms of this status (deprecated …); give it again for more.",
)
@click.option("--from", "format_name", metavar="FORMAT", help="The format, whatever the name.")
@click.option("--encoding", metavar="NAME", help="Of text files that are not UTF-8: cp1251.")
@click.option(
    "--source-file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The originals, for formats whose files hold one language.",
)
@click.option(
    "--glossary",
    metavar="ADDRESS",
    help="In HTML, link to the concepts of this page (made by export html).",
)
@term_options
def command(
    files: tuple[Path, ...],
    output: Path | None,
    longest: bool,
    statuses: tuple[str, ...],
    format_name: str | None,
    encoding: str | None,
    source_file: Path | None,
    glossary: str | None,
    gaps: bool,
    fuzzy: bool,
    settings: Settings,
) -> int:
    """Show every term occurrence in each FILE, a document or a bilingual file (- for stdin).

    The format is told from the file's name; what says nothing is plain text. Text shows the longest
    terms in place, with a translation; --format html makes a page to read, with a card for each
    term; JSON lines give every occurrence with file, line and column, or paragraph, or page and
    line, or unit. Blocks of code are not looked at.

    In a document, with -s only terms of that language, with -t translations into those. In a
    bilingual file each side is read in its own language; -s says which side is the source, -t
    which targets to show.

    \b
    Examples:
      iomgloss annotate draft.docx -s bg -t en
      iomgloss annotate client.xliff --format html -o client.html
      iomgloss annotate locale/*.po --status deprecated --status forbidden
    """
    from iomgloss.cli.texts import check_output, stdin
    from iomgloss.errors import IomglossError, UsageError
    from iomgloss.workspace.annotating import AnnotationOptions, annotate
    from iomgloss.workspace.drafts import format_names

    if format_name is not None and format_name not in format_names():
        raise UsageError(
            f"no format that can be annotated is called {format_name!r}",
            hint=f"use one of {', '.join(format_names())}",
        )
    if glossary is not None and settings.report != "html":
        raise click.UsageError("--glossary is for --format html.")
    check_output(output, [*files, *([source_file] if source_file else [])])
    options = AnnotationOptions(
        format=format_name,
        encoding=encoding,
        source_file=source_file,
        source_language=settings.source,
        target_languages=settings.target,
        longest=longest,
        gaps=gaps,
        fuzzy=fuzzy,
        statuses=statuses,
    )
    workspace = settings.open()
    faults: list[IomglossError] = []

    def told() -> Iterator[AnnotatedFile]:
        """The files; what is to be said of each is said when it is done."""
        piped = stdin() if Path("-") in files else None
        for file in annotate(workspace, files, options, piped):
            yield file
            for sentence in file.remarks():
                settings.say(sentence)
            if file.fault is not None:
                faults.append(file.fault)
                for line in file.fault.lines():
                    click.echo(line, err=True)

    chunks = _report(workspace, told(), len(files), glossary, settings, to_file=output is not None)
    if output is None:
        for chunk in chunks:
            settings.show(chunk)
    else:
        from iomgloss.files.atomic import write_whole

        write_whole(output, (chunk.encode(errors="replace") for chunk in chunks))
    return max((fault.exit_code for fault in faults), default=0)


def _report(
    workspace: Workspace,
    files: Iterator[AnnotatedFile],
    count: int,
    glossary: str | None,
    settings: Settings,
    *,
    to_file: bool,
) -> Iterator[str]:
    """The report, piece by piece."""
    if settings.report == "html":
        from iomgloss.reports.annotation_html import page

        yield from page(files, count, workspace, settings.source, glossary)
    elif settings.report == "text":
        yield from _text(files, count, workspace, settings, to_file=to_file)
    else:
        from iomgloss.reports import json
        from iomgloss.reports.annotation_json import occurrences

        rows = (
            row
            for file in files
            for item in file
            for row in occurrences(file.name, item, workspace.suggestion)
        )
        if settings.report == "jsonl":
            for row in rows:
                yield json.dump(row, lines=True)
        else:
            yield json.dump({"terms": list(rows)})


def _text(
    files: Iterator[AnnotatedFile],
    count: int,
    workspace: Workspace,
    settings: Settings,
    *,
    to_file: bool,
) -> Iterator[str]:
    from iomgloss.reports.annotation import Annotation
    from iomgloss.reports.terminal import Terminal

    targets = settings.target or workspace.config.targets
    shown = Annotation(
        Terminal() if to_file else settings.terminal(), every_language=len(targets) > 1
    )
    gap = ""
    for file in files:
        for number, line in enumerate(shown.lines(file, file.plain_text())):
            if number == 0 and count > 1:
                yield gap + shown.heading(file.name)
                gap = "\n"
            yield line
    yield shown.legend()
