"""A space of an uncommon kind: em space, ideographic space and the like.

Why: programs take it for a letter; a search for the words does not find them.

Wrong: търсене и[U+2003]спасяване
Right: търсене и спасяване

Fix: a plain space. No-break spaces are fine everywhere, thin ones at numbers, initials and dashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.model import Draft, Finding

_ODD = re.compile("[\u1680\u2000-\u200a\u205f\u3000]+")
_THIN = frozenset("\u2006\u2009\u200a\u2008\u2007")
"""Figure spaces too: they stand between digits."""
_BESIDE_THIN = re.compile(r"[\d–—%‰°№§«»„“”/.,:;!?]")
_EASTERN = re.compile(r"[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        text = passage.text
        if text.isascii():
            continue
        for match in _ODD.finditer(text):
            start, end = match.span()
            beside = text[max(0, start - 1) : start] + text[end : end + 1]
            if _EASTERN.search(beside) or (
                _THIN.issuperset(match[0]) and _BESIDE_THIN.search(beside)
            ):
                continue
            yield Finding(
                passage=passage,
                start=start,
                end=end,
                message=f"an uncommon space, U+{ord(match[0][0]):04X}",
                suggestions=(" ",),
                safe=True,
            )
