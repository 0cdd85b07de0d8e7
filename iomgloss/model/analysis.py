"""What an analysis counts: segments, words and characters, by how well a memory knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of segments, and what is in them; see `iomgloss.leverage.counting`."""

    segments: int = 0
    words: int = 0
    characters: int = 0
    """Code points, with the blanks between words."""
    nonblank: int = 0
    """Code points that are no white space."""

    def __add__(self, other: Count) -> Count:
        return Count(
            segments=self.segments + other.segments,
            words=self.words + other.words,
            characters=self.characters + other.characters,
            nonblank=self.nonblank + other.nonblank,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Of one file, or of all files of a run."""

    bands: Mapping[str, Count]
    """Every band of the run in its order, also the empty ones."""
    internal: Mapping[str, Count]
    """Of the fuzzy bands, what is in them for an earlier segment of the run and not for a memory;
    a part of ``bands``, and only where such segments were looked for."""
    weighted: int
    """Hundredths of words: the words of each band by its weight."""

    @property
    def total(self) -> Count:
        return sum(self.bands.values(), start=Count())


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysedFile:
    """What came of one file."""

    name: str
    """As it was given."""
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    source_language: str | None
    target_language: str | None
    analysis: Analysis
    remarks: tuple[str, ...] = ()
    """Sentences about the reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisRun:
    """All files, counted by the same bands and weights."""

    files: tuple[AnalysedFile, ...]
    total: Analysis
    weights: Mapping[str, int]
    """Per cent of a word that a word of each band counts for, in the order of the bands."""
