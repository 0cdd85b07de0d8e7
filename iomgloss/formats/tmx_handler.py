"""Elements of TMX into units: reads whatever parses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from iomgloss.files.xml import XML_LANG, Parser
from iomgloss.formats.base import Log
from iomgloss.formats.tags import language_of, original
from iomgloss.formats.tmx_names import OURS, PROVENANCE, UNIT_NAMES, VARIANT_NAMES, VERSIONS
from iomgloss.model import (
    InlineCode,
    Location,
    Note,
    Property,
    Provenance,
    Segment,
    TranslationUnit,
    UnitState,
    Variant,
)

_DATE = re.compile(r"\d{8}T\d{6}Z")


@dataclass(slots=True)
class _Open:
    """An element that has begun."""

    name: str
    attributes: list[tuple[str, str]]
    content: list[str | InlineCode]

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.attributes if key == name), None)


class Handler:
    """Builds units from elements."""

    parser: Parser

    def __init__(self, log: Log) -> None:
        self.log = log
        self.units: list[TranslationUnit] = []
        self.spans: list[tuple[int, int]] = []
        """Byte offsets of the same units: of ``<tu``, and of ``</tu>`` itself."""
        self.is_tmx = False
        self.header_language: str | None = None
        self.stack: list[_Open] = []
        """From ``seg``, ``prop`` or ``note`` down; nothing else has text."""
        self.unit: _Open | None = None
        self.variant: _Open | None = None
        self.line = self.begin = 0
        self.segment: Segment | None = None
        self.variants: list[Variant] = []
        self.properties: list[Property] = []
        self.notes: list[Note] = []
        self.variant_properties: list[Property] = []
        self.variant_notes: list[Note] = []
        self.fault: str | None = None
        self.seam = -1
        """Byte offset of the last tag behind which a unit could begin: of a unit's end, or body."""

    @property
    def is_idle(self) -> bool:
        """Nothing is open that a unit could be part of."""
        return not (self.stack or self.unit or self.variant)

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if self.stack or (name in ("seg", "prop", "note") and self.unit):
            self.stack.append(_Open(name, attributes, []))
        elif name == "tu":
            self.unit, self.fault = _Open(name, attributes, []), None
            self.line, self.begin = self.parser.line, self.parser.offset
            self.variants, self.properties, self.notes = [], [], []
        elif name == "tuv":
            self.variant, self.segment = _Open(name, attributes, []), None
            self.variant_properties, self.variant_notes = [], []
        elif name == "header":
            self.header_language = self._source_language(dict(attributes).get("srclang"))
        elif name == "tmx":
            self.is_tmx = True
            version = dict(attributes).get("version", "")
            if version not in VERSIONS:
                self._warn("version", f"version {version!r} is none of TMX; read as 1.4")
        elif name == "body":
            self.seam = self.parser.offset

    def text(self, data: str) -> None:
        if self.stack:
            self.stack[-1].content.append(data)

    def end(self, name: str) -> None:
        if self.stack:
            self._close(self.stack.pop())
        elif name == "tuv" and self.variant:
            self._close_variant(self.variant)
            self.variant = None
        elif name == "tu" and self.unit:
            self._close_unit(self.unit)
            self.unit, self.seam = None, self.parser.offset

    def _close(self, done: _Open) -> None:
        content = _join(done.content)
        if self.stack:
            code = InlineCode(kind=done.name, attributes=tuple(done.attributes), content=content)
            self.stack[-1].content.append(code)
        elif done.name == "seg":
            self.segment = Segment(content)
        else:
            text = "".join(item for item in content if isinstance(item, str))
            language = done.get(XML_LANG)
            if done.name == "note":
                notes = self.variant_notes if self.variant else self.notes
                notes.append(Note(text=text, language=language))
            else:
                kept = self.variant_properties if self.variant else self.properties
                kept.append(Property(type=done.get("type") or "", value=text, language=language))

    def _close_variant(self, done: _Open) -> None:
        tag = done.get(XML_LANG)
        if tag is None and (tag := done.get("lang")) is not None:
            self._warn("plain-lang", "lang stands for xml:lang")
        unit_id = self.unit.get("tuid") if self.unit else None
        language = language_of(tag, self.log, line=self.parser.line, unit=unit_id)
        if language is None:
            self.fault = f"{tag!r} is no language tag" if tag else "a variant without a language"
        elif self.segment is None:
            self.fault = f"the {language} variant has no segment"
        else:
            if any(variant.language == language for variant in self.variants):
                self._warn("repeated-language", f"the unit has two variants in {language}")
            ours, properties = _split(self.variant_properties, VARIANT_NAMES)
            provenance, rest = self._provenance(done.attributes)
            self.variants.append(
                Variant(
                    language=language,
                    segment=self.segment,
                    tag=original(tag, language) or ours.get("tag"),
                    previous=ours.get("previous"),
                    next=ours.get("next"),
                    provenance=provenance,
                    properties=properties,
                    notes=tuple(self.variant_notes),
                    attributes=tuple(pair for pair in rest if pair[0] not in (XML_LANG, "lang")),
                )
            )

    def _close_unit(self, done: _Open) -> None:
        unit_id = done.get("tuid")
        if self.fault is None and not self.variants:
            self.fault = "the unit has no variant"
        if self.fault is not None:
            self.log.reject(self.fault, line=self.line, unit=unit_id)
            return
        ours, properties = _split(self.properties, UNIT_NAMES)
        provenance, rest = self._provenance(done.attributes)
        declared = done.get("srclang")
        source = self._source_language(declared) if declared else self.header_language
        self.spans.append((self.begin, self.parser.offset))
        self.units.append(
            TranslationUnit(
                id=unit_id,
                variants=tuple(self.variants),
                source_language=source,
                document=ours.get("document"),
                position=int(ours["position"]) if ours.get("position", "").isdecimal() else None,
                state=self._state(ours.get("state")),
                reason=ours.get("reason"),
                provenance=provenance,
                properties=properties,
                notes=tuple(self.notes),
                attributes=tuple(pair for pair in rest if pair[0] not in ("tuid", "srclang")),
                location=Location(file=self.log.file, line=self.line, unit=unit_id),
            )
        )

    def _source_language(self, tag: str | None) -> str | None:
        """None for ``*all*``: any language may be the source."""
        if tag == "*all*":
            return None
        if not tag:
            self._warn("srclang", "the header does not name the source language (srclang)")
            return None
        language = language_of(tag, self.log, line=self.parser.line)
        if language is None:
            self._warn("language-tag", f"srclang {tag!r} is no language tag; left out")
        return language

    def _state(self, value: str | None) -> UnitState:
        try:
            return UnitState(value or "confirmed")
        except ValueError:
            self._warn("unknown-state", f"{value!r} is no state of a unit; taken as a draft")
            return UnitState.DRAFT

    def _provenance(self, pairs: list[tuple[str, str]]) -> tuple[Provenance, list[tuple[str, str]]]:
        found: dict[str, Any] = {}
        rest = []
        for name, value in pairs:
            field = PROVENANCE.get(name)
            if field is None:
                rest.append((name, value))
            elif field == "usage_count":
                if value.isdecimal():
                    found[field] = int(value)
                else:
                    self._warn("bad-count", f"usagecount {value!r} is no number; left out")
            else:
                if name.endswith("date") and not _DATE.fullmatch(value):
                    self._warn("bad-date", f"{name} {value!r} is not YYYYMMDDThhmmssZ; kept")
                found[field] = value
        return Provenance(**found), rest

    def _warn(self, name: str, message: str) -> None:
        unit_id = self.unit.get("tuid") if self.unit else None
        self.log.warn(name, message, line=self.parser.line, unit=unit_id)


def _join(parts: list[str | InlineCode]) -> tuple[str | InlineCode, ...]:
    """Neighbouring strings joined: comments and CDATA leave seams."""
    joined: list[str | InlineCode] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)


def _split(
    properties: list[Property], names: tuple[str, ...]
) -> tuple[dict[str, str], tuple[Property, ...]]:
    """Our own properties by name, and the others: also what a later version of ours wrote."""
    known = {OURS + name: name for name in names}
    ours = {known[item.type]: item.value for item in properties if item.type in known}
    return ours, tuple(item for item in properties if item.type not in known)
