"""Markdown inside a block: which characters of it a reader sees, and where each stands.

markdown-it says of inline tokens only what they mean. Its state is taught here to note in each
token's ``meta`` where it began.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from iomgloss.documents.building import Builder

_AT = "iomgloss"
"""Our key in ``Token.meta``."""
_MARKS = frozenset("text em_open em_close strong_open strong_close s_open s_close".split())


class _State(StateInline):
    """Notes for each token the offset at which it begins in the inline content."""

    _begun = 0
    """Where the text began that waits to become a token."""

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._begun = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802  (markdown-it's name)
        token = super().pushPending()
        token.meta[_AT] = self._begun
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta[_AT] = self.pos
        return token


class _Parser(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def parser() -> MarkdownIt:
    """A parser whose inline tokens know their places and stay apart."""
    made = MarkdownIt("commonmark")
    made.inline = _Parser()
    made.enable(["table", "strikethrough"])
    made.disable(["text_join", "fragments_join", "linkify"])
    return made


class Inline(NamedTuple):
    """Inline tokens, the content they were made of, and where each of its characters stands in the
    file, the end of the content included."""

    tokens: Sequence[Token]
    content: str
    places: Sequence[int]


def put(builder: Builder, inline: Inline) -> Iterator[Inline]:
    """Add what a reader sees to the block; yields the alternative texts of images."""
    tokens, content, places = inline
    last, used = -1, 0
    for token in tokens:
        at, text = token.meta.get(_AT, 0), token.content
        if token.type in _MARKS:  # signs of a row, such as ***, begin at the same place
            last, used = (last, used) if at == last else (at, 0)
            at += used
            used += len(text or token.markup)
        if token.type == "text" and text:
            if content.startswith("<", at) and not text.startswith("<"):
                at += 1  # an address in angle brackets
            _literal(builder, text, inline, at)
        elif token.type == "text_special":
            builder.replaced(text, places[at], places[at + len(token.markup) - 1] + 1)
        elif token.type in ("softbreak", "hardbreak"):
            end = content.index("\n", at) + 1
            while end < len(content) and content[end] in " \t":
                end += 1
            while at > 0 and content[at - 1] == " ":
                at -= 1
            mark = " " if token.type == "softbreak" else "\n"
            builder.replaced(mark, places[at], places[end])
        elif token.type == "code_inline":
            begin = at + len(token.markup)
            found = content.replace("\n", " ").find(text, begin)
            _literal(builder, text, inline, found)
        elif token.type == "image":
            begin = at + 2
            length = len(token.content)
            yield Inline(token.children or (), token.content, places[begin : begin + length + 1])
        elif token.type == "html_inline" and text[:3].lower() == "<br":
            builder.replaced("\n", places[at], places[at + len(text) - 1] + 1)


def _literal(builder: Builder, text: str, inline: Inline, at: int) -> None:
    """Characters that stand in the file as they are, in as many stretches as it takes."""
    places, start = inline.places, 0
    for offset in range(1, len(text) + 1):
        here = at + offset
        is_last = offset == len(text) or inline.content[here - 1] == "\n"
        if is_last or places[here] != places[here - 1] + 1:
            builder.literal(text[start:offset], places[at + start])
            start = offset
