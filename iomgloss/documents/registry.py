"""THE table of document formats."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from iomgloss.documents.base import DocumentFormat, Reader, Source
from iomgloss.errors import StorageError, UsageError
from iomgloss.files.log import Log
from iomgloss.model import Block

DOCUMENTS = (
    DocumentFormat(
        name="txt",
        title="plain text",
        extensions=(".txt", ".text"),
        read="iomgloss.documents.txt:read",
        places="line",
        plain=True,
    ),
    DocumentFormat(
        name="md",
        title="Markdown (CommonMark with tables)",
        extensions=(".md", ".markdown"),
        read="iomgloss.documents.md:read",
        places="line",
        plain=True,
    ),
    DocumentFormat(
        name="html",
        title="HTML pages",
        extensions=(".html", ".htm", ".xhtml"),
        read="iomgloss.documents.html:read",
        places="line",
    ),
    DocumentFormat(
        name="docx",
        title="Word documents (Office Open XML)",
        extensions=(".docx", ".docm", ".dotx"),
        read="iomgloss.documents.docx:read",
        places="paragraph",
    ),
    DocumentFormat(
        name="odt",
        title="OpenDocument texts",
        extensions=(".odt", ".ott"),
        read="iomgloss.documents.odt:read",
        places="paragraph",
    ),
    DocumentFormat(
        name="pdf",
        title="PDF with a text layer",
        extensions=(".pdf",),
        read="iomgloss.documents.pdf:read",
        places="page",
    ),
)


def document_named(name: str) -> DocumentFormat:
    """The format called ``name``. Raises UsageError for an unknown one."""
    for row in DOCUMENTS:
        if row.name == name.lower():
            return row
    names = ", ".join(row.name for row in DOCUMENTS)
    raise UsageError(f"no document format is called {name!r}", hint=f"use one of {names}")


def document_of(path: Path) -> DocumentFormat:
    """The format of a file by its name; plain text where the name says nothing."""
    for row in DOCUMENTS:
        if path.name.lower().endswith(row.extensions):
            return row
    return document_named("txt")


def reader(row: DocumentFormat) -> Reader:
    """The function that reads the format."""
    module, _, name = row.read.partition(":")
    return cast(Reader, getattr(import_module(module), name))


def read_document(path: Path, log: Log, encoding: str | None = None) -> Iterator[Block]:
    """The blocks of a file. Raises StorageError, FormatError."""
    try:
        with path.open("rb") as stream:
            source = Source(stream=stream, file=str(path), log=log, encoding=encoding)
            yield from reader(document_of(path))(source)
    except OSError as error:
        raise StorageError.from_os(error, path, "read") from error
