"""The rows of a table of units: see `iomgloss.formats.csv`."""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.formats.table import Row, Table
from iomgloss.formats.table_columns import UNIT_COLUMNS
from iomgloss.formats.tags import original
from iomgloss.model import Location, Note, Property, Segment, TranslationUnit, UnitState, Variant


def units(table: Table) -> Iterator[TranslationUnit]:
    """A unit a row."""
    source, targets = table.source.source_language, table.source.target_languages
    if {"source", "target"} <= set(table.columns):
        if source is None or len(targets) != 1:
            table.refuse(
                "the columns source and target do not name their languages",
                "name the pair: -s bg -t en",
            )
        columns = {"source": source, "target": targets[0]}
    else:
        columns = {name: name for name in table.languages}
        if len(columns) < 2:
            table.refuse(
                "fewer than two columns are called after a language",
                "name them in the first row, such as bg and en",
            )
        source = next(
            (name for name in columns if source and name.lower() == source.lower()),
            next(iter(columns)),
        )
    unknown = table.unknown({*UNIT_COLUMNS, *columns})
    for row in table.rows():
        identifier = row.get("id")
        variants = tuple(
            Variant(
                language=language,
                segment=Segment.of(row.cells[name]),
                tag=original(table.tags.get(name), language),
            )
            for name, language in columns.items()
            if row.get(name) is not None or (table.source.untranslated and language != source)
        )
        if len(variants) < 2 or not any(variant.text for variant in variants):
            reason = "no translation" if len(variants) == 1 else "no text"
            table.log.reject(reason, line=row.line, unit=identifier)
            continue
        note = row.get("note")
        yield TranslationUnit(
            id=identifier,
            variants=variants,
            source_language=source,
            document=row.get("document"),
            position=_position(table, row),
            state=_state(table, row),
            properties=tuple(
                Property(type=name, value=value) for name in unknown if (value := row.get(name))
            ),
            notes=(Note(text=note),) if note else (),
            location=Location(file=table.source.file, line=row.line, unit=identifier),
        )


def _position(table: Table, row: Row) -> int | None:
    value = row.get("position")
    if value is None or (value.isascii() and value.isdecimal()):
        return int(value) if value else None
    table.log.warn("bad-position", f"position {value!r} is no number; left out", line=row.line)
    return None


def _state(table: Table, row: Row) -> UnitState:
    value = row.get("state") or "confirmed"
    try:
        return UnitState(value.lower())
    except ValueError:
        message = f"{value!r} is no state of a unit; taken as a draft"
        table.log.warn("unknown-state", message, line=row.line)
        return UnitState.DRAFT
