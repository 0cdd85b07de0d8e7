"""``iomgloss export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from iomgloss.cli.options import Settings, complete_memories, subcommand
from iomgloss.formats.registry import FORMATS
from iomgloss.model import AdministrativeStatus, UnitState

if TYPE_CHECKING:
    from iomgloss.model import ExportReport
    from iomgloss.workspace.exporting import Selection


WRITTEN = [row.name for row in FORMATS if row.write]
FOLDERS = ["omegat"]
"""What is written as a folder of files."""


@subcommand("export", "text", "json")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(WRITTEN + FOLDERS))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    help="The file to write (- for stdout), of omegat the folder.",
)
@click.option("--as", "kind", type=click.Choice(["terms", "memory"]), help="For formats of both.")
@click.option(
    "--xliff-version", type=click.Choice(["1.2", "2.1"]), help="For xliff; 1.2 unless told."
)
@click.option(
    "--memory", multiple=True, metavar="NAME", shell_complete=complete_memories, help="Only these."
)
@click.option("--subject", multiple=True, metavar="NAME", help="Only concepts of these.")
@click.option(
    "--status",
    multiple=True,
    metavar="STATUS",
    type=click.Choice([item.value for item in (*AdministrativeStatus, *UnitState)]),
    help="Only terms of this status (preferred …), or units in this state (draft …).",
)
@click.option(
    "--unconfirmed",
    is_flag=True,
    help="Also units that nobody has confirmed, in formats that cannot say so (tmx, weblate).",
)
@click.option(
    "--since",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Only units changed since then (YYYY-MM-DD).",
)
@click.option(
    "--tbx-version",
    type=click.Choice(["2", "3"]),
    help="2: ISO 30042:2008, what most tools read (default); 3: of 2019.",
)
@click.option(
    "--style",
    type=click.Choice(["dca", "dct"]),
    help="How TBX 3 names data categories (default dca).",
)
def command(
    format_name: str,
    output: Path,
    kind: str | None,
    xliff_version: str | None,
    memory: tuple[str, ...],
    subject: tuple[str, ...],
    status: tuple[str, ...],
    unconfirmed: bool,
    since: object,
    tbx_version: str | None,
    style: str | None,
    settings: Settings,
) -> None:
    """Write term base or memories as FORMAT, one of {formats}.

    With -s and -t only these languages. What the format cannot hold is reported. An existing
    file is replaced whole. omegat is a project folder: in one that is there already only the files
    of an earlier export are replaced.

    Units that nobody has confirmed (drafts, fuzzy ones) are written as such where the format can
    say so. Elsewhere they would pass for confirmed ones, so they stay behind unless --unconfirmed
    or --status asks for them.

    Example: iomgloss export tbx -o terms.tbx -s bg -t en
    """
    from iomgloss.workspace.exporting import Selection

    is_folder = format_name in FOLDERS
    if is_folder and str(output) == "-":
        raise click.UsageError(f"{format_name} is a folder: name it with -o.")
    if not is_folder and output.is_dir():
        raise click.BadParameter(f"File '{output}' is a directory.", param_hint="'-o' / '--output'")
    for name, given in (("xliff", xliff_version), ("tbx", tbx_version)):
        if given and format_name != name:
            raise click.UsageError(f"--{name}-version is for the format {name}.")
    selection = Selection(
        memories=memory,
        subjects=subject,
        statuses=status,
        unconfirmed=unconfirmed,
        since=str(since)[:10] if since else None,
        source_language=settings.source,
        target_languages=settings.target,
        kind=kind,
        version=tbx_version or xliff_version,
        style=style,
    )
    to_stdout = str(output) == "-"
    report = (_to_stdout if to_stdout else _to_file)(settings, format_name, output, selection)
    if settings.report == "json":
        from iomgloss.reports import json

        text = json.dump(json.export(report))
        if to_stdout:
            click.echo(text, nl=False, err=True)
        else:
            settings.show(text)
    else:
        from iomgloss.reports import counts

        settings.say(counts.export(report).rstrip("\n"))


command.help = (command.help or "").format(formats=", ".join(WRITTEN + FOLDERS))


def _to_file(
    settings: Settings, format_name: str, path: Path, selection: Selection
) -> ExportReport:
    if format_name in FOLDERS:
        from iomgloss.workspace.omegat_project import export_project

        return export_project(settings.open(), path, selection)
    from iomgloss.workspace.exporting import export_file

    return export_file(settings.open(), format_name, path, selection)


def _to_stdout(
    settings: Settings, format_name: str, path: Path, selection: Selection
) -> ExportReport:
    """By way of a temporary file: nothing comes out when the export fails, on any system."""
    import tempfile
    from dataclasses import replace

    with tempfile.TemporaryDirectory(prefix="iomgloss-") as folder:
        file = Path(folder) / "export"
        report = _to_file(settings, format_name, file, selection)
        with file.open("rb") as stream:
            settings.send(stream)
    return replace(report, file="standard output")
