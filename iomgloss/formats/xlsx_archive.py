"""A workbook's parts, taken out of the archive with suspicion."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NoReturn, cast
from zipfile import BadZipFile, ZipFile

from iomgloss.errors import FormatError
from iomgloss.formats.base import Source
from iomgloss.formats.xml import Parser
from iomgloss.model import Location

MAX_PARTS = 10_000
MAX_SIZE = 1 << 30
"""Bytes, unpacked."""
MAX_RATIO = 200
"""How many times larger than packed a part may be that is larger than `_SMALL`."""
_SMALL = 10_000_000
_OLE = b"\xd0\xcf\x11\xe0"


class Archive:
    """The parts by name. Raises FormatError where the archive is at fault."""

    def __init__(self, source: Source) -> None:
        self.file = source.file
        head = source.stream.read(1024)
        if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
            self.refuse("the file is empty", "get the whole file")
        if head.startswith(_OLE):
            self.refuse(
                "this is an old .xls workbook, or one with a password",
                "save it as .xlsx without a password",
            )
        source.stream.seek(0)
        try:
            self._zip = ZipFile(source.stream)
        except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            self.refuse(
                "not a whole .xlsx workbook",
                "get the whole file, or see if it is a table in another format: --from csv",
            )
        self._parts = {info.filename.lower().lstrip("/"): info for info in self._zip.infolist()}
        self._distrust()

    def _distrust(self) -> None:
        """Refuse a bomb by what the archive announces; it is held to that when read."""
        parts = self._zip.infolist()
        if len(parts) > MAX_PARTS:
            self.refuse(f"the workbook has {len(parts):,} parts", "no honest workbook does that")
        if sum(part.file_size for part in parts) > MAX_SIZE:
            self.refuse(
                f"the workbook unpacks to more than {MAX_SIZE:,} bytes", "split it, or use CSV"
            )
        for part in parts:
            if part.file_size > max(_SMALL, MAX_RATIO * part.compress_size):
                self.refuse(
                    f"the part {part.filename!r} unpacks to {part.file_size:,} bytes from "
                    f"{part.compress_size:,}",
                    "it may be a bomb: look into it, and save it anew",
                )
            if part.header_offset < 0:  # what zipfile makes of an archive without its beginning
                self.refuse(f"the part {part.filename!r} is damaged", "get the whole file")
            if part.flag_bits & 1:
                self.refuse("the workbook has a password", "save it without one")

    def has(self, name: str) -> bool:
        return name.lower() in self._parts

    def chunks(self, name: str, handler: Part) -> Iterator[None]:
        """Feed a part to a handler, pausing now and then."""
        info = self._parts.get(name.lower())
        if info is None:
            self.refuse(f"the workbook has no part {name!r}", "save it anew in a spreadsheet")
        parser = handler.parser = Parser(f"{self.file}({name})", handler)
        try:
            with self._zip.open(info) as stream:  # gives no more than is announced
                yield from parser.chunks(cast(BinaryIO, stream))
        except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            self.refuse(f"the part {name!r} is damaged: {error}", "get the whole file")

    def parse(self, name: str, handler: Part) -> None:
        """Feed the whole of a part to a handler."""
        for _ in self.chunks(name, handler):
            pass

    def refuse(self, message: str, hint: str, line: int = 1) -> NoReturn:
        raise FormatError(message, hint=hint, location=Location(file=self.file, line=line))


class Part:
    """A handler of a part; names come without namespaces."""

    parser: Parser

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


def resolved(base: str, target: str) -> str:
    """A part named relative to another."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
