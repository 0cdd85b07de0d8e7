"""What checks are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from iomgloss.model import Concept, Draft, Finding, Match, Suggestion, TermHit, TermSection


class Resources(Protocol):
    """What a workspace knows. Answers are kept while a draft is checked: asking twice is cheap."""

    def terms(self, text: str, language: str, *, strict: bool = True) -> Sequence[TermHit]:
        """Occurrences of terms, nested ones too; strictly, where a false alarm would do harm."""

    def concept(self, concept_id: str) -> Concept:
        """The concept of a hit."""

    def terms_of(self, concept_id: str, language: str) -> Sequence[TermSection]:
        """Its terms in a language, preferred ones first."""

    def suggestion(self, hit: TermHit, text: str, term: str | None = None) -> Suggestion | None:
        """A better term of the hit's concept (or ``term``) in the form that the place asks for."""

    def exact(self, text: str, source: str, target: str) -> Sequence[Match]:
        """Confirmed units of the memories with this very source text."""


class Find(Protocol):
    """What a check does."""

    def __call__(self, draft: Draft, resources: Resources, /) -> Iterator[Finding]: ...
