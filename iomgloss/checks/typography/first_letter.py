"""A small letter at the beginning where the source has a capital, or the other way round.

Why: a heading or a sentence begins with a capital; a piece of a sentence does not.

Wrong: The application was refused. – молбата е отхвърлена.
Right: The application was refused. – Молбата е отхвърлена.

Fix: the case of the source. Off unless it is selected: languages write capitals differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.model import Draft, Finding

_FIRST = re.compile(r"^\W{0,20}([^\W\d_])([^\W\d_]?)")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        ours = _FIRST.search(passage.text)
        theirs = _FIRST.search(passage.source or "")
        if not ours or not theirs or theirs[2].isupper() or ours[2].isupper():
            continue
        letter = ours[1]
        if letter.isupper() == theirs[1].isupper() or letter.lower() == letter.upper():
            continue
        if theirs[1] == "I" and not theirs[2]:
            continue  # English writes "I" so everywhere
        better = letter.upper() if theirs[1].isupper() else letter.lower()
        yield Finding(
            passage=passage,
            start=ours.start(1),
            end=ours.end(1),
            message=f"the source begins with {theirs[1]!r}, this with {letter!r}",
            suggestions=(better,),
        )
