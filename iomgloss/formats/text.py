"""Plain text in: numbered lines in an encoding that is known, never guessed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NoReturn

from iomgloss.errors import FormatError
from iomgloss.formats.base import Source
from iomgloss.model import Location

HEAD = 1 << 16
LONGEST = 10_000_000
"""Characters of a line."""
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNSAFE = re.compile("[\0\ud800-\udfff]")


def refuse(
    source: Source, message: str, hint: str, *, line: int | None = None, column: int | None = None
) -> NoReturn:
    location = Location(file=source.file, line=line or 1, column=column)
    raise FormatError(message, hint=hint, location=location)


def chunks(source: Source, size: int = HEAD) -> Iterator[str]:
    """The text, decoded as its byte order mark says, else as told, else as UTF-8."""
    stream = source.stream
    head = stream.read(HEAD)
    stream.seek(0)
    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
        refuse(source, "the file is empty", "get the whole file", column=1)
    encoding = source.encoding or "utf-8"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif head.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    try:
        "\n".encode(encoding)
        decoder = codecs.getincrementaldecoder(encoding)()
    except (LookupError, ValueError):
        refuse(source, f"{encoding!r} is no known encoding", "name the right one: --encoding NAME")
    line, column = 1, 1
    while True:
        data = stream.read(size)
        fault = None
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            fault = error
            text = error.object[: error.start].decode(encoding, "replace")
        if (nul := text.find("\0")) >= 0:
            refuse(
                source,
                "a NUL character",
                "this is not a text file",
                line=line + text.count("\n", 0, nul),
            )
        if newlines := text.count("\n"):
            line, column = line + newlines, len(text) - text.rfind("\n")
        else:
            column += len(text)
        if fault is not None:
            refuse(
                source,
                f"byte 0x{fault.object[fault.start]:02x} is not valid {encoding}",
                "name the encoding the file is in, such as --encoding cp1251",
                line=line,
                column=column,
            )
        if text:
            yield text
        if not data:
            return


def lines(source: Source) -> Iterator[tuple[int, str]]:
    """Numbered lines without their ends. A last one that has no end is warned of."""
    rest, number = "", 0
    for chunk in chunks(source):
        *whole, rest = (rest + chunk).split("\n")
        for line in whole:
            number += 1
            yield number, line.removesuffix("\r")
        if len(rest) > LONGEST:
            refuse(
                source,
                f"a line of more than {LONGEST:,} characters",
                "see if another format fits: --from",
                line=number + 1,
            )
    if rest:
        source.log.warn(
            "no-last-newline", "the last line has no end; was the file cut off?", line=number + 1
        )
        yield number + 1, rest.removesuffix("\r")


def one_line(text: str) -> str:
    """``text`` as a cell of a table that cannot hold tabs and line ends."""
    return _BREAKS.sub(" ", text).strip()


def encoded(line: str, name: str, location: Location | None) -> bytes:
    """``line`` in UTF-8. Raises FormatError for what no text file holds."""
    unsafe = _UNSAFE.search(line)
    if unsafe:
        raise FormatError(
            f"{name} cannot hold the character U+{ord(unsafe.group()):04X}",
            hint="remove it from the text",
            location=location or Location(file=name),
        )
    return line.encode()
