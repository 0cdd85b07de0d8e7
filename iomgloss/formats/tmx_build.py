"""Plain units of TMX as values of the model: as `tmx_handler` makes them, several times faster."""

from __future__ import annotations

import contextlib
import re
from functools import lru_cache
from typing import Any

from iomgloss.formats.base import Source
from iomgloss.formats.tags import original
from iomgloss.formats.tmx_names import OURS, PROVENANCE, UNIT_NAMES, VARIANT_NAMES
from iomgloss.formats.tmx_plain import (
    UNIT,
    VARIANT,
    Odd,
    attributes,
    content,
    language,
    metadata,
)
from iomgloss.formats.tmx_stream import UnitStream, lines
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
from iomgloss.model.content import Content

_ITEM = re.compile(
    r'<(?:prop type="([^"]*+)"|(note))((?: xml:lang="[^"]*+")?+)>([^<]*+)</(?:prop|note)>'
)
_TAG = re.compile(r"(<[^<>]*+>)")
_UNKNOWN = Provenance()


class Builder:
    """Adds plain units to those of the handler of `stream`."""

    def __init__(self, source: Source) -> None:
        self.stream = UnitStream(source, self._take, with_lines=True)
        self._file = source.file

    def _take(self, data: bytes, start: int, base: int) -> int:
        """See `iomgloss.formats.tmx_stream.Take`."""
        handler, line, counted = self.stream.handler, self.stream.line, start
        with contextlib.suppress(Odd):
            for match in UNIT.finditer(data, start):
                if match[1] is None:
                    break
                begin = match.start(1) - len("<tu")
                line += lines(data, counted, begin)
                counted = begin
                handler.units.append(self._unit(match.groups(), line))
                start = match.end()
                handler.spans.append((base + begin, base + start - len("</tu>")))
        return start

    def _unit(self, groups: tuple[Any, ...], line: int) -> TranslationUnit:
        raw, items, *first = groups[:6]
        second, further = groups[6:10], groups[10]
        named = attributes(raw)
        unit_id = named.pop("tuid", None)
        declared = named.pop("srclang", None)
        source = self.stream.handler.header_language
        if declared is not None:
            source = language(declared.encode()).decode()
        ours, properties, notes = _metadata(items, UNIT_NAMES)
        variants = [_variant(*first)]
        if second[0] is not None:
            variants.append(_variant(*second))
            variants += [_variant(*other) for other in VARIANT.findall(further)]
            if len({variant.language for variant in variants}) < len(variants):
                raise Odd
        return TranslationUnit(
            id=unit_id,
            variants=tuple(variants),
            source_language=source,
            document=ours.get("document"),
            position=int(ours["position"]) if "position" in ours else None,
            state=UnitState(ours["state"]) if "state" in ours else UnitState.CONFIRMED,
            reason=ours.get("reason"),
            provenance=_provenance(named),
            properties=properties,
            notes=notes,
            attributes=tuple(named.items()),
            location=Location(file=self._file, line=line, unit=unit_id),
        )


def _variant(raw: bytes, items: bytes, plain: bytes, rest: bytes) -> Variant:
    named = attributes(raw)
    if "xml:lang" not in named or "lang" in named:
        raise Odd
    found = named.pop("xml:lang")
    tag = language(found.encode()).decode()
    if rest:
        segment = Segment(_tree(content(plain + rest)[0].decode()))
    else:
        segment = Segment((plain.decode(),) if plain else ())
    ours, properties, notes = _metadata(items, VARIANT_NAMES)
    return Variant(
        language=tag,
        segment=segment,
        tag=original(found, tag) or ours.get("tag"),
        previous=ours.get("previous"),
        next=ours.get("next"),
        provenance=_provenance(named),
        properties=properties,
        notes=notes,
        attributes=tuple(named.items()),
    )


def _provenance(named: dict[str, str]) -> Provenance:
    """Takes it out of ``named``."""
    found: dict[str, Any] = {
        field: named.pop(name) for name, field in PROVENANCE.items() if name in named
    }
    if not found:
        return _UNKNOWN
    if "usage_count" in found:
        found["usage_count"] = int(found["usage_count"])
    return Provenance(**found)


def _metadata(
    raw: bytes, names: tuple[str, ...]
) -> tuple[dict[str, str], tuple[Property, ...], tuple[Note, ...]]:
    """Our own properties by name, the others, and the notes."""
    if not raw:
        return {}, (), ()
    canonical, ours = metadata(raw, b"", names)
    properties, notes = [], []
    for kind, is_note, tag, text in _ITEM.findall(canonical.decode()):
        tag_or_none = tag.split('"')[1] if tag else None
        if is_note:
            notes.append(Note(text=_unescaped(text), language=tag_or_none))
        elif not (ours and kind.startswith(OURS)):
            properties.append(Property(type=kind, value=_unescaped(text), language=tag_or_none))
    named = {name.decode(): _unescaped(value.decode()) for name, value in ours.items()}
    return named, tuple(properties), tuple(notes)


def _tree(canonical: str) -> Content:
    """What stands in a ``seg``, from its canonical form."""
    open_: list[list[str | InlineCode]] = [[]]
    begun: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    for place, part in enumerate(_TAG.split(canonical)):
        if place % 2 == 0:
            if part:
                open_[-1].append(_unescaped(part))
            continue
        is_begin, is_end, kind, pairs = _code(part)
        if is_begin:
            begun.append((kind, pairs))
            open_.append([])
        if is_end:
            kind, pairs = begun.pop()
            code = InlineCode(kind=kind, attributes=pairs, content=tuple(open_.pop()))
            open_[-1].append(code)
    return tuple(open_[0])


@lru_cache(maxsize=4096)
def _code(tag: str) -> tuple[bool, bool, str, tuple[tuple[str, str], ...]]:
    """Whether an element begins with a tag, whether one ends with it; its name and attributes."""
    parts = tag.strip("</>").split('"')
    names = [part.strip(" =") for part in parts[::2]]
    kind, _, first = names[0].partition(" ")
    pairs = zip([first, *names[1:]], parts[1::2], strict=False)
    return tag[1] != "/", tag[1] == "/" or tag[-2] == "/", kind, tuple(pairs)


def _unescaped(text: str) -> str:
    """Canonical character data as what it stands for."""
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
