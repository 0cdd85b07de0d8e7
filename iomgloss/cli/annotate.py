"""``iomgloss annotate``."""

from __future__ import annotations

from pathlib import Path

import click

from iomgloss.cli.options import Settings, subcommand


@subcommand("annotate", "text", "json", "jsonl")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--encoding", metavar="NAME", help="Of the file, when it is not UTF-8: cp1251.")
@click.option("--longest", is_flag=True, help="Leave out terms that lie inside longer ones.")
def command(file: Path, encoding: str | None, longest: bool, settings: Settings) -> None:
    """Show every term occurrence in FILE, a plain text (- for stdin).

    Text shows the longest terms in place, with a translation; JSON lines give every occurrence
    with file, line and column. With -s only terms of that language, with -t translations into
    those.

    Example: iomgloss annotate draft.txt -s bg -t en
    """
    from iomgloss.cli.texts import read_lines
    from iomgloss.model import Location
    from iomgloss.reports import json
    from iomgloss.reports.annotation import render_line

    lines = read_lines(file, encoding)
    workspace = settings.open()
    source = settings.source or workspace.config.source
    targets = settings.target or workspace.config.targets
    terminal = settings.terminal()
    found = []
    for number, line in enumerate(lines, start=1):
        hits = workspace.terms_in(line, source, targets=targets, longest=longest)
        if settings.report == "text":
            many = len(targets) > 1
            settings.show(render_line(line, hits, terminal, every_language=many))
            continue
        for hit in hits:
            place = Location(file=str(file), line=number, column=hit.start + 1)
            row = json.term_hit(hit, place)
            if settings.report == "jsonl":
                settings.show(json.dump(row, lines=True))
            else:
                found.append(row)
    if settings.report == "json":
        settings.show(json.dump({"terms": found}))
