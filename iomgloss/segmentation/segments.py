"""The one function of this package: a text in, its segments out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from iomgloss.segmentation.blocks import blocks, paragraphs

BULLETS = "•▪●◦‣○■□►▶◆❖✓✔"
"""Signs that mark a list item and belong to no language. (`-` and `*` may be text.)"""


@dataclass(frozen=True, slots=True)
class Span:
    """A segment and where it stands."""

    start: int
    """In code points, into the text given."""
    end: int
    """Exclusive."""
    text: str
    """``text[start:end]`` of what was given, line breaks inside kept; no white space at its ends.
    """
    is_bullet: bool = False
    """It is the sign before a list item: part of the text, nothing to translate."""


class Segmenter(Protocol):
    """Knows where sentences end: our rules, those of a user, or an SRX file."""

    def breaks(self, text: str, language: str) -> Iterable[int]:
        """Offsets inside the block ``text`` where a sentence ends, ascending."""
        ...


def segments(text: str, language: str, rules: Segmenter | None = None) -> Iterator[Span]:
    """The segments of ``text`` in order; every non-blank character is in exactly one.

    ``language`` is any tag; without rules of its own it gets those of ``und``. ``rules``: see
    `load_rules`.
    """
    if rules is None:
        from iomgloss.segmentation.rules import BUILT_IN

        rules = BUILT_IN
    for paragraph in paragraphs(text):
        for start, end in blocks(text, *paragraph):
            block = text[start:end]
            begun = 0
            for position in rules.breaks(block, language):
                yield from _spans(block[begun:position], start + begun)
                begun = position
            yield from _spans(block[begun:], start + begun)


def _spans(piece: str, offset: int) -> Iterator[Span]:
    """``piece`` without the blanks around it; a bullet before it by itself; nothing for blanks."""
    text = piece.strip()
    if not text:
        return
    start = offset + len(piece) - len(piece.lstrip())
    if text[0] in BULLETS and (len(text) == 1 or text[1].isspace()):
        yield Span(start, start + 1, text[0], is_bullet=True)
        rest = text[1:].lstrip()
        start, text = start + len(text) - len(rest), rest
    if text:
        yield Span(start, start + len(text), text)
