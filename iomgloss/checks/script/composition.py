"""A letter typed in two parts, such as й as и and a breve.

Why: it looks right, but compares as another word; PDF files and Apple's file names are full of it.

Wrong: йога, where й is и and U+0306
Right: йога, where й is one character

Fix: the letter in one piece (Unicode's form NFC). A stress mark on a vowel stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.model import Draft, Finding

_WORD = re.compile(r"[\w\u0300-\u036f]+")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        text = passage.text
        if unicodedata.is_normalized("NFC", text):
            continue
        for match in _WORD.finditer(text):
            whole = unicodedata.normalize("NFC", match[0])
            if whole != match[0]:
                yield Finding(
                    passage=passage,
                    start=match.start(),
                    end=match.end(),
                    message=f"{whole!r} has a letter typed in parts",
                    suggestions=(whole,),
                    safe=True,
                )
