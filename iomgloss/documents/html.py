"""HTML pages, also XHTML and the HTML in Markdown.

Read: headings, paragraphs, list items, table cells, captions and all other text that a reader
sees, white space collapsed as a browser does, ``<br>`` as a line break; ``<pre>`` as typed,
``<pre><code>`` as code. The title, and as blocks of their own kind the texts of attributes
(`ALTERNATIVES`) and the description and titles in ``<meta>``.

Not read: scripts, styles, templates, comments, embedded pages, and what is hidden by ``hidden`` or
by an inline style; nothing that the page links to is fetched.

Encoding: a byte order mark, ``--encoding``, else what the page declares (``iso-8859-1`` means
Windows-1252, as in browsers), else UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from iomgloss.documents.base import Source
from iomgloss.documents.building import Builder
from iomgloss.documents.decoding import Lines, text_of
from iomgloss.documents.html_tokens import Tag, Text, characters, tokens
from iomgloss.model import Block, BlockKind

ALTERNATIVES = ("alt", "title", "placeholder", "aria-label", "label", "summary")
_META = frozenset(
    "description og:title og:description og:site_name twitter:title twitter:description".split()
)
_KINDS = {
    "title": BlockKind.TITLE,
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "pre": BlockKind.PREFORMATTED,
} | {f"h{level}": BlockKind.HEADING for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body center details dialog dir div dl fieldset figure footer"
    " form frameset head header hgroup hr html legend main menu nav ol optgroup option p search"
    " section select summary table tbody template textarea tfoot thead tr ul".split()
) | set(_KINDS)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"table"}),
    "th": ({"td", "th"}, {"table"}),
    "tr": ({"tr"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot"}, {"table"}),
    "option": ({"option"}, {"select"}),
}
"""Whose start ends which element that is open, up to which one (WHATWG HTML §13.1.2.4)."""
_IN_PARAGRAPH = frozenset({"option", "optgroup", "select", "title", "textarea"})
"""Of our blocks those that do not end a ``<p>``."""
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<meta[^>]{1,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{1,200}?encoding=[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
MAX_DEPTH = 256


def read(source: Source) -> Iterator[Block]:
    """The blocks of a page. Raises FormatError."""
    text = text_of(source, declared)
    lines = Lines(text)
    yield from html_blocks(text, 0, len(text), lines, source)
    head = text[:_HEAD].lower()
    if "<html" in head and "</html" not in text[-_HEAD:].lower():
        source.log.warn(
            "no-end",
            "the page has no </html>; was the file cut off?",
            line=lines.place(len(text))[0],
        )


_HEAD = 4096


def declared(head: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = _CHARSET.search(head)
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii").lower()
    if name.startswith("utf-16"):
        return "utf-8"  # whoever could read this far: WHATWG HTML §13.2.3.3
    return "cp1252" if name in _LATIN else name


def html_blocks(
    text: str, start: int, end: int, lines: Lines, source: Source, tables: int = 0
) -> Iterator[Block]:
    """The blocks of the mark-up ``text[start:end]``; ``tables`` came before it."""

    def refuse(message: str, hint: str, at: int) -> NoReturn:
        line, column = lines.place(at)
        source.refuse(message, hint, line=line, column=column)

    page = _Page(text, lines, tables)
    for token in tokens(text, start, end, refuse):
        if isinstance(token, Text):
            page.text(token)
            continue
        yield from page.tag(token)
        if len(page.open) > MAX_DEPTH:
            refuse(
                f"elements are nested more than {MAX_DEPTH} deep",
                "no honest file does that",
                token.start,
            )
    yield from page.flush()


@dataclass(slots=True)
class _Element:
    name: str
    hidden: bool
    table: tuple[int, int, int] = (0, 0, 0)
    """Table, row and cell that it is in or is."""


class _Page:
    """The elements that are open and the block that is being read."""

    def __init__(self, text: str, lines: Lines, tables: int) -> None:
        self._source = text
        self._lines = lines
        self._builder = Builder(lines)
        self._aside: list[Block] = []
        self.open: list[_Element] = []
        self._tables = tables
        self._code = False

    # ------------------------------------------------------------------- input

    def text(self, token: Text) -> None:
        if self._hidden:
            return
        as_typed = self._kind()[0] is BlockKind.PREFORMATTED
        for value, at, end in characters(self._source, token.start, token.end):
            if len(value) != end - at:
                if value.strip(" \t\r\n\f"):
                    self._builder.flush_blank()
                    self._builder.replaced(value, at, end)
                elif value:
                    self._builder.collapsed(" " * (end - at), at)
            elif as_typed:
                self._typed(value, at)
            else:
                self._builder.collapsed(value, at)

    def tag(self, tag: Tag) -> Iterator[Block]:
        """Take a tag; the blocks that it ends."""
        name = tag.name
        if name in _BLOCKS:
            yield from self.flush()
        if tag.closing:
            self._close(name)
            return
        self._imply_ends(name)
        hidden = name == "template" or tag.place("hidden") is not None or self._styled_away(tag)
        if name not in _VOID and (name in _BLOCKS or hidden):
            self._push(name, hidden)
        elif name == "br" and not self._hidden:
            self._builder.drop_blank()
            self._builder.replaced("\n", tag.start, tag.end)
        elif name == "code" and self.open and self.open[-1].name == "pre" and not self._builder:
            self._code = True
        if not self._hidden and not hidden:
            self._attributes(tag)

    def flush(self) -> Iterator[Block]:
        """End the block that is being read."""
        kind, level = self._kind()
        if self._code:
            kind, self._code = BlockKind.CODE, False
        table = self.open[-1].table if self.open and kind is BlockKind.TABLE_CELL else (0, 0, 0)
        block = self._builder.block(kind, level=level, **self._cell(table))
        self._builder = Builder(self._lines)
        aside, self._aside = self._aside, []
        if block is not None:
            yield block
        yield from aside

    # ----------------------------------------------------------------- details

    @property
    def _hidden(self) -> bool:
        return bool(self.open) and self.open[-1].hidden

    def _kind(self) -> tuple[BlockKind, int | None]:
        """Of the innermost element that says it, and the level of a heading."""
        for element in reversed(self.open):
            kind = _KINDS.get(element.name)
            if kind is BlockKind.HEADING:
                return kind, int(element.name[1])
            if kind is not None:
                return kind, None
        return BlockKind.PARAGRAPH, None

    @staticmethod
    def _cell(table: tuple[int, int, int]) -> dict[str, int | None]:
        number, row, cell = (part or None for part in table)
        return {"table": number, "row": row, "cell": cell}

    def _push(self, name: str, hidden: bool) -> None:
        table = self.open[-1].table if self.open else (0, 0, 0)
        if name == "table":
            self._tables += 1
            table = self._tables, 0, 0
        elif name in ("tr", "td", "th"):
            table = self._next_cell(name == "tr")
        self.open.append(_Element(name, hidden or self._hidden, table))

    def _next_cell(self, is_row: bool) -> tuple[int, int, int]:
        """Count a row or a cell in the table, and in the row, that is open."""
        holder = "table" if is_row else "tr"
        number, row, cell = next(
            (item.table for item in reversed(self.open) if item.name == holder), (0, 0, 0)
        )
        row, cell = (row + 1, 0) if is_row else (row, cell + 1)
        for item in reversed(self.open):
            if item.table[0] == number:
                item.table = number, row, cell
            if item.name == holder:
                break
        return number, row, cell

    def _close(self, name: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].name == name:
                del self.open[at:]
                return
            if self.open[at].name == "table" and name != "table":
                return

    def _imply_ends(self, name: str) -> None:
        if self.open and self.open[-1].name == "p" and name in _BLOCKS - _IN_PARAGRAPH:
            self.open.pop()
        ended, scope = _CLOSES.get(name, (frozenset(), frozenset()))
        for at in range(len(self.open) - 1, -1, -1) if ended else ():
            if self.open[at].name in ended:
                del self.open[at:]
                return
            if self.open[at].name in scope:
                return

    def _styled_away(self, tag: Tag) -> bool:
        place = tag.place("style")
        return place is not None and bool(_HIDDEN.search(self._source, *place))

    def _attributes(self, tag: Tag) -> None:
        """Queue the texts of attributes: they follow the block that they stand in."""
        names: tuple[str, ...] = ALTERNATIVES
        if tag.name == "meta":
            said = {self._value(tag, key).lower() for key in ("name", "property")}
            names = ("content",) if said & _META else ()
        elif tag.name == "input" and self._value(tag, "type").lower() in (
            "submit",
            "button",
            "reset",
        ):
            names = ("value", *ALTERNATIVES)
        for name in names:
            place = tag.place(name)
            if place is not None:
                builder = Builder(self._lines)
                for value, at, end in characters(self._source, *place):
                    if len(value) == end - at:
                        builder.collapsed(value, at)
                    else:
                        builder.flush_blank()
                        builder.replaced(value, at, end)
                block = builder.block(BlockKind.ATTRIBUTE)
                if block is not None:
                    self._aside.append(block)

    def _value(self, tag: Tag, name: str) -> str:
        start, end = tag.place(name) or (0, 0)
        return self._source[start:end]

    def _typed(self, text: str, at: int) -> None:
        """Preformatted text: line breaks and blanks as they are."""
        for line in text.splitlines(keepends=True):
            bare = line.rstrip("\r\n")
            self._builder.literal(bare, at)
            if len(bare) < len(line):
                self._builder.replaced("\n", at + len(bare), at + len(line))
            at += len(line)
