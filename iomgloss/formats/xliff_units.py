"""Segments of XLIFF as units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from iomgloss.files.xml import XML_LANG, Parser
from iomgloss.formats import tags as wild_tags
from iomgloss.formats.base import Log, Source
from iomgloss.formats.xliff_content import Open, resolve, tag_of
from iomgloss.formats.xliff_names import Found, is_generated
from iomgloss.formats.xliff_notes import Metadata
from iomgloss.formats.xliff_states import told_state, unit_properties
from iomgloss.model import (
    Location,
    Segment,
    TranslationUnit,
    Variant,
)
from iomgloss.model.content import Content


class Pair(NamedTuple):
    """A segment with its translation."""

    id: str | None
    source: Content
    target: Content | None
    found: Found
    line: int


@dataclass(slots=True)
class File:
    """A ``file`` element."""

    document: str | None
    source: str | None
    target: str | None
    tags: tuple[str | None, str | None]
    """As they stand in the file."""
    is_ours: bool
    position: int = 0
    last: tuple[str, str] | None = None
    """Texts of the segment before."""


class Assembly:
    """Makes units of segments; what reads the elements fills it."""

    parser: Parser

    def __init__(self, source: Source) -> None:
        self.told = source
        self.log: Log = source.log
        self.units: list[TranslationUnit] = []
        self.version: int | None = None
        self.warned: set[str] = set()
        self.ids: set[str] = set()
        self.pending: TranslationUnit | None = None
        self.unit: Open | None = None
        self.file: File | None = None
        self.texts: dict[str, Open] = {}
        self.pairs: list[Pair] = []
        self.data: dict[str, Content] = {}
        self.meta = Metadata()

    def close_unit(self, unit: Open) -> None:
        if self.file is None:
            self.log.reject("a unit outside of any file", line=unit.line, unit=unit.get("id"))
            return
        if not self.pairs and unit.name == "trans-unit":
            self.log.reject("the unit has no source", line=unit.line, unit=unit.get("id"))
        for pair in self.pairs:
            self._take(unit, pair, self.file)

    def _take(self, unit: Open, pair: Pair, file: File) -> None:
        identifier = self._identifier(unit, pair, file)
        data = self.data
        source = Segment(resolve(pair.source, data))
        target = Segment(resolve(pair.target or (), data))
        texts = source.text, target.text
        file.position += 1
        before, file.last = file.last, texts
        self.flush(texts)
        if not any(text.strip() for text in texts):
            if source.content or target.content:
                self.log.reject("no text", line=pair.line, unit=identifier)
            return
        if not texts[0].strip() or not (texts[1].strip() or self.told.untranslated):
            what = "no translation" if texts[0].strip() else "no source text"
            self.log.reject(what, line=pair.line, unit=identifier)
            return
        state, properties, unknown = told_state(pair.found, self.version or 1)
        if unknown is not None:
            self.warn("unknown-state", f"{unknown!r} is no state; taken as a draft")
        ours = self.meta.ours
        is_own = file.is_ours and len(self.pairs) == 1  # else a tool has segmented it anew
        pairs = [("source", source, file.source), ("target", target, file.target)]
        variants = []
        for number, (side, segment, language) in enumerate(pairs):
            kept = self.meta.variant(side)
            own = self.texts.get(side)
            tag = kept.ours.get("language") or (tag_of(own.get(XML_LANG)) if own else None)
            wild = file.tags[number] if not tag and tag_of(file.tags[number]) else None
            variants.append(
                Variant(
                    language=tag or language or "",
                    tag=wild_tags.original(wild, language or ""),
                    segment=segment,
                    previous=kept.ours.get("previous")
                    if is_own
                    else (before and before[number]) or None,
                    next=kept.ours.get("next"),
                    provenance=kept.provenance,
                    properties=tuple(kept.properties),
                    notes=tuple(kept.notes),
                    attributes=tuple(kept.attributes),
                )
            )
        position = ours.get("position", "")
        made = TranslationUnit(
            id=identifier,
            variants=tuple(variants),
            source_language=ours.get("source-language", variants[0].language),
            document=ours.get("document", file.document),
            position=(int(position) if position.isdecimal() else None) if is_own else file.position,
            state=state,
            reason=ours.get("reason"),
            provenance=self.meta.provenance,
            properties=(*properties, *unit_properties(unit), *self.meta.properties),
            notes=tuple(self.meta.notes),
            attributes=tuple(self.meta.attributes),
            location=Location(file=self.log.file, line=pair.line, unit=identifier),
        )
        if is_own:
            self.units.append(made)
        else:
            self.pending = made

    def flush(self, texts: tuple[str, str] | None) -> None:
        """Let the unit before go, now that its neighbour is known."""
        made, self.pending = self.pending, None
        if made is not None:
            if texts is not None:
                variants = tuple(
                    replace(variant, next=text or None)
                    for variant, text in zip(made.variants, texts, strict=True)
                )
                made = replace(made, variants=variants)
            self.units.append(made)

    def _identifier(self, unit: Open, pair: Pair, file: File) -> str | None:
        identifier = unit.get("id")
        if file.is_ours and len(self.pairs) == 1:
            generated = identifier is not None and is_generated(identifier)
            return self.meta.ours.get("id", None if generated else identifier)
        if identifier is not None and len(self.pairs) > 1:
            identifier = f"{identifier}-{pair.id}"
        if identifier is None or not identifier.strip():
            return None
        if identifier in self.ids:  # of another file in this one
            identifier = f"{file.document}#{identifier}"
            number, wanted = 2, identifier
            while identifier in self.ids:
                identifier, number = f"{wanted}-{number}", number + 1
        self.ids.add(identifier)
        return identifier

    # ----------------------------------------------------------------- warnings

    def once(self, message: str) -> None:
        if message not in self.warned:
            self.warned.add(message)
            self.warn("left-out" if message.startswith("left") else "no-state", message)

    def warn(self, name: str, message: str) -> None:
        unit_id = self.unit.get("id") if self.unit else None
        self.log.warn(name, message, line=self.parser.line, unit=unit_id)
