"""SDLTM in: see `iomgloss.formats.sdltm`."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

from iomgloss.errors import FormatError
from iomgloss.formats.base import Item, Source
from iomgloss.formats.sdltm_segment import segment
from iomgloss.formats.tags import original, tag_of
from iomgloss.model import (
    Location,
    Property,
    Provenance,
    Segment,
    TranslationUnit,
    UnitState,
    Variant,
)

_MAGIC = b"SQLite format 3\0"
_MAX_VALUE = 50_000_000
"""Bytes in one value."""
_NEEDED = ("id", "source_segment", "target_segment")
_OPTIONAL = (
    "guid",
    "translation_memory_id",
    "creation_date",
    "creation_user",
    "change_date",
    "change_user",
    "last_used_date",
    "last_used_user",
    "usage_counter",
    "confirmation_level",
)
_LEFT_OUT = (
    "string_attributes",
    "numeric_attributes",
    "date_attributes",
    "picklist_attributes",
    "translation_unit_contexts",
)
_DRAFTS = (1, 3, 5)
"""Of Trados' levels: draft, translation rejected, sign-off rejected."""
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?Z?")


def read(source: Source) -> Iterator[Item]:
    """Yield the units of a memory. Raises FormatError where the database is at fault."""
    with closing(_opened(source)) as database:
        try:
            yield from _units(source, database)
        except sqlite3.Error as error:
            _refuse(source, f"the database is damaged: {error}", "get the whole file")


def _refuse(source: Source, message: str, hint: str) -> NoReturn:
    raise FormatError(message, hint=hint, location=Location(file=source.file, line=1))


def _opened(source: Source) -> sqlite3.Connection:
    """The database, where it lies or else in memory; neither it nor a file beside it is touched."""
    head = source.stream.read(100)
    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
        _refuse(source, "the file is empty", "get the whole file")
    if len(head) < 100 or not head.startswith(_MAGIC):
        _refuse(source, "this is no SDLTM memory", "see if another format fits: --from")
    page = int.from_bytes(head[16:18], "big")
    announced = (65_536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    size = source.stream.seek(0, os.SEEK_END)
    source.stream.seek(0)
    if size < announced:
        _refuse(source, "the file ends in the middle: it was cut off", "get the whole file")
    name = getattr(source.stream, "name", None)
    if isinstance(name, str | Path):
        address = Path(name).resolve().as_uri() + "?mode=ro&immutable=1"
        database = sqlite3.connect(address, uri=True)
    else:
        database = sqlite3.connect(":memory:")
        database.deserialize(source.stream.read())
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    return database


def _columns(database: sqlite3.Connection, table: str) -> set[str]:
    """The columns of a true table; none of a view, which may compute whatever it likes."""
    found = database.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    if found is None or "VIRTUAL" in str(found[0]).upper().split()[:2]:
        return set()
    return {row[1] for row in database.execute(f"PRAGMA table_info({table})")}


def _units(source: Source, database: sqlite3.Connection) -> Iterator[TranslationUnit]:
    columns = _columns(database, "translation_units")
    if not set(_NEEDED) <= columns:
        _refuse(source, "this is a database, but no SDLTM memory", "see if another format fits")
    languages: dict[Any, tuple[Any, Any]] = {}
    if {"id", "source_language", "target_language"} <= _columns(database, "translation_memories"):
        languages = {
            row[0]: (row[1], row[2])
            for row in database.execute(
                "SELECT id, source_language, target_language FROM translation_memories"
            )
        }
    for table in _LEFT_OUT:
        if _columns(database, table):
            (count,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
            if count:
                message = f"{count} rows of {table} are left out"
                source.log.warn("left-out", message, line=None)
    chosen = [*_NEEDED, *(name for name in _OPTIONAL if name in columns)]
    query = f"SELECT {', '.join(chosen)} FROM translation_units ORDER BY id"
    for row in database.execute(query):
        values = dict(zip(chosen, row, strict=True))
        pair = languages.get(values.get("translation_memory_id"), (None, None))
        unit = _unit(source, values, pair)
        if unit is not None:
            yield unit


def _unit(source: Source, values: dict[str, Any], pair: tuple[Any, Any]) -> TranslationUnit | None:
    guid = values.get("guid")
    identifier = str(guid) if isinstance(guid, str) and guid else str(values["id"])
    told = (source.source_language, next(iter(source.target_languages), None))
    variants = []
    for side, (name, known, user) in enumerate(
        zip(("source_segment", "target_segment"), pair, told, strict=True)
    ):
        raw = values[name]
        try:
            found, culture = (
                segment(raw, source.file)
                if isinstance(raw, str | bytes) and raw
                else (Segment.of(""), None)
            )
        except FormatError as error:
            which = "target" if side else "source"
            reason = f"its {which} segment cannot be read: {error.message}"
            source.log.reject(reason, line=None, unit=identifier)
            return None
        tags = [tag for tag in (known, culture, user) if isinstance(tag, str) and tag_of(tag)]
        language = tag_of(tags[0]) if tags else None
        if language is None:
            source.log.reject("no language is named", line=None, unit=identifier)
            return None
        if not found.text.strip():
            reason = "no translation" if side else "no text"
            source.log.reject(reason, line=None, unit=identifier)
            return None
        tag = original(tags[0], language)
        variants.append(Variant(language=language, segment=found, tag=tag))
    count = values.get("usage_counter")
    level = values.get("confirmation_level")
    user = values.get("last_used_user")
    return TranslationUnit(
        id=identifier,
        variants=tuple(variants),
        source_language=variants[0].language,
        state=UnitState.DRAFT if level in _DRAFTS else UnitState.CONFIRMED,
        provenance=Provenance(
            created=_date(source, values.get("creation_date"), identifier),
            created_by=_text(values.get("creation_user")),
            changed=_date(source, values.get("change_date"), identifier),
            changed_by=_text(values.get("change_user")),
            used=_date(source, values.get("last_used_date"), identifier),
            usage_count=count if isinstance(count, int) and count >= 0 else None,
        ),
        properties=tuple(
            Property(type=f"x-sdltm-{name}", value=str(value))
            for name, value in (("last_used_user", user), ("confirmation_level", level))
            if value not in (None, "")
        ),
        location=Location(file=source.file, unit=identifier),
    )


def _text(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


def _date(source: Source, value: object, identifier: str) -> str | None:
    """A date as TMX has it; another is kept as it is, with a warning."""
    text = _text(value)
    found = _DATE.fullmatch(text) if text else None
    if text and not found:
        message = f"the date {text!r} is not YYYY-MM-DD hh:mm:ss; kept"
        source.log.warn("bad-date", message, line=None, unit=identifier)
    return "{}{}{}T{}{}{}Z".format(*found.groups()) if found else text
