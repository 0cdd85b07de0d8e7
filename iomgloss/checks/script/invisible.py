"""A character that nobody sees: zero-width spaces and joiners, byte order marks, direction marks.

Why: it comes with text copied from web pages; it breaks words for search, and counts for length.

Wrong: бе[U+200B]жанци
Right: бежанци

Fix: without it. Soft hyphens are fine, and so is what Arabic, Hebrew, Indic, Thai and emoji need.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.model import Draft, Finding

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f"
    "\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
_NEEDED = re.compile(r"[\u0590-\u1cff\u2190-\u2bff\u2e80-\ud7ff\uf900-\ufefe\U0001f000-\U0003ffff]")
"""Scripts and symbols beside which such characters have work to do."""
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        text = passage.text
        if text.isprintable():  # most texts, and quick
            continue
        matches = list(_INVISIBLE.finditer(text))
        if not matches or _RIGHT_TO_LEFT.search(text):
            continue
        for match in matches:
            start, end = match.span()
            if _NEEDED.search(text[max(0, start - 1) : start] + text[end : end + 1]):
                continue
            yield Finding(
                passage=passage,
                start=start,
                end=end,
                message=f"an invisible character, {_name(match[0][0])}",
                hint="leave it out",
                suggestions=("",),
                safe=True,
            )


def _name(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X} ({name})"
