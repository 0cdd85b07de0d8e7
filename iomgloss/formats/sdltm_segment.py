"""The XML of a segment in SDLTM."""

from __future__ import annotations

import io

from iomgloss.files.xml import Parser
from iomgloss.model import InlineCode, Segment

_KINDS = {
    "Start": ("bpt", ()),
    "End": ("ept", ()),
    "Standalone": ("ph", ()),
    "TextPlaceholder": ("ph", ()),
    "LockedContent": ("ph", ()),
    "UnmatchedStart": ("it", (("pos", "begin"),)),
    "UnmatchedEnd": ("it", (("pos", "end"),)),
}
"""Trados' types of tags, as TMX has them."""


def segment(xml: str | bytes, file: str) -> tuple[Segment, str | None]:
    """The segment and the culture it names. Raises FormatError for what is no such XML."""
    data = xml.encode("utf-8", "surrogatepass") if isinstance(xml, str) else bytes(xml)
    handler = _Handler()
    parser = handler.parser = Parser(file, handler)
    try:
        for _ in parser.chunks(io.BytesIO(data)):
            pass
        if not handler.is_segment:
            parser.fail("this is XML, but no segment")
    finally:
        parser.release()
        del handler.parser
    content: list[str | InlineCode] = []
    for part in handler.content:
        if isinstance(part, str) and content and isinstance(content[-1], str):
            content[-1] += part
        elif part != "":
            content.append(part)
    return Segment(tuple(content)), handler.culture


class _Handler:
    parser: Parser

    def __init__(self) -> None:
        self.is_segment = False
        self.culture: str | None = None
        self.content: list[str | InlineCode] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._tag: dict[str, str] = {}

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        self._path.append(name)
        self._text = []
        if len(self._path) == 1:
            self.is_segment = name == "Segment"
        elif name == "Tag":
            self._tag = {}

    def text(self, data: str) -> None:
        self._text.append(data)

    def end(self, name: str) -> None:
        del self._path[-1]
        value, self._text = "".join(self._text), []
        above = self._path[-1] if self._path else ""
        if (above, name) == ("Text", "Value"):
            self.content.append(value)
        elif above == "Tag":
            self._tag[name] = value
        elif name == "Tag":
            self.content.append(_code(self._tag))
        elif (above, name) == ("Segment", "CultureName"):
            self.culture = value.strip() or None


def _code(tag: dict[str, str]) -> InlineCode:
    kind, attributes = _KINDS.get(tag.get("Type", ""), ("ph", ()))
    number, aligned = tag.get("Anchor", ""), tag.get("AlignmentAnchor", "")
    pairs = list(attributes)
    if kind in ("bpt", "ept"):
        pairs.append(("i", number))
    if kind != "ept" and aligned.isdecimal() and aligned != "0":
        pairs.append(("x", aligned))
    if kind != "ept" and tag.get("TagID"):
        pairs.append(("type", tag["TagID"]))
    shown = tag.get("TextEquivalent", "")
    return InlineCode(kind=kind, attributes=tuple(pairs), content=(shown,) if shown else ())
