"""How like the segments before it a segment of a text is: internal fuzzy matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iomgloss.memory import retrieve
from iomgloss.memory.postings import Postings, build
from iomgloss.memory.scoring import round_down
from iomgloss.memory.worth import NEAR
from iomgloss.text.normalize import comparison_key


def likeness(texts: Sequence[str], minimum: float) -> Iterator[float | None]:
    """Of each text, the score of the most similar one before it; None below ``minimum``.

    Scores are those of matches without penalties, at most 99: texts that are the same to the
    letter are repetitions, not asked for here. Texts are indexed as a memory is, so none is missed.
    """
    keys = list(map(comparison_key, texts))
    numbered = ((number, key) for number, key in enumerate(keys) if key)
    postings = Postings(b"".join(build(numbered, "internal")), "internal")
    for number, key in enumerate(keys):
        yield _best(postings, number, key, minimum) if key else None


def _best(postings: Postings, number: int, key: str, minimum: float) -> float | None:
    best = 0.0

    def floor() -> float:
        return max(minimum, best)

    for segment, alike in retrieve.search(postings, key, floor):
        if postings.rows(segment)[0] < number:
            best = max(best, round_down(min(alike.total, NEAR)))
    return best if best >= minimum else None
