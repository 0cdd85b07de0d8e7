"""A translation that nobody has confirmed: a draft, or marked as fuzzy.

Why: it may be a machine's, or that of a text that has changed since.

Wrong: a unit of the state "needs-translation", or "fuzzy" in a PO file
Right: the same unit, read and confirmed

Fix: read it and confirm it in the translation tool. Off unless it is selected.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.model import Draft, Finding, UnitState


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        if not passage.text.strip() or passage.state in (None, UnitState.CONFIRMED):
            continue
        said = "fuzzy" if passage.state is UnitState.FUZZY else "a draft"
        yield Finding(
            passage=passage,
            start=0,
            end=len(passage.text),
            message=f"the translation is {said}",
            hint="read it and confirm it",
        )
