"""The segments of one language of a memory: the indexed ones and the few that came since."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from iomgloss.memory.scoring import Score, Scorer, length_band

if TYPE_CHECKING:  # a small memory has no postings
    from iomgloss.memory.postings import Postings
    from iomgloss.memory.retrieve import Floor


class Segments:
    """What a query is compared with. ``tail``: row and comparison key, not in the postings."""

    def __init__(self, parts: Sequence[Postings], reached: int) -> None:
        self.parts = parts
        self.tail: list[tuple[int, str]] = []
        self.reached = reached
        """Rows of variants after this one are not in here yet."""

    def search(
        self, key: str, floor: Floor, *, exhaustive: bool = False
    ) -> Iterator[tuple[list[int], Score]]:
        """The rows of every key that scores at least ``floor()``, with the score.

        A key that comes back later may be given twice, with other rows. ``exhaustive`` scores all
        of them: slow, obvious, the same answer. Raises sqlite3.DatabaseError for damage.
        """
        if self.parts:
            from iomgloss.memory import retrieve

            find = retrieve.scan if exhaustive else retrieve.search
            try:
                for part in self.parts:
                    for segment, found in find(part, key, floor):
                        yield part.rows(segment), found
            except (IndexError, UnicodeDecodeError) as error:  # the place of damage in an array
                raise sqlite3.DatabaseError("the postings are damaged") from error
        if self.tail:
            scorer: Scorer | None = None
            lowest, highest = length_band(len(key), floor())
            for row, other in self.tail:
                if lowest <= len(other) <= highest:
                    scorer = scorer or Scorer(key)
                    alike = scorer.score(other, floor())
                    if alike:
                        yield [row], alike
