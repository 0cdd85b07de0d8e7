"""``annotate`` for people: the text with its terms marked and translated in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iomgloss.model import Block, BlockKind, ProcessStatus, TermHit
from iomgloss.reports.status import STYLE
from iomgloss.reports.terminal import Span, Terminal

_BREAK = re.compile(r"\r\n|\r|\n")
_DENSE = (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL)
"""What stands line under line without a blank one between."""
Annotated = Iterable[tuple[Block, Sequence[TermHit]]]


def render(
    document: Annotated, terminal: Terminal, text: str | None, *, every_language: bool = False
) -> Iterator[str]:
    """Lines with the longest terms marked: ``[term → translation]``, ``[term, status → …]``.

    ``text``: the whole file, where it can be shown as it is; else each block gets its own line.
    ``every_language``: the first translation in each language, not only in the first one.
    """
    spans = (
        _blocks(document, every_language)
        if text is None
        else _source(document, text, every_language)
    )
    for line in _lines(spans):
        if terminal.width is None:
            yield "".join(map(terminal.styled, line)) + "\n"
        else:
            yield terminal.block(line)


def _source(document: Annotated, text: str, every_language: bool) -> Iterator[Span]:
    """The file itself, with marks where the terms stand."""
    position = 0
    for block, hits in document:
        for hit in _chosen(hits):
            start, end = block.source_span(hit.start, hit.end)
            yield Span(text[position:start])
            yield from _marked(replace(hit, surface=text[start:end]), every_language)
            position = end
    yield Span(text[position:])


def _blocks(document: Annotated, every_language: bool) -> Iterator[Span]:
    """The text of each block, list items and cells close together."""
    last: BlockKind | None = None
    for block, hits in document:
        if last is not None:
            yield Span("\n" if last in _DENSE and block.kind is last else "\n\n")
        position, last = 0, block.kind
        for hit in _chosen(hits):
            yield Span(block.text[position : hit.start])
            yield from _marked(hit, every_language)
            position = hit.end
        yield Span(block.text[position:])


def _lines(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Spans line by line, without line breaks; no empty line after the last break."""
    line: list[Span] = []
    for text, style in spans:
        first, *rest = _BREAK.split(text)
        line.append(Span(first, style))
        for part in rest:
            yield line
            line = [Span(part, style)]
    if any(span.text for span in line):
        yield line


def _marked(hit: TermHit, every_language: bool) -> Iterator[Span]:
    yield Span("[", "dim")
    yield Span(hit.surface, f"underline {STYLE[hit.status]}")
    if not hit.status.usable:
        yield Span(f", {hit.status.value}", "red")
    if hit.process_status is ProcessStatus.PROPOSED:
        yield Span(", proposed", "yellow")
    first = {item.language: item for item in reversed(hit.translations)}
    shown = [item.language for item in hit.translations]
    languages = list(dict.fromkeys(shown))[: None if every_language else 1]
    for number, language in enumerate(languages):
        yield Span(", " if number else " → ", "dim")
        if every_language:
            yield Span(f"{language} ", "dim")
        yield Span(first[language].term, "cyan")
    yield Span("]", "dim")


def _chosen(hits: Sequence[TermHit]) -> Iterator[TermHit]:
    """Hits that do not overlap: from the left the longest, then in the line's main language."""
    weight: dict[str, int] = {}
    for hit in hits:
        weight[hit.language] = weight.get(hit.language, 0) + hit.end - hit.start
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, -weight[hit.language])):
        if hit.start >= end:
            end = hit.end
            yield hit
