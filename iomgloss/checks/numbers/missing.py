"""A number of the source that the translation has not.

Numbers count by their value, however they are written: 12,500 and 12 500, 1.5 and 1,5, 12 million
and 12 млн, 2.30 pm and 14:30, the 21st century and XXI век, two and 2.

Why: a number that was left out is a fact that was left out.

Wrong: In 2017, IOM assisted 1,250 migrants. → През 2017 г. МОМ подпомогна мигранти.
Right: In 2017, IOM assisted 1,250 migrants. → През 2017 г. МОМ подпомогна 1250 мигранти.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.numbers.comparing import compare
from iomgloss.checks.numbers.writing import written
from iomgloss.model import Draft, Finding, Side


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        compared = compare(passage)
        if compared.changed is not None:
            continue
        for value in compared.missing:
            if value.dated and compared.other_dates:
                continue
            surface = (passage.source or "")[value.start : value.end]
            own = written(value, surface, passage.language or "")
            yield Finding(
                passage=passage,
                start=value.start,
                end=value.end,
                message=f"{surface!r} is missing from the translation",
                hint=f"in the translation: {own!r}" if own and own != surface else None,
                side=Side.SOURCE,
            )
