"""Styled text for a terminal: spans in, wrapped lines out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_CODES = {
    "bold": "1",
    "dim": "2",
    "underline": "4",
    "strike": "9",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
_PARTS = re.compile(r"\s+|\S+")
_CONTROLS = dict.fromkeys(range(0x7F, 0xA0), 0xFFFD) | {
    code: 0x2400 + code for code in range(0x20) if code != 0x09
}
"""Control characters as pictures: no file may send its own commands to the terminal."""
_NARROWEST = 20
"""Columns that text gets whatever its indentation."""


class Span(NamedTuple):
    """A stretch of text in one style: names of `_CODES`, space-separated."""

    text: str
    style: str = ""


class Terminal(NamedTuple):
    """What the output can show."""

    color: bool = False
    width: int | None = None
    """Columns to wrap at; None: never wrap (files, pipes)."""

    def styled(self, span: Span) -> str:
        text = span.text.translate(_CONTROLS)
        if not self.color or not span.style or not text:
            return text
        codes = ";".join(_CODES[name] for name in span.style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"

    def text(self, text: str, style: str) -> str:
        return self.styled(Span(text, style))

    def block(self, spans: Iterable[Span], first: str = "", rest: str | None = None) -> str:
        """Spans as a paragraph: ``first`` before its first line, ``rest`` before the others.

        Line breaks in the text become spaces; spaces stay as they are but where a line is wrapped.
        """
        rest = " " * columns(first) if rest is None else rest
        lines: list[list[Span]] = [[]]
        room = self._room(first)
        used = 0
        for piece in self._pieces(spans, self._room(rest)):
            size = columns(piece.text)
            if piece.text.isspace():
                if not used:
                    continue
            elif room is not None and used and used + size > room:
                lines.append([])
                used, room = 0, self._room(rest)
            lines[-1].append(piece)
            used += size
        return "".join(
            (first if number == 0 else rest) + self._line(line) + "\n"
            for number, line in enumerate(lines)
        )

    @staticmethod
    def _pieces(spans: Iterable[Span], room: int | None) -> Iterator[Span]:
        """Words and the spaces between them; a word too long for a line in parts."""
        for text, style in spans:
            for part in _PARTS.findall(text):
                if part.isspace():
                    yield Span(part if part.strip(" ") == "" else " ", style)
                elif room is None or columns(part) <= room:
                    yield Span(part, style)
                else:
                    step = max(1, room // 2)  # a letter may take two columns
                    for start in range(0, len(part), step):
                        yield Span(part[start : start + step], style)

    def _line(self, spans: list[Span]) -> str:
        while spans and spans[-1].text.isspace():
            spans = spans[:-1]
        merged: list[Span] = []
        for span in spans:
            if merged and merged[-1].style == span.style:
                merged[-1] = Span(merged[-1].text + span.text, span.style)
            else:
                merged.append(span)
        return "".join(self.styled(span) for span in merged)

    def _room(self, prefix: str) -> int | None:
        return None if self.width is None else max(_NARROWEST, self.width - columns(prefix))


def join(parts: Iterable[Sequence[Span]], separator: str = ", ") -> list[Span]:
    """Groups of spans with a dim separator between them."""
    out: list[Span] = []
    for number, part in enumerate(parts):
        if number:
            out.append(Span(separator, "dim"))
        out.extend(part)
    return out


def columns(text: str) -> int:
    """How many columns a text takes: two for a wide letter, none for a mark on one."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(letter)
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )
