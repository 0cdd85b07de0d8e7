"""Memories in a folder of the test, and units to put into them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from iomgloss.files.derived import DerivedDatabase
from iomgloss.formats import tmx
from iomgloss.memory import rows
from iomgloss.memory.file import MemoryFile
from iomgloss.memory.index import FORMAT, SCHEMA, Candidate, Memory, database_name
from iomgloss.memory.lookup import matches
from iomgloss.memory.query import Query
from iomgloss.model import Match, Segment, TranslationUnit, Variant

VERSION = "0"


def unit(unit_id: str | None, bg: str, en: str | None = None, **more: Any) -> TranslationUnit:
    """A unit from Bulgarian; the English is the Bulgarian with a mark unless it is given."""
    variant = {key: more.pop(key) for key in ("previous", "next") if key in more}
    return TranslationUnit(
        id=unit_id,
        variants=(
            Variant(language="bg", segment=Segment.of(bg), **variant),
            Variant(language="en", segment=Segment.of(f"<{bg}>" if en is None else en)),
        ),
        **more,
    )


def tmx_bytes(units: Iterable[TranslationUnit]) -> bytes:
    body = "".join(map(tmx.unit_text, units))
    return (tmx.header("*all*", VERSION) + body + tmx.CLOSING).encode()


def memory(
    path: Path,
    units: Iterable[TranslationUnit] | None = None,
    *,
    index: Path | None = None,
    penalty: float = 0.0,
    say: Callable[[str], None] = lambda sentence: None,
) -> Memory:
    """A fresh look at the memory in ``path``; ``units`` are written there first.

    Its index lies in ``index``: None keeps it in memory.
    """
    if units is not None:
        path.write_bytes(tmx_bytes(units))
    return Memory(
        name=path.stem,
        path=path,
        shown=path.name,
        penalty=penalty,
        database=DerivedDatabase(index, database_name(path.stem), SCHEMA, FORMAT),
        say=say,
    )


def file(path: Path, data: bytes) -> MemoryFile:
    path.write_bytes(data)
    return MemoryFile(path, path.name)


def look_up(text: str, *memories: Memory, **options: Any) -> list[Match]:
    return matches(Query(text=text, **{"limit": None, **options}), memories)


def candidates(found: Memory) -> list[Candidate]:
    """Every pair from Bulgarian in the index, in file order."""

    def ask() -> list[Candidate]:
        connection = found.refresh()
        sources = [row for row, _ in rows.texts(connection, "bg", 0, rows.last_row(connection))]
        return list(rows.pairs(connection, sources))

    return found.answer(ask)


def texts(found: Memory) -> list[tuple[str, str]]:
    """Source and target of every pair from Bulgarian in the index."""
    return [(candidate.source, candidate.target) for candidate in candidates(found)]


def ids(found: MemoryFile) -> list[str | None]:
    return [item.id for item in found.units()]
