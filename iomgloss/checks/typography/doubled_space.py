"""Two spaces between words.

Why: they show in print, and make two texts differ that are the same.

Wrong: МВР и  Международната организация по миграция
Right: МВР и Международната организация по миграция

Fix: one space. Two after a full stop in English, columns made with spaces, and what the source
spaces so too are no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import primary, running
from iomgloss.model import Draft, Finding

_DOUBLED = re.compile(r"(?<=\S)[ \u00a0]*(?:  |\u00a0 | \u00a0)[ \u00a0]*(?=\S)")
_WIDEST = 3
"""Wider ones are columns."""
_TYPISTS = re.compile(r"[.?!:]['\"”’)\]]?$")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in running(draft):
        text = passage.text
        if "  " not in text and "\u00a0" not in text:
            continue
        if passage.source and _DOUBLED.search(passage.source):
            continue
        matches = list(_DOUBLED.finditer(text))
        if any(len(match[0]) > _WIDEST for match in matches):
            continue
        for match in matches:
            before = text[max(0, match.start() - 2) : match.start()]
            if primary(passage.language) == "en" and _TYPISTS.search(before):
                continue
            yield Finding(
                passage=passage,
                start=match.start(),
                end=match.end(),
                message=f"{len(match[0])} spaces in a row",
                suggestions=("\u00a0" if match[0].strip(" ") else " ",),
                safe=True,
            )
