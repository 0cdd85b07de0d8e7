"""`Survivors` in arrays: the same answers at half the cost, for processes that ask many queries.

Loading numpy takes longer than a few look-ups.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from iomgloss.memory.survivors import Ranked, Reach, Survivors, TermList

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from iomgloss.memory.postings import Postings


class _Arrays:
    """Views of the arrays in a file of postings, and room to add weights up in."""

    def __init__(self, postings: Postings) -> None:
        self.values: NDArray[np.uint32] = np.frombuffer(postings.postings, np.uint32)
        self.sizes: NDArray[np.uint32] = np.frombuffer(postings.sizes, np.uint32)
        self.spare: list[NDArray[np.uint32]] = []
        """Zeros, one for each segment; whoever needs some takes them out, and puts them back."""


_arrays: WeakKeyDictionary[Postings, _Arrays] = WeakKeyDictionary()


class ArraySurvivors(Survivors):
    """See `Survivors`."""

    def __init__(self, reach: Reach, rest: int) -> None:
        super().__init__(reach, rest)
        known = _arrays.get(self.postings)
        if known is None:
            known = _arrays[self.postings] = _Arrays(self.postings)
        self._arrays = known
        self._segments: NDArray[np.uint32] = np.empty(0, np.uint32)
        """Numbers, ascending."""
        self._known: NDArray[np.int64] = np.empty(0, np.int64)
        """The weight of each."""

    def __len__(self) -> int:
        return len(self._segments)

    def gather(self, lists: list[TermList]) -> int:
        values, postings = self._arrays.values, self.postings.postings
        try:
            sums = self._arrays.spare.pop()
        except IndexError:
            sums = np.zeros(len(self.postings), np.uint32)
        first, last = self.reach.band(self.rest)
        added, met = [], []
        for weight, start, end in lists:
            if self.rest < self.reach.need:
                break
            start = bisect_left(postings, first, start, end)
            end = bisect_left(postings, last, start, end)
            whole = values[start:end]
            sums[whole] += weight  # a list names no segment twice
            added.append(whole)
            lower, upper = self.reach.band(self.rest)
            lower = bisect_left(postings, lower, start, end)
            met.append(values[lower : bisect_left(postings, upper, lower, end)])
            self.rest -= weight
        if met:
            self._segments = np.concatenate(met)
            self._known = sums[self._segments].astype(np.int64)
            self._drop()
            self._segments = segments = _distinct(self._segments)
            self._known = sums[segments].astype(np.int64)
        for whole in added:
            sums[whole] = 0
        self._arrays.spare.append(sums)
        return len(added)

    def ranked(self, count: int | None = None) -> list[Ranked]:
        segments, known = self._segments, self._known
        if count is not None and count < len(known):
            chosen = np.argpartition(known, len(known) - count)[len(known) - count :]
            left = np.ones(len(known), bool)
            left[chosen] = False
            self._keep(left)
            segments, known = segments[chosen], known[chosen]
        else:
            self._keep(np.zeros(len(known), bool))
        sizes = self._arrays.sizes[segments].astype(np.float64)
        longer = np.maximum(sizes, self.reach.length)
        shorter = np.minimum(sizes, self.reach.length)
        words = 100 * np.minimum(known + self.rest, shorter) / longer
        scores = (2 * words + 100 * shorter / longer) / 3
        order = np.argsort(-scores)
        return list(
            zip(
                scores[order].tolist(), words[order].tolist(), segments[order].tolist(), strict=True
            )
        )

    def _add(self, item: TermList) -> None:
        weight, start, end = item
        segments = self._segments
        start = bisect_left(self.postings.postings, int(segments[0]), start, end)
        end = bisect_left(self.postings.postings, int(segments[-1]) + 1, start, end)
        if start < end:
            values = self._arrays.values[start:end]
            places = values.searchsorted(segments)
            places[places == end - start] = 0
            self._known += weight * (values[places] == segments)

    def _drop(self) -> None:
        sizes = self._arrays.sizes[self._segments].astype(np.float64)
        longer, shorter = np.maximum(sizes, self.reach.length), np.minimum(sizes, self.reach.length)
        self._keep(2 * (self._known + self.rest) >= self.reach.share * longer - shorter)

    def _keep(self, these: NDArray[np.bool_]) -> None:
        self._segments, self._known = self._segments[these], self._known[these]


def _distinct(segments: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Each once, ascending."""
    found = np.sort(segments)
    first = np.ones(len(found), bool)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return found[first]
