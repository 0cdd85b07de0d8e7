"""Puts a block together, stretch by stretch, and keeps account of where each came from."""

from __future__ import annotations

import re

from iomgloss.documents.decoding import Lines
from iomgloss.model import Block, BlockKind, Run

_PARTS = re.compile(r"[^ \t\r\n\f]++(?: [^ \t\r\n\f]++)*+|[ \t\r\n\f]++")
"""Words with single blanks between them stand as they are. Other white space, as HTML (*ASCII
whitespace*) and OpenDocument (part 3, 6.1.2) have it, is collapsed; a no-break space is none."""


class Builder:
    """The text of one block so far. ``lines``: of the source, in text formats."""

    def __init__(self, lines: Lines | None = None) -> None:
        self._lines = lines
        self._text: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._blank: tuple[int, int, int | None] | None = None

    def __bool__(self) -> bool:
        return bool(self._runs)

    def literal(self, text: str, at: int, node: int | None = None) -> None:
        """``text`` stands at ``at`` character by character; it holds no line break."""
        if text:
            self._put(text, at, at + len(text), node)

    def replaced(self, text: str, at: int, end: int, node: int | None = None) -> None:
        """``text`` is written as the source from ``at`` to ``end``."""
        self._put(text, at, end, node)

    def collapsed(self, text: str, at: int, node: int | None = None) -> None:
        """As `literal`, but runs of white space count as one blank, at the ends as none."""
        for part in _PARTS.finditer(text):
            start, end = at + part.start(), at + part.end()
            if part.group()[0] in " \t\r\n\f":
                if self._blank is None:
                    self._blank = start, end, node
            else:
                self.flush_blank()
                self._put(part.group(), start, end, node)

    def flush_blank(self) -> None:
        """Put the blank that is due, before something that is no white space."""
        if self._blank is not None and self._text and not self._text[-1].endswith("\n"):
            self._put(" ", *self._blank)
        self._blank = None

    def drop_blank(self) -> None:
        """Forget the blank that is due, before a line break."""
        self._blank = None

    def _put(self, text: str, at: int, end: int, node: int | None) -> None:
        start, self._length = self._length, self._length + len(text)
        self._text.append(text)
        last = self._runs[-1] if self._runs else None
        literal = len(text) == end - at
        if last and literal and last.literal and last.source_end == at and last.node == node:
            line = self._lines.place(at)[0] if self._lines else last.line
            if line == last.line:
                self._runs[-1] = Run(
                    last.start, self._length, last.source_start, end, last.line, last.column, node
                )
                return
        line, column = self._lines.place(at) if self._lines else (None, None)
        self._runs.append(Run(start, self._length, at, end, line, column, node))

    def block(self, kind: BlockKind, **facts: int | str | None) -> Block | None:
        """The block without white space at its ends; None where nothing is left."""
        text = "".join(self._text)
        end = len(text.rstrip())
        start = len(text) - len(text.lstrip())
        if start >= end:
            return None
        return Block(
            text=text[start:end],
            kind=kind,
            runs=tuple(
                _cut(run, start, end) for run in self._runs if start < run.end and run.start < end
            ),
            **facts,  # type: ignore[arg-type]  # the names of Block's own fields
        )


def _cut(run: Run, start: int, end: int) -> Run:
    """``run`` inside ``start`` to ``end``, counted from ``start``."""
    left, right = max(0, start - run.start), max(0, run.end - end)
    source_start, source_end, column = run.source_start, run.source_end, run.column
    if run.literal:
        source_start, source_end = source_start + left, source_end - right
        column = column + left if column is not None else None
    return Run(
        run.start + left - start,
        run.end - right - start,
        source_start,
        source_end,
        run.line,
        column,
        run.node,
    )
