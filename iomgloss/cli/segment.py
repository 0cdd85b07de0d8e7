"""``iomgloss segment``."""

from __future__ import annotations

from pathlib import Path

import click

from iomgloss.cli.options import Settings, subcommand


@subcommand("segment", "text", "json", "jsonl")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--encoding", metavar="NAME", help="Of a text file that is not UTF-8: cp1251.")
@click.option(
    "--rules",
    "rules_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Rules over ours (FILE.toml), or instead of ours (FILE.srx).",
)
def command(file: Path, encoding: str | None, rules_file: Path | None, settings: Settings) -> None:
    """Show FILE, a document (- for plain text from stdin), one sentence a line.

    Text, Markdown, HTML, Word, OpenDocument and PDF are told apart by the file's name. Headings,
    list items and table cells are segments of their own; the bullets of lists and blocks of code
    are left out. Without -s, the language is detected paragraph by paragraph, among those of the
    workspace.

    Example: iomgloss segment draft.docx -s bg
    """
    from iomgloss.cli.texts import opened
    from iomgloss.documents.registry import reader
    from iomgloss.reports import json
    from iomgloss.segmentation import load_rules, segments_of

    rules = load_rules(rules_file) if rules_file is not None else None
    among = settings.open().languages if settings.source is None else ()
    found = []
    with opened(file, encoding) as (row, source):
        blocks = reader(row)(source)
        for segment in segments_of(blocks, settings.source, among=among, rules=rules):
            if segment.span.is_bullet:
                continue
            shown = " ".join(part.strip() for part in segment.span.text.splitlines())
            if settings.report == "text":
                settings.show(shown + "\n")
                continue
            place = segment.block.location(str(file), segment.span.start)
            result = json.segment(shown, segment.language, segment.block, place)
            if settings.report == "jsonl":
                settings.show(json.dump(result, lines=True))
            else:
                found.append(result)
    if settings.report == "json":
        settings.show(json.dump({"segments": found}))
    for warning in source.log.warnings:
        settings.say(str(warning))
