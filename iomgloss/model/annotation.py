"""Texts of a file with the terms in them: blocks of a document, units of a bilingual file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from iomgloss.model.document import Block
from iomgloss.model.match import TermHit
from iomgloss.model.status import UnitState


class Side(StrEnum):
    """What a segment is in its unit."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedBlock:
    """A block of a document; the offsets of its hits count in the block's text."""

    block: Block
    hits: tuple[TermHit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedSegment:
    """One language of a unit; the offsets of its hits count in its text."""

    side: Side
    language: str
    text: str
    """As a reader sees it, without inline codes."""
    hits: tuple[TermHit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedUnit:
    """A unit of a bilingual file: its source first, where it has one, then its targets."""

    number: int
    """1-based, among the units that could be read."""
    id: str | None
    """As the file calls it."""
    state: UnitState
    line: int | None
    """1-based, where the format has lines."""
    segments: tuple[AnnotatedSegment, ...]
