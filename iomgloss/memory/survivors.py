"""What is left of the segments while the filter of `iomgloss.memory.retrieve` goes on."""

from __future__ import annotations

import math
from bisect import bisect_left
from heapq import nlargest

from iomgloss.memory.postings import Postings
from iomgloss.memory.scoring import ROUNDING, length_band

FEW = 60
"""Survivors that are cheaper to score than to thin out."""
_IDLE = 6
"""Lists in a row that dropped next to nothing: from there on scoring is cheaper."""
_SEARCHING = 16
"""What one binary search costs, in postings read."""

TermList = tuple[int, int, int]
"""Weight of a term; the slice of the postings that has its segments."""
Ranked = tuple[float, float, int]
"""The score that a segment can reach, the P in that score, the segment's number."""


class Reach:
    """Which segments can reach ``minimum`` per cent, by the weight that they have."""

    def __init__(self, postings: Postings, length: int, minimum: float) -> None:
        self.postings, self.length = postings, length
        self.share = 3 * (minimum / 100 - ROUNDING)
        self.need = (self.share - 1) * length / 2
        """Less weight than this does for no segment."""
        self._lowest, self._highest = length_band(length, minimum)

    def band(self, weight: int) -> tuple[int, int]:
        """The numbers, half-open, of the segments whose need(m) is at most ``weight``."""
        if weight < self.need:
            return 0, 0
        lowest = math.ceil(self.share * self.length - 2 * weight)
        highest = (2 * weight + self.length) / self.share
        return self.postings.band(max(self._lowest, lowest), min(self._highest, highest))


class Survivors:
    """Segments that can still reach the score, with the weight they are known to have.

    ``rest``: the weight of all lists that have not been taken yet, and of what is granted to all.
    """

    def __init__(self, reach: Reach, rest: int) -> None:
        self.reach, self.rest = reach, rest
        self.postings = reach.postings
        self._weights: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._weights)

    def raise_to(self, minimum: float) -> None:
        """Drop what cannot reach ``minimum`` per cent."""
        self.reach = Reach(self.postings, self.reach.length, minimum)
        self._drop()

    def gather(self, lists: list[TermList]) -> int:
        """Take lists until a segment in none of them cannot reach the score; how many."""
        values, weights = self.postings.postings, self._weights
        taken = 0
        for weight, start, end in lists:
            if self.rest < self.reach.need:
                break
            taken += 1
            # A segment first met here has at most this weight and the rest: if that does not do
            # for its length, only those already met are of interest.
            first, last = self.reach.band(self.rest)
            lower = bisect_left(values, first, start, end)
            upper = bisect_left(values, last, lower, end)
            self.rest -= weight
            for outside in (values[start:lower], values[upper:end]):
                if outside and weights:
                    for segment in weights.keys() & outside.tolist():
                        weights[segment] += weight
            fresh = dict.fromkeys(values[lower:upper].tolist(), weight)
            for segment in weights.keys() & fresh.keys():
                fresh[segment] += weights[segment]
            weights.update(fresh)
        self._drop()
        return taken

    def thin(self, lists: list[TermList]) -> None:
        """Take more lists while that drops survivors for less than it would cost to score them."""
        idle = 0
        for item in lists:
            before = len(self)
            if before <= FEW or idle == _IDLE:
                break
            self._add(item)
            self.rest -= item[0]
            self._drop()
            idle = idle + 1 if len(self) > 0.9 * before else 0

    def ranked(self, count: int | None = None) -> list[Ranked]:
        """The ``count`` heaviest, else all, most promising first; they are dropped."""
        weights = self._weights
        chosen = list(weights) if count is None else nlargest(count, weights, key=weights.get)  # type: ignore[arg-type]
        sizes, length, rest = self.postings.sizes, self.reach.length, self.rest
        found = []
        for segment in chosen:
            size = sizes[segment]
            longer, shorter = (length, size) if length > size else (size, length)
            words = 100 * min(weights.pop(segment) + rest, shorter) / longer
            found.append(((2 * words + 100 * shorter / longer) / 3, words, segment))
        found.sort(reverse=True)
        return found

    def _add(self, item: TermList) -> None:
        weight, start, end = item
        values, weights = self.postings.postings, self._weights
        start = bisect_left(values, min(weights), start, end)
        end = bisect_left(values, max(weights) + 1, start, end)
        if end - start < _SEARCHING * len(weights):
            for segment in weights.keys() & values[start:end].tolist():
                weights[segment] += weight
        else:
            for segment in weights:
                place = bisect_left(values, segment, start, end)
                if place < end and values[place] == segment:
                    weights[segment] += weight

    def _drop(self) -> None:
        # Segments are numbered by length, so those which one weight does for are one range.
        able = {
            weight: self.reach.band(weight + self.rest) for weight in set(self._weights.values())
        }
        self._weights = {
            segment: weight
            for segment, weight in self._weights.items()
            if able[weight][0] <= segment < able[weight][1]
        }
