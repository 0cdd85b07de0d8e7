"""Findings for programs: one document, or an object a line (design §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from iomgloss.model import Severity
from iomgloss.reports import json
from iomgloss.reports.checks import Tally, text_of
from iomgloss.reports.terminal import Terminal
from iomgloss.workspace.checking import CheckedFile, Found


def document(files: Iterable[CheckedFile], terminal: Terminal) -> Iterator[str]:
    """All findings and the counts."""
    tally = Tally()
    rows = []
    for file in files:
        tally.add(file)
        rows += [finding(found) for found in file.found]
    summary = {
        "files": tally.files,
        "errors": tally.severities[Severity.ERROR],
        "warnings": tally.severities[Severity.WARNING],
        "fixable": tally.fixable,
        "known": tally.known,
        "unread": tally.unread,
    }
    yield json.dump({"diagnostics": rows, "summary": summary})


def lines(files: Iterable[CheckedFile], terminal: Terminal) -> Iterator[str]:
    """A finding a line, as soon as its file is done."""
    for file in files:
        for found in file.found:
            yield json.dump(finding(found), lines=True)


def finding(found: Found) -> dict[str, Any]:
    """The keys of every diagnostic, and what else leads to the place."""
    at = found.diagnostic.location
    start, end = found.finding.start, found.finding.end
    return json.diagnostic(found.diagnostic) | {
        "part": at and at.part,
        "page": at and at.page,
        "paragraph": at and at.paragraph,
        "language": found.finding.passage.language,
        "side": found.finding.side.value,
        "start": start,
        "end": end,
        "text": text_of(found)[start:end],
    }
