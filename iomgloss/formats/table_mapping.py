"""Columns of a table whose meaning the user tells: ``--map FIELD=COLUMN``."""

from __future__ import annotations

import re
from typing import NoReturn

from iomgloss.errors import UsageError
from iomgloss.formats.base import Source
from iomgloss.formats.table_columns import TERM_COLUMNS, UNIT_COLUMNS
from iomgloss.formats.tags import tag_of
from iomgloss.model import Location

_FIELDS = (*TERM_COLUMNS, *UNIT_COLUMNS, "target")
LEFT_OUT = "-"
"""Instead of a field: the column is not taken."""


def mapped(source: Source, names: list[str]) -> tuple[list[str], set[str]]:
    """The names of the columns with those that were told, and the languages among the latter.

    A column is told by its name (case does not count), else by its letter (``C``) or number.
    Raises UsageError for an unknown field, an unknown column, and a column told twice.
    """
    result = list(names)
    languages: set[str] = set()
    seen: set[int] = set()
    for field, column in source.columns:
        name = _field(source, field)
        place = _place(source, names, column)
        if place in seen:
            _refuse(source, f"the column {column!r} is told twice", "say once what it holds")
        seen.add(place)
        result[place] = name
        languages |= {part for part in (name, name.rpartition(":")[2]) if tag_of(part)}
    return result, languages - set(_FIELDS)


def _field(source: Source, field: str) -> str:
    """A field's name, ``FIELD:LANG``, or a language as a normalised tag."""
    plain = re.sub(r"[\s-]+", "_", field.strip().lower())
    if field.strip() == LEFT_OUT or plain in _FIELDS:
        return LEFT_OUT if field.strip() == LEFT_OUT else plain
    first, _, last = field.rpartition(":")
    plain, tag = re.sub(r"[\s-]+", "_", first.strip().lower()), tag_of(last)
    if tag is None or len(tag.partition("-")[0]) > 3 or (first and plain not in TERM_COLUMNS):
        names = ", ".join(dict.fromkeys(_FIELDS))
        hint = f"use a language (bg), FIELD:LANG (note:bg), or one of {names}"
        _refuse(source, f"a table has no field {field!r}", hint)
    return f"{plain}:{tag}" if first else tag


def _place(source: Source, names: list[str], column: str) -> int:
    """Where a column stands, from 0."""
    wanted = " ".join(column.split()).casefold()
    found = [
        place for place, name in enumerate(names) if " ".join(name.split()).casefold() == wanted
    ]
    if source.header and len(found) == 1:
        return found[0]
    if source.header and found:
        _refuse(
            source, f"{len(found)} columns are called {column!r}", "tell it by its letter: A, B, C"
        )
    place = 0
    if re.fullmatch(r"[1-9][0-9]{0,4}", wanted):
        place = int(wanted)
    elif re.fullmatch(r"[a-z]{1,3}", wanted):
        for letter in wanted:
            place = place * 26 + ord(letter) - 96
    if not 1 <= place <= len(names):
        shown = ", ".join(repr(name.strip()) for name in names if name.strip())
        has = f"it has {shown}" if source.header else f"it has {len(names)} columns"
        _refuse(source, f"the table has no column {column!r}", has)
    return place - 1


def _refuse(source: Source, message: str, hint: str) -> NoReturn:
    raise UsageError(message, hint=hint, location=Location(file=source.file))
