"""Units as XLIFF 1.2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iomgloss.files.xml import XML_LANG, attribute, attributes, escape
from iomgloss.formats import xliff_inline
from iomgloss.formats.base import ExportOptions
from iomgloss.formats.xliff_names import (
    ATTRIBUTE,
    FOUND,
    OUR_NAME,
    OURS,
    PROVENANCE,
    STATE_NAMES,
    XLIFF_1,
    Found,
    is_generated,
)
from iomgloss.formats.xliff_states import (
    CANONICAL,
    QUALIFIERS,
    STATES,
    state_of,
)
from iomgloss.model import Note, Property, TranslationUnit, Variant

CLOSING = "</xliff>\n"


class Writer:
    """Of 1.2."""

    def __init__(self, options: ExportOptions, source: str, target: str) -> None:
        self.options, self.losses = options, options.losses
        self.source, self.target = source, target
        self.files = self.number = 0
        self.document: str | None = None
        self.ids: set[str] = set()

    # -------------------------------------------------------------------- frames

    def header(self) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{XLIFF_1}">\n'

    def closing(self) -> str:
        return ("" if self.files else self.begin(None)) + self.end() + CLOSING

    def begin(self, document: str | None) -> str:
        pairs: list[tuple[str, object]] = [
            ("original", document or ""),
            ("source-language", self.source),
            ("target-language", self.target),
            ("datatype", "plaintext"),
            ("tool-id", OURS),
        ]
        tool: list[tuple[str, object]] = [
            ("tool-id", OURS),
            ("tool-name", OURS),
            ("tool-version", self.options.tool_version or None),
        ]
        return (
            f"  <file{attributes(pairs)}>\n    <header>\n      <tool{attributes(tool)}/>\n"
            "    </header>\n    <body>\n"
        )

    def end(self) -> str:
        return "    </body>\n  </file>\n"

    def _place(self, document: str | None) -> str:
        """What ends one file and begins the next, where the document is another."""
        if self.files and document == self.document:
            return ""
        before = self.end() if self.files else ""
        self.document = document
        self.files += 1
        self.ids.clear()
        return before + self.begin(document)

    # --------------------------------------------------------------------- units

    def unit(self, unit: TranslationUnit) -> str:
        """The unit as an element; nothing where XLIFF cannot hold it."""
        source, target = unit.variant(self.source), unit.variant(self.target)
        if source is None or target is None or source is target:
            self.losses["units without both languages"] += 1
            return ""
        if not source.text.strip() or not target.text.strip():
            self.losses["units without text in both languages"] += 1
            return ""
        if len(unit.variants) > 2:
            self.losses["other languages"] += len(unit.variants) - 2
        place = self._place(unit.document)
        identifier, known = self._identifier(unit.id)
        state, kept = self._state(unit)
        ours: dict[str, object] = {
            "id": None if known else unit.id,
            "document": unit.document if unit.document == "" else None,
            "position": unit.position,
            "reason": unit.reason,
            "source-language": unit.source_language
            if unit.source_language != source.language
            else None,
        }
        groups = [("", properties(kept, ours, unit))]
        for side, variant, language in (
            ("-source", source, self.source),
            ("-target", target, self.target),
        ):
            own: dict[str, object] = {
                "previous": variant.previous,
                "next": variant.next,
                "language": variant.language if variant.language != language else None,
            }
            groups.append((side, properties(variant.properties, own, variant)))
        return place + self.element(
            unit, identifier, state, (source, target), [group for group in groups if group[1]]
        )

    def _identifier(self, raw: str | None) -> tuple[str, bool]:
        """The id to write, and whether it is the unit's own."""
        if raw and self.valid_id(raw) and not is_generated(raw) and raw not in self.ids:
            self.ids.add(raw)
            return raw, True
        self.number += 1
        return f"{OURS}-{self.number}", False

    def valid_id(self, raw: str) -> bool:
        return bool(raw.strip())

    def _state(self, unit: TranslationUnit) -> tuple[Found, list[Property]]:
        """The state to write, and the properties that it leaves."""
        names = {FOUND + name: name for name in self.state_names}
        said = {names[item.type]: item.value for item in unit.properties if item.type in names}
        if said and self.says(said, unit):
            return said, [item for item in unit.properties if item.type not in names]
        return self.usual(unit), list(unit.properties)

    state_names: tuple[str, ...] = STATE_NAMES

    def says(self, said: Found, unit: TranslationUnit) -> bool:
        return (
            said.get("state", "new") in STATES
            and said.get("state-qualifier", "fuzzy-match") in QUALIFIERS
            and said.get("approved", "no") in ("yes", "no")
            and state_of(said) is unit.state
        )

    def usual(self, unit: TranslationUnit) -> Found:
        return CANONICAL[unit.state]

    def element(
        self,
        unit: TranslationUnit,
        identifier: str,
        state: Found,
        variants: tuple[Variant, Variant],
        groups: list[tuple[str, list[Property]]],
    ) -> str:
        pairs: list[tuple[str, object]] = [
            ("id", identifier),
            ("approved", state.get("approved")),
            ("xml:space", "preserve"),
        ]
        tags = attributes([(name, state.get(name)) for name in ("state", "state-qualifier")])
        texts = [xliff_inline.content(variant.segment.content, self.losses) for variant in variants]
        lines = [
            f"      <trans-unit{attributes(pairs)}>\n        <source>{texts[0]}</source>\n"
            f"        <target{tags}>{texts[1]}</target>\n"
        ]
        for side, properties in groups:
            lines.append(f"        <prop-group{attribute('name', OURS + side)}>\n")
            for item in properties:
                own = attributes([("prop-type", item.type), (XML_LANG, item.language)])
                lines.append(f"          <prop{own}>{escape(item.value)}</prop>\n")
            lines.append("        </prop-group>\n")
        for annotated, note in notes(unit, variants):
            own = attributes([(XML_LANG, note.language), ("annotates", annotated)])
            lines.append(f"        <note{own}>{escape(note.text)}</note>\n")
        return "".join(lines) + "      </trans-unit>\n"


def notes(
    unit: TranslationUnit, variants: tuple[Variant, Variant]
) -> Iterator[tuple[str | None, Note]]:
    """The notes with the side that they are about."""
    yield from ((None, note) for note in unit.notes)
    for side, variant in zip(("source", "target"), variants, strict=True):
        yield from ((side, note) for note in variant.notes)


def properties(
    found: Iterable[Property], ours: dict[str, object], of: TranslationUnit | Variant
) -> list[Property]:
    """What stands in a group: properties as found, then what only we say."""
    said = dict(ours)
    said |= {name: getattr(of.provenance, name) for name in PROVENANCE}
    made = list(found)
    made += [Property(type=ATTRIBUTE + name, value=value) for name, value in of.attributes]
    made += [
        Property(type=OUR_NAME + name, value=str(value))
        for name, value in said.items()
        if value is not None
    ]
    return made
