"""``iomgloss annotate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from iomgloss.cli.options import Settings, subcommand

if TYPE_CHECKING:
    from iomgloss.model import Block, TermHit


@subcommand("annotate", "text", "json", "jsonl")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--encoding", metavar="NAME", help="Of a text file that is not UTF-8: cp1251.")
@click.option("--longest", is_flag=True, help="Leave out terms that lie inside longer ones.")
def command(file: Path, encoding: str | None, longest: bool, settings: Settings) -> None:
    """Show every term occurrence in FILE, a document (- for plain text from stdin).

    Text, Markdown, HTML, Word, OpenDocument and PDF are told apart by the file's name. Text shows
    the longest terms in place, with a translation; JSON lines give every occurrence with file,
    line and column, or paragraph, or page and line. With -s only terms of that language, with -t
    translations into those. Blocks of code are not looked at.

    Example: iomgloss annotate draft.docx -s bg -t en
    """
    from iomgloss.cli.texts import opened
    from iomgloss.documents.decoding import plain_text
    from iomgloss.documents.registry import reader
    from iomgloss.model import BlockKind
    from iomgloss.reports import json
    from iomgloss.reports.annotation import render

    workspace = settings.open()
    language = settings.source or workspace.config.source
    targets = settings.target or workspace.config.targets
    found = []

    def hits(block: Block) -> list[TermHit]:
        if block.kind is BlockKind.CODE:
            return []
        return workspace.terms_in(block.text, language, targets=targets, longest=longest)

    with opened(file, encoding) as (row, source):
        text = plain_text(source) if row.plain and settings.report == "text" else None
        marked = ((block, hits(block)) for block in reader(row)(source))
        if settings.report == "text":
            for line in render(marked, settings.terminal(), text, every_language=len(targets) > 1):
                settings.show(line)
        else:
            for block, here in marked:
                for hit in here:
                    result = json.term_hit(hit, block.location(str(file), hit.start, hit.end))
                    if not hit.status.usable:
                        better = workspace.suggestion(hit, block.text)
                        result["suggestion"] = better and json.suggestion(better, block.text)
                    if settings.report == "jsonl":
                        settings.show(json.dump(result, lines=True))
                    else:
                        found.append(result)
    if settings.report == "json":
        settings.show(json.dump({"terms": found}))
    for warning in source.log.warnings:
        settings.say(str(warning))
