"""A term of a concept that is easily taken for another one, where the other one is meant.

Why: trafficking in human beings is a crime against a person, migrant smuggling one against a state;
a text that mixes them up says the wrong thing, though every word of it is a term. In pairs, the
source has the one concept and the target a term of the other one; in documents, the sentence itself
says that it means the other one: „трафик на хора (каналджийство)“.

Wrong: They were arrested for migrant smuggling. → Те са задържани за трафик на хора.
Right: They were arrested for migrant smuggling. → Те са задържани за каналджийство.

Fix: the term of the concept that the source has. Never put in without asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from iomgloss.checks.base import Resources
from iomgloss.checks.terminology.places import approved, by_place, outermost
from iomgloss.model import Draft, Finding, Passage, TermHit

_SAME = re.compile(
    r"\s*(?:\((?:или|or|т\. ?е\.|i\. ?e\.,?)?\s*"
    r"|,?\s+(?:т\. ?е\.|тоест|то есть|сиреч|i\. ?e\.,?|that is,?)\s+)(?:\w{1,2}\s+)?"
)
"""What stands between two names of one thing; a short preposition may be repeated."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        if not passage.language:
            continue
        hits = approved(resources.terms(passage.text, passage.language))
        if passage.source is None:
            yield from _in_text(passage, outermost(hits), resources)
        elif hits and passage.source_language:
            yield from _in_pair(passage, hits, resources)


def _in_pair(passage: Passage, hits: Sequence[TermHit], resources: Resources) -> Iterator[Finding]:
    source = passage.source or ""
    loose = resources.terms(source, passage.source_language or "", strict=False)
    in_source = {hit.concept for hit in loose}
    asked = _readings(outermost(approved(resources.terms(source, passage.source_language or ""))))
    lax = resources.terms(passage.text, passage.language or "", strict=False)
    in_target = {hit.concept for hit in lax}
    missing = [each for each in asked if not each & in_target]
    for (start, end), readings in by_place(outermost(hits)).items():
        here = {hit.concept for hit in readings if hit.status.usable}
        if not here or here & in_source:
            continue
        for concepts in missing:
            meant = sorted(_confused(here, concepts, resources))
            terms = [t for each in meant for t in resources.terms_of(each, passage.language or "")]
            right = next((t.term for t in terms if t.status.usable), None)
            if right is not None:
                yield Finding(
                    passage=passage,
                    start=start,
                    end=end,
                    message=f"{passage.text[start:end]!r} is another concept: the source has "
                    f"{meant[0]}",
                    hint=f"use {right!r}",
                )
                break


def _in_text(passage: Passage, hits: Sequence[TermHit], resources: Resources) -> Iterator[Finding]:
    """Terms put beside each other as two names of one thing."""
    places = list(by_place(hits).items())
    for ((start, end), left), ((after, until), right) in pairwise(places):
        between = passage.text[end:after] if after >= end else ""
        if not _SAME.fullmatch(between):
            continue
        if "(" in between and not passage.text[until:].startswith(")"):
            continue
        one, other = {hit.concept for hit in left}, {hit.concept for hit in right}
        if not one & other and _confused(one, other, resources):
            yield Finding(
                passage=passage,
                start=start,
                end=end,
                message=f"{passage.text[start:end]!r} and {passage.text[after:until]!r} are two "
                "concepts, not two names of one",
                hint="write which one is meant",
            )


def _readings(hits: Sequence[TermHit]) -> list[frozenset[str]]:
    return [frozenset(hit.concept for hit in each) for each in by_place(hits).values()]


def _confused(here: set[str], there: frozenset[str] | set[str], resources: Resources) -> set[str]:
    """Those of ``there`` that the term base warns not to confuse with one of ``here``."""
    return {
        other
        for one in here
        for other in there
        if other in resources.concept(one).confusable or one in resources.concept(other).confusable
    }
