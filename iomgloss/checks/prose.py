"""What checks of writing look at: running text, without its addresses, codes and placeholders."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from iomgloss.model import BlockKind, Draft, Passage

_LITERAL = re.compile(
    r"(?:https?|ftp|mailto|file)://?[^\s<>\"«»„“”]+|www\.[^\s<>\"«»„“”]+"
    r"|[\w.+-]{1,64}@[\w.-]{1,255}"
    r"|</?[A-Za-z][^<>]{0,300}>|&#?\w{1,32};"
    r"|`[^`\n]{1,300}`"
    r"|[%$]?\{[^{}\n\"]{0,80}\}|%\(\w{1,64}\)[a-z]|%(?:\d+\$)?[-+0#]{0,4}\d{0,4}(?:\.\d{1,4})?[a-zA-Z]"
    r"|%L?\d{1,2}|\\[ntr\"'\\]"
    r"|(?<![\w/])[\w.~-]{0,64}(?:/[\w.~-]{1,64}){2,20}/?"
)
"""Stretches that people do not punctuate: URL, address, tag, entity, code, placeholder, path.
Everything is bounded, so that looking for them takes linear time."""
_SPARK = re.compile(r"[@%\\{<&`/]|www\.")
"""Without one of these there is no literal."""


def running(draft: Draft) -> Iterator[Passage]:
    """The passages with text, but for those whose blanks and breaks are as typed."""
    for passage in draft.passages:
        block = passage.block
        if passage.text and (block is None or block.kind is not BlockKind.PREFORMATTED):
            yield passage


def primary(language: str | None) -> str:
    """``bg-BG`` → ``bg``; of an unknown language, nothing."""
    return (language or "").lower().split("-")[0]


class Literals:
    """The places of a text that are no prose."""

    def __init__(self, text: str) -> None:
        found: Sequence[re.Match[str]] = ()
        if _SPARK.search(text):
            found = list(_LITERAL.finditer(text))
        self._starts = [match.start() for match in found]
        self._ends = [match.end() for match in found]

    def __contains__(self, position: object) -> bool:
        assert isinstance(position, int)  # noqa: S101  (the protocol asks for object)
        place = bisect_right(self._starts, position) - 1
        return place >= 0 and position < self._ends[place]


def without_literals(text: str) -> str:
    """The text with blanks, as many, where they stood."""
    if not _SPARK.search(text):
        return text
    return _LITERAL.sub(lambda match: " " * len(match[0]), text)
