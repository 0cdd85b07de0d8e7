"""Bytes of a text format in, characters out: in an encoding that is known, never guessed."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NoReturn

from iomgloss.documents.base import Source
from iomgloss.errors import UsageError

_BREAK = re.compile(r"\r\n|\r|\n")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = {
    b"%PDF-": ("a PDF document", "give it a name that ends in .pdf"),
    b"PK\x03\x04": ("an archive", "give it its own extension: .docx, .odt"),
    b"\xd0\xcf\x11\xe0": ("an old Word document", "save it as .docx"),
    b"{\\rtf": ("RTF text", "save it as .docx or .txt"),
}
_HEAD = 4096
"""Bytes in which a file must declare its encoding; HTML wants it in the first 1024."""
_CYRILLIC = ("cp1251", "koi8-r")
"""What Bulgarian and Russian texts are in that are not UTF-8."""
_COMMON = frozenset("оеаинтсрвл")
"""Letters that make up half of any Bulgarian or Russian text."""


class Lines:
    """Where the lines of a text begin. ``\\n``, ``\\r\\n`` and ``\\r`` end a line."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and column, in code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def start(self, line: int) -> int:
        """Offset of the first character of a 1-based line."""
        return self.starts[line - 1]


def plain_text(source: Source) -> str:
    """The text of a plain document as it stands; the stream is at its beginning afterwards."""
    text = text_of(source)
    source.stream.seek(0)
    return text


def text_of(source: Source, declared: Callable[[bytes], str | None] | None = None) -> str:
    """All of a text file, without its byte order mark.

    The mark decides, then what the user told, then what the file itself declares (``declared`` is
    asked with its first bytes), then UTF-8.
    Raises FormatError with the place that cannot be decoded, UsageError for an encoding that the
    user told and nobody knows.
    """
    data = source.stream.read()
    if not source.is_pipe and not data.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
        source.refuse("the file is empty", "get the whole file")
    for magic, (what, hint) in _BINARY.items():
        if data.startswith(magic):
            source.refuse(f"this is {what}, no plain text", hint)
    marked = "utf-8" if data.startswith(codecs.BOM_UTF8) else None
    marked = "utf-16" if data[:2] in _UTF_16 else marked
    encoding = marked or source.encoding or (declared and declared(data[:_HEAD])) or "utf-8"
    if b"\0" in data and "16" not in encoding and "32" not in encoding:
        place = data.decode("latin-1")
        source.refuse(
            "this is no plain text: it holds a NUL character",
            "see if the file's extension is right",
            line=Lines(place).place(place.index("\0"))[0],
        )
    return _decoded(data, encoding, source).removeprefix("\ufeff")


def _decoded(data: bytes, encoding: str, source: Source) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        if encoding == source.encoding:
            raise UsageError(
                f"no encoding is called {encoding!r}", hint="for example cp1251, utf-16"
            ) from None
        source.refuse(
            f"the file declares the encoding {encoding!r}, which nobody knows",
            "say the right one: --encoding NAME",
        )
    except UnicodeError as error:
        _undecodable(data, encoding, getattr(error, "start", 0), source)


def _undecodable(data: bytes, encoding: str, fault: int, source: Source) -> NoReturn:
    before = data[:fault].decode(encoding, "ignore").removeprefix("\ufeff")
    line, column = Lines(before).place(len(before))
    likely = "cp1251" if encoding == source.encoding else _likely(data)
    source.refuse(
        f"the text is not {encoding.upper()} (byte 0x{data[fault]:02x})",
        f"save it as UTF-8, or say its encoding: --encoding {likely}",
        line=line,
        column=column,
    )


def _likely(data: bytes) -> str:
    """The encoding worth trying first: that in which the commonest letters are common."""

    def common(encoding: str) -> int:
        text = data[:100_000].decode(encoding, "replace")
        return sum(letter in _COMMON for letter in text)

    return max(_CYRILLIC, key=common)
