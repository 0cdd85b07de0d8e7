"""Hits that nest, overlap or share a place, put in order for showing: each place is shown once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from iomgloss.model import TermHit


class Place(NamedTuple):
    """A stretch of text in which terms stand; no two places overlap."""

    start: int
    end: int
    hits: tuple[TermHit, ...]
    """The one that speaks for the place, then all others that lie or begin in it."""

    @property
    def leading(self) -> TermHit:
        return self.hits[0]

    @property
    def homonyms(self) -> tuple[TermHit, ...]:
        """The leading hit, and those of other concepts at the same place in its language."""
        first = self.leading
        found = {first.concept: first}
        for hit in self.hits:
            if (hit.start, hit.end, hit.language) == (first.start, first.end, first.language):
                found.setdefault(hit.concept, hit)
        return tuple(found.values())


def places(hits: Sequence[TermHit], *, whole: bool = False) -> Iterator[Place]:
    """The places of ``hits``, from the left: the longest term there, in the text's main language.

    A place ends with its leading hit; with ``whole``, with the last hit that overlaps it.
    """
    group: list[TermHit] = []
    start = end = 0
    for hit in _ordered(hits):
        if group and hit.start < end:
            group.append(hit)
            end = max(end, hit.end) if whole else end
            continue
        if group:
            yield Place(start, end, tuple(group))
        group, start, end = [hit], hit.start, hit.end
    if group:
        yield Place(start, end, tuple(group))


def _ordered(hits: Sequence[TermHit]) -> list[TermHit]:
    weight: dict[str, int] = {}
    for hit in hits:
        weight[hit.language] = weight.get(hit.language, 0) + hit.end - hit.start
    return sorted(hits, key=lambda hit: (hit.start, -hit.end, -weight[hit.language]))


class Piece(NamedTuple):
    """A stretch of a place in which the same terms stand."""

    text: str
    hit: TermHit
    """The shortest of them: what is nested shows inside what it is nested in."""


def pieces(text: str, place: Place) -> Iterator[Piece]:
    """The text of a place, cut where a hit begins or ends; neighbours of one hit are joined."""
    edges = sorted({edge for hit in place.hits for edge in (hit.start, hit.end)})
    coming = iter(sorted(place.hits, key=lambda hit: hit.start))  # stable: the leading one first
    after = next(coming, None)
    here: list[TermHit] = []
    last: Piece | None = None
    for start, end in pairwise(edges):
        here = [hit for hit in here if hit.end > start]
        while after is not None and after.start <= start:
            here.append(after)
            after = next(coming, None)
        hit = min(here, key=lambda hit: hit.end - hit.start)
        if last is not None and last.hit is hit:
            last = Piece(last.text + text[start:end], hit)
            continue
        if last is not None:
            yield last
        last = Piece(text[start:end], hit)
    if last is not None:
        yield last
