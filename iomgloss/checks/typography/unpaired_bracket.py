"""A bracket that is opened and never closed, or closed and never opened.

Why: nobody can tell where the insertion ends.

Wrong: Международната организация по миграция (МОМ подписа споразумение.
Right: Международната организация по миграция (МОМ) подписа споразумение.

Fix: by hand. Enumerations such as а) and 2) are no finding, nor is a bracket that the source leaves
open too, or one that another paragraph closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import without_literals
from iomgloss.checks.typography.pairs import Mark, lonely
from iomgloss.model import Draft, Finding

_BRACKET = re.compile(r"[()\[\]{}]")
_PARTNERS = {")": "(", "]": "[", "}": "{"}
_NO_BRACKETS = re.compile(
    r"[:;=8][-^']?[()\[\]]+(?!\w)"
    r"|[(\[]\s?[-−]?\d[^()\[\]\n]{0,20}[)\]]"
    r"|(?:(?<=^)|(?<=[\s(„“«\"'/,;:–—-]))(?:\d{1,3}|[ivxlcIVXLC]{1,6}|[^\W\d_]|\*{1,3})\)"
    r"|['\"„“«‘`][()\[\]{}]['\"”“»’`]"
    r"|>[()\[\]{}]<",
)
"""Smileys, half-open intervals, numbers of an enumeration, and brackets that are quoted."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage, mark in lonely(draft, _unmatched):
        missing = "closed" if mark.opens else "opened"
        yield Finding(
            passage=passage,
            start=mark.start,
            end=mark.start + 1,
            message=f"the bracket {mark.character} is never {missing}",
            hint=f"put in the {'closing' if mark.opens else 'opening'} one, or leave this one out",
        )


def _unmatched(text: str) -> list[Mark]:
    if not _BRACKET.search(text):
        return []
    found = _scan(without_literals(text))
    if not found:
        return []
    return _scan(without_literals(_NO_BRACKETS.sub(_blank, text)))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _scan(text: str) -> list[Mark]:
    stacks: dict[str, list[Mark]] = {"(": [], "[": [], "{": []}
    alone: list[Mark] = []
    for match in _BRACKET.finditer(text):
        character = match[0]
        if character in stacks:
            stacks[character].append(Mark(match.start(), True, character))
        elif stacks[_PARTNERS[character]]:
            stacks[_PARTNERS[character]].pop()
        else:
            alone.append(Mark(match.start(), False, character))
    return sorted(alone + [mark for marks in stacks.values() for mark in marks])
