"""All checks. To add one is a module, a row here, and its cases in ``tests/checks/data``."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import NamedTuple

from iomgloss.checks.base import Find
from iomgloss.model import Severity


class Check(NamedTuple):
    """A row of the registry."""

    code: str
    """A letter for the family, three digits; never given to another check."""
    name: str
    """Kebab-case."""
    module: str
    """Below `iomgloss.checks`."""
    severity: Severity = Severity.WARNING
    pairs: bool = False
    """It looks at pairs: documents have none."""
    default: bool = True
    """It runs unless something else is selected."""

    @property
    def find(self) -> Find:
        found: Find = import_module(f"iomgloss.checks.{self.module}").find
        return found

    @property
    def documentation(self) -> str:
        return import_module(f"iomgloss.checks.{self.module}").__doc__ or ""


FAMILIES = {
    "T": "Terminology",
    "C": "Consistency",
    "S": "Script",
    "N": "Numbers, dates, units",
    "P": "Typography",
    "M": "Markup",
    "U": "Translation",
}

CHECKS = (
    # Terminology
    Check("T001", "deprecated-term", "terminology.deprecated"),
    # Consistency
    Check("C001", "same-source-different-targets", "consistency.same_source", pairs=True),
    Check(
        "C002",
        "same-target-different-sources",
        "consistency.same_target",
        pairs=True,
        default=False,
    ),
    Check("C003", "differs-from-memory", "consistency.differs_from_memory", pairs=True),
    Check("C004", "name-in-two-ways", "consistency.names"),
    Check("C005", "mixed-quotation-styles", "consistency.quotation"),
    Check("C006", "mixed-dash-styles", "consistency.dashes"),
    # Numbers, dates, units
    Check("N001", "number-missing", "numbers.missing", pairs=True),
    Check("N002", "number-changed", "numbers.changed", pairs=True),
    Check("N003", "date-differs", "numbers.date_differs", pairs=True),
    Check("N004", "unit-differs", "numbers.unit_differs", pairs=True),
)


def check_named(name: str) -> Check:
    """By code or name. Raises KeyError."""
    for row in CHECKS:
        if name in (row.code, row.name):
            return row
    raise KeyError(name)


def selected(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Check, ...]:
    """The checks whose codes begin with one of ``select``, or have such a name (none: the
    defaults; ``ALL``: all), less those of ``ignore``; of two prefixes that fit, the longer wins."""
    chosen, left_out = list(select), list(ignore)
    return tuple(
        row
        for row in CHECKS
        if (_closeness(row, chosen) if chosen else 0 if row.default else -1)
        > _closeness(row, left_out)
    )


def _closeness(row: Check, prefixes: list[str]) -> int:
    """Length of the longest prefix that fits; -1 for none. A name fits as the whole code does."""
    lengths = [
        0 if prefix == "ALL" else len(row.code) if prefix == row.name else len(prefix)
        for prefix in prefixes
        if prefix in ("ALL", row.name) or row.code.startswith(prefix)
    ]
    return max(lengths, default=-1)
