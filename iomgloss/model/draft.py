"""Drafts: texts that are checked, and what is found in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from iomgloss.model.annotation import Side
from iomgloss.model.content import InlineCode
from iomgloss.model.diagnostic import Location
from iomgloss.model.document import Block
from iomgloss.model.status import UnitState


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a draft: a block of a document, or one pair of a bilingual file.

    ``text`` is what is checked; of a pair, the target. Offsets of findings count code points of it,
    or of ``source``.
    """

    number: int
    """1-based, in its draft."""
    text: str
    """Of an untranslated unit, empty."""
    language: str | None
    """None: unknown; checks that need a language leave the passage alone."""
    source: str | None = None
    """None in documents."""
    source_language: str | None = None
    codes: tuple[InlineCode, ...] = ()
    """Inline codes of the text, in order."""
    source_codes: tuple[InlineCode, ...] = ()
    unit: str | None = None
    """Id of the unit, as its file calls it."""
    state: UnitState | None = None
    block: Block | None = field(default=None, repr=False)
    """Of a document: leads back to the file."""
    line: int | None = None
    """1-based line where the unit begins, where the format has lines."""
    notes: tuple[str, ...] = ()
    """Remarks of the unit, for people."""

    def location(self, file: str, start: int, end: int) -> Location:
        """Where ``text[start:end]`` stands; in a bilingual file, the unit."""
        if self.block is not None:
            return self.block.location(file, start, end)
        return Location(file=file, line=self.line, unit=self.unit or str(self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One file, as checks see it."""

    file: str
    passages: tuple[Passage, ...]
    bilingual: bool
    """Its passages are pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check has to say of a stretch of a passage."""

    passage: Passage
    start: int
    end: int
    """Half-open, code points; both 0 where something is missing from the text."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    hint: str | None = None
    """What to do, where ``suggestions`` do not say it."""
    suggestions: tuple[str, ...] = ()
    """What to write for the stretch, the best first."""
    safe: bool = False
    """The first suggestion can be put in without asking: it is right whatever was meant."""
    side: Side = Side.TARGET
    """Which text the offsets count in."""
    severity: str | None = None
    """Where it differs from that of the check."""
