"""Retrieval: every indexed segment that reaches a score, by a filter that provably loses none.

With L and m the lengths of query and segment and M the codes matched in P, a score of t (as a
fraction) needs M >= need(m) = (3 t max(L, m) - min(L, m)) / 2, because C <= min(L, m) / max(L, m).
M is at most the weight of the terms that both have (`iomgloss.memory.terms`). So lists of postings
are taken, rare and heavy ones first, until what is left weighs less than the least need: a segment
in none of them cannot reach t. What they bring is thinned out by its own need, then by the longer
lists, and what is left is scored, the most promising first.

`scan` is the slow, obvious twin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from heapq import nlargest

from iomgloss.memory.postings import Postings
from iomgloss.memory.scoring import ROUNDING, Score, Scorer, length_band
from iomgloss.memory.terms import weights

LEAST = 40.0
"""Per cent; below, the bound fades (at a third it is nothing), and everything is scanned."""
_FEW = 40
"""Survivors that are cheaper to score than to thin out."""
_MANY = 200
_PROBES = 8
"""Survivors that are scored before thinning: where many are alike, they raise the floor."""
_SEARCHING = 8
"""What one binary search costs, in postings read."""

Floor = Callable[[], float]
"""The least score of interest, per cent; it may rise while the search goes on."""
Hit = tuple[int, Score]
_List = tuple[int, int, int]
"""Weight of a term; the slice of its postings that lies in the band."""


def scan(postings: Postings, key: str, floor: Floor) -> Iterator[Hit]:
    """Every segment with its score, by scoring all whose length allows it."""
    scorer = Scorer(key)
    for segment in range(*postings.band(*length_band(len(key), floor()))):
        found = scorer.score(postings.key(segment), floor())
        if found:
            yield segment, found


def search(postings: Postings, key: str, floor: Floor) -> Iterator[Hit]:
    """Every segment that scores at least ``floor()``, with its score, the promising ones first."""
    if floor() < LEAST:
        yield from scan(postings, key, floor)
        return
    lists, rest = _lists(postings, key, postings.band(*length_band(len(key), floor())))
    survivors = _Survivors(postings, len(key), floor(), rest)
    taken = survivors.gather(lists)
    if not survivors.weights:
        return
    scorer = Scorer(key)
    if len(survivors.weights) > _MANY:
        yield from survivors.scored(scorer, floor, _PROBES)
        survivors.raise_to(floor())
    for item in lists[taken:]:
        if len(survivors.weights) <= _FEW:
            break
        survivors.thin(item)
    yield from survivors.scored(scorer, floor)


def _lists(postings: Postings, key: str, band: tuple[int, int]) -> tuple[list[_List], int]:
    """Every list with postings in the band, the shortest for its weight first; all their weight."""
    terms, rest = weights(key)
    lists = []
    for number, weight in terms.items():
        start, end = postings.list_of(number, band)
        if start < end:
            lists.append((weight, start, end))
            rest += weight
    lists.sort(key=lambda item: (item[2] - item[1]) / item[0])
    return lists, rest


class _Survivors:
    """Segments that can still reach the score, with the weight they are known to have."""

    def __init__(self, postings: Postings, length: int, minimum: float, rest: int) -> None:
        self.postings, self.length, self.rest = postings, length, rest
        self.weights: dict[int, int] = {}
        lowest, highest = length_band(length, minimum)
        self.sizes = range(lowest, int(highest) + 1)
        self.raise_to(minimum)

    def raise_to(self, minimum: float) -> None:
        share = minimum / 100 - ROUNDING
        length = self.length
        self.needs = [
            (3 * share * (length if size < length else size) - (size if size < length else length))
            / 2
            for size in self.sizes
        ]
        """need(m), from the lowest m on"""

    def gather(self, lists: list[_List]) -> int:
        """Take lists until a segment in none of them cannot reach the score; how many."""
        need = min(self.needs, default=0.0)
        values, weights = self.postings.postings, self.weights
        taken = 0
        for weight, start, end in lists:
            if self.rest < need:
                break
            taken += 1
            # A segment first met here has at most this weight and the rest: if that does not do
            # for its length, only those already met are of interest.
            first, last = self._band(self.rest)
            lower = bisect_left(values, first, start, end)
            upper = bisect_left(values, last, lower, end)
            self.rest -= weight
            for outside in (values[start:lower], values[upper:end]):
                if outside and weights:
                    for segment in weights.keys() & outside.tolist():
                        weights[segment] += weight
            inside = values[lower:upper].tolist()
            if weights:
                get = weights.get
                for segment in inside:
                    weights[segment] = get(segment, 0) + weight
            else:
                self.weights = weights = dict.fromkeys(inside, weight)
        self._drop()
        return taken

    def thin(self, item: _List) -> None:
        """Add the weight of one more list, then drop what cannot reach the score any more."""
        weight, start, end = item
        values, known = self.postings.postings, self.weights
        if end - start < _SEARCHING * len(known):
            for segment in known.keys() & values[start:end].tolist():
                known[segment] += weight
        else:
            for segment in known:
                place = bisect_left(values, segment, start, end)
                if place < end and values[place] == segment:
                    known[segment] += weight
        self.rest -= weight
        self._drop()

    def scored(self, scorer: Scorer, floor: Floor, count: int | None = None) -> Iterator[Hit]:
        """Score the ``count`` heaviest, else all, most promising first, and be done with them."""
        known = self.weights
        chosen = list(known) if count is None else nlargest(count, known, key=known.__getitem__)
        for bound, words, segment in sorted(map(self._bound, chosen), reverse=True):
            minimum = floor()
            if bound + ROUNDING >= minimum:
                found = scorer.score(self.postings.key(segment), minimum, words)
                if found:
                    yield segment, found
        for segment in chosen:
            del known[segment]

    def _band(self, weight: int) -> tuple[int, int]:
        """The numbers, half-open, of the segments whose need is at most ``weight``."""
        able = [size for size, need in zip(self.sizes, self.needs, strict=True) if need <= weight]
        return self.postings.band(able[0], able[-1]) if able else (0, 0)

    def _drop(self) -> None:
        rest, sizes = self.rest, self.postings.sizes
        lacking = [0.0] * self.sizes.start + [need - rest for need in self.needs]
        self.weights = {
            segment: weight
            for segment, weight in self.weights.items()
            if weight >= lacking[sizes[segment]]
        }

    def _bound(self, segment: int) -> tuple[float, float, int]:
        """The score that a segment can reach, and the P in it."""
        size, length = self.postings.sizes[segment], self.length
        longer, shorter = (length, size) if length > size else (size, length)
        known = self.weights[segment] + self.rest
        words = 100 * (known if known < shorter else shorter) / longer
        return (2 * words + 100 * shorter / longer) / 3, words, segment
