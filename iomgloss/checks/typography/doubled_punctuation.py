"""Two marks where one is right: ,, or .. or ,.

Why: it is left over from editing.

Wrong: мигранти,, бежанци и търсещи закрила..
Right: мигранти, бежанци и търсещи закрила.

Fix: one of them, by hand: two dots may be three. Ellipses, ?.. and !.., the stop of an abbreviation
before a comma, and what the source doubles too are no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import Literals, running
from iomgloss.model import Draft, Finding

_DOUBLED = re.compile(
    r", ?,(?![,\w'‘`„«])|;;(?!;)|,\.(?![.\w])|\.\.(?![./\w])(?<!\.\.\.)|::(?![:\w])(?<!:::)"
)

_ENDS = re.compile(r"[\w)\]»“”\"’]")
"""What a mark can stand behind."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in running(draft):
        if passage.source and _DOUBLED.search(passage.source):
            continue
        literals: Literals | None = None
        for match in _DOUBLED.finditer(passage.text):
            literals = literals or Literals(passage.text)
            if match.start() in literals:
                continue
            if not _ENDS.match(passage.text, max(0, match.start() - 1)):
                continue
            marks = match[0]
            choices = ("…", ".") if marks == ".." else (",", ".") if marks == ",." else (marks[0],)
            yield Finding(
                passage=passage,
                start=match.start(),
                end=match.end(),
                message=f"doubled punctuation {marks!r}",
                suggestions=choices,
            )
