"""A date that is another one in the translation.

27 March 2018, March 27, 2018, 27 март 2018 г., 27 марта 2018 года, 27.03.2018 and 2018-03-27 are
the same date.

Why: a wrong day or month is a wrong fact, and the months of the languages are easily confused.

Wrong: on 27 March 2018 → на 27 май 2018 г.
Right: on 27 March 2018 → на 27 март 2018 г.

Fix: the date of the source as the language of the translation writes it; never without asking.
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
        if not compared.other_dates:
            continue
        source, language = passage.source or "", passage.language or ""
        originals = [value for value in compared.missing if value.dated]
        for place, value in enumerate(value for value in compared.extra if value.dated):
            original = originals[min(place, len(originals) - 1)]
            before = source[original.start : original.end]
            own = written(original, before, language)
            surface = passage.text[value.start : value.end]
            yield Finding(
                passage=passage,
                start=value.start,
                end=value.end,
                message=f"{surface!r} is {before!r} in the source",
                suggestions=(own,) if own else (),
            )
