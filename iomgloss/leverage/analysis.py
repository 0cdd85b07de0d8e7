"""Counting segments into match bands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from iomgloss.leverage.bands import CONTEXT, REPETITION, Bands
from iomgloss.leverage.counting import count
from iomgloss.model.analysis import Analysis, Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a segment."""

    text: str
    """White space collapsed."""
    score: float | None = None
    """Of the memories' best match, after penalties; None without one."""
    internal: float | None = None
    """Of the most similar earlier segment of the run, where that was looked for."""


def in_bands(segments: Iterable[Known], bands: Bands) -> Iterator[tuple[str, bool]]:
    """Of each segment of a run, in order: its band, and if it is there by an earlier segment.

    Precedence: a context match; a repetition, which is a text that stood in the run before; else
    the better one of the memories' match and the earlier segment, the memories' winning a tie.
    """
    met: set[str] = set()
    for segment in segments:
        band, is_internal = bands.of(segment.score), False
        if segment.text in met and band != CONTEXT:
            band = REPETITION
        elif segment.internal is not None and segment.internal > (segment.score or 0.0):
            inside = bands.of(segment.internal)
            band, is_internal = inside, inside in bands.fuzzy and inside != band
        met.add(segment.text)
        yield band, is_internal


def analyse(files: Sequence[Sequence[Known]], bands: Bands) -> tuple[list[Analysis], Analysis]:
    """Of each file, in the order of the run, and of all of them."""
    placed = in_bands((segment for file in files for segment in file), bands)
    each = []
    for file in files:
        totals = dict.fromkeys(bands.names, Count())
        internal = dict.fromkeys(bands.fuzzy, Count())
        for segment in file:
            band, is_internal = next(placed)
            size = count(segment.text)
            totals[band] += size
            if is_internal:
                internal[band] += size
        each.append(_analysis(totals, internal, bands))
    names, fuzzy = bands.names, bands.fuzzy
    together = _analysis(
        {name: _sum(item.bands[name] for item in each) for name in names},
        {name: _sum(item.internal[name] for item in each) for name in fuzzy},
        bands,
    )
    return each, together


def _analysis(totals: dict[str, Count], internal: dict[str, Count], bands: Bands) -> Analysis:
    weights = bands.weights
    weighted = sum(size.words * weights[name] for name, size in totals.items())
    return Analysis(bands=totals, internal=internal, weighted=weighted)


def _sum(counts: Iterable[Count]) -> Count:
    return sum(counts, start=Count())
