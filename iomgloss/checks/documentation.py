"""The documentation of a check: its docstring in parts."""

from __future__ import annotations

import inspect
import re
from typing import NamedTuple

from iomgloss.checks.registry import Check

_PART = re.compile(r"^([A-Z][a-z]+): +", re.MULTILINE)


class Documentation(NamedTuple):
    """What is found, and what to know of it."""

    finds: str
    """The sentence on what is found, and what belongs to it; paragraphs apart by a blank line."""
    parts: tuple[tuple[str, str], ...]
    """``Why``, ``Wrong``, ``Right``, ``Fix``: name and text, in order; a name may come again."""


def documentation(row: Check) -> Documentation:
    """The docstring of the check's module. A part goes on until the next one."""
    finds, *rest = _PART.split(inspect.cleandoc(row.documentation))
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return Documentation(
        finds=_paragraphs(finds),
        parts=tuple(
            (name, _lines(text) if name in ("Wrong", "Right") else _paragraphs(text))
            for name, text in pairs
        ),
    )


def _paragraphs(text: str) -> str:
    """Each paragraph on one line."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


def _lines(text: str) -> str:
    """An example as it stands: its blanks may be what it shows."""
    return "\n".join(line.strip(" ") for line in text.strip("\n ").split("\n"))
