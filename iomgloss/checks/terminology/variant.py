"""A term of another country's usage than the text is written in.

Why: a text tagged en-GB that says forced labor and human smuggling reads as copied together. Only
the tag of the text tells its country: plain en has none, and nothing is found. A region that stands
for law, not for a variety (terms of Bulgarian law in English), fits everywhere.

Wrong: (en-GB) Victims of forced labor need legal aid.
Right: (en-GB) Victims of forced labour need legal aid.

Fix: the term of the same concept that fits, in the form that the place asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iomgloss.checks.base import Resources
from iomgloss.checks.terminology.places import approved, inside, outermost, titles
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding, TermSection

_COUNTRY = re.compile(r"\b[A-Z]{2}\b")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        language = passage.language or ""
        country = _country(language)
        if country is None:
            continue
        hits = outermost(approved(resources.terms(passage.text, language)))
        fitting = {
            (hit.start, hit.end)
            for hit in hits
            if _fits(hit.term, resources.terms_of(hit.concept, language), language, country)
        }
        named = titles(passage.text) if hits else []
        for hit in hits:
            if (hit.start, hit.end) in fitting or not hit.status.usable or inside(hit, named):
                continue
            usual = next(
                (
                    term.term
                    for term in resources.terms_of(hit.concept, language)
                    if term.status.usable and _at_home(term, language, country)
                ),
                None,
            )
            better = resources.suggestion(hit, passage.text, usual) if usual else None
            yield Finding(
                passage=passage,
                start=better.start if better else hit.start,
                end=better.end if better else hit.end,
                message=f"{hit.surface!r} is not the usage of {country}",
                suggestions=(better.text,) if better else (),
            )


def _fits(term: str, terms: Sequence[TermSection], language: str, country: str) -> bool:
    return any(each.term == term and _at_home(each, language, country) for each in terms)


def _at_home(term: TermSection, language: str, country: str) -> bool:
    """Is the term without a country, at home in this one, or marked for its law only?"""
    regions = set(_COUNTRY.findall(term.region or ""))
    described = profile(language)
    if described.script:  # a language with a profile
        regions &= described.varieties
    return not regions or country in regions


def _country(tag: str) -> str | None:
    """Of en-GB, GB."""
    return next((part for part in tag.split("-")[1:] if _COUNTRY.fullmatch(part)), None)
