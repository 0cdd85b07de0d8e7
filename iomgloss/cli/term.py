"""``iomgloss term``."""

from __future__ import annotations

import click

from iomgloss.cli.options import Settings, subcommand


@subcommand("term", "text", "json", "jsonl")
@click.argument("query")
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1),
    metavar="NUMBER",
    default=10,
    show_default=True,
    help="Most concepts.",
)
def command(query: str, limit: int, settings: Settings) -> None:
    """Search the term base for QUERY and print concept cards.

    Finds terms as entered, inflected, by their beginning or a part of them, and misspelt ones;
    with -s in one language only. The best card is shown in full, all with -v; with -t only in
    those languages.

    Example: iomgloss term каналджийство -t en
    """
    hits = settings.open().search_terms(query, settings.source, limit)
    if settings.report == "text":
        from iomgloss.reports.concepts import render

        shown = (settings.source, *settings.target) if settings.target else ()
        languages = tuple(tag for tag in shown if tag)
        terminal = settings.terminal()
        text = render(query, hits, terminal, languages=languages, verbose=settings.verbose)
        settings.show(text)
    else:
        from iomgloss.reports import json

        found = json.term_search(query, hits)
        settings.show(json.dump(found, lines=settings.report == "jsonl"))
