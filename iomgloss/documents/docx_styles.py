"""What the styles of a Word document say of its paragraphs (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from dataclasses import dataclass

from iomgloss.files.archive import Part
from iomgloss.model import BlockKind

_MAX_CHAIN = 20
"""Styles that a style may rest on; a circle ends there."""


@dataclass(slots=True)
class _Style:
    based_on: str | None = None
    name: str = ""
    """Word's own styles have English names in every language: ``heading 1``, ``Title``."""
    outline: int | None = None
    """0–8 for headings, 9 for body text."""
    numbered: bool = False
    hidden: bool = False


class Styles(Part):
    """Handler of the part; then answers by style id."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._style: _Style | None = None

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        given = dict(attributes)
        value = given.get("val", "")
        if name == "style":
            self._style = self._styles.setdefault(given.get("styleId", ""), _Style())
        elif self._style is None:
            return
        elif name == "basedOn":
            self._style.based_on = value
        elif name == "name":
            self._style.name = value.lower()
        elif name == "outlineLvl" and value.isdecimal():
            self._style.outline = int(value)
        elif name == "numId":
            self._style.numbered = value != "0"
        elif name == "vanish":
            self._style.hidden = value not in ("0", "false", "off")

    def end(self, name: str) -> None:
        if name == "style":
            self._style = None

    def level(self, style: str) -> int | None:
        """Of a heading, from 1; None for other paragraphs."""
        for each in self._chain(style):
            if each.outline is not None:
                return each.outline + 1 if each.outline < 9 else None
            head, _, number = each.name.partition(" ")
            if head == "heading" and number.isdecimal():
                return int(number)
            if each.name == "title":
                return 1
        return None

    def kind(self, style: str) -> BlockKind:
        """Of a paragraph that is no heading."""
        for each in self._chain(style):
            if each.name == "caption":
                return BlockKind.CAPTION
            if each.numbered:
                return BlockKind.LIST_ITEM
        return BlockKind.PARAGRAPH

    def hides(self, style: str) -> bool:
        return any(each.hidden for each in self._chain(style))

    def _chain(self, style: str) -> list[_Style]:
        """The style and those that it rests on."""
        found: list[_Style] = []
        known: str | None = style
        while known in self._styles and len(found) < _MAX_CHAIN:
            found.append(self._styles[known])
            known = found[-1].based_on
        return found
