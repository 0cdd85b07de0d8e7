"""What the checks of terms share: which hits count, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from iomgloss.model import ProcessStatus, TermHit, TermSection
from iomgloss.text.tokenize import tokens

SHORT = ("abbreviation", "acronym")
"""Types of terms that are spelt out."""
_QUOTED = re.compile(r"„([^„“”]{1,200})[“”]|«([^«»]{1,200})»|“([^“”]{1,200})”|\"([^\"]{1,200})\"")
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)")


def approved(hits: Iterable[TermHit]) -> list[TermHit]:
    """Those that somebody has agreed on: proposed terms never drive checks."""
    return [hit for hit in hits if hit.process_status is ProcessStatus.APPROVED]


def outermost(hits: Sequence[TermHit]) -> list[TermHit]:
    """Those that lie inside no longer one; hits come by start, longer ones first."""
    found: list[TermHit] = []
    start = end = -1
    for hit in hits:
        if hit.end > end or (hit.start, hit.end) == (start, end):
            found.append(hit)
            start, end = hit.start, hit.end
    return found


def by_place(hits: Iterable[TermHit]) -> dict[tuple[int, int], list[TermHit]]:
    """The readings of each stretch: of a homonym, several."""
    places: dict[tuple[int, int], list[TermHit]] = {}
    for hit in hits:
        places.setdefault((hit.start, hit.end), []).append(hit)
    return places


def inside(hit: TermHit, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def titles(text: str) -> list[tuple[int, int]]:
    """Quoted titles and names: what begins with a capital letter and is no whole sentence."""
    return [
        span
        for match in _QUOTED.finditer(text)
        for span in [match.span(match.lastindex or 0)]
        if text[span[0]].isupper()
        and " " in text[slice(*span)]
        and not _SENTENCE_END.search(text[slice(*span)])
    ]


def mentions(text: str) -> list[tuple[int, int]]:
    """The insides of all short quotations."""
    return [match.span(match.lastindex or 0) for match in _QUOTED.finditer(text)]


def keys(text: str) -> list[str]:
    """The word keys of a text, in order."""
    return [token.key for token in tokens(text)]


def akin(one: str, other: str) -> bool:
    """May two word keys be forms of one word, or of one root: миграция, миграционен."""
    short = min(len(one), len(other))
    common = common_prefix(one, other)
    return common >= max(min(3, short), -(-short * 3 // 5)) and (short > 2 or one == other)


def same_word(one: str, other: str) -> bool:
    """Do two word keys differ by no more than an ending."""
    return one == other or common_prefix(one, other) >= max(3, max(len(one), len(other)) - 3)


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) and all(map(same_word, one, other))


def is_full(term: TermSection) -> bool:
    """A name in its own right, neither shortened nor another spelling."""
    return term.status.usable and term.type in (None, "full")


def common_prefix(one: str, other: str) -> int:
    """Letters that two texts begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
