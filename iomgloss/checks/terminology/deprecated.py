"""A term that the term base calls deprecated, superseded or forbidden.

Why: such a term misleads, or has been replaced by law or by the house's usage. Left alone is one
that stands in a quoted title, is itself quoted as a word, or is part of a longer term that may be
used.

Wrong: Двама български граждани са задържани за трафик на мигранти.
Right: Двама български граждани са задържани за каналджийство.

Fix: the preferred term in the form that the place asks for. Never put in without asking: the term
may stand in a quotation or a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.terminology.places import approved, inside, mentions, outermost, titles
from iomgloss.model import Draft, Finding


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        if not passage.language:
            continue
        hits = resources.terms(passage.text, passage.language)
        bad = outermost(approved(hit for hit in hits if not hit.status.usable))
        if not bad:
            continue
        # A homonym that may be used may be meant, and so may a longer term.
        usable = [(hit.start, hit.end) for hit in hits if hit.status.usable]
        named, quoted = titles(passage.text), set(mentions(passage.text))
        for hit in bad:
            if inside(hit, usable) or inside(hit, named) or (hit.start, hit.end) in quoted:
                continue
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
