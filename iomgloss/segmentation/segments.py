"""The functions of this package: a text or a document in, its segments out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from iomgloss.languages import likely_language, possible_languages
from iomgloss.model import Block, BlockKind
from iomgloss.text.blocks import blocks, hard_lines, paragraphs

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


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSegment:
    """A segment of a document: ``span`` counts in ``block.text``, and `Block.location` says where
    that is in the file."""

    span: Span
    block: Block
    language: str
    """As told, or as detected; ``und`` when unsure."""


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
    ranges = (block for paragraph in paragraphs(text) for block in blocks(text, *paragraph))
    yield from _sentences(text, ranges, language, rules)


def segments_of(
    document: Iterable[Block],
    language: str | None = None,
    *,
    among: Sequence[str] = (),
    rules: Segmenter | None = None,
) -> Iterator[BlockSegment]:
    """The segments of a document's blocks, in order; no segment crosses a block.

    Without ``language`` it is detected paragraph by paragraph, ``among`` those tags; a short
    paragraph has that of the whole document where its letters allow. Blocks of code have no
    segments; preformatted text is cut as plain text is.
    """
    for block, tag in _with_languages(document, language, among):
        if block.kind is BlockKind.CODE:
            continue
        if block.kind is BlockKind.PREFORMATTED:
            spans = segments(block.text, tag, rules)
        else:
            spans = _sentences(block.text, hard_lines(block.text), tag, rules)
        for span in spans:
            yield BlockSegment(span=span, block=block, language=tag)


def _with_languages(
    document: Iterable[Block], language: str | None, among: Sequence[str]
) -> Iterator[tuple[Block, str]]:
    if language is not None:
        for block in document:
            yield block, language
        return
    known = list(document)
    whole = likely_language("\n".join(block.text for block in known), among)
    for _, group in groupby(enumerate(known), _paragraph):
        paragraph = [block for _, block in group]
        text = "\n".join(block.text for block in paragraph)
        found = likely_language(text, among)
        if found is None and whole is not None and whole in possible_languages(text, among):
            found = whole
        for block in paragraph:
            yield block, found or "und"


def _paragraph(numbered: tuple[int, Block]) -> tuple[str | None, int]:
    """What blocks of one paragraph share; without numbers, each block is one."""
    number, block = numbered
    return block.part, -number if block.paragraph is None else block.paragraph


def _sentences(
    text: str, ranges: Iterable[tuple[int, int]], language: str, rules: Segmenter | None
) -> Iterator[Span]:
    if rules is None:
        from iomgloss.segmentation.rules import BUILT_IN

        rules = BUILT_IN
    for start, end in ranges:
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
