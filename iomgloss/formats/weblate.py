"""Weblate's translation memory, JSON by its schema ``weblate-memory.schema.json``.

Read: a list of entries with ``source``, ``target`` and their languages, one unit each; ``origin``
is the document. ``context`` and ``category`` become the properties ``x-weblate-context`` and
``x-weblate-category`` (1, imported from a file, is not kept). An entry of ``status`` 0 (pending) is
a draft. Entries without text or language are rejected.

Written: an entry for each pair of source and target; ``category`` is 1 unless the property says
otherwise; ``context`` and ``status`` only where they came from Weblate. Units that nobody confirmed
are left out, and counted, unless Weblate itself had them pending: on upload it takes every entry as
confirmed. Lost, and counted: inline codes, ids, positions, states, neighbours, dates and authors,
notes, other properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from iomgloss.formats.base import ExportOptions, Item, Source
from iomgloss.formats.json_items import elements, is_text
from iomgloss.formats.tags import original, tag_of
from iomgloss.formats.text import encoded, refuse
from iomgloss.model import (
    Location,
    Property,
    Provenance,
    Segment,
    TranslationUnit,
    UnitState,
    Variant,
)

_KNOWN = {
    "source",
    "target",
    "source_language",
    "target_language",
    "origin",
    "category",
    "context",
    "status",
}
_OURS = "x-weblate-"


def read(source: Source) -> Iterator[Item]:
    """Yield units. Raises FormatError where this is no list of entries."""
    for where, line, value in elements(source):
        if where != "":
            refuse(
                source,
                "this is JSON, but not a memory of Weblate",
                "see if another format fits: --from json",
                line=line,
            )
        unit = _unit(source, value, line)
        if unit is not None:
            yield unit


def _unit(source: Source, entry: Any, line: int) -> TranslationUnit | None:
    def reject(reason: str) -> TranslationUnit | None:
        source.log.reject(reason, line=line)
        return None

    if not isinstance(entry, dict):
        return reject("the entry is no object")
    strings = {name: entry.get(name) for name in ("source", "target", "origin", "context")}
    for name, value in strings.items():
        if value is not None and not is_text(value):
            return reject(f"{name} is no text")
    if not (strings["source"] or "").strip() or not (strings["target"] or "").strip():
        return reject("no translation" if (strings["source"] or "").strip() else "no text")
    variants = []
    for side in ("source", "target"):
        tag = entry.get(f"{side}_language")
        language = tag_of(tag) if isinstance(tag, str) else None
        if language is None:
            return reject(f"{side}_language {tag!r} is no language tag")
        segment = Segment.of(strings[side] or "")
        variants.append(Variant(language=language, segment=segment, tag=original(tag, language)))
    kept = [("context", strings["context"] or None)]
    for name, usual in (("category", 1), ("status", 1)):
        value = entry.get(name, usual)
        if not isinstance(value, int) or isinstance(value, bool):
            source.log.warn("bad-value", f"{name} {value!r} is no number; left out", line=line)
        elif value != usual:
            kept.append((name, str(value)))
    for name in sorted(set(entry) - _KNOWN):
        source.log.warn("unknown-key", f"{name!r} is unknown; kept", line=line)
        kept.append((name, entry[name] if is_text(entry[name]) else json.dumps(entry[name])))
    return TranslationUnit(
        variants=tuple(variants),
        source_language=variants[0].language,
        document=strings["origin"] or None,
        state=UnitState.DRAFT if entry.get("status") == 0 else UnitState.CONFIRMED,
        properties=tuple(Property(type=_OURS + name, value=value) for name, value in kept if value),
        location=Location(file=source.file, line=line),
    )


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a list of entries, one a line."""
    begun = False
    for item in items:
        if isinstance(item, TranslationUnit):
            for entry in _entries(item, options):
                for value in entry.values():
                    encoded(str(value), "JSON", item.location)
                text = json.dumps(entry, ensure_ascii=False)
                yield encoded((",\n" if begun else "[\n") + text, "JSON", item.location)
                begun = True
    yield b"\n]\n" if begun else b"[]\n"


def _entries(unit: TranslationUnit, options: ExportOptions) -> Iterator[dict[str, Any]]:
    losses = options.losses
    ours = {item.type.removeprefix(_OURS): item.value for item in unit.properties}
    pending = unit.state is UnitState.DRAFT and ours.get("status") == "0"
    if unit.state is not UnitState.CONFIRMED and not pending:
        losses["units that nobody confirmed (left out)"] += 1
        return
    first = options.source_language or unit.source_language
    source = unit.variant(first) if first else unit.variants[0]
    wanted = (
        [unit.variant(language) for language in options.target_languages]
        if options.target_languages
        else list(unit.variants)
    )
    targets = [item for item in wanted if item is not None and item is not source]
    targets = [item for item in targets if item.text.strip()]
    if source is None or not source.text.strip() or not targets:
        losses["units without text in two languages"] += 1
        return
    for position, target in enumerate(targets):
        entry: dict[str, Any] = {
            "source": source.text,
            "source_language": source.language.replace("-", "_"),
            "target": target.text,
            "target_language": target.language.replace("-", "_"),
            "origin": unit.document or "",
            "category": _number(ours.get("category"), 1),
        }
        if ours.get("context"):
            entry["context"] = ours["context"]
        if "status" in ours:
            entry["status"] = _number(ours["status"], 1)
        _count(unit, target if position else (source, target), losses)
        yield entry


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else otherwise


def _count(
    unit: TranslationUnit, found: Variant | tuple[Variant, Variant], losses: dict[str, int]
) -> None:
    """Once for the unit and its source, then for each further target."""
    empty = Provenance()
    counts = {}
    variants = found if isinstance(found, tuple) else (found,)
    if isinstance(found, tuple):
        written = ("context", "category", "status")
        others = [item for item in unit.properties if item.type.removeprefix(_OURS) not in written]
        counts = {
            "unit ids": unit.id is not None,
            "positions": unit.position is not None,
            "properties": len(others),
            "attributes": len(unit.attributes),
            "notes": len(unit.notes),
            "reasons": unit.reason is not None,
            "dates and authors": unit.provenance != empty,
        }
    for variant in variants:
        for name, count in (
            ("inline codes", len(variant.segment.codes)),
            ("neighbouring segments", (variant.previous or variant.next) is not None),
            ("dates and authors", variant.provenance != empty),
            ("properties", len(variant.properties)),
            ("attributes", len(variant.attributes)),
            ("notes", len(variant.notes)),
        ):
            counts[name] = counts.get(name, 0) + count
    for name, count in counts.items():
        if count:
            losses[name] = losses.get(name, 0) + int(count)
