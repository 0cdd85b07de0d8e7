"""Changes of a text, carried back to where its characters stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from iomgloss.model import Run


class Change(NamedTuple):
    """``text`` for what stands from ``start`` to ``end``: half-open, code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A text and where every character of it stands in a decoded file."""

    text: str
    runs: tuple[Run, ...]
    """They tile the text; their sources count code points of the decoded file, or of ``part``. A
    source without length stands for mark-up and cannot be replaced."""
    writes: tuple[Callable[[str], str], ...]
    """How new text is written there, the plainest way first."""
    part: str = ""
    """Of a package, the part; else empty."""
    line: int | None = None
    """1-based, where its unit begins."""
    language: str | None = None
    """Normalised tag, where the format says it of each text."""


class Tracks:
    """Puts the runs of a slot together from pieces."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._texts: list[str] = []
        self._length = 0

    def put(self, text: str, start: int, end: int) -> None:
        """``text`` is written as the source from ``start`` to ``end``."""
        if not text:
            return
        begin, self._length = self._length, self._length + len(text)
        self._texts.append(text)
        last = self.runs[-1] if self.runs else None
        literal = len(text) == end - start
        if last and literal and last.literal and last.source_end == start:
            begin, start = last.start, last.source_start
            self.runs.pop()
        self.runs.append(Run(begin, self._length, start, end))

    @property
    def text(self) -> str:
        return "".join(self._texts)


def splice(text: str, changes: Iterable[Change]) -> str:
    """``text`` with all changes. Raises ValueError where two overlap."""
    made, done = [], 0
    for start, end, new in sorted(set(changes)):
        if start < done:
            raise ValueError("changes overlap")
        made += [text[done:start], new]
        done = end
    return "".join([*made, text[done:]])


def finest(text: str, change: Change) -> Iterator[Change]:
    """The same change as changes that touch as few characters of ``text`` as can be told."""
    start, end, new = change
    old = text[start:end]
    if len(old) == len(new):
        at = 0
        while at < len(old):
            begin = at
            while at < len(old) and old[at] != new[at]:
                at += 1
            if at > begin:
                yield Change(start + begin, start + at, new[begin:at])
            at += 1
        return
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    most = shorter - head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    yield Change(start + head, end - tail, new[head : len(new) - tail])


def placed(slot: Slot, change: Change, write: Callable[[str], str]) -> list[Change] | None:
    """The change in the source; None where it cannot be made without harm to mark-up."""
    found: list[Change] = []
    for part in finest(slot.text, change):
        spans = _spans(slot.runs, part)
        if spans is None:
            return None
        pieces = _joined(spans)
        between = slot.text[part.start : part.end] + part.text
        if len(pieces) > 1 and any(letter.isspace() for letter in between):
            return None  # which side of the mark-up would the new blanks belong to?
        found += [
            Change(start, end, "" if number else write(part.text))
            for number, (start, end) in enumerate(pieces)
        ]
    return found


def _spans(runs: Sequence[Run], change: Change) -> list[tuple[int, int]] | None:
    """Of what is replaced, the stretches of the source, a run each."""
    start, end, _ = change
    if start == end:
        return _insertion(runs, start)
    spans = []
    for run in islice(runs, _at(runs, start), None):
        if end <= run.start:
            break
        is_whole = start <= run.start and run.end <= end
        if run.source_start == run.source_end or not (is_whole or run.literal):
            return None
        left = run.source_start + (max(0, start - run.start) if run.literal else 0)
        right = run.source_end - (max(0, run.end - end) if run.literal else 0)
        spans.append((left, right))
    return spans


def _insertion(runs: Sequence[Run], at: int) -> list[tuple[int, int]] | None:
    """Behind the character before, else in front of the one that follows."""
    here = _at(runs, at)
    for run in runs[max(0, here - 1) : here + 1]:
        has_place = run.source_start < run.source_end
        if has_place and run.start < at <= run.end and (run.literal or at == run.end):
            place = run.source_end - (run.end - at)
            return [(place, place)]
    if runs and runs[here].start == at and runs[here].source_start < runs[here].source_end:
        return [(runs[here].source_start, runs[here].source_start)]
    return None


def _at(runs: Sequence[Run], offset: int) -> int:
    """Which run holds the character at ``offset``; the last one for the end of the text."""
    return max(0, bisect_right(runs, offset, key=lambda run: run.start) - 1)


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbours without mark-up between as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            start = joined.pop()[0]
        joined.append((start, end))
    return joined
