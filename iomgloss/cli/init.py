"""``iomgloss init``."""

from __future__ import annotations

from pathlib import Path

import click

from iomgloss.cli.options import Settings, subcommand


@subcommand("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--with-seed", is_flag=True, help="Start from the migration domain's files.")
def command(folder: Path, with_seed: bool, settings: Settings) -> None:
    """Make a new workspace in FOLDER (default: here).

    Writes iomgloss.toml and the folders glossary/ and tm/; what is there already is left alone.
    With -s and -t these are the workspace's languages.

    Example: iomgloss init my-terms -s bg -t en
    """
    from iomgloss.workspace.making import make

    languages = tuple(tag for tag in (settings.source, *settings.target) if tag)
    make(folder, languages, with_seed=with_seed)
    settings.say(f"A workspace in {folder.resolve()}.")
    go = "" if folder.resolve() == Path.cwd() else f"cd {folder}; "
    try_it = (
        'lookup "каналджийството на мигранти"'
        if with_seed
        else 'add unit -s bg -t en "каналджийство" "migrant smuggling"'
    )
    settings.say(f"Next: {go}iomgloss {try_it}")
