"""PDF with a text layer (ISO 32000).

Read: the lines of each page in the order of the file, put together to paragraphs by their
distances, sizes and marks of lists. A hyphen at the end of a line goes where the word is one word
elsewhere in the document, or nowhere. Lines in larger letters are headings; lines that stand at
the top or at the bottom of most pages are headers and footers.

Not read: pictures (a scanned page has no text: it must be recognised first), forms, comments. Not
known: tables, columns beyond the order of the file, paragraphs that go on on the next page.

Places are page, line on the page, and column in the text of that line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from iomgloss.documents.base import Source
from iomgloss.documents.building import Builder
from iomgloss.documents.decoding import Lines
from iomgloss.documents.pdf_lines import Line, pages
from iomgloss.model import Block, BlockKind
from iomgloss.text.blocks import is_item

_APART = 1.35
"""Times the usual distance of lines, from which a paragraph ends."""
_LARGER = 1.15
"""Times the usual size, from which a line is a heading."""
_LONGEST_HEADING = 200
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be its header and footer."""
_PREFIXES = frozenset({"по", "най", "кое", "из"})
"""Bulgarian and Russian words that keep their hyphen: *по-добре*, *кое-кто*."""
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_END = re.compile(r"([^\W\d_]+)[-\u2010\xad]$")
_DIGITS = re.compile(r"\d+")


def read(source: Source) -> Iterator[Block]:
    """The blocks of a document. Raises FormatError."""
    found = pages(source)
    words = {word.lower() for page in found for line in page for word in _WORD.findall(line.text)}
    words |= {word[: at + 1] for word in words if (at := word.find("-")) > 0}
    usual = _usual_size(found)
    running = _running(found, usual * _LARGER)
    sizes = sorted({_rounded(line.size) for page in found for line in page}, reverse=True)
    larger = [size for size in sizes if size >= usual * _LARGER]
    for number, page in enumerate(found, start=1):
        text = "\n".join(line.text for line in page)
        lines = Lines(text)
        for paragraph in _paragraphs(page, running):
            builder = Builder(lines)
            for at, following in zip(paragraph, [*paragraph[1:], None], strict=True):
                line = page[at].text
                start = lines.start(at + 1)
                parted = None if following is None else _parted(line, page[following].text, words)
                end = {True: line[:-1], False: line, None: line + "\n"}
                builder.collapsed(end[parted], start)
            kind, level = _kind(page, paragraph, running, larger)
            block = builder.block(kind, level=level, page=number)
            if block is not None:
                yield block


def _running(found: Sequence[Sequence[Line]], large: float) -> set[tuple[bool, str]]:
    """Texts, numbers aside, of headers (True) and footers: at the edge of most pages, and smaller
    than ``large``."""
    seen: Counter[tuple[bool, str]] = Counter()
    for page in found:
        seen.update({(True, _shape(line)) for line in page[:_EDGE] if line.size < large})
        seen.update({(False, _shape(line)) for line in page[-_EDGE:] if line.size < large})
    most = max(2, (len([page for page in found if page]) + 1) // 2)
    return {key for key, count in seen.items() if count >= most}


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", " ".join(line.text.split()))


def _edge(page: Sequence[Line], at: int, running: set[tuple[bool, str]]) -> BlockKind | None:
    """Whether a line is the header or the footer of its page."""
    shape = _shape(page[at])
    if at < _EDGE and (True, shape) in running:
        return BlockKind.HEADER
    if at >= len(page) - _EDGE and (False, shape) in running:
        return BlockKind.FOOTER
    return None


def _paragraphs(page: Sequence[Line], running: set[tuple[bool, str]]) -> Iterator[list[int]]:
    """The lines of each paragraph, by index."""
    gaps = [
        before.y - line.y
        for before, line in pairwise(page)
        if 0 < before.y - line.y < 4 * max(line.size, 1) and _alike(before, line)
    ]
    usual = sorted(gaps)[len(gaps) // 3] if gaps else 0.0
    paragraph: list[int] = []
    for at, line in enumerate(page):
        if paragraph:
            before = page[at - 1]
            gap = before.y - line.y
            ends = (
                not _alike(before, line)
                or gap > _APART * (usual or 1.5 * line.size)
                or is_item(line.text)
                or _edge(page, at, running) is not None
                or _edge(page, at - 1, running) is not None
            )
            if ends:
                yield paragraph
                paragraph = []
        paragraph.append(at)
    if paragraph:
        yield paragraph


def _alike(first: Line, second: Line) -> bool:
    """Of about the same size."""
    return abs(first.size - second.size) <= 0.1 * max(first.size, second.size)


def _usual_size(found: Sequence[Sequence[Line]]) -> float:
    """The size that most characters have."""
    count: Counter[float] = Counter()
    for page in found:
        for line in page:
            count[_rounded(line.size)] += len(line.text)
    return count.most_common(1)[0][0] if count else 0.0


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _kind(
    page: Sequence[Line],
    paragraph: Sequence[int],
    running: set[tuple[bool, str]],
    larger: Sequence[float],
) -> tuple[BlockKind, int | None]:
    first = page[paragraph[0]]
    edge = _edge(page, paragraph[0], running)
    if edge is not None:
        return edge, None
    length = sum(len(page[at].text) for at in paragraph)
    if _rounded(first.size) in larger and length <= _LONGEST_HEADING:
        return BlockKind.HEADING, larger.index(_rounded(first.size)) + 1
    return (BlockKind.LIST_ITEM if is_item(first.text) else BlockKind.PARAGRAPH), None


def _parted(line: str, following: str, words: Set[str]) -> bool | None:
    """Whether the hyphen that ends a line is one only there; None where none ends it.

    ``words``: of the document in small letters, of those with a hyphen also what begins them.
    """
    if line.endswith("\xad"):
        return True
    before, after = _END.search(line), _WORD.match(following)
    if before is None or after is None or not following[0].islower():
        return None
    left, right = before[1].lower(), after.group().lower()
    if left + right in words:
        return True
    return f"{left}-" not in words and left not in _PREFIXES
