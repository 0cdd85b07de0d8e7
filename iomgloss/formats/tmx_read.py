"""Reading TMX: units, and where they stand in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from iomgloss.files.xml import Parser
from iomgloss.formats.base import Item, Source
from iomgloss.formats.tmx_build import Builder


def read(source: Source) -> Iterator[Item]:
    """Yield the units of a TMX file. Raises FormatError where the XML is at fault."""
    stream = Builder(source).stream
    for _ in stream.steps():
        yield from stream.handler.units
        stream.handler.units.clear()
        stream.handler.spans.clear()


@dataclass(frozen=True, slots=True)
class Span:
    """Where a unit stands in a file."""

    id: str | None
    start: int
    """Byte offset of ``<tu``."""
    end: int
    """Byte offset of ``</tu>`` itself, or of what follows ``<tu …/>``."""


def unit_spans(stream: BinaryIO, file: str) -> Iterator[Span]:
    """Yield the place of every unit. Raises FormatError where the XML is at fault."""
    finder = _SpanFinder()
    parser = finder.parser = Parser(file, finder)
    for _ in parser.chunks(stream):
        yield from finder.spans
        finder.spans.clear()


class _SpanFinder:
    parser: Parser

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.begun: tuple[str | None, int] | None = None

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if name == "tu":
            self.begun = dict(attributes).get("tuid"), self.parser.offset

    def end(self, name: str) -> None:
        if name == "tu" and self.begun:
            self.spans.append(Span(self.begun[0], self.begun[1], self.parser.offset))
            self.begun = None

    def text(self, data: str) -> None:
        pass
