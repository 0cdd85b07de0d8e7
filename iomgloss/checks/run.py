"""Running checks over a draft."""

from __future__ import annotations

from collections.abc import Iterable

from iomgloss.checks.base import Resources
from iomgloss.checks.registry import Check
from iomgloss.model import Draft, Finding, Side


def run(draft: Draft, checks: Iterable[Check], resources: Resources) -> list[tuple[Check, Finding]]:
    """Everything found, in the order of the draft; the same for the same input, byte for byte."""
    found = [
        (row, finding)
        for row in checks
        if draft.bilingual or not row.pairs
        for finding in row.find(draft, resources)
    ]
    found.sort(key=_place)
    return found


def _place(item: tuple[Check, Finding]) -> tuple[object, ...]:
    row, finding = item
    return (
        finding.passage.number, finding.side is Side.TARGET, finding.start, finding.end, row.code,
        finding.message,
    )  # fmt: skip
