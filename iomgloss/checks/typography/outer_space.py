"""Spaces at the beginning or end that the source does not have, or the other way round.

Why: programs put texts together; a lost space joins two words, an added one shows.

Wrong: "Name: " – "Име:"
Right: "Name: " – "Име: "

Fix: the spaces of the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.model import Draft, Finding, Passage


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        source, text = passage.source or "", passage.text
        body = text.strip()
        if not body or not source.strip():
            continue
        ours = text[: len(text) - len(text.lstrip())]
        theirs = source[: len(source) - len(source.lstrip())]
        if ours != theirs:
            end = len(ours) or 1
            yield _finding(passage, 0, end, theirs + text[len(ours) : end], "begins")
        ours, theirs = text[len(text.rstrip()) :], source[len(source.rstrip()) :]
        if ours != theirs:
            start = len(text) - (len(ours) or 1)
            kept = text[start : len(text) - len(ours)]
            yield _finding(passage, start, len(text), kept + theirs, "ends")


def _finding(passage: Passage, start: int, end: int, better: str, verb: str) -> Finding:
    return Finding(
        passage=passage,
        start=start,
        end=end,
        message=f"the text {verb} with other spaces than the source",
        suggestions=(better,),
        safe=True,
    )
