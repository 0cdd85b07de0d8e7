"""Units as XLIFF 2.1."""

from __future__ import annotations

from itertools import groupby

from iomgloss.files.xml import XML_LANG, attribute, attributes, escape
from iomgloss.formats import xliff_inline, xliff_inline2
from iomgloss.formats.xliff_names import (
    METADATA,
    OURS,
    STATE_NAMES_2,
    XLIFF_2,
    Found,
)
from iomgloss.formats.xliff_states import (
    CANONICAL_2,
    STATES_2,
    state_of_2,
)
from iomgloss.formats.xliff_writer import CLOSING, Writer, notes
from iomgloss.model import Property, TranslationUnit, Variant


class Writer2(Writer):
    """Of 2.1."""

    state_names = STATE_NAMES_2

    def header(self) -> str:
        pairs: list[tuple[str, object]] = [
            ("version", "2.1"),
            ("xmlns", XLIFF_2),
            ("xmlns:mda", METADATA),
            ("srcLang", self.source),
            ("trgLang", self.target),
        ]
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff{attributes(pairs)}>\n'

    def closing(self) -> str:
        if self.files:
            return self.end() + CLOSING
        return self.begin(None) + '    <group id="g1"/>\n' + self.end() + CLOSING

    def begin(self, document: str | None) -> str:
        pairs: list[tuple[str, object]] = [
            ("id", f"f{self.files or 1}"),
            ("original", document or None),
            ("xml:space", "preserve"),
        ]
        made = [Property(type="tool-version", value=self.options.tool_version)]
        return f"  <file{attributes(pairs)}>\n{_metadata('    ', [('', made)])}"

    def end(self) -> str:
        return "  </file>\n"

    def valid_id(self, raw: str) -> bool:
        return bool(xliff_inline.NMTOKEN.fullmatch(raw))

    def says(self, said: Found, unit: TranslationUnit) -> bool:
        sub_state = said.get("subState", "a:b").split(":")
        return (
            said.get("state") in STATES_2
            and len(sub_state) == 2
            and all(part and not any(map(str.isspace, part)) for part in sub_state)
            and state_of_2(said) is unit.state
        )

    def usual(self, unit: TranslationUnit) -> Found:
        return CANONICAL_2[unit.state]

    def element(
        self,
        unit: TranslationUnit,
        identifier: str,
        state: Found,
        variants: tuple[Variant, Variant],
        groups: list[tuple[str, list[Property]]],
    ) -> str:
        data = xliff_inline2.Data()
        texts = [
            xliff_inline2.content(variant.segment.content, data, self.losses)
            for variant in variants
        ]
        remarks = ""
        for annotated, note in notes(unit, variants):
            own = attributes([(XML_LANG, note.language), ("appliesTo", annotated)])
            remarks += f"        <note{own}>{escape(note.text)}</note>\n"
        if remarks:
            remarks = f"      <notes>\n{remarks}      </notes>\n"
        tags = attributes([(name, state.get(name)) for name in STATE_NAMES_2])
        return (
            f"    <unit{attribute('id', identifier)}>\n"
            f"{_metadata('      ', groups)}{remarks}{data.element('      ')}"
            f"      <segment{tags}>\n        <source>{texts[0]}</source>\n"
            f"        <target>{texts[1]}</target>\n      </segment>\n    </unit>\n"
        )


def _metadata(indent: str, groups: list[tuple[str, list[Property]]]) -> str:
    """The metadata module's element; a group's category is its side and language."""
    lines = []
    for side, properties in groups:
        for language, items in groupby(properties, key=lambda item: item.language):
            category = OURS + side + (f" {language}" if language else "")
            lines.append(f"{indent}  <mda:metaGroup{attribute('category', category)}>\n")
            for item in items:
                kind = attribute("type", item.type)
                lines.append(f"{indent}    <mda:meta{kind}>{escape(item.value)}</mda:meta>\n")
            lines.append(f"{indent}  </mda:metaGroup>\n")
    if not lines:
        return ""
    return f"{indent}<mda:metadata>\n{''.join(lines)}{indent}</mda:metadata>\n"
