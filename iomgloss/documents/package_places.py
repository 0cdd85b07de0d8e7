"""Where the texts of a package's part stand in its XML."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import islice

from iomgloss.files.splice import Tracks
from iomgloss.files.xml_places import Places
from iomgloss.model import Run


class PartPlaces(Places):
    """The texts between tags that are asked for, by the number of tags before them."""

    def __init__(self, data: bytes, file: str, wanted: set[int]) -> None:
        super().__init__(data, file)
        self.nodes: dict[int, Tracks] = {}
        self._wanted = wanted
        self._tags = 0

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        self._tags += 1

    def end(self, name: str) -> None:
        self._tags += 1

    def piece(self, text: str, start: int, end: int) -> None:
        if self._tags in self._wanted:
            self.nodes.setdefault(self._tags, Tracks()).put(text, start, end)


def file_runs(runs: Sequence[Run], nodes: Mapping[int, Tracks]) -> tuple[Run, ...] | None:
    """Runs that count characters of the part, for those that count in nodes; None where one does
    not lie where it says."""
    made: list[Run] = []
    for run in runs:
        if run.source_start == run.source_end:
            made.append(Run(run.start, run.end, 0, 0))
            continue
        node = nodes.get(-1 if run.node is None else run.node)
        found = _inside(run, node.runs if node else ())
        if found is None:
            return None
        if run.literal:
            made += found
        else:
            made.append(Run(run.start, run.end, found[0].source_start, found[-1].source_end))
    return tuple(made)


def _inside(run: Run, pieces: Sequence[Run]) -> list[Run] | None:
    """What of the pieces of a node the run covers; starts and ends count in the block."""
    found = []
    first = bisect_right(pieces, run.source_start, key=lambda piece: piece.start) - 1
    for piece in islice(pieces, max(0, first), None):
        start, end = max(run.source_start, piece.start), min(run.source_end, piece.end)
        if start >= end:
            break
        left, right = piece.source_start, piece.source_end
        if piece.literal:
            left, right = left + start - piece.start, right - (piece.end - end)
        elif (start, end) != (piece.start, piece.end):
            return None
        shift = run.start - run.source_start
        found.append(Run(start + shift, end + shift, left, right))
    covered = sum(piece.end - piece.start for piece in found)
    return found if covered == run.source_end - run.source_start else None
