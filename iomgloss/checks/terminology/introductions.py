"""Where texts spell out abbreviations: „Европейски съюз (ЕС)“, „ЕС (Европейски съюз)“."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from iomgloss.text.tokenize import Token, tokens

ABBREVIATION = re.compile(r"(?<![\w./@*&$%#-])[A-ZА-ЯЁ][A-ZА-ЯЁa-zа-я]{0,8}[A-ZА-ЯЁ](?![\w@*&=])")
_BRACKETED = re.compile(r"\(\s*([^()]{2,10}?)\s*(?:[,;:–-][^()]{0,80})?\)")
_LONGEST = 14
"""Words that a name has at most."""


class Introduction(NamedTuple):
    """A name with its abbreviation in brackets."""

    abbreviation: str
    start: int
    end: int
    """Of the name."""
    at: int
    """Where the abbreviation begins."""
    words: tuple[str, ...]
    """Keys of the name's words."""


def introductions(text: str) -> Iterator[Introduction]:
    """The abbreviations in brackets, each with the words before it whose initials it has.

    „Международна организация по миграция (МОМ)“: prepositions need no letter. An abbreviation with
    other letters than the words (of another language, say) is none.
    """
    found = list(_BRACKETED.finditer(text))
    if not found:
        return
    words = list(tokens(text))
    for match in found:
        if not ABBREVIATION.fullmatch(match[1]):
            continue
        before = [word for word in words if word.end <= match.start()][-_LONGEST:]
        name = _spelt(match[1], _unbroken(text, before, match.start()))
        if name:
            yield Introduction(
                match[1], name[0].start, name[-1].end, match.start(1), tuple(w.key for w in name)
            )


def _unbroken(text: str, words: list[Token], end: int) -> list[Token]:
    """The last words up to ``end`` between which no sentence, clause or bracket ends."""
    if not words or text[words[-1].end : end].strip():
        return []
    first = len(words) - 1
    for left, right in reversed(list(pairwise(words))):
        if (
            text[left.end : right.start].strip(" \u00a0-‐‑,")
            or "\n" in text[left.end : right.start]
        ):
            break
        first -= 1
    return words[first:]


def _spelt(abbreviation: str, words: list[Token]) -> list[Token]:
    """The last of ``words`` whose initials give the abbreviation, none if they do not."""
    letters = list(abbreviation.casefold())
    for place in range(len(words) - 1, -1, -1):
        if letters and words[place].surface[0].casefold() == letters[-1]:
            letters.pop()
            if not letters:
                return words[place:]
        elif len(words[place].surface) > 4 or words[place].surface[0].isupper():
            return []
    return []
