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

from collections.abc import Callable, Iterator
from itertools import count

from iomgloss.memory.postings import Postings
from iomgloss.memory.scoring import ROUNDING, Score, Scorer, length_band
from iomgloss.memory.survivors import Ranked, Reach, Survivors, TermList
from iomgloss.memory.terms import weights

LEAST = 40.0
"""Per cent; below, the bound fades (at a third it is nothing), and everything is scanned."""
WHOLE = 100.0
MANY = 600
"""Survivors that are worth a few probes: where many are alike, those raise the floor."""
_PROBES = 8
_CHUNK = 8
"""Segments that are scored at once at first; each time four times as many."""
WARM = 20
"""Queries after which a process is taken to ask so many that numpy is worth loading."""

Floor = Callable[[], float]
"""The least score of interest, per cent; it may rise while the search goes on."""
Hit = tuple[int, Score]

_asked = count()


def scan(postings: Postings, key: str, floor: Floor) -> Iterator[Hit]:
    """Every segment with its score, by scoring all whose length allows it."""
    scorer = Scorer(key)
    for segment in range(*postings.band(*length_band(len(key), floor()))):
        found = scorer.score(postings.key(segment), floor())
        if found:
            yield segment, found


def search(
    postings: Postings, key: str, floor: Floor, kind: type[Survivors] | None = None
) -> Iterator[Hit]:
    """Every segment that scores at least ``floor()``, with its score, the promising ones first.

    ``kind``: how survivors are kept; None: as is best for this process.
    """
    if floor() < LEAST:
        yield from scan(postings, key, floor)
        return
    if floor() >= WHOLE:  # S = 100 only where the keys are the same
        place = postings.place(key)
        if place is not None:
            yield place, Score(WHOLE, WHOLE, WHOLE)
        return
    lists, rest = _lists(postings, key, postings.band(*length_band(len(key), floor())))
    survivors = (kind or best_kind())(Reach(postings, len(key), floor()), rest)
    taken = survivors.gather(lists)
    if not len(survivors):
        return
    scorer = Scorer(key)
    if len(survivors) > MANY:
        yield from _scored(postings, scorer, floor, survivors.ranked(_PROBES))
        survivors.raise_to(floor())
    survivors.thin(lists[taken:])
    yield from _scored(postings, scorer, floor, survivors.ranked())


def best_kind() -> type[Survivors]:
    """How to keep survivors in this process, which asks once more."""
    if next(_asked) < WARM:
        return Survivors
    from iomgloss.memory.survivors_numpy import ArraySurvivors

    return ArraySurvivors


def _lists(postings: Postings, key: str, band: tuple[int, int]) -> tuple[list[TermList], int]:
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


def _scored(
    postings: Postings, scorer: Scorer, floor: Floor, ranked: list[Ranked]
) -> Iterator[Hit]:
    """Score these, until none can reach the floor any more."""
    start, size = 0, _CHUNK
    while start < len(ranked):
        minimum = floor() - ROUNDING
        some = [item for item in ranked[start : start + size] if item[0] >= minimum]
        if not some:
            return
        keys = [postings.key(segment) for _, _, segment in some]
        for place, found in scorer.scores(keys, floor, [words for _, words, _ in some]):
            yield some[place][2], found
        start += size
        size *= 4
