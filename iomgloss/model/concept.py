"""The term base: concepts, their language sections and term sections (ISO 30042:2019)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from iomgloss.model.diagnostic import Location
from iomgloss.model.language import compatible
from iomgloss.model.status import (
    STATUS_ORDER,
    AdministrativeStatus,
    MatchRule,
    ProcessStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    language: str
    text: str
    source: str | None = None
    """The text it rests on; the wording is our own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """A sentence that uses a term."""

    text: str
    source: str | None = None
    """Where it stands: a memory's name, or a reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSection:
    """One term of a concept in one language."""

    term: str
    """Citation form, never blank."""
    status: AdministrativeStatus = AdministrativeStatus.ADMITTED
    process_status: ProcessStatus = ProcessStatus.APPROVED
    part_of_speech: str | None = None
    gender: str | None = None
    number: str | None = None
    type: str | None = None
    """full, short, abbreviation, acronym, variant or phrase."""
    register: str | None = None
    region: str | None = None
    """Geographical usage."""
    match: MatchRule | None = None
    """None: the default for its type, see ``match_rule``."""
    forms: tuple[str, ...] = ()
    """Hand-given inflected forms, for what no analyser knows."""
    do_not_translate: bool = False
    context: Attestation | None = None
    source: str | None = None
    note: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What an import brought that is not modelled: kept, exported, never interpreted."""

    @property
    def match_rule(self) -> MatchRule:
        """The rule in force: abbreviations and acronyms keep their case unless told otherwise."""
        if self.match is not None:
            return self.match
        if self.type in ("abbreviation", "acronym"):
            return MatchRule.CASE
        return MatchRule.INFLECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSection:
    language: str
    """Normalised BCP 47 tag, once in a concept."""
    terms: tuple[TermSection, ...]
    """At least one, in file order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A unit of meaning and all its names."""

    id: str
    """Unique and permanent: the stem of its file."""
    subject: str | None = None
    process_status: ProcessStatus = ProcessStatus.APPROVED
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    confusable: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Former ids."""
    note: str | None = None
    definitions: tuple[Definition, ...] = ()
    languages: tuple[LanguageSection, ...]
    """At least one, alphabetical by language."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    location: Location | None = field(default=None, compare=False)

    def terms(self, language: str) -> tuple[TermSection, ...]:
        """The terms that can serve in ``language``, preferred first, else in file order."""
        found = [
            term
            for section in self.languages
            if compatible(section.language, language)
            for term in section.terms
        ]
        return tuple(sorted(found, key=lambda term: STATUS_ORDER[term.status]))
