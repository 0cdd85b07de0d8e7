"""Parts of a zipped document (OOXML, OpenDocument), taken out of the archive with suspicion."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn, cast
from zipfile import BadZipFile, ZipFile

from iomgloss.errors import FormatError
from iomgloss.files.xml import Parser
from iomgloss.model import Location

MAX_PARTS = 10_000
MAX_SIZE = 1 << 30
"""Bytes, unpacked."""
MAX_RATIO = 200
"""How many times larger than packed a part may be that is larger than `_SMALL`."""
_SMALL = 10_000_000
_OLE = b"\xd0\xcf\x11\xe0"
_RTF = b"{\\rtf"


@dataclass(frozen=True, slots=True)
class Words:
    """How the messages about a kind of archive name things."""

    noun: str
    """``workbook``"""
    extension: str
    """``.xlsx``"""
    old: str
    """What a file that is no archive may be instead: ``an old .xls workbook``."""
    program: str
    """``a spreadsheet``"""
    instead: str
    """What to do when it is none: ``see if another format fits``."""
    smaller: str
    """What to do when it is too large."""


class Archive:
    """The parts by name. Raises FormatError where the archive is at fault."""

    def __init__(self, stream: BinaryIO, file: str, words: Words) -> None:
        self.file = file
        self.words = words
        head = stream.read(1024)
        if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
            self.refuse("the file is empty", "get the whole file")
        if head.startswith(_OLE):
            self.refuse(
                f"this is {words.old}, or one with a password",
                f"save it as {words.extension} without a password",
            )
        if head.startswith(_RTF):
            self.refuse("this is RTF text", f"save it as {words.extension}")
        stream.seek(0)
        try:
            self._zip = ZipFile(stream)
        except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            self.refuse(
                f"not a whole {words.extension} {words.noun}",
                f"get the whole file, or {words.instead}",
            )
        self._parts = {info.filename.lower().lstrip("/"): info for info in self._zip.infolist()}
        self._distrust()

    def _distrust(self) -> None:
        """Refuse a bomb by what the archive announces; it is held to that when read."""
        parts = self._zip.infolist()
        noun = self.words.noun
        if len(parts) > MAX_PARTS:
            self.refuse(f"the {noun} has {len(parts):,} parts", f"no honest {noun} does that")
        if sum(part.file_size for part in parts) > MAX_SIZE:
            self.refuse(f"the {noun} unpacks to more than {MAX_SIZE:,} bytes", self.words.smaller)
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
                self.refuse(f"the {noun} has a password", "save it without one")

    def has(self, name: str) -> bool:
        return name.lower() in self._parts

    def data(self, name: str, most: int) -> bytes:
        """The first ``most`` bytes of a part; nothing where there is no such part."""
        info = self._parts.get(name.lower())
        if info is None:
            return b""
        try:
            with self._zip.open(info) as stream:
                return stream.read(most)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            self._damaged(name, error)

    def chunks(self, name: str, handler: Part) -> Iterator[None]:
        """Feed a part to a handler, pausing now and then."""
        info = self._parts.get(name.lower())
        if info is None:
            self.refuse(
                f"the {self.words.noun} has no part {name!r}",
                f"save it anew in {self.words.program}",
            )
        parser = handler.parser = Parser(f"{self.file}({name})", handler, handler.keep)
        try:
            with self._zip.open(info) as stream:  # gives no more than is announced
                yield from parser.chunks(cast(BinaryIO, stream))
        except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            self._damaged(name, error)

    def parse(self, name: str, handler: Part) -> None:
        """Feed the whole of a part to a handler."""
        for _ in self.chunks(name, handler):
            pass

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By id: kind and part of what ``part`` is related to (OPC, ECMA-376 part 2, 9.3); of the
        package itself for ``""``. What lies outside is left out. Raises FormatError where there
        are none."""
        folder, _, name = part.rpartition("/")
        handler = _Relations(part)
        self.parse(f"{folder}/_rels/{name}.rels".lstrip("/"), handler)
        return handler.found

    def refuse(self, message: str, hint: str, line: int = 1) -> NoReturn:
        raise FormatError(message, hint=hint, location=Location(file=self.file, line=line))

    def _damaged(self, name: str, error: Exception) -> NoReturn:
        self.refuse(f"the part {name!r} is damaged: {error}", "get the whole file")


class Part:
    """A handler of a part; names come without namespaces."""

    parser: Parser
    keep: tuple[str, ...] = ()
    """Namespaces whose names keep them: ``{namespace}local``."""

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


class _Relations(Part):
    def __init__(self, base: str) -> None:
        self.base = base
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        given = dict(attributes)
        if name == "Relationship" and given.get("TargetMode") != "External":
            kind = given.get("Type", "").rpartition("/")[2]
            self.found[given.get("Id", "")] = kind, resolved(self.base, given.get("Target", ""))


def resolved(base: str, target: str) -> str:
    """A part named relative to another."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
