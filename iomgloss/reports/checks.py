"""What ``check`` found: THE table of its reports, and what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import cast

from iomgloss.model import Diagnostic, Severity, Side
from iomgloss.reports.terminal import Terminal
from iomgloss.workspace.checking import CheckedFile, Found

Report = Callable[[Iterable[CheckedFile], Terminal], Iterator[str]]
"""Checked files in, the report out, piece by piece; the same for the same files, byte for byte."""

REPORTS = {
    "text": "checks_text:text",
    "json": "checks_json:document",
    "jsonl": "checks_json:lines",
    "sarif": "checks_sarif:sarif",
    "github": "checks_ci:github",
    "junit": "checks_ci:junit",
    "html": "checks_html:page",
}


def report(name: str) -> Report:
    """The report in a format. Raises KeyError."""
    module, _, function = REPORTS[name].partition(":")
    return cast(Report, getattr(import_module(f"iomgloss.reports.{module}"), function))


def text_of(found: Found) -> str:
    """What the offsets of the finding count in."""
    finding = found.finding
    return (finding.passage.source or "") if finding.side is Side.SOURCE else finding.passage.text


def place(found: Diagnostic) -> str:
    """``FILE:LINE:COLUMN``; in documents without lines the paragraph, in bilingual files also the
    unit."""
    at = found.location
    if at is None:
        return ""
    return f"{at}, unit {at.unit}" if at.unit and at.line is None else str(at)


class Tally:
    """Counts as files go by."""

    def __init__(self) -> None:
        self.files = 0
        self.unread = 0
        self.with_findings = 0
        self.known = 0
        self.fixable = 0
        self.severities: Counter[Severity] = Counter()

    def add(self, file: CheckedFile) -> None:
        self.files += 1
        self.unread += file.fault is not None
        self.with_findings += bool(file.found)
        self.known += file.known
        self.fixable += sum(item.diagnostic.fixable for item in file.found)
        self.severities.update(item.diagnostic.severity for item in file.found)

    def __str__(self) -> str:
        """``1 error and 2 warnings in 2 files (1 can be fixed with --fix)``."""
        counts = [
            counted(count, str(severity))
            for severity in Severity
            if (count := self.severities[severity])
        ]
        shown = self.with_findings if counts else self.files - self.unread
        said = f"{' and '.join(counts) or 'No findings'} in {counted(shown, 'file')}"
        if self.fixable:
            said += f" ({self.fixable:,} can be fixed with --fix)"
        if self.known:
            said += f"; {self.known:,} more in the baseline"
        if self.unread:
            said += f"; {counted(self.unread, 'file')} could not be read"
        return said


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
