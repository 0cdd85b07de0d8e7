"""The segments of one language of a memory: the indexed ones and the few that came since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iomgloss.memory.scoring import Score, Scorer, length_band

if TYPE_CHECKING:  # a small memory has no postings
    from iomgloss.memory.postings import Postings
    from iomgloss.memory.retrieve import Floor


class Segments:
    """What a query is compared with. ``tail``: row and comparison key, not in the postings."""

    def __init__(self, postings: Postings | None) -> None:
        self.postings = postings
        self.tail: list[tuple[int, str]] = []
        self.reached = postings.last_row if postings else 0
        """Rows of variants after this one are not in here yet."""

    def search(
        self, key: str, floor: Floor, *, exhaustive: bool = False
    ) -> Iterator[tuple[list[int], Score]]:
        """The rows of every key that scores at least ``floor()``, with the score.

        ``exhaustive`` scores all of them: slow, obvious, the same answer.
        """
        if self.postings is not None:
            from iomgloss.memory import retrieve

            find = retrieve.scan if exhaustive else retrieve.search
            for segment, found in find(self.postings, key, floor):
                yield self.postings.rows(segment), found
        if self.tail:
            scorer: Scorer | None = None
            lowest, highest = length_band(len(key), floor())
            for row, other in self.tail:
                if lowest <= len(other) <= highest:
                    scorer = scorer or Scorer(key)
                    alike = scorer.score(other, floor())
                    if alike:
                        yield [row], alike
