"""What look-ups return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iomgloss.model.status import (
    AdministrativeStatus,
    MatchKind,
    ProcessStatus,
    SearchReason,
    Tier,
    UnitState,
)

if TYPE_CHECKING:  # a look-up needs no concepts
    from iomgloss.model.concept import Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """Points taken off a base score, by name."""

    name: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A unit of a memory that resembles the query."""

    score: float
    """Per cent after penalties, rounded down to a tenth; 101 for a context match."""
    base: float
    """Before penalties."""
    kind: MatchKind
    source: str
    target: str
    source_language: str
    target_language: str
    memory: str
    unit: str | None
    penalties: tuple[Penalty, ...] = ()
    suggestion: str
    """The target, adapted to the query where that is safe."""
    characters: float
    """Share of the characters that are unchanged, per cent."""
    words: float
    """Share of the text in words that are unchanged (inflected words in part), per cent."""
    differences: tuple[str, ...] = ()
    """Kinds in which query and source differ, see `iomgloss.memory.differences`."""
    via: str | None = None
    """Third language by which the target was found."""
    state: UnitState = UnitState.CONFIRMED
    document: str | None = None
    changed: str | None = None
    """Time of the last change, or of creation (TMX form)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A term of a recognised concept in a target language."""

    language: str
    term: str
    status: AdministrativeStatus
    process_status: ProcessStatus = ProcessStatus.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class TermHit:
    """An occurrence of a term in a text."""

    concept: str
    term: str
    language: str
    status: AdministrativeStatus
    process_status: ProcessStatus = ProcessStatus.APPROVED
    surface: str
    """The slice ``text[start:end]``."""
    start: int
    end: int
    """Code points, half-open."""
    tier: Tier
    score: float = 100.0
    """Per cent: below 100 for misspelt words and for a term with another word in between."""
    parts: tuple[tuple[int, int], ...] = ()
    """Where the term's words are, when another word stands between them; else empty."""
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptHit:
    """A concept that answers a term search."""

    concept: Concept
    score: float
    """Of 100; says how well the query fits, within what `reason` leaves open."""
    language: str
    term: str
    """The term that answered; of a definition or note, the best one in its language."""
    status: AdministrativeStatus
    reason: SearchReason
    instead: str | None = None
    """When the term is not to be used: the concept's best one in the same language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Everything the workspace knows about one piece of text."""

    query: str
    source_language: str | None
    """As told, or as detected; None when unsure."""
    target_languages: tuple[str, ...]
    terms: tuple[TermHit, ...]
    matches: tuple[Match, ...]
