"""Straight quotation marks in running text.

Why: typewriters and keyboards have them, publishers do not.

Wrong: Проект "Доброволно връщане" приключи.
Right: Проект „Доброволно връщане“ приключи.

Fix: the marks of the language. Off unless it is selected: most drafts are typed so, and marks in
software are often meant to be straight.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import running, without_literals
from iomgloss.checks.typography.pairs import quotes
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in running(draft):
        facts = profile(passage.language or "")
        if not facts.quotes or '"' not in passage.text:
            continue
        usual = facts.quotes[0]
        for first, last in sorted(quotes(without_literals(passage.text))):
            if last is None or first.character + last.character != '""':
                continue
            inside = passage.text[first.start + 1 : last.start]
            if not inside.strip():
                continue
            yield Finding(
                passage=passage,
                start=first.start,
                end=last.start + 1,
                message="straight quotation marks",
                suggestions=(usual[0] + inside + usual[1],),
            )
