"""A name, title or institution that is written in two ways within one text.

Three things are found: two terms of one proper name in the term base, or one with other capitals;
names of bodies and acts that differ in one preposition; names of people and places of two words
that differ in one letter before the ending. Abbreviations, and forms of one name (Гусейнов,
Гусейнова), are no other way. The way that the term base prefers is kept, else the more frequent
one, of equally frequent ones the first; the others are reported.

Why: a reader takes two names for two organisations or two persons.

Wrong: Международната организация по миграция … Международната организация за миграция
Right: Международната организация по миграция, both times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from iomgloss.checks.base import Resources
from iomgloss.checks.consistency.name_phrases import capitalised, close, connected
from iomgloss.checks.consistency.wording import usual
from iomgloss.model import AdministrativeStatus, Draft, Finding, Passage, TermHit

_SHORT = ("abbreviation", "acronym", "short")


class Naming(NamedTuple):
    """A name at a place, ``way`` the same for all its forms."""

    passage: Passage
    start: int
    end: int
    way: str


class _Known(NamedTuple):
    """A `Naming` that the term base has."""

    passage: Passage
    start: int
    end: int
    way: str
    concept: str
    language: str
    preferred: bool


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    told: dict[int, list[Naming]] = defaultdict(list)
    named = list(_of_term_base(draft, resources))
    official = {(each.passage.number, each.start) for each in named if each.preferred}
    for group in (
        *_in_several_ways(named),
        *_of_institutions(draft),
        *_of_people(draft),
    ):
        known = [each.way for each in group if (each.passage.number, each.start) in official]
        kept = usual(known or [each.way for each in group])
        model = next(naming for naming in group if naming.way == kept)
        for naming in group:
            others = told[naming.passage.number]
            if naming.way == kept or any(
                naming.start < each.end and each.start < naming.end for each in others
            ):
                continue
            others.append(naming)
            surface = naming.passage.text[naming.start : naming.end]
            other = model.passage.text[model.start : model.end]
            yield Finding(
                passage=naming.passage,
                start=naming.start,
                end=naming.end,
                message=f"{surface!r} here, elsewhere in this text {other!r}",
                hint="write a name in one way",
            )


def _of_term_base(draft: Draft, resources: Resources) -> Iterator[_Known]:
    for passage in draft.passages:
        if not passage.language:
            continue
        hits = resources.terms(passage.text, passage.language)
        for hit in _outermost(hits):
            if _is_full_name(hit, resources):
                way = f"{hit.term} {_capitals(hit.surface)}"
                preferred = hit.status is AdministrativeStatus.PREFERRED
                yield _Known(passage, hit.start, hit.end, way, hit.concept, hit.language, preferred)


def _in_several_ways(named: Iterable[_Known]) -> Iterator[list[Naming]]:
    groups: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for each in named:
        groups[each.concept, each.language].append(Naming(*each[:4]))
    yield from (group for group in groups.values() if len({each.way for each in group}) > 1)


def _outermost(hits: Iterable[TermHit]) -> Iterator[TermHit]:
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.end > end:
            end = hit.end
            yield hit


def _is_full_name(hit: TermHit, resources: Resources) -> bool:
    """What may not be used at all is another check's business."""
    if not hit.status.usable or hit.surface.isupper() or hit.surface.islower():
        return False
    return any(
        section.term == hit.term
        and section.part_of_speech == "proper-noun"
        and section.type not in _SHORT
        for section in resources.terms_of(hit.concept, hit.language)
    )


def _capitals(surface: str) -> str:
    """Which words after the first begin with one."""
    return "".join("A" if word[0].isupper() else "a" for word in surface.split()[1:])


def _of_institutions(draft: Draft) -> Iterator[list[Naming]]:
    groups: dict[object, list[Naming]] = defaultdict(list)
    for passage in draft.passages:
        for phrase in connected(passage.text, passage.language or ""):
            groups[passage.language, phrase.key].append(
                Naming(passage, phrase.start, phrase.end, phrase.way)
            )
    yield from (group for group in groups.values() if len({each.way for each in group}) > 1)


def _of_people(draft: Draft) -> Iterator[list[Naming]]:
    """Names that agree in one word are compared by the other."""
    groups: dict[object, list[Naming]] = defaultdict(list)
    for passage in draft.passages:
        for phrase in capitalised(passage.text):
            for place, word in enumerate(words := phrase.way.split(" ")):
                naming = Naming(passage, phrase.start, phrase.end, word)
                groups[passage.language, place, words[1 - place]].append(naming)
    for group in groups.values():
        ways = list(dict.fromkeys(naming.way for naming in group))
        if len(ways) == 2 and close(*ways):
            yield group
