"""A unit without a translation.

Why: the reader finds a gap, or the original.

Wrong: The application was refused. – (empty)
Right: The application was refused. – Молбата е отхвърлена.

Fix: translate it. Units without any letter need no translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.model import Draft, Finding

_LETTER = re.compile(r"[^\W\d_]")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        source = passage.source
        if source and not passage.text.strip() and _LETTER.search(source):
            yield Finding(
                passage=passage,
                start=0,
                end=0,
                message="the unit is not translated",
                hint="translate it",
            )
