"""Notes and properties of an XLIFF unit, and ours among them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from iomgloss.files.xml import XML_LANG
from iomgloss.formats.xliff_content import Open, tag_of
from iomgloss.formats.xliff_names import (
    ATTRIBUTE,
    FOUND,
    OUR_NAME,
    OURS,
    PROVENANCE,
    UNIT_NAMES,
    VARIANT_NAMES,
)
from iomgloss.model import Note, Property, Provenance

_NAMES = (*UNIT_NAMES, *VARIANT_NAMES)
_SIDES = ("source", "target")


@dataclass(slots=True)
class Kept:
    """Of a unit, or of one of its sides."""

    ours: dict[str, str] = field(default_factory=dict)
    provenance: Provenance = field(default_factory=Provenance)
    properties: list[Property] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)


class Metadata:
    """Collects them while the unit is read."""

    def __init__(self) -> None:
        self._kept = {side: Kept() for side in ("", *_SIDES)}
        self._groups: list[str] = []

    def variant(self, side: str) -> Kept:
        return self._kept[side]

    @property
    def ours(self) -> dict[str, str]:
        return self._kept[""].ours

    @property
    def provenance(self) -> Provenance:
        return self._kept[""].provenance

    @property
    def properties(self) -> list[Property]:
        return self._kept[""].properties

    @property
    def notes(self) -> list[Note]:
        return self._kept[""].notes

    @property
    def attributes(self) -> list[tuple[str, str]]:
        return self._kept[""].attributes

    def begin(self, attributes: dict[str, str]) -> None:
        """A group of properties begins."""
        self._groups.append(attributes.get("name") or attributes.get("category") or "")

    def leave(self) -> None:
        """It ends."""
        if self._groups:
            self._groups.pop()

    def take(self, done: Open) -> None:
        """A note, a property, a context."""
        if done.name == "note":
            self._note(done)
        elif done.name == "context":
            kind = f"{FOUND}context-{done.get('context-type') or ''}"
            self.properties.append(Property(type=kind, value=done.plain))
        else:
            self._property(done)

    def _note(self, done: Open) -> None:
        side = done.get("annotates") or done.get("appliesTo") or ""
        kept = self._kept[side if side in _SIDES else ""]
        kept.notes.append(Note(text=done.plain, language=tag_of(done.get(XML_LANG))))
        for name, value in done.attributes:
            if name not in (XML_LANG, "annotates", "appliesTo"):
                kind = f"{FOUND}note-{len(kept.notes)}-{name}"
                kept.properties.append(Property(type=kind, value=value))

    def _property(self, done: Open) -> None:
        group, _, language = (self._groups[-1] if self._groups else "").partition(" ")
        tool, _, side = group.partition("-")
        if tool != OURS:
            language = ""
        kept = self._kept[side if tool == OURS and side in _SIDES else ""]
        kind, text = done.get("prop-type") or done.get("type") or "", done.plain
        name = kind.removeprefix(OUR_NAME)
        if tool == OURS and kind.startswith(ATTRIBUTE):
            kept.attributes.append((kind[len(ATTRIBUTE) :], text))
        elif tool == OURS and kind != name and name in _NAMES:
            kept.ours[name] = text
        elif tool == OURS and kind != name and name in PROVENANCE:
            value: Any = text
            if name == "usage_count":
                value = int(text) if text.isdecimal() else None
            kept.provenance = replace(kept.provenance, **{name: value})
        else:
            tag = tag_of(done.get(XML_LANG) or language)
            kept.properties.append(Property(type=kind, value=text, language=tag))
