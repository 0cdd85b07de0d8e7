"""The tables of a memory's index, and the questions asked of them."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, starmap
from typing import TYPE_CHECKING, NamedTuple

from iomgloss.model.status import UnitState
from iomgloss.text.normalize import collapse

if TYPE_CHECKING:
    from iomgloss.model import TranslationUnit, Variant

FORMAT = f"memory 5 {unicodedata.unidata_version}"
"""Changes with the schema and with what the keys are computed from."""

SCHEMA = """
CREATE TABLE source (
    size INTEGER, time INTEGER, changed INTEGER, inode INTEGER, digest TEXT, settled INTEGER,
    body_end INTEGER NOT NULL     -- byte offset of the closing tags
) STRICT;
CREATE TABLE unit (
    number INTEGER PRIMARY KEY,   -- in file order
    id TEXT,
    state TEXT NOT NULL,
    document TEXT,
    changed TEXT,                 -- or created
    author TEXT,                  -- of the last change, else of the unit
    properties TEXT               -- JSON, [[type, value], …]
) STRICT;
CREATE TABLE variant (
    row INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: postings name it
    unit INTEGER NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    previous TEXT,
    next TEXT,
    codes INTEGER NOT NULL        -- inline codes in it
) STRICT;
CREATE TABLE language (name TEXT PRIMARY KEY) STRICT;
CREATE TABLE postings (           -- files of them, each of some rows in one language
    file TEXT PRIMARY KEY,
    language TEXT NOT NULL,
    after INTEGER NOT NULL,       -- the rows above this one,
    last INTEGER NOT NULL,        -- up to this one, included
    size INTEGER NOT NULL,        -- of the file, bytes
    time INTEGER NOT NULL,        -- and when it was changed, nanoseconds
    dead INTEGER NOT NULL         -- variants in it that have been deleted since
) STRICT;
"""

_ORDERS = (  # made last: sorting all at once is quicker than keeping in order
    "CREATE INDEX variant_unit ON variant (unit)",
    "CREATE INDEX unit_id ON unit (id)",
)
_STATES = {state.value: state for state in UnitState}
_BATCH = 2000
"""Units that are held at once."""

_PAIRS = """
SELECT s.row, t.row, s.unit, s.text, s.language, t.text, t.language, u.id, u.state, u.document,
    u.changed, u.author, u.properties, s.previous, s.next, s.codes
FROM variant s JOIN unit u ON u.number = s.unit
JOIN variant t ON t.unit = s.unit AND t.language <> s.language
WHERE s.row IN ({}) ORDER BY s.row, t.row
"""
_AT_ONCE = 500


class Candidate(NamedTuple):
    """A pair of variants whose source may be like the query."""

    source_row: int
    target_row: int
    number: int
    """Of the unit, in file order."""
    source: str
    source_language: str
    target: str
    target_language: str
    unit: str | None
    state: UnitState
    document: str | None
    changed: str | None
    author: str | None
    properties: str | None
    previous: str | None
    next: str | None
    codes: int

    @property
    def says(self) -> tuple[object, ...]:
        """All but where it stands: two units may say the very same."""
        return self[3:]


def fill(connection: sqlite3.Connection, units: Iterable[TranslationUnit]) -> None:
    """Put all units of a memory into the empty tables."""
    insert(connection, units, 1)
    for order in _ORDERS:
        connection.execute(order)


def insert(connection: sqlite3.Connection, units: Iterable[TranslationUnit], number: int) -> None:
    """Put units into the tables, from this number on."""
    known = set(languages(connection))
    numbered = enumerate(units, start=number)
    add = connection.executemany
    while batch := list(islice(numbered, _BATCH)):
        add("INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?)", starmap(_unit_row, batch))
        variants = [
            _variant_row(position, variant, text)
            for position, unit in batch
            for variant in unit.variants
            if (text := collapse(variant.text))
        ]
        add(
            "INSERT INTO variant (unit, language, text, previous, next, codes)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            variants,
        )
        new = {str(row[1]) for row in variants} - known
        known |= new
        add("INSERT INTO language VALUES (?)", [(name,) for name in sorted(new)])


def delete(connection: sqlite3.Connection, number: int) -> None:
    """Take a unit out of the tables; its languages may stay behind in the list of languages."""
    gone = connection.execute("SELECT language, row FROM variant WHERE unit = ?", (number,))
    connection.executemany(
        "UPDATE postings SET dead = dead + 1 WHERE language = ?1 AND after < ?2 AND ?2 <= last",
        gone.fetchall(),
    )
    connection.execute("DELETE FROM variant WHERE unit = ?", (number,))
    connection.execute("DELETE FROM unit WHERE number = ?", (number,))


def pairs(connection: sqlite3.Connection, rows: Sequence[int]) -> Iterator[Candidate]:
    """The pairs whose sources are these variants. Raises sqlite3.DatabaseError."""
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        for found in connection.execute(_PAIRS.format(",".join("?" * len(some))), some):
            state = _STATES.get(found[8])
            if state is None:
                raise sqlite3.DatabaseError(f"{found[8]!r} is no state of a unit")
            yield Candidate._make((*found[:8], state, *found[9:]))


def version(connection: sqlite3.Connection) -> tuple[int, int]:
    """Another one after every change: those by other connections, those by this one."""
    others: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return others, connection.total_changes


def languages(connection: sqlite3.Connection) -> list[str]:
    """The languages of the memory, in order, also of those whose last variant was removed."""
    return [row[0] for row in connection.execute("SELECT name FROM language ORDER BY name")]


def present_languages(connection: sqlite3.Connection) -> list[str]:
    """The languages of the memory, in order; takes longer where one begins late in the file."""
    found = connection.execute(
        "SELECT name FROM language"
        " WHERE EXISTS (SELECT 1 FROM variant WHERE variant.language = name) ORDER BY name"
    )
    return [row[0] for row in found]


def counts(connection: sqlite3.Connection) -> tuple[int, dict[str, int]]:
    """Units, and units by language."""
    units = connection.execute("SELECT count(*) FROM unit").fetchone()[0]
    by_language = connection.execute(
        "SELECT language, count(DISTINCT unit) FROM variant GROUP BY language"
    )
    return units, dict(by_language)


def texts(
    connection: sqlite3.Connection, language: str, after: int, last: int
) -> Iterator[tuple[int, str]]:
    """Row and text of the variants in a language with rows above ``after``, up to ``last``."""
    return connection.execute(
        "SELECT row, text FROM variant WHERE row > ? AND row <= ? AND language = ? ORDER BY row",
        (after, last, language),
    )


def has_more(connection: sqlite3.Connection, language: str, after: int, count: int) -> bool:
    """There are more than ``count`` variants in a language with rows above ``after``."""
    query = "SELECT 1 FROM variant WHERE row > ? AND language = ? LIMIT 1 OFFSET ?"
    return connection.execute(query, (after, language, count)).fetchone() is not None


def last_row(connection: sqlite3.Connection) -> int:
    """The highest row of a variant; 0 if there is none."""
    return int(connection.execute("SELECT coalesce(max(row), 0) FROM variant").fetchone()[0])


def _unit_row(number: int, unit: TranslationUnit) -> tuple[object, ...]:
    origin, properties = unit.provenance, None
    if unit.properties:
        import json  # a look-up reads none

        pairs = [[item.type, item.value] for item in unit.properties]
        properties = json.dumps(pairs, ensure_ascii=False)
    changed = origin.changed or origin.created
    author = origin.changed_by or origin.created_by
    return number, unit.id, unit.state.value, unit.document, changed, author, properties


def _variant_row(unit: int, variant: Variant, text: str) -> tuple[object, ...]:
    previous, following = variant.previous, variant.next
    return (
        unit,
        variant.language,
        text,
        collapse(previous) if previous else None,
        collapse(following) if following else None,
        sum(not isinstance(part, str) for part in variant.segment.content),
    )
