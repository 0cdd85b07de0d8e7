"""A number in the translation that the source has not: changed, or added.

Numbers count by their value, as in N001; 1.500 in English is 1,5 in Bulgarian and Russian.

Why: one wrong digit, or million where it says milliard, passes every spelling checker.

Wrong: IOM assisted 12 million migrants. → МОМ подпомогна 12 милиарда мигранти.
Right: IOM assisted 12 million migrants. → МОМ подпомогна 12 милиона мигранти.

Fix: where one number differs, that of the source as the language of the translation writes it. It
is never put in without asking: the source may be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.numbers.comparing import compare
from iomgloss.checks.numbers.writing import written
from iomgloss.model import Draft, Finding


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        compared = compare(passage)
        original = compared.changed
        for value in compared.extra:
            if value.dated and compared.other_dates:
                continue
            surface = passage.text[value.start : value.end]
            if original is None:
                yield Finding(
                    passage=passage,
                    start=value.start,
                    end=value.end,
                    message=f"{surface!r} is not in the source",
                )
                continue
            before = (passage.source or "")[original.start : original.end]
            own = written(original, before, passage.language or "")
            yield Finding(
                passage=passage,
                start=value.start,
                end=value.end,
                message=f"{surface!r} is {before!r} in the source",
                suggestions=(own or before,),
            )
