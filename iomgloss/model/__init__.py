"""The data model: frozen dataclasses in the words of ISO 30042 (TBX) and TMX 1.4b.

Nothing here reads, writes or prints, and nothing but the standard library is imported. Values
are validated where they enter the program (formats, term base files, the command line) and
trusted afterwards. Where something came from (``Location``) never takes part in equality.

Names are imported when first asked for: making a dataclass takes half a millisecond, and a look-up
needs few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iomgloss.model.alignment import Bead, SideText
    from iomgloss.model.annotation import AnnotatedBlock, AnnotatedSegment, AnnotatedUnit, Side
    from iomgloss.model.concept import (
        Attestation,
        Concept,
        Definition,
        LanguageSection,
        TermSection,
    )
    from iomgloss.model.content import InlineCode, Segment
    from iomgloss.model.diagnostic import Diagnostic, Location, Severity
    from iomgloss.model.document import Block, BlockKind, Run
    from iomgloss.model.draft import Draft, Finding, Passage
    from iomgloss.model.language import compatible, normalize_tag
    from iomgloss.model.match import ConceptHit, Lookup, Match, Penalty, TermHit, Translation
    from iomgloss.model.report import (
        ConceptChange,
        ExportReport,
        FieldChange,
        FileImport,
        Missing,
        Rejection,
        Status,
    )
    from iomgloss.model.status import (
        AdministrativeStatus,
        MatchKind,
        MatchRule,
        ProcessStatus,
        SearchReason,
        Tier,
        UnitState,
    )
    from iomgloss.model.suggestion import Suggestion
    from iomgloss.model.unit import Note, Property, Provenance, TranslationUnit, Variant

_HOMES = {
    "alignment": ("Bead", "SideText"),
    "annotation": ("AnnotatedBlock", "AnnotatedSegment", "AnnotatedUnit", "Side"),
    "concept": ("Attestation", "Concept", "Definition", "LanguageSection", "TermSection"),
    "content": ("InlineCode", "Segment"),
    "diagnostic": ("Diagnostic", "Location", "Severity"),
    "draft": ("Draft", "Finding", "Passage"),
    "document": ("Block", "BlockKind", "Run"),
    "language": ("compatible", "normalize_tag"),
    "match": ("ConceptHit", "Lookup", "Match", "Penalty", "TermHit", "Translation"),
    "report": (
        "ConceptChange",
        "ExportReport",
        "FieldChange",
        "FileImport",
        "Missing",
        "Rejection",
        "Status",
    ),
    "status": (
        "AdministrativeStatus",
        "MatchKind",
        "MatchRule",
        "ProcessStatus",
        "SearchReason",
        "Tier",
        "UnitState",
    ),
    "suggestion": ("Suggestion",),
    "unit": ("Note", "Property", "Provenance", "TranslationUnit", "Variant"),
}

__all__ = [
    "AdministrativeStatus",
    "AnnotatedBlock",
    "AnnotatedSegment",
    "AnnotatedUnit",
    "Attestation",
    "Bead",
    "Block",
    "BlockKind",
    "Concept",
    "ConceptChange",
    "ConceptHit",
    "Definition",
    "Diagnostic",
    "Draft",
    "ExportReport",
    "FieldChange",
    "FileImport",
    "Finding",
    "InlineCode",
    "LanguageSection",
    "Location",
    "Lookup",
    "Match",
    "MatchKind",
    "MatchRule",
    "Missing",
    "Note",
    "Passage",
    "Penalty",
    "ProcessStatus",
    "Property",
    "Provenance",
    "Rejection",
    "Run",
    "SearchReason",
    "Segment",
    "Severity",
    "Side",
    "SideText",
    "Status",
    "Suggestion",
    "TermHit",
    "TermSection",
    "Tier",
    "Translation",
    "TranslationUnit",
    "UnitState",
    "Variant",
    "compatible",
    "normalize_tag",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"iomgloss.model.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
