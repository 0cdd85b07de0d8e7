"""Quotation marks of another language.

Why: „…“ is Bulgarian, «…» Russian, “…” English; others look careless in a published text.

Wrong: Проект “Доброволно връщане” приключи.
Right: Проект „Доброволно връщане“ приключи.

Fix: the marks of the language. Straight ones have a check of their own; a quotation in other
letters than those of the text is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import running
from iomgloss.checks.typography.pairs import quotes
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding

_CURLY = re.compile("[„“”«»]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in running(draft):
        text = passage.text
        facts = profile(passage.language or "")
        if not facts.quotes or not _CURLY.search(text):
            continue
        usual = facts.quotes[0]
        for first, last in sorted(quotes(text)):
            if last is None or '"' in (first.character, last.character):
                continue
            inside = text[first.start + 1 : last.start]
            used = first.character + last.character
            if used in facts.quotes or not inside:
                continue
            if bool(_CYRILLIC.search(inside)) is not (facts.script == "Cyrl"):
                continue
            marks = usual if first.character != usual[0] or last.character != usual[1] else used
            yield Finding(
                passage=passage,
                start=first.start,
                end=last.start + 1,
                message=f"{facts.name} quotes {usual[0]}so{usual[1]}, not {used[0]}so{used[1]}",
                suggestions=(marks[0] + inside + marks[1],),
                safe=not _CURLY.search(inside),
            )
