"""The term to use in the place of one that should not be used, in the form the place asks for."""

from __future__ import annotations

from collections.abc import Callable

from iomgloss.model import Concept, ProcessStatus, Suggestion, TermHit, TermSection, compatible
from iomgloss.morphology.inflection import suggest

_SHORT = ("abbreviation", "acronym")


def suggestion(
    concept: Concept, hit: TermHit, text: str, *, term: str | None = None
) -> Suggestion | None:
    """What to write in the place of ``hit``, an occurrence of a term of ``concept`` in ``text``.

    ``term``, as entered, else the best usable term of the concept in the hit's language: approved
    before proposed, an abbreviation for an abbreviation, preferred before admitted. None when
    there is none but the one that was found. Raises ValueError when ``term`` is none of the
    concept's.
    """
    old = _recorded(concept, hit)
    candidates = [each for each in concept.terms(hit.language) if each.term != hit.term]
    if term is not None:
        new = next((each for each in candidates if each.term == term), None)
        if new is None:
            raise ValueError(f"{term!r} is no other term of {concept.id} in {hit.language}")
    else:
        usable = [each for each in candidates if each.status.usable]
        new = min(usable, key=_preference(old), default=None)
        if new is None:
            return None
    return suggest(text, hit.start, hit.end, hit.language, old, new)


def _preference(old: TermSection) -> Callable[[TermSection], tuple[bool, ...]]:
    """The order of candidates; those that are equal stay in the order of the concept."""

    def rank(new: TermSection) -> tuple[bool, ...]:
        return (
            new.process_status is not ProcessStatus.APPROVED,
            (new.type in _SHORT) != (old.type in _SHORT),
        )

    return rank


def _recorded(concept: Concept, hit: TermHit) -> TermSection:
    """The record of the term that was found."""
    for section in concept.languages:
        for each in section.terms:
            if each.term == hit.term and compatible(section.language, hit.language):
                return each
    raise ValueError(f"{hit.term!r} is no term of {concept.id}")
