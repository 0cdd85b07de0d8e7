"""THE table of formats."""

from importlib import import_module
from pathlib import Path
from typing import cast

from iomgloss.errors import UsageError
from iomgloss.formats.base import Format, Reader, Writer
from iomgloss.model import Location

FORMATS = (
    Format(
        name="tmx",
        title="TMX 1.4b, translation memories",
        extensions=(".tmx",),
        holds=("memory",),
        read="iomgloss.formats.tmx:read",
        write="iomgloss.formats.tmx:write",
    ),
    Format(
        name="tbx",
        title="TBX, term bases (ISO 30042:2008 and 2019)",
        extensions=(".tbx",),
        holds=("terms",),
        read="iomgloss.formats.tbx:read",
        write="iomgloss.formats.tbx:write",
        versions=("2", "3"),
        styles=("dca", "dct"),
    ),
    Format(
        name="po",
        title="PO, gettext catalogues",
        extensions=(".po", ".pot"),
        holds=("memory", "terms"),
        bilingual=True,
        read="iomgloss.formats.po:read",
        write="iomgloss.formats.po:write",
    ),
    Format(
        name="csv",
        title="CSV and TSV tables",
        extensions=(".csv", ".tsv"),
        holds=("terms", "memory"),
        read="iomgloss.formats.csv:read",
        write="iomgloss.formats.csv:write",
    ),
    Format(
        name="multiterm",
        title="MultiTerm XML",
        extensions=(".xml",),
        holds=("terms",),
        read="iomgloss.formats.multiterm:read",
    ),
    Format(
        name="skos",
        title="SKOS in Turtle, the term base as linked data",
        extensions=(".ttl",),
        holds=("terms",),
        write="iomgloss.formats.skos:write",
    ),
)


def format_named(name: str) -> Format:
    """The format called ``name``. Raises UsageError for an unknown one."""
    for row in FORMATS:
        if row.name == name.lower():
            return row
    raise UsageError(
        f"no format is called {name!r}", hint=f"use one of {', '.join(row.name for row in FORMATS)}"
    )


def format_of(path: Path) -> Format:
    """The format of a file by its name. Raises UsageError when no format claims it."""
    for row in FORMATS:
        if row.claims(path):
            return row
    raise UsageError(
        "the format cannot be told from the file's name",
        hint=f"say it: --from {'|'.join(row.name for row in FORMATS)}",
        location=Location(file=str(path)),
    )


def reader(row: Format) -> Reader:
    """Raises UsageError for a format that is only written."""
    if row.read is None:
        raise UsageError(f"{row.name} is only written, never read", hint=_use("read"))
    return cast(Reader, _load(row.read))


def writer(row: Format) -> Writer:
    """Raises UsageError for a format that is only read."""
    if row.write is None:
        raise UsageError(f"{row.name} is only read, never written", hint=_use("write"))
    return cast(Writer, _load(row.write))


def _use(way: str) -> str:
    return f"use one of {', '.join(row.name for row in FORMATS if getattr(row, way))}"


def _load(target: str) -> object:
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)
