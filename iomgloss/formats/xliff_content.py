"""What stands inside XLIFF's sources and targets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from iomgloss.files.xml import forbidden_character
from iomgloss.formats import tags
from iomgloss.model import InlineCode
from iomgloss.model.content import TRANSPARENT, Content

Parts = list[str | InlineCode]


@dataclass(slots=True)
class Open:
    """An element that has begun."""

    name: str
    attributes: list[tuple[str, str]]
    content: Parts
    line: int

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.attributes if key == name), None)

    @property
    def plain(self) -> str:
        """Its characters, through whatever stands in it."""
        return plain(join(self.content))

    def code(self) -> str | InlineCode:
        """What it is inside a text."""
        if self.name == "cp" and (character := _character(self.get("hex") or "")):
            return character
        seen: dict[str, str] = {}
        for key, value in self.attributes:
            seen.setdefault(key.rpartition(":")[2], value)
        kind = self.name.rpartition(":")[2].rpartition("}")[2]
        return InlineCode(kind=kind, attributes=tuple(seen.items()), content=join(self.content))


def plain(content: Content) -> str:
    """All characters, those of codes too."""
    return "".join(item if isinstance(item, str) else plain(item.content) for item in content)


def _character(digits: str) -> str | None:
    """The character of ``cp hex``, where XML can hold it."""
    try:
        character = chr(int(digits, 16))
    except (ValueError, OverflowError):
        return None
    return None if forbidden_character(character) else character


def join(parts: Parts | Content) -> Content:
    """Neighbouring strings joined, empty ones left out."""
    joined: Parts = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)


def segments(content: Content) -> list[tuple[str, Content]]:
    """The ``mrk mtype="seg"`` of a text with their ``mid``, wherever they stand."""
    found: list[tuple[str, Content]] = []
    for item in content:
        if isinstance(item, InlineCode):
            attributes = dict(item.attributes)
            if item.kind == "mrk" and attributes.get("mtype") == "seg":
                found.append((attributes.get("mid", ""), item.content))
            elif item.kind in TRANSPARENT:
                found += segments(item.content)
    return found


def split_pairs(
    source: list[tuple[str, Content]], target: list[tuple[str, Content]] | None
) -> list[tuple[str | None, Content, Content | None]] | None:
    """Segments with their translations by ``mid``; None where the two sides do not fit."""
    if target is None:
        return [(mid, content, None) for mid, content in source]
    translated = dict(target)
    if (not target and source) or len(translated) != len(target):
        return None
    if not set(translated) <= {mid for mid, _ in source}:
        return None
    return [(mid, content, translated.get(mid)) for mid, content in source]


def resolve(content: Content, data: dict[str, Content]) -> Content:
    """Codes of 2.x with the native code they refer to: in ``pc`` as ``dataStart``, ``dataEnd``."""
    if not data:
        return content
    made: Parts = []
    for item in content:
        if isinstance(item, str):
            made.append(item)
            continue
        attributes: list[tuple[str, str]] = []
        inner = resolve(item.content, data)
        for name, value in item.attributes:
            if name == "dataRef" and value in data and not inner:
                inner = data[value]
            elif name in ("dataRefStart", "dataRefEnd") and value in data:
                attributes.append((name.replace("Ref", ""), plain(data[value])))
            else:
                attributes.append((name, value))
        made.append(replace(item, attributes=tuple(attributes), content=inner))
    return tuple(made)


def tag_of(value: str | None) -> str | None:
    """The normalised tag; None for what is none."""
    return tags.tag_of(value) if value else None
