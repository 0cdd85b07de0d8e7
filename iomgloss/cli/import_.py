"""``iomgloss import``."""

from __future__ import annotations

from pathlib import Path

import click

from iomgloss.cli.options import Settings, change_options, complete_memories, subcommand
from iomgloss.formats.registry import FORMATS


@subcommand("import", "text", "json")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--from",
    "format_name",
    metavar="FORMAT",
    type=click.Choice([row.name for row in FORMATS if row.read]),
    help=f"The format: {', '.join(row.name for row in FORMATS if row.read)}.",
)
@click.option("--encoding", metavar="NAME", help="For formats that do not say theirs.")
@click.option("--as", "kind", type=click.Choice(["terms", "memory"]), help="What a table holds.")
@click.option(
    "--memory",
    metavar="NAME",
    shell_complete=complete_memories,
    help="Where units go (default: a memory named after the file).",
)
@click.option(
    "--subject",
    metavar="NAME",
    default="imported",
    show_default=True,
    help="Where concepts without one go.",
)
@click.option(
    "--update", is_flag=True, help="Change concepts that differ to what the file says of them."
)
@click.option("--keep", is_flag=True, help="Leave concepts that differ as they are; no fault.")
@click.option(
    "--map",
    "columns",
    metavar="FIELD=COLUMN",
    multiple=True,
    help="What a column of a table holds: bg=Термин, note=C, -=URL leaves it out.",
)
@click.option("--no-header", is_flag=True, help="The first row of a table names no columns.")
@click.option("--dry-run", is_flag=True, help="Do everything but store; show what would change.")
@change_options
def command(
    files: tuple[Path, ...],
    format_name: str | None,
    encoding: str | None,
    kind: str | None,
    memory: str | None,
    subject: str,
    update: bool,
    keep: bool,
    columns: tuple[str, ...],
    no_header: bool,
    dry_run: bool,
    by: str | None,
    why: str | None,
    settings: Settings,
) -> int:
    """Take in FILES of other tools: memories and bilingual files as units, term bases as concepts,
    tables as either.

    Each file is taken wholly or not at all. A concept that is there and says something else is
    rejected with what differs, field by field, unless --update or --keep decide; nothing is removed
    because a file does not have it. Exit code 1 when something was rejected.

    \b
    Examples:
      iomgloss import client.tmx --memory client --dry-run
      iomgloss import edited.xlsx --update --dry-run
      iomgloss import list.csv --map bg=Термин --map en=Превод --map note:bg=Бележка
    """
    from iomgloss.workspace.history import Change, user
    from iomgloss.workspace.importing import ImportOptions, import_file

    workspace = settings.open()
    options = ImportOptions(
        change=Change(who=by or user(), why=why),
        format=format_name,
        encoding=encoding,
        kind=kind,
        source_language=settings.source,
        target_languages=settings.target,
        memory=memory,
        subject=subject,
        update=update,
        keep=keep,
        columns=tuple(map(_column, columns)),
        header=not no_header,
        dry_run=dry_run,
    )
    reports = []
    try:
        for file in files:
            reports.append(import_file(workspace, file, options))
    finally:
        if settings.report == "json":
            from iomgloss.reports import json

            settings.show(json.dump(json.imports(reports)))
        else:
            from iomgloss.reports.imports import imports

            terminal = settings.terminal()
            verbose = settings.verbose
            settings.show(imports(reports, terminal, dry_run=dry_run, verbose=verbose))
    return 1 if any(report.rejected for report in reports) else 0


def _column(told: str) -> tuple[str, str]:
    """What a column holds, and which one it is."""
    field, equals, column = told.partition("=")
    if not equals or not field.strip() or not column.strip():
        raise click.BadParameter(f"{told!r} is not of the form FIELD=COLUMN", param_hint="'--map'")
    return field, column
