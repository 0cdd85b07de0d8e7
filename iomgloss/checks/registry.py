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
    Check("T002", "missing-translation", "terminology.missing", pairs=True),
    Check("T003", "two-renderings", "terminology.renderings"),
    Check("T004", "confusable-term", "terminology.confusable"),
    Check("T005", "foreign-form", "terminology.foreign"),
    Check("T006", "geographical-variant", "terminology.variant"),
    Check("T007", "late-abbreviation", "terminology.late"),
    Check("T008", "abbreviation-spelt-differently", "terminology.spelt"),
    Check("T009", "foreign-abbreviation", "terminology.foreign_abbreviation"),
    Check("T010", "candidate-term", "terminology.candidate", default=False),
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
    # Script
    Check("S001", "mixed-script-word", "script.mixed"),
    Check("S002", "foreign-letter", "script.foreign_letter"),
    Check("S003", "look-alike-word", "script.lookalike"),
    Check("S004", "invisible-character", "script.invisible"),
    Check("S005", "non-standard-space", "script.spaces"),
    Check("S006", "not-composed", "script.composition"),
    # Numbers, dates, units
    Check("N001", "number-missing", "numbers.missing", pairs=True),
    Check("N002", "number-changed", "numbers.changed", pairs=True),
    Check("N003", "date-differs", "numbers.date_differs", pairs=True),
    Check("N004", "unit-differs", "numbers.unit_differs", pairs=True),
    # Typography
    Check("P001", "quotation-marks", "typography.quotation_marks"),
    Check("P002", "unpaired-quote", "typography.unpaired_quote"),
    Check("P003", "unpaired-bracket", "typography.unpaired_bracket"),
    Check("P004", "doubled-word", "typography.doubled_word"),
    Check("P005", "doubled-space", "typography.doubled_space"),
    Check("P006", "space-before-punctuation", "typography.space_before"),
    Check("P007", "space-missing-after-punctuation", "typography.space_after"),
    Check("P008", "hyphen-for-dash", "typography.hyphen_for_dash", default=False),
    Check("P009", "doubled-punctuation", "typography.doubled_punctuation"),
    Check("P010", "end-punctuation", "typography.end_punctuation", pairs=True),
    Check("P011", "outer-space", "typography.outer_space", pairs=True),
    Check("P012", "first-letter-case", "typography.first_letter", pairs=True, default=False),
    Check("P013", "straight-quotes", "typography.straight_quotes", default=False),
    # Markup
    Check("M001", "inline-code", "markup.inline_codes", Severity.ERROR, pairs=True),
    Check("M002", "inline-code-order", "markup.code_order", Severity.ERROR, pairs=True),
    Check("M003", "placeholder", "markup.placeholders", Severity.ERROR, pairs=True),
    Check("M004", "address", "markup.addresses", pairs=True),
    Check("M005", "accelerator", "markup.accelerators", pairs=True, default=False),
    Check("M006", "command-option", "markup.options", pairs=True, default=False),
    Check("M007", "file-path", "markup.paths", pairs=True, default=False),
    # Translation
    Check("U001", "untranslated", "translation.untranslated", pairs=True),
    Check("U002", "same-as-source", "translation.same", pairs=True),
    Check("U003", "length", "translation.length", pairs=True, default=False),
    Check("U004", "wrong-language", "translation.wrong_language", pairs=True),
    Check("U005", "unconfirmed", "translation.unconfirmed", pairs=True, default=False),
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
