"""Translation units: one meaning in two or more languages (TMX ``tu`` and ``tuv``)."""

from __future__ import annotations

from dataclasses import dataclass, field

from iomgloss.model.content import Segment
from iomgloss.model.diagnostic import Location
from iomgloss.model.language import compatible
from iomgloss.model.status import UnitState


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A named value that a tool left (TMX ``prop``)."""

    type: str
    value: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark for people (TMX ``note``)."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who made and changed something, and when: as found, in TMX ``YYYYMMDDThhmmssZ`` (UTC)."""

    created: str | None = None
    created_by: str | None = None
    changed: str | None = None
    changed_by: str | None = None
    used: str | None = None
    """Last use."""
    usage_count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The unit in one language."""

    language: str
    """Normalised BCP 47 tag."""
    segment: Segment
    tag: str | None = field(default=None, compare=False)
    """What stands in its file for ``language``, where that is another string: ``EN-US``."""
    previous: str | None = None
    """Plain text of the segment before it in its document; None where there is none or unknown."""
    next: str | None = None
    provenance: Provenance = Provenance()
    properties: tuple[Property, ...] = ()
    notes: tuple[Note, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    """What the format says beside that, as found."""

    @property
    def text(self) -> str:
        return self.segment.text


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationUnit:
    """Segments that say the same in different languages."""

    id: str | None = None
    """Unique in its memory, where given."""
    variants: tuple[Variant, ...]
    """In file order; a language usually once."""
    source_language: str | None = None
    """Normalised tag of the original's language, where known."""
    document: str | None = None
    position: int | None = None
    """1-based place of the segment in its document."""
    state: UnitState = UnitState.CONFIRMED
    reason: str | None = None
    """Why the last change was made."""
    provenance: Provenance = Provenance()
    properties: tuple[Property, ...] = ()
    notes: tuple[Note, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    location: Location | None = field(default=None, compare=False)

    def variant(self, language: str) -> Variant | None:
        """The variant in ``language``: the same tag first, else the first compatible one."""
        fallback = None
        for variant in self.variants:
            if variant.language.lower() == language.lower():
                return variant
            if fallback is None and compatible(variant.language, language):
                fallback = variant
        return fallback
