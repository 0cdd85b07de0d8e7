"""``annotate`` for people: the text with its terms marked and translated in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iomgloss.model import ProcessStatus, TermHit
from iomgloss.reports.status import STYLE
from iomgloss.reports.terminal import Span, Terminal


def render_line(
    text: str, hits: Sequence[TermHit], terminal: Terminal, *, every_language: bool = False
) -> str:
    """One line with the longest terms marked: ``[term → translation]``, ``[term, status → …]``.

    ``every_language``: the first translation in each language, not only in the first one.
    """
    spans: list[Span] = []
    position = 0
    for hit in _chosen(hits):
        spans += [Span(text[position : hit.start]), *_marked(hit, every_language)]
        position = hit.end
    spans.append(Span(text[position:]))
    if terminal.width is None:
        return "".join(map(terminal.styled, spans)) + "\n"
    return terminal.block(spans)


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
