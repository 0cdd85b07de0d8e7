"""``annotate`` for people: the text with its terms marked and translated in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from iomgloss.model import (
    AdministrativeStatus,
    AnnotatedBlock,
    AnnotatedUnit,
    BlockKind,
    ProcessStatus,
    TermHit,
)
from iomgloss.model.status import STATUS_ORDER
from iomgloss.reports.occurrences import Place, places
from iomgloss.reports.status import STYLE, state
from iomgloss.reports.terminal import Span, Terminal

_BREAK = re.compile(r"\r\n|\r|\n")
_DENSE = (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL)
"""What stands line under line without a blank one between."""


class Annotation:
    """Lines with the longest terms marked: ``[term → translation]``, ``[term, status → …]``.

    Of homonyms, every concept's translation is given: ``[term → this | that]``.
    """

    def __init__(self, terminal: Terminal, *, every_language: bool = False) -> None:
        """``every_language``: the first translation in each language, not only in the first."""
        self.terminal, self.every_language = terminal, every_language
        self._seen: set[AdministrativeStatus] = set()

    def lines(
        self, items: Iterable[AnnotatedBlock | AnnotatedUnit], text: str | None = None
    ) -> Iterator[str]:
        """A document, or the units of a bilingual file with their languages side under side.

        ``text``: the whole file, where it can be shown as it is; else each block gets its own line.
        """
        for kind, group in groupby(items, key=type):
            if kind is AnnotatedUnit:
                units = (item for item in group if isinstance(item, AnnotatedUnit))
                for number, unit in enumerate(units):
                    yield "\n" * bool(number) + self._unit(unit)
            else:
                blocks = (item for item in group if isinstance(item, AnnotatedBlock))
                yield from self._document(self._blocks(blocks, text))
                text = None
        if text is not None:  # without any block: nothing but blanks
            yield from self._document([Span(text)])

    def legend(self) -> str:
        """What the colours stand for, of those that were used; nothing where there are none."""
        if not (self.terminal.color and self._seen):
            return ""
        seen = sorted(self._seen, key=lambda value: STATUS_ORDER[value])
        words = [Span("\u2014 ", "dim")]
        for number, value in enumerate(seen):
            words += [Span(" · ", "dim")] if number else []
            words.append(Span(value.value, f"underline {STYLE[value]}"))
        return "\n" + self.terminal.block(words)

    def heading(self, name: str) -> str:
        """What stands over a file, where there are several."""
        return self.terminal.text(name, "bold") + "\n\n"

    def _document(self, spans: Iterable[Span]) -> Iterator[str]:
        for line in _lines(spans):
            if self.terminal.width is None:
                yield "".join(map(self.terminal.styled, line)) + "\n"
            else:
                yield self.terminal.block(line)

    def _unit(self, unit: AnnotatedUnit) -> str:
        """The number and id of a unit, and a paragraph a language."""
        name = [Span(f"{unit.number}", "bold")]
        name += [Span(f"  {unit.id}", "dim")] if unit.id else []
        text = self.terminal.block([*name, *state(unit.state)])
        widest = max(len(segment.language) for segment in unit.segments)
        for segment in unit.segments:
            spans = [*self._inline(segment.text, segment.hits)]
            spans = spans if segment.text.strip() else [Span("–", "dim")]
            text += self.terminal.block(spans, f"  {segment.language:<{widest}}  ")
        return text

    def _inline(self, text: str, hits: Sequence[TermHit]) -> Iterator[Span]:
        position = 0
        for place in places(hits):
            yield Span(text[position : place.start])
            yield from self._marked(place)
            position = place.end
        yield Span(text[position:])

    def _blocks(self, blocks: Iterable[AnnotatedBlock], text: str | None) -> Iterator[Span]:
        return self._apart(blocks) if text is None else self._source(blocks, text)

    def _source(self, blocks: Iterable[AnnotatedBlock], text: str) -> Iterator[Span]:
        """The file itself, with marks where the terms stand."""
        position = 0
        for item in blocks:
            for place in places(item.hits):
                start, end = item.block.source_span(place.start, place.end)
                written = replace(place.leading, surface=text[start:end])
                yield Span(text[position:start])
                yield from self._marked(place._replace(hits=(written, *place.hits[1:])))
                position = end
        yield Span(text[position:])

    def _apart(self, blocks: Iterable[AnnotatedBlock]) -> Iterator[Span]:
        """The text of each block, list items and cells close together."""
        last: BlockKind | None = None
        for item in blocks:
            kind = item.block.kind
            if last is not None:
                yield Span("\n" if last in _DENSE and kind is last else "\n\n")
            last = kind
            yield from self._inline(item.block.text, item.hits)

    def _marked(self, place: Place) -> Iterator[Span]:
        hit = place.leading
        self._seen.add(hit.status)
        yield Span("[", "dim")
        yield Span(hit.surface, f"underline {STYLE[hit.status]}")
        if not hit.status.usable:
            yield Span(f", {hit.status.value}", "red")
        if hit.process_status is ProcessStatus.PROPOSED:
            yield Span(", proposed", "yellow")
        shown = _translations(place)
        languages = list(shown)[: None if self.every_language else 1]
        for number, language in enumerate(languages):
            yield Span(", " if number else " → ", "dim")
            if self.every_language:
                yield Span(f"{language} ", "dim")
            for which, term in enumerate(shown[language]):
                if which:
                    yield Span(" | ", "dim")
                yield Span(term, "cyan")
        yield Span("]", "dim")


def _translations(place: Place) -> dict[str, list[str]]:
    """By language, the first translation of each concept of the term."""
    found: dict[str, list[str]] = {}
    for hit in place.homonyms:
        first = {item.language: item.term for item in reversed(hit.translations)}
        for language in dict.fromkeys(item.language for item in hit.translations):
            terms = found.setdefault(language, [])
            if first[language] not in terms:
                terms.append(first[language])
    return found


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
