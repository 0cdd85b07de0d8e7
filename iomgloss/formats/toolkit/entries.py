"""Texts of a file of one language, under the keys that its programs know them by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.store import faults
from iomgloss.model import Segment

PLURALS = ("zero", "one", "two", "few", "many", "other")
"""Categories of CLDR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text."""

    key: str
    text: Segment
    form: str | None = None
    """One of `PLURALS`, where there are several."""
    notes: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Monolingual:
    """A file of one language."""

    entries: Iterable[Entry]
    language: str | None = None
    """As found."""


def plain(
    source: Source,
    store: Any,
    *,
    key: Callable[[Any], str] = lambda unit: str(unit.getid()),
    note: Callable[[Any], str] = lambda unit: str(unit.getnotes()),
) -> Iterator[Entry]:
    """The units of a store that are for translation, as they are."""
    kept_back = 0
    for unit in store.units:
        with faults(source):
            value = unit.source
            if unit.isheader() or not isinstance(value, str):
                continue
            if not unit.istranslatable() and value.strip():
                kept_back += 1
                continue
            line = getattr(unit, "_line_number", None)
            entry = Entry(
                key=key(unit),
                text=Segment.of(str(value)),
                notes=(note(unit).strip(),),
                line=line if isinstance(line, int) else None,
            )
        yield entry
    if kept_back:
        message = f"texts that are not for translation, left out: {kept_back}"
        source.log.warn("left-out", message, line=None)


def with_plurals(entries: Iterable[Entry], separator: str) -> list[Entry]:
    """``day_one`` and ``day_other`` as forms of ``day``."""
    known = list(entries)
    keys = {entry.key for entry in known}
    found = []
    for entry in known:
        stem, _, form = entry.key.rpartition(separator)
        if stem and form in PLURALS and f"{stem}{separator}other" in keys:
            entry = replace(entry, key=stem, form=form)
        found.append(entry)
    return found
