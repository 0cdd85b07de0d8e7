"""A term that the term base calls deprecated, superseded or forbidden.

Why: such a term misleads, or has been replaced by law or by the house's usage.

Wrong: Двама български граждани са задържани за трафик на мигранти.
Right: Двама български граждани са задържани за каналджийство.

Fix: the preferred term in the form that the place asks for. Never put in without asking: the term
may stand in a quotation or a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.model import Draft, Finding


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        if not passage.language:
            continue
        hits = resources.terms(passage.text, passage.language)
        usable = {(hit.start, hit.end) for hit in hits if hit.status.usable}
        for hit in hits:
            if hit.status.usable or (hit.start, hit.end) in usable:
                continue  # a homonym that may be used may be meant
            better = resources.suggestion(hit, passage.text)
            terms = resources.terms_of(hit.concept, hit.language)
            usual = next((each.term for each in terms if each.status.usable), None)
            yield Finding(
                passage=passage,
                start=better.start if better else hit.start,
                end=better.end if better else hit.end,
                message=f"{hit.surface!r} is {hit.status.value}: {hit.concept}",
                hint=f"use {usual!r}" if usual else None,
                suggestions=(better.text,) if better else (),
            )
