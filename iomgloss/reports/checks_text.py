"""Findings for people at a terminal: the line, a caret under the stretch, what to write."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from iomgloss.model import Severity
from iomgloss.reports.checks import Tally, place, text_of
from iomgloss.reports.terminal import Span, Terminal, columns
from iomgloss.workspace.checking import CheckedFile, Found

_WIDTH = 100
"""Columns of a line where the output has no width of its own."""
_INDENT = "    "
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_SUGGESTIONS = 3
"""How many are shown."""


def text(files: Iterable[CheckedFile], terminal: Terminal) -> Iterator[str]:
    """Finding by finding, with a line of counts at the end."""
    tally = Tally()
    for file in files:
        tally.add(file)
        for found in file.found:
            yield "".join(_finding(found, terminal))
    yield terminal.text(f"{tally}", "bold") + "\n"


def _finding(found: Found, terminal: Terminal) -> Iterator[str]:
    item = found.diagnostic
    unit = item.location.unit if item.location and item.location.line else None
    message = item.message + (f" [unit {unit}]" if unit else "")
    colour = _COLOURS[item.severity]
    head = [Span(f"{place(item)}: ", "bold"), Span(item.code, colour), Span(f" {message}")]
    yield "".join(map(terminal.styled, head)) + "\n"
    room = (terminal.width or _WIDTH) - len(_INDENT)
    start, end = found.finding.start, found.finding.end
    if start < end:
        line, caret = excerpt(text_of(found), start, end, room)
        yield f"{_INDENT}{terminal.text(line, '')}\n{_INDENT}{terminal.text(caret, colour)}\n"
    elif found.finding.passage.source:
        line, _ = excerpt(found.finding.passage.source, 0, 0, room)
        yield f"{_INDENT}{terminal.text(line, 'dim')}\n"
    if item.suggestions:
        shown = " / ".join(map(_visible, item.suggestions[:_SUGGESTIONS]))
        yield f"{_INDENT}{terminal.text('→ ' + shown, 'green')}\n"
    elif item.hint:
        yield f"{_INDENT}{terminal.text('→ ' + item.hint, 'dim')}\n"


def excerpt(text: str, start: int, end: int, room: int) -> tuple[str, str]:
    """The line that holds ``text[start:end]``, cut around it to ``room`` columns, and a caret line.

    Tabs become blanks; letters that nobody sees are shown by their numbers.
    """
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    room -= 2  # for the marks where it is cut
    stretch, used = _taken(text[start : min(end, stop, start + room)], room)
    missing = start + used < min(end, stop)
    before = [_shown(letter) for letter in reversed(text[max(begin, start - room) : start])]
    behind = [] if missing else [_shown(letter) for letter in text[start + used : stop][:room]]
    free = room - columns(stretch)
    wanted = sum(map(columns, before)), sum(map(columns, behind))
    left = min(wanted[0], max(free // 2, free - wanted[1]))
    first, count = _fitting(before, left)
    last, follow = _fitting(behind, free - left)
    lead = ("…" if start - count > begin else "") + "".join(reversed(first))
    tail = "".join(last) + ("…" if missing or start + used + follow < stop else "")
    return lead + stretch + tail, " " * columns(lead) + "^" * max(1, columns(stretch))


def _taken(text: str, room: int) -> tuple[str, int]:
    """As much of a text as fits, as it is shown, and how many letters these are."""
    pieces, count = _fitting([_shown(letter) for letter in text], room)
    return "".join(pieces), count


def _fitting(pieces: list[str], room: int) -> tuple[list[str], int]:
    used = count = 0
    for piece in pieces:
        used += columns(piece)
        if used > room:
            break
        count += 1
    return list(islice(pieces, count)), count


def _shown(letter: str) -> str:
    if letter.isprintable():
        return letter
    if letter in "\t\r\n\v\f" or unicodedata.category(letter) == "Zs":
        return " "
    return f"‹U+{ord(letter):04X}›"


def _visible(suggestion: str) -> str:
    """On one line; in quotation marks where it would not be seen."""
    line = _line(suggestion)
    return line if line == line.strip() and line else f"'{line}'"


def _line(text: str) -> str:
    return "".join(map(_shown, text)) or "(nothing)"
