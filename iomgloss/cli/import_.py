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
@click.option("--dry-run", is_flag=True, help="Do everything but store.")
@change_options
def command(
    files: tuple[Path, ...],
    format_name: str | None,
    encoding: str | None,
    kind: str | None,
    memory: str | None,
    subject: str,
    dry_run: bool,
    by: str | None,
    why: str | None,
    settings: Settings,
) -> int:
    """Take in FILES of other tools: memories and bilingual files as units, term bases as concepts,
    tables as either.

    Each file is taken wholly or not at all, and nothing that is there is overwritten. Exit code
    1 when something was rejected.

    Example: iomgloss import client.tmx --memory client --dry-run
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
            from iomgloss.reports import counts

            settings.show(counts.imports(reports, dry_run=dry_run))
    return 1 if any(report.rejected for report in reports) else 0
