"""THE table of formats."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from iomgloss.errors import UsageError
from iomgloss.formats import gzipped
from iomgloss.formats.base import (
    Format,
    Item,
    Placer,
    Reader,
    Source,
    Transcriber,
    Writer,
    xml_root,
)
from iomgloss.formats.toolkit import rows as toolkit
from iomgloss.model import Location

FORMATS = (
    Format(
        name="tmx",
        title="TMX 1.4b, translation memories",
        extensions=(".tmx", ".tmx.gz"),
        holds=("memory",),
        read="iomgloss.formats.tmx:read",
        places="iomgloss.formats.tmx_edit:places",
        transcribe="iomgloss.formats.tmx:transcribe",
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
        states=True,
        bilingual=True,
        read="iomgloss.formats.po:read",
        places="iomgloss.formats.po_edit:places",
        write="iomgloss.formats.po:write",
    ),
    Format(
        name="xliff",
        title="XLIFF 1.2 and 2.0–2.2, bilingual files",
        extensions=(".xlf", ".xliff", ".sdlxliff", ".mqxliff"),
        holds=("memory",),
        states=True,
        bilingual=True,
        versions=("1.2", "2.1"),
        read="iomgloss.formats.xliff:read",
        places="iomgloss.formats.xliff_edit:places",
        write="iomgloss.formats.xliff:write",
    ),
    Format(
        name="csv",
        title="CSV and TSV tables",
        extensions=(".csv", ".tsv"),
        holds=("terms", "memory"),
        tabular=True,
        states=True,
        read="iomgloss.formats.csv:read",
        places="iomgloss.formats.csv_edit:places",
        write="iomgloss.formats.csv:write",
    ),
    Format(
        name="utx",
        title="UTX, glossaries of AAMT",
        extensions=(".utx",),
        shared=(".txt", ".tsv"),
        signature="#UTX",
        holds=("terms",),
        bilingual=True,
        read="iomgloss.formats.utx:read",
        write="iomgloss.formats.utx:write",
    ),
    Format(
        name="omegat-glossary",
        title="OmegaT glossaries",
        extensions=(".utf8", ".tab"),
        holds=("terms",),
        bilingual=True,
        read="iomgloss.formats.omegat:read",
        write="iomgloss.formats.omegat:write",
    ),
    Format(
        name="wordfast",
        title="Wordfast TXT, translation memories",
        extensions=(),
        shared=(".txt", ".tm"),
        signature=r"%[12]\d{7}~",
        holds=("memory",),
        bilingual=True,
        read="iomgloss.formats.wordfast:read",
        write=None,
    ),
    Format(
        name="weblate",
        title="Weblate's translation memory, JSON",
        extensions=(),
        shared=(".json",),
        signature=r"\s*\[",
        holds=("memory",),
        states=True,
        read="iomgloss.formats.weblate:read",
        write="iomgloss.formats.weblate:write",
    ),
    Format(
        name="json",
        title="JSON of everything the model has",
        extensions=(".json",),
        holds=("terms", "memory"),
        states=True,
        read="iomgloss.formats.json:read",
        write="iomgloss.formats.json:write",
    ),
    Format(
        name="xlsx",
        title="XLSX workbooks",
        extensions=(".xlsx", ".xlsm"),
        holds=("terms", "memory"),
        tabular=True,
        states=True,
        read="iomgloss.formats.xlsx:read",
        write="iomgloss.formats.xlsx:write",
    ),
    Format(
        name="multiterm",
        title="MultiTerm XML",
        extensions=(),
        shared=(".xml",),
        signature=xml_root("mtf"),
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
    Format(
        name="html",
        title="HTML, the term base as a page to search",
        extensions=(".html", ".htm"),
        holds=("terms",),
        write="iomgloss.formats.html:write",
    ),
    Format(
        name="sdltm",
        title="SDLTM, memories of Trados Studio",
        extensions=(".sdltm",),
        holds=("memory",),
        read="iomgloss.formats.sdltm:read",
    ),
    Format(
        name="ts",
        title="Qt Linguist, texts of programs",
        extensions=(),
        shared=(".ts",),
        signature=xml_root("TS"),
        holds=("memory",),
        bilingual=True,
        read="iomgloss.formats.ts:read",
        places="iomgloss.formats.ts_edit:places",
    ),
    *toolkit.ROWS,
)


_HEAD = 4096
"""Bytes that tell files of one extension apart; licences come before the root of XML."""


def format_named(name: str) -> Format:
    """The format called ``name``. Raises UsageError for an unknown one."""
    for row in FORMATS:
        if row.name == name.lower():
            return row
    raise UsageError(
        f"no format is called {name!r}", hint=f"use one of {', '.join(row.name for row in FORMATS)}"
    )


def format_of(path: Path, stream: BinaryIO | None = None) -> Format:
    """The format of a file by its name, or by how it begins where several share an extension.

    ``stream``: the file, where it is open already; at its beginning before and afterwards.
    Raises UsageError when no format claims it.
    """
    head = _head(path) if stream is None else _text(stream.read(_HEAD))
    if stream is not None:
        stream.seek(0)
    for row in FORMATS:
        if row.recognises(path, head):
            return row
    for row in FORMATS:
        if row.claims(path):
            return row
    raise UsageError(
        "the format cannot be told from the file's name",
        hint=f"say it: --from {'|'.join(row.name for row in FORMATS if row.read)}",
        location=Location(file=str(path)),
    )


def _head(path: Path) -> str:
    """The first characters; nothing where there is no such file: whoever opens it says so."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_HEAD)
    except OSError:
        return ""
    return _text(data)


def _text(data: bytes) -> str:
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if is_wide else "utf-8-sig", "ignore")


def reader(row: Format) -> Reader:
    """The function that reads the format, through gzip where its name may say so.

    Raises UsageError where it is only written.
    """
    if row.read is None:
        names = ", ".join(other.name for other in FORMATS if other.read)
        raise UsageError(f"{row.name} is only written", hint=f"import one of {names}")
    read = cast(Reader, _load(row.read))

    def unpacking(source: Source, /) -> Iterator[Item]:
        yield from read(_unpacked(row, source))

    return unpacking


def transcriber(row: Format) -> Transcriber | None:
    """The faster way of the format into a memory, through gzip like `reader`; None without one."""
    if row.transcribe is None:
        return None
    transcribe = cast(Transcriber, _load(row.transcribe))
    return lambda source, mark, notice: transcribe(_unpacked(row, source), mark, notice)


def _unpacked(row: Format, source: Source) -> Source:
    may_be_packed = any(extension.endswith(".gz") for extension in row.extensions)
    if may_be_packed and gzipped.is_packed(source.stream):
        return replace(source, stream=gzipped.unpacked(source.stream, source.file))
    return source


def placer(row: Format) -> Placer | None:
    """What says where the texts of such a file stand; None: they cannot be written back."""
    return cast(Placer, _load(row.places)) if row.places else None


def writer(row: Format) -> Writer:
    """The function that writes the format. Raises UsageError where it is only read."""
    if row.write is None:
        names = ", ".join(other.name for other in FORMATS if other.write)
        raise UsageError(f"{row.name} is only read", hint=f"export to one of {names}")
    return cast(Writer, _load(row.write))


def _use(way: str) -> str:
    return f"use one of {', '.join(row.name for row in FORMATS if getattr(row, way))}"


def _load(target: str) -> object:
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)
