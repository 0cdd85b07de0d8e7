"""Writing TMX 1.4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from iomgloss.errors import FormatError
from iomgloss.files.xml import XML_LANG, attributes, escape
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.tmx_foreign import as_tmx
from iomgloss.formats.tmx_names import OURS, PROVENANCE
from iomgloss.model import (
    Location,
    Note,
    Property,
    Provenance,
    TranslationUnit,
    UnitState,
)
from iomgloss.model.content import Content

CLOSING = "  </body>\n</tmx>\n"
"""Everything after the last unit."""


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a TMX 1.4 file. Raises FormatError for a unit with what XML cannot hold."""
    yield header(options.source_language or "*all*", options.tool_version).encode()
    for item in items:
        if isinstance(item, TranslationUnit):
            try:
                yield unit_text(as_tmx(_select(item, options), options.losses)).encode()
            except ValueError as error:
                place = item.location or Location(file="TMX", unit=item.id)
                raise FormatError(
                    f"the unit {item.id} cannot be written: {error}",
                    hint="remove the character from it",
                    location=place,
                ) from None
    yield CLOSING.encode()


def _select(unit: TranslationUnit, options: ExportOptions) -> TranslationUnit:
    """The variants that were asked for, the source's first (OmegaT and Weblate take the first)."""
    first = options.source_language or unit.source_language
    source = unit.variant(first) if first else None
    if options.target_languages:
        wanted = [unit.variant(language) for language in options.target_languages]
        targets = [variant for variant in wanted if variant is not None]
    else:
        targets = list(unit.variants)
    variants = [source] if source else []
    variants += [variant for variant in targets if variant is not source]
    return replace(unit, variants=tuple(variants))


def header(source_language: str, tool_version: str) -> str:
    """Everything before the first unit."""
    pairs: list[tuple[str, object]] = [
        ("creationtool", "iomgloss"),
        ("creationtoolversion", tool_version),
        ("segtype", "sentence"),
        ("o-tmf", "iomgloss"),
        ("adminlang", "en"),
        ("srclang", source_language),
        ("datatype", "plaintext"),
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f"  <header{attributes(pairs)}/>\n  <body>\n"
    )


def unit_text(unit: TranslationUnit) -> str:
    """One ``tu`` element. Raises ValueError for characters that XML cannot hold."""
    pairs: list[tuple[str, object]] = [
        ("tuid", unit.id),
        *unit.attributes,
        *_provenance_pairs(unit.provenance),
        ("srclang", unit.source_language),
    ]
    ours = {
        "document": unit.document,
        "position": unit.position,
        "state": None if unit.state is UnitState.CONFIRMED else unit.state.value,
        "reason": unit.reason,
    }
    lines = [
        f"    <tu{attributes(pairs)}>\n",
        _metadata("      ", unit.notes, unit.properties, ours),
    ]
    for variant in unit.variants:
        found = variant.tag or ""
        is_same = found.lower() == variant.language.lower()  # and what other tools take for a tag
        own = {
            "previous": variant.previous,
            "next": variant.next,
            "tag": variant.tag if not is_same else None,
        }
        tags: list[tuple[str, object]] = [
            (XML_LANG, found if is_same else variant.language),
            *variant.attributes,
            *_provenance_pairs(variant.provenance),
        ]
        lines += [
            f"      <tuv{attributes(tags)}>\n",
            _metadata("        ", variant.notes, variant.properties, own),
            f"        <seg>{content_text(variant.segment.content)}</seg>\n      </tuv>\n",
        ]
    return "".join(lines) + "    </tu>\n"


def _provenance_pairs(provenance: Provenance) -> list[tuple[str, object]]:
    return [(name, getattr(provenance, field)) for name, field in PROVENANCE.items()]


def _metadata(
    indent: str,
    notes: tuple[Note, ...],
    properties: tuple[Property, ...],
    ours: dict[str, Any],
) -> str:
    lines = [
        f"{indent}<note{attributes([(XML_LANG, note.language)])}>{escape(note.text)}</note>\n"
        for note in notes
    ]
    mine = [
        Property(type=OURS + name, value=str(value))
        for name, value in ours.items()
        if value is not None
    ]
    for item in (*properties, *mine):
        pairs = attributes([("type", item.type), (XML_LANG, item.language)])
        lines.append(f"{indent}<prop{pairs}>{escape(item.value)}</prop>\n")
    return "".join(lines)


def content_text(content: Content) -> str:
    """What stands in a ``seg``. Raises ValueError for characters that XML cannot hold."""
    parts = []
    for item in content:
        if isinstance(item, str):
            parts.append(escape(item))
        else:
            tag = item.kind + attributes(list(item.attributes))
            inner = content_text(item.content)
            parts.append(f"<{tag}>{inner}</{item.kind}>" if inner else f"<{tag}/>")
    return "".join(parts)
