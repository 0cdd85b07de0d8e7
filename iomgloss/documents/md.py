"""Markdown: CommonMark with tables, strikethrough and front matter.

Read: headings, paragraphs, list items, table cells, quotations; texts of links and of code inside
a sentence; the HTML in it as in HTML. As blocks of their own kind: alternative texts of images, and
of the front matter the values of `FRONT_MATTER`. Fenced and indented code is code.

Not read: addresses and titles of links, reference definitions, inline HTML tags, comments, all
else in the front matter. Footnotes are not CommonMark: their text is read as a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from iomgloss.documents.base import Source
from iomgloss.documents.building import Builder
from iomgloss.documents.decoding import Lines, text_of
from iomgloss.documents.html import html_blocks
from iomgloss.documents.md_inline import Inline, parser, put
from iomgloss.model import Block, BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = ("title", "subtitle", "description", "summary", "abstract")
_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)"
    r"(?:(?!---[ \t]*(?:[\r\n]|\Z))[^\r\n]*+(?:\r\n|\r|\n))*+"
    r"---[ \t]*(?:\r\n|\r|\n|\Z)"
)
_VALUE = re.compile(
    rf"(?<=[\r\n])({'|'.join(FRONT_MATTER)}):[ \t]+"
    r"(?:\"(?P<double>[^\"\r\n]+)\"|'(?P<single>[^'\r\n]+)'"
    r"|(?P<bare>[^\s>|\"'#&*!%@`\[{][^\r\n]*))"
)
_KINDS = {
    "heading_open": BlockKind.HEADING,
    "list_item_open": BlockKind.LIST_ITEM,
    "th_open": BlockKind.TABLE_CELL,
    "td_open": BlockKind.TABLE_CELL,
}


def read(source: Source) -> Iterator[Block]:
    """The blocks of a document. Raises FormatError."""
    text = text_of(source)
    lines = Lines(text)
    begin = 0
    matter = _MATTER.match(text)
    if matter:
        begin = matter.end()
        yield from _front_matter(text, begin, lines)
    yield from _Reader(source, text, lines).blocks(begin)


def _front_matter(text: str, end: int, lines: Lines) -> Iterator[Block]:
    for found in _VALUE.finditer(text, 0, end):
        group = next(name for name in ("double", "single", "bare") if found[name] is not None)
        builder = Builder(lines)
        builder.literal(found[group], found.start(group))
        kind = BlockKind.TITLE if found[1] == "title" else BlockKind.ATTRIBUTE
        block = builder.block(kind)
        if block is not None:
            yield block


class _Reader:
    """Leads what markdown-it says of lines back to characters of the file."""

    def __init__(self, source: Source, text: str, lines: Lines) -> None:
        self._source, self._text, self._lines = source, text, lines
        self._tables = self._row = self._cell = 0
        self._page: str | None = None
        self._after = 0
        """Where the last cell of the row ended."""

    def blocks(self, begin: int) -> Iterator[Block]:
        """The blocks behind offset ``begin``, a beginning of a line."""
        first = self._lines.place(begin)[0]
        open_kinds: list[BlockKind] = []
        level: int | None = None
        tokens = parser().parse(self._text[begin:])
        for token in tokens:
            at = first + (token.map[0] if token.map else 0)
            if token.nesting < 0 and f"{token.type[:-6]}_open" in _KINDS:
                open_kinds.pop()
            elif token.type in _KINDS:
                open_kinds.append(_KINDS[token.type])
                level = int(token.tag[1]) if token.type == "heading_open" else level
                self._cell += 1
            elif token.type == "table_open":
                self._tables, self._row = self._tables + 1, 0
            elif token.type == "tr_open":
                self._row, self._cell, self._after = self._row + 1, 0, self._lines.start(at)
            elif token.type == "inline":
                kind = open_kinds[-1] if open_kinds else BlockKind.PARAGRAPH
                yield from self._inline(token, at, kind, level)
            elif token.type in ("fence", "code_block"):
                yield from self._code(token, at)
            elif token.type == "html_block" and token.map:
                end = first + token.map[1]
                if self._page is None:
                    self._page = self._html_only(tokens, first)
                yield from self._html(self._page, self._lines.start(at), self._end(end))

    def _inline(
        self, token: Token, line: int, kind: BlockKind, level: int | None
    ) -> Iterator[Block]:
        is_cell = kind is BlockKind.TABLE_CELL
        places = self._cell_places(token.content) if is_cell else self._places(token, line)
        builder = Builder(self._lines)
        images = list(put(builder, Inline(token.children or (), token.content, places)))
        block = builder.block(
            kind,
            level=level if kind is BlockKind.HEADING else None,
            table=self._tables if is_cell else None,
            row=self._row if is_cell else None,
            cell=self._cell if is_cell else None,
        )
        if block is not None:
            yield block
        for image in images:
            aside = Builder(self._lines)
            list(put(aside, image))
            block = aside.block(BlockKind.ATTRIBUTE)
            if block is not None:
                yield block

    def _places(self, token: Token, line: int) -> list[int]:
        """For each character of an inline token's content, where it stands in the file.

        A line of the content is the end of its line in the file, after quotation marks, list marks
        and indentation; of a heading with closing ``#`` it is the part before them.
        """
        places: list[int] = []
        for number, content in enumerate(token.content.split("\n"), start=line):
            start = self._lines.start(number)
            bare = content.strip(" \t")
            written = self._text[start : self._end(number + 1)]
            closed = written.rstrip().endswith("#") and not written.rstrip().endswith(bare)
            found = written.find(bare, written.find("#")) if closed else written.rfind(bare)
            indent = len(content) - len(content.lstrip(" \t"))
            at = start + max(found, 0) - indent  # before a line's start where a tab was cut up
            places += [max(start, each) for each in range(at, at + len(content))]
            places.append(at + indent + len(bare))
        return places

    def _cell_places(self, content: str) -> list[int]:
        """The same for a cell; ``\\|`` stands for ``|`` in it."""
        pattern = "".join(r"\\?\|" if letter == "|" else re.escape(letter) for letter in content)
        found = re.compile(pattern).search(self._text, self._after)
        if found is None or not content:
            return [self._after] * (len(content) + 1)
        places, at = [], found.start()
        for letter in content:
            if letter == "|" and self._text[at] == "\\":
                at += 1
            places.append(at)
            at += 1
        self._after = at
        return [*places, at]

    def _code(self, token: Token, line: int) -> Iterator[Block]:
        builder = Builder(self._lines)
        first = line + 1 if token.type == "fence" else line
        for number, content in enumerate(_code_lines(token), start=first):
            start, end = self._lines.start(number), self._end(number + 1)
            bare = content.lstrip(" ")
            at = start + max(self._text[start:end].rstrip("\r\n").rfind(bare), 0) if bare else start
            indent = min(len(content) - len(bare), at - start)
            builder.literal(self._text[at - indent : at] + bare, at - indent)
            builder.replaced("\n", at + len(bare), at + len(bare) + 1)
        block = builder.block(BlockKind.CODE)
        if block is not None:
            yield block

    def _html_only(self, tokens: Sequence[Token], first: int) -> str:
        """The file with blanks for the marks of quotations and lists before lines of HTML."""
        pieces, done = [], 0
        for token in tokens:
            if token.type == "html_block" and token.map:
                line = first + token.map[0]
                for number, content in enumerate(_code_lines(token), start=line):
                    start = self._lines.start(number)
                    written = self._text[start : self._end(number + 1)].rstrip("\r\n")
                    at = start + max(0, written.rfind(content.lstrip(" \t")))
                    pieces += [self._text[done:start], " " * (at - start)]
                    done = at
        return "".join(pieces) + self._text[done:]

    def _html(self, page: str, start: int, end: int) -> Iterator[Block]:
        for block in html_blocks(page, start, end, self._lines, self._source, self._tables):
            self._tables = max(self._tables, block.table or 0)
            yield block

    def _end(self, line: int) -> int:
        """Where a line begins, or the file ends."""
        return self._lines.start(line) if line <= len(self._lines.starts) else len(self._text)


def _code_lines(token: Token) -> list[str]:
    """The lines of code or HTML; the last one may have no end."""
    return token.content.removesuffix("\n").split("\n") if token.content else []
