"""Sentence alignments: which segments of two texts are translations of each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SideText:
    """One of two texts that are aligned."""

    segments: tuple[str, ...]
    """Plain text, in reading order; blank ones keep their place."""
    paragraphs: tuple[int, ...] = ()
    """Of each segment, the number of its paragraph, never falling; empty: unknown."""
    language: str | None = None
    """Normalised tag; None: unknown."""
    concepts: tuple[frozenset[str], ...] = ()
    """Of each segment, ids of the concepts whose terms occur in it; empty: none looked for."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments of both sides that belong together, as half-open ranges; one may be empty.

    The beads of an alignment are in order and hold every segment of both sides exactly once.
    Segments that cross are in one bead.
    """

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    confidence: float
    """Estimated probability that the bead is right, 0 to 1; of an omission, that it is one."""

    @property
    def kind(self) -> str:
        """``1-1``, ``2-1``, ``0-1`` …: how many segments of the source and of the target."""
        return f"{self.source_end - self.source_start}-{self.target_end - self.target_start}"
