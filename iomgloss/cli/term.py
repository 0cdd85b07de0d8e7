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
@click.option(
    "--wide",
    is_flag=True,
    help="Also misspelt terms, definitions, contexts and notes when something better answers.",
)
def command(query: str, limit: int, wide: bool, settings: Settings) -> None:
    """Search the term base for QUERY and print concept cards.

    Finds terms as entered, inflected, in Latin letters or another spelling, by their beginning or
    by words of them; else misspelt ones, and words of definitions, contexts and notes. Each card
    says why it is there. With -s in one language, others only where it has no such term. The best
    card is shown in full, all with -v; with -t only in those languages.

    Example: iomgloss term kanaldzhiystvo -t en
    """
    workspace = settings.open()
    hits = workspace.search_terms(query, settings.source, limit, wide=wide)
    near = workspace.nearest_terms(query, settings.source) if not hits else []
    if settings.report == "text":
        from iomgloss.reports.concepts import render

        shown = (settings.source, *settings.target) if settings.target else ()
        languages = tuple(tag for tag in shown if tag)
        text = render(
            query,
            hits,
            settings.terminal(),
            languages=languages,
            verbose=settings.verbose,
            suggestions=near,
        )
        settings.show(text)
    else:
        from iomgloss.reports import json

        found = json.term_search(query, hits, near)
        settings.show(json.dump(found, lines=settings.report == "jsonl"))
