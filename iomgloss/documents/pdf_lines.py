"""The lines of text on the pages of a PDF, as pypdf finds them, with place and size."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from iomgloss.documents.base import Source

_TAIL = 4096
"""Bytes at the end in which the end mark must stand."""
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What pypdf raises, beside its own errors, for files that break the rules of PDF."""
_OCR = "recognise its text first (OCR), or get the document that it was made from"


class Line(NamedTuple):
    text: str
    y: float
    """Height above the bottom of the page, in points."""
    size: float
    """Of most of its letters, in points."""


def pages(source: Source) -> list[list[Line]]:
    """The lines of each page in the order of the file. Raises FormatError."""
    head = source.stream.read(1024)
    size = source.stream.seek(0, 2)
    source.stream.seek(max(0, size - _TAIL))
    tail = source.stream.read()
    source.stream.seek(0)
    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
        source.refuse("the file is empty", "get the whole file")
    if b"%PDF-" not in head:
        source.refuse("this is no PDF document", "see if the file's extension is right")
    if b"%%EOF" not in tail:
        source.refuse("the PDF was cut off: its end is missing", "get the whole file")
    from pypdf.errors import PyPdfError

    with _mendings() as mended:
        try:
            found = _read(source)
        except (PyPdfError, *_FAULTS) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            source.refuse(f"the PDF is damaged: {reason}", "get it anew, or save it anew")
    if mended:
        source.log.warn(
            "mended", f"the PDF is faulty and may be incomplete: {mended[0]}", line=None
        )
    empty = [number for number, lines in enumerate(found, start=1) if not lines]
    if len(empty) == len(found):
        source.refuse("the PDF has no text: its pages are pictures, or empty", _OCR)
    if empty:
        numbers = ", ".join(map(str, empty[:10])) + (", …" if len(empty) > 10 else "")
        source.log.warn("no-text", f"pages without text, maybe pictures: {numbers}", line=None)
    return found


def _read(source: Source) -> list[list[Line]]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(source.stream, strict=False)
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            opened = False
        if not opened:
            source.refuse("the PDF has a password, or is encrypted", "save it without")
    return [list(_lines(page)) for page in reader.pages]


def _lines(page: Any) -> Iterator[Line]:
    pieces: list[tuple[str, float, float]] = []

    def visit(text: str, user: list[float], matrix: list[float], font: object, size: float) -> None:
        if text:
            y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
            height = abs(size * (matrix[3] * user[3] or matrix[1] * user[2]))
            pieces.append((text, y, height or abs(size)))

    page.extract_text(visitor_text=visit)
    line: list[tuple[str, float, float]] = []
    for text, top, height in pieces:
        first, *rest = text.replace("\r", "\n").split("\n")
        line.append((first, top, height))
        for part in rest:
            yield from _line(line)
            line = [(part, top, height)]
    yield from _line(line)


def _line(pieces: list[tuple[str, float, float]]) -> Iterator[Line]:
    """The pieces as one line, with place and size of the longest; nothing for blanks."""
    text = "".join(piece for piece, _, _ in pieces).rstrip()
    if text:
        _, y, size = max(pieces, key=lambda piece: len(piece[0].strip()))
        yield Line(text, y, size)


@contextmanager
def _mendings() -> Iterator[list[str]]:
    """What pypdf says that it had to mend, instead of its saying so on stderr."""
    said: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(" ".join(record.getMessage().split()))

    logger, handler = logging.getLogger("pypdf"), Handler(logging.WARNING)
    before, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
