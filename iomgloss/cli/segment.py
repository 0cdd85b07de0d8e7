"""``iomgloss segment``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iomgloss.cli.options import Settings, subcommand

if TYPE_CHECKING:
    from iomgloss.segmentation import Segmenter, Span


@subcommand("segment", "text", "json", "jsonl")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--encoding", metavar="NAME", help="Of the file, when it is not UTF-8: cp1251.")
@click.option(
    "--rules",
    "rules_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Rules over ours (FILE.toml), or instead of ours (FILE.srx).",
)
def command(file: Path, encoding: str | None, rules_file: Path | None, settings: Settings) -> None:
    """Show FILE, a plain text (- for stdin), one sentence a line.

    Headings and list items are segments of their own; the bullets of lists are left out. Without
    -s, the language is detected paragraph by paragraph, among those of the workspace.

    Example: iomgloss segment draft.txt -s bg
    """
    from iomgloss.cli.texts import read_lines
    from iomgloss.reports import json
    from iomgloss.segmentation import load_rules
    from iomgloss.text.toml import line_and_column

    text = "\n".join(read_lines(file, encoding))
    rules = load_rules(rules_file) if rules_file is not None else None
    found = []
    line, column, seen = 1, 1, 0
    for language, span in _segments(text, rules, settings):
        if span.is_bullet:
            continue
        shown = " ".join(part.strip() for part in span.text.splitlines())
        if settings.report == "text":
            settings.show(shown + "\n")
            continue
        down, right = line_and_column(text[seen : span.start], span.start - seen)
        line, column = line + down - 1, right if down > 1 else column + right - 1
        seen = span.start
        row = {"text": shown, "line": line, "column": column, "language": language}
        if settings.report == "jsonl":
            settings.show(json.dump(row, lines=True))
        else:
            found.append(row)
    if settings.report == "json":
        settings.show(json.dump({"segments": found}))


def _segments(text: str, rules: Segmenter | None, settings: Settings) -> Iterator[tuple[str, Span]]:
    """Every segment of ``text`` with its language."""
    from dataclasses import replace

    from iomgloss.segmentation import paragraphs, segments

    if settings.source is not None:
        for span in segments(text, settings.source, rules):
            yield settings.source, span
        return
    candidates = settings.open().languages
    whole = _language(text, candidates, None)
    for start, end in paragraphs(text):
        language = _language(text[start:end], candidates, whole)
        for span in segments(text[start:end], language, rules):
            yield language, replace(span, start=span.start + start, end=span.end + start)


def _language(text: str, candidates: tuple[str, ...], whole: str | None) -> str:
    """The likely language of a paragraph; of a short one that of the ``whole`` text, if it fits."""
    from iomgloss.languages import likely_language, possible_languages

    found = likely_language(text, candidates)
    if found is None and whole in candidates and whole in possible_languages(text, candidates):
        found = whole
    return found or "und"
