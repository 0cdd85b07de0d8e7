"""Plain text → paragraphs → blocks: a block is a heading, a list item or running text.

A blank line, a form feed or U+2029 ends a paragraph. A single line break inside one is taken for
wrapping, unless what follows is a list item, or the line was broken although the next word would
have fitted: wrapping does not do that, people who put a paragraph on a line do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH_ENDS = ("\f", "\u2029")
_ITEM = re.compile(
    r"\s*+(?:[•▪●◦‣○■□►▶◆❖✓✔·*]|[-–—]++|\(?\d{1,3}[.)]|\(?[^\W\d_]\)|[ivxIVX]{1,5}[.)])\s++\S"
)
"""`•`, `-`, `1.`, `1)`, `(1)`, `а)`, `iv.` and blanks behind them. A single letter needs its
bracket: `А. Виторино` may begin a wrapped line."""
_GOES_ON = (",", ";", "-", "–", "—", "(", "/")
"""No heading and no paragraph ends like this."""
Range = tuple[int, int]
"""Half-open offsets."""


def paragraphs(text: str) -> Iterator[Range]:
    """The paragraphs of ``text`` that hold more than blanks, in order."""
    start, end, position = -1, 0, 0
    for line in text.splitlines(keepends=True):
        blank = not line or line.isspace()
        if not blank:
            start = position if start < 0 else start
            end = position + len(line)
        position += len(line)
        if start >= 0 and (blank or line.endswith(_PARAGRAPH_ENDS)):
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def blocks(text: str, start: int, end: int) -> Iterator[Range]:
    """The blocks of the paragraph ``text[start:end]``; none crosses a sentence boundary."""
    lines = text[start:end].splitlines(keepends=True)
    if len(lines) == 1:
        yield start, end
        return
    width = max(len(line.rstrip()) for line in lines)
    position = begun = start
    before = ""
    for line in lines:
        if before and (_ITEM.match(line) or _is_deliberate(before, line, width)):
            yield begun, position
            begun = position
        position += len(line)
        before = line
    yield begun, end


def is_item(text: str) -> bool:
    """``text`` begins as a list item does."""
    return _ITEM.match(text) is not None


def hard_lines(text: str) -> Iterator[Range]:
    """Stretches between line breaks that were made on purpose, joined where a sentence goes on:
    before a small letter, and after what ends no line of its own."""
    begun = position = 0
    before = ""
    for line in text.splitlines(keepends=True):
        goes_on = before.rstrip().endswith(_GOES_ON) or line.lstrip()[:1].islower()
        if before and not goes_on:
            yield begun, position
            begun = position
        position += len(line)
        before = line
    if position > begun:
        yield begun, position


def _is_deliberate(before: str, line: str, width: int) -> bool:
    """The line break between two lines was made by a person."""
    before, line = before.rstrip(), line.lstrip()
    if before.endswith(_GOES_ON) or not line or line[0].islower():
        return False
    word = line.split(maxsplit=1)[0]
    return len(before) + 1 + len(word) <= width
