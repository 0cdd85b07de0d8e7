"""A quotation mark that is opened and never closed, or closed and never opened.

Why: nobody can tell where the quotation ends.

Wrong: Проектът „Доброволно връщане приключи през май.
Right: Проектът „Доброволно връщане“ приключи през май.

Fix: by hand. A quotation over several paragraphs is no finding, nor is one whose source is so too.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import without_literals
from iomgloss.checks.typography.pairs import Mark, lonely, single_quotes
from iomgloss.model import Draft, Finding


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage, mark in lonely(draft, _unmatched):
        missing = "closed" if mark.opens else "opened"
        yield Finding(
            passage=passage,
            start=mark.start,
            end=mark.start + 1,
            message=f"the quotation mark {mark.character} is never {missing}",
            hint=f"put in the {'closing' if mark.opens else 'opening'} mark, or leave this one out",
        )


def _unmatched(text: str) -> list[Mark]:
    return single_quotes(without_literals(text))
