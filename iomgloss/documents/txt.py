"""Plain text.

Read: paragraphs, which a blank line, a form feed or U+2029 ends. A single line break is taken for
wrapping and read as a blank, unless a list item follows, or the next word, a capital at its
beginning, would have fitted into the line: then the text has a paragraph a line. Blanks inside a
line stay as they are. List items keep their signs (``•``, ``-``, ``1.``).

Not known: headings; nothing tells them from paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.documents.base import Source
from iomgloss.documents.building import Builder
from iomgloss.documents.decoding import Lines, text_of
from iomgloss.model import Block, BlockKind
from iomgloss.text.blocks import blocks, is_item, paragraphs

_LINE = re.compile(r"\S(?:.*\S)?", re.DOTALL)


def read(source: Source) -> Iterator[Block]:
    """The paragraphs and list items. Raises FormatError."""
    text = text_of(source)
    yield from text_blocks(text, Lines(text))


def text_blocks(text: str, lines: Lines) -> Iterator[Block]:
    """The blocks of a plain text."""
    for number, paragraph in enumerate(paragraphs(text), start=1):
        for start, end in blocks(text, *paragraph):
            builder, position, done = Builder(lines), start, start
            for line in text[start:end].splitlines(keepends=True):
                found = _LINE.search(line)
                if found:
                    if builder:
                        builder.replaced(" ", done, position + found.start())
                    builder.literal(found.group(), position + found.start())
                    done = position + found.end()
                position += len(line)
            kind = BlockKind.LIST_ITEM if is_item(text[start:end]) else BlockKind.PARAGRAPH
            block = builder.block(kind, paragraph=number)
            if block is not None:
                yield block
