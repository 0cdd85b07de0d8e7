"""One concept called by two full terms in one text.

Why: a reader takes two names for two things; in law and in agreements that can matter. Only full
terms count, not abbreviations, short forms and other spellings, nor terms that have most of their
words in common. A term given in brackets after the other one is a remark, not a rendering. In
documents only terms with a source count, since everyday notions may vary with style; in pairs, only
translations of the same source term are compared.

Wrong: Реадмисията е уредена в закона. Искането за обратно приемане се подава писмено.
Right: Реадмисията е уредена в закона. Искането за реадмисия се подава писмено.

Fix: the term used more often in the text, or of equals the preferred one, in the form that the
place asks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from iomgloss.checks.base import Resources
from iomgloss.checks.terminology.places import (
    akin,
    approved,
    by_place,
    inside,
    is_full,
    keys,
    mentions,
    outermost,
    titles,
)
from iomgloss.model import Draft, Finding, Passage, TermHit, TermSection


class _Use(NamedTuple):
    passage: Passage
    hit: TermHit


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    groups: dict[tuple[str, str, str], list[_Use]] = {}
    for passage in draft.passages:
        uses = list(_uses(passage, resources))
        for source, use in _sources(passage, uses, resources):
            groups.setdefault((use.hit.concept, use.hit.language, source), []).append(use)
    for uses in groups.values():
        yield from _minority(uses, resources, attested=not draft.bilingual)


def _uses(passage: Passage, resources: Resources) -> Iterator[_Use]:
    """The full terms of a passage, those that name one concept only."""
    if not passage.language:
        return
    text = passage.text
    hits = approved(resources.terms(text, passage.language))
    quoted = [*titles(text), *mentions(text)] if hits else []
    for readings in by_place(outermost(hits)).values():
        hit = readings[0]
        bracketed = text[: hit.start].endswith(("(", "/")) or text[hit.end : hit.end + 1] == "/"
        if len(readings) == 1 and not bracketed and not inside(hit, quoted):
            yield _Use(passage, hit)


def _sources(
    passage: Passage, uses: Iterable[_Use], resources: Resources
) -> Iterator[tuple[str, _Use]]:
    """Each use with the source term it renders: of documents, none; of pairs, the only one."""
    if passage.source is None:
        yield from (("", use) for use in uses)
        return
    found: dict[str, set[str]] = {}
    for hit in outermost(resources.terms(passage.source, passage.source_language or "")):
        found.setdefault(hit.concept, set()).add(hit.term)
    for use in uses:
        terms = found.get(use.hit.concept, set())
        if len(terms) == 1:
            yield next(iter(terms)), use


def _minority(uses: list[_Use], resources: Resources, *, attested: bool) -> Iterator[Finding]:
    """What departs from the term that is used most; of equals, from the better one.

    ``attested``: only if that one has a source.
    """
    if len({use.hit.term for use in uses}) < 2:
        return
    first = uses[0].hit
    records = {t.term: t for t in resources.terms_of(first.concept, first.language) if is_full(t)}
    counts = Counter(use.hit.term for use in uses if use.hit.term in records)
    if len(counts) < 2:
        return
    rank = {term: place for place, term in enumerate(records)}
    usual = max(counts, key=lambda term: (counts[term], -rank[term]))
    if attested and not records[usual].source:
        return
    for use in uses:
        term = use.hit.term
        if term not in records or not _rivals(records[term], records[usual]):
            continue
        better = resources.suggestion(use.hit, use.passage.text, usual)
        yield Finding(
            passage=use.passage,
            start=better.start if better else use.hit.start,
            end=better.end if better else use.hit.end,
            message=f"{use.hit.surface!r} is called {usual!r} elsewhere in the text",
            hint="use one term for one concept",
            suggestions=(better.text,) if better else (),
        )


def _rivals(one: TermSection, other: TermSection) -> bool:
    """Two names, not of two countries, with no more than half of their words in common."""
    if one.region != other.region and one.region and other.region:
        return False
    left, right = ([key for key in keys(term.term) if len(key) > 2] for term in (one, other))
    common = sum(any(akin(key, word) for word in right) for key in left)
    return 2 * common <= min(len(left), len(right)) and common < min(len(left), len(right))
