"""Remarks in drafts that silence checks: ``iomgloss: ignore T001 P005``.

In text, Markdown and HTML such a remark is a comment, ``<!-- iomgloss: ignore T001 -->``. On a line
with text it holds for that line, on a line of its own for the next line that is not blank and the
paragraph that begins there. In bilingual files it is a note of the unit, and holds for the unit.
``iomgloss: ignore-file`` holds for the whole file. Without a code it silences every check; with one
that stands for no check, none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iomgloss.checks.registry import Check
from iomgloss.checks.selection import fits
from iomgloss.model import Finding, Passage, Side

_ORDER = r"iomgloss:[ \t]*(ignore(?:-file)?)(?![\w-])((?:[ \t,]+[A-Za-z][A-Za-z0-9-]*)*)"
_NOTE = re.compile(_ORDER)
_COMMENT = re.compile(rf"<!--\s{{0,20}}{_ORDER}[^<>]{{0,400}}?-->")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A remark that silences checks, and for what."""

    names: tuple[str, ...]
    """As after ``--ignore``; empty: all checks."""
    whole_file: bool = False
    line: int | None = None
    """1-based, where it stands; None in units."""
    columns: tuple[int, int] = (0, 0)
    """1-based, half-open, of the comment on its first line."""
    lines: tuple[int, ...] = ()
    """What it holds for; of a comment on a line of its own, also for blocks that begin there."""
    alone: bool = False
    passage: int | None = None
    """Number of the passage that it holds for."""

    def __str__(self) -> str:
        order = "ignore-file" if self.whole_file else "ignore"
        return " ".join([f"iomgloss: {order}", *self.names])

    def concerns(self, row: Check) -> bool:
        return not self.names or any(fits(row, name) for name in self.names)

    def covers(self, row: Check, finding: Finding) -> bool:
        """The finding is not to be told."""
        if not self.concerns(row):
            return False
        if self.whole_file:
            return True
        if self.passage is not None:
            return finding.passage.number == self.passage
        place = finding.passage.location("", finding.start, finding.end)
        begun = finding.passage.location("", 0, 0).line if self.alone else None
        return place.line in self.lines or begun in self.lines

    def holds(self, finding: Finding) -> bool:
        """The finding is about the remark itself: in plain text it is a part of the text."""
        if self.line is None or finding.side is not Side.TARGET:
            return False
        place = finding.passage.location("", finding.start, finding.end)
        first, end = self.columns
        return place.line == self.line and first <= (place.column or 0) < end


def in_text(text: str) -> Iterator[Suppression]:
    """Those in the comments of a file, in order."""
    starts: list[int] = []
    for found in _COMMENT.finditer(text):
        if not starts:
            starts = [0, *(each.end() for each in _BREAK.finditer(text))]
        line = bisect_right(starts, found.start())
        last = bisect_right(starts, found.end() - 1)
        before = text[starts[line - 1] : found.start()]
        behind = text[found.end() : _start(starts, last + 1, text)]
        alone = not before.strip() and not behind.strip()
        column = found.start() - starts[line - 1] + 1
        yield Suppression(
            names=tuple(_NAME.findall(found[2])),
            whole_file=found[1] == "ignore-file",
            line=line,
            columns=(column, column + found.end() - found.start()),
            lines=(line, _next_line(text, starts, last)) if alone else (line,),
            alone=alone,
        )


def in_notes(passages: Iterable[Passage]) -> Iterator[Suppression]:
    """Those in the notes of units, in order."""
    for passage in passages:
        for note in passage.notes:
            for found in _NOTE.finditer(note):
                yield Suppression(
                    names=tuple(_NAME.findall(found[2])),
                    whole_file=found[1] == "ignore-file",
                    passage=passage.number,
                )


def _start(starts: list[int], line: int, text: str) -> int:
    return starts[line - 1] if line <= len(starts) else len(text)


def _next_line(text: str, starts: list[int], line: int) -> int:
    """The next line that is not blank."""
    following = line + 1
    while following < len(starts) and not (
        text[starts[following - 1] : _start(starts, following + 1, text)].strip()
    ):
        following += 1
    return following


def silenced(
    found: Iterable[tuple[Check, Finding]], remarks: Iterable[Suppression]
) -> tuple[list[tuple[Check, Finding]], list[Suppression]]:
    """What is still to be told, and the remarks that silenced nothing, both in order."""
    given = list(remarks)
    by_place: dict[tuple[str, int], list[Suppression]] = {}
    for remark in given:
        for place in _places(remark):
            by_place.setdefault(place, []).append(remark)
    told: list[tuple[Check, Finding]] = []
    used: set[int] = set()
    for row, finding in found:
        near = [remark for place in _near(finding) for remark in by_place.get(place, ())]
        covering = [remark for remark in near if remark.covers(row, finding)]
        used.update(map(id, covering))
        if not covering and not any(remark.holds(finding) for remark in near):
            told.append((row, finding))
    return told, [remark for remark in given if id(remark) not in used]


def _places(remark: Suppression) -> Iterator[tuple[str, int]]:
    """Where to look for findings that it may cover."""
    if remark.whole_file:
        yield "file", 0
    if remark.passage is not None:
        yield "passage", remark.passage
    for line in remark.lines:
        yield "line", line


def _near(finding: Finding) -> list[tuple[str, int]]:
    passage = finding.passage
    places = [("file", 0), ("passage", passage.number)]
    lines = {passage.location("", at, finding.end if at else 0).line for at in (finding.start, 0)}
    return places + [("line", line) for line in sorted(line for line in lines if line)]
