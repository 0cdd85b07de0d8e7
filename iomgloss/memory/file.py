"""Changing a memory's file: durable, whole, and safe beside other commands.

A unit is appended in place: one write of the unit and the closing tags over the old closing tags,
then fsync. Every other change is a new file, fsync, rename. All of it under the memory's lock,
which the caller holds. A file that a crash has cut is mended to its last whole unit.

A process that is killed within the write of a unit leaves some of its first bytes, then nothing or
what is left of the old closing tags.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from iomgloss.errors import FormatError, StorageError, UsageError
from iomgloss.files.atomic import draft, write_whole
from iomgloss.files.xml import Parser
from iomgloss.formats import tmx
from iomgloss.formats.base import Log, Source, Watch, watched
from iomgloss.model import Location, TranslationUnit

_CLOSING = re.compile(rb"[ \t]{0,4}</body\s*>\s*</tmx\s*>\s*\Z")
"""With no more indentation than a unit has: so the first bytes of one cannot leave it whole."""
_BODY_TAG = re.compile(rb"<(?:[^\s<>/:]+:)?body(?:\s[^>]*)?>")
_END_TAG = re.compile(rb"</(?:[^\s<>/:]+:)?tu\s*>")
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']+)")
_TAIL = 4096
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class MemoryFile:
    """A TMX file that holds a memory."""

    path: Path
    name: str
    """As users know it: the path in locations."""

    def append(self, units: Iterable[TranslationUnit], tool_version: str) -> None:
        """Add units at the end, each durable before the next is begun.

        Raises FormatError for a file that cannot be changed in place, StorageError; the file is
        then as it was before the unit that failed.
        """
        with self._storage("add to the memory"):
            if not self.path.exists():
                first = [tmx.header("*all*", tool_version).encode(), tmx.CLOSING.encode()]
                write_whole(self.path, first)
            with self.path.open("r+b", buffering=0) as stream:
                start, closing = self._closing(stream.fileno())
                for unit in units:
                    start = _append_one(stream.fileno(), unit, start, closing)

    def append_whole(self, units: Iterable[TranslationUnit], tool_version: str) -> None:
        """Add units all or none: a new file takes the place of the old one.

        Raises FormatError for a file that cannot be added to, StorageError.
        """
        with draft(self.path) as new:
            _, opening, closing = self.opening(tool_version)
            new.write(_chain(opening, (tmx.unit_text(unit).encode() for unit in units), [closing]))
            new.accept()

    def opening(self, tool_version: str) -> tuple[int, Iterator[bytes], bytes]:
        """What stands before units that are added, how many bytes that is, and what behind them.

        Raises FormatError for a file that cannot be added to, StorageError.
        """
        if not self.path.exists():
            head = tmx.header("*all*", tool_version).encode()
            return len(head), iter([head]), tmx.CLOSING.encode()
        with self._storage("add to the memory"), self.path.open("rb") as stream:
            start, closing = self._closing(stream.fileno())
        return start, _copy(self.path, 0, start), closing

    def replace(self, unit_id: str, unit: TranslationUnit | None) -> None:
        """Put ``unit`` in the place of the one called ``unit_id``; None removes it.

        Everything else in the file stays as it is, byte for byte. Raises UsageError if there is
        no such unit, or more than one, FormatError, StorageError.
        """
        with self._storage("change the memory"):
            self._require_utf8()
            with self.path.open("rb") as stream:
                spans = [span for span in tmx.unit_spans(stream, self.name) if span.id == unit_id]
            if len(spans) != 1:
                what = "no unit" if not spans else f"{len(spans)} units"
                raise UsageError(
                    f"the memory has {what} with the id {unit_id!r}",
                    location=Location(file=self.name),
                )
            with self.path.open("rb") as stream:
                start, end = _whole_lines(stream.fileno(), spans[0])
            text = [tmx.unit_text(unit).encode()] if unit is not None else []
            size = self.path.stat().st_size
            write_whole(
                self.path, _chain(_copy(self.path, 0, start), text, _copy(self.path, end, size))
            )

    def find(self, unit_id: str) -> TranslationUnit | None:
        """The first unit called ``unit_id``."""
        return next((unit for unit in self.units() if unit.id == unit_id), None)

    def units(
        self, log: Log | None = None, watch: Watch | None = None
    ) -> Iterator[TranslationUnit]:
        """All units of the file. Raises FormatError, StorageError."""
        with self._storage("read"), self.path.open("rb") as stream:
            units = _read(Source(stream=stream, file=self.name, log=log or Log(self.name)))
            yield from watched(units, stream, watch, f"Reading {self.name}")

    def written(
        self, watch: Watch | None = None, *, with_spans: bool = False
    ) -> Iterator[tmx.Written]:
        """All units of the file as they would be written. Raises FormatError, StorageError."""
        with self._storage("read"), self.path.open("rb") as stream:
            source = Source(stream=stream, file=self.name, log=Log(self.name))
            batches = tmx.transcribe(source, with_spans=with_spans)
            yield from watched(batches, stream, watch, f"Reading {self.name}", every=1)

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """The unit between ``<tu`` and ``</tu>`` with these tags, its indentation and line break,
        when it stands on lines of its own. Raises StorageError."""
        with self._storage("read"), self.path.open("rb") as stream:
            return _whole_lines(stream.fileno(), tmx.Span(None, start, end))

    def units_from(self, offset: int) -> Iterator[TranslationUnit]:
        """The units that begin at or after byte ``offset``, which stands between two units.

        For files in UTF-8. What the file says before (source language, namespaces) is not seen.
        Raises FormatError, with lines counted from ``offset``; StorageError.
        """
        import io

        with self._storage("read"), self.path.open("rb") as stream:
            stream.seek(offset)
            tail = io.BytesIO(b"<tmx><body>" + stream.read())
        yield from _read(Source(stream=tail, file=self.name, log=Log(self.name)))

    def body_end(self) -> int:
        """Byte offset of the closing tags. Raises FormatError if the file has no such end."""
        with self._storage("read"), self.path.open("rb") as stream:
            return self._closing(stream.fileno())[0]

    def mend(self, spare: Path) -> str | None:
        """Cut a file that ends in the middle back to its last whole unit; None if it is whole.

        What is cut off is kept as ``spare``, or beside it under a number. Returns a sentence that
        says so. A file that is broken elsewhere is left alone: reading it will say where. Raises
        StorageError.
        """
        with self._storage("mend the memory"), self.path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            stream.seek(max(0, size - _TAIL))
            if _CLOSING.search(stream.read()) or _is_wide(self._head()):
                return None
            stream.seek(0)
            units = _Units(self.name)
            if not units.end_early(stream):
                return None
            end = _after(_END_TAG if units.count else _BODY_TAG, stream.fileno(), units.last)
            stream.seek(end)
            rest = stream.read()
        if _END_TAG.search(rest):  # a fault in the middle: somebody's work follows it
            return None
        spare = _unused(spare)
        write_whole(spare, [rest])
        write_whole(self.path, _chain(_copy(self.path, 0, end), [b"\n" + tmx.CLOSING.encode()]))
        return (
            f"{self.name}: the file was cut off; it is whole again with {units.count} units, "
            f"the {len(rest)} bytes after it are kept in {spare}"
        )

    # ------------------------------------------------------------------ details

    @contextlib.contextmanager
    def _storage(self, action: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StorageError.from_os(error, self.name, action) from error

    def _closing(self, handle: int) -> tuple[int, bytes]:
        """Where the closing tags begin, and their bytes."""
        self._require_utf8()
        size = os.fstat(handle).st_size
        os.lseek(handle, max(0, size - _TAIL), os.SEEK_SET)
        tail = os.read(handle, _TAIL)
        found = _CLOSING.search(tail)
        if not found:
            raise FormatError(
                "the file does not end with </body></tmx>",
                hint="import it as another memory: iomgloss import",
                location=Location(file=self.name),
            )
        return size - len(tail) + found.start(), found.group()

    def _require_utf8(self) -> None:
        head = self._head()
        declared = _ENCODING.match(head)
        if _is_wide(head) or (declared and declared.group(1).lower() != b"utf-8"):
            raise FormatError(
                "only memories in UTF-8 can be changed in place",
                hint="import it as another memory: iomgloss import",
                location=Location(file=self.name),
            )

    def _head(self) -> bytes:
        with self.path.open("rb") as stream:
            return stream.read(200)


class _Units:
    """Counts the whole units of a file that may end early."""

    def __init__(self, name: str) -> None:
        self.parser = Parser(name, self)
        self.count = self.last = 0
        """How many there are; byte offset of the last one's end tag, before that of ``<body>``."""
        self._is_tmx = False

    def end_early(self, stream: BinaryIO) -> bool:
        """The file has a fault after ``<body>``."""
        try:
            for _ in self.parser.chunks(stream):
                pass
        except FormatError:
            return self.last > 0
        return False

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if name == "tmx":
            self._is_tmx = True
        elif name == "body" and self._is_tmx:
            self.last = self.parser.offset

    def end(self, name: str) -> None:
        if name == "tu":
            self.last, self.count = self.parser.offset, self.count + 1

    def text(self, data: str) -> None:
        pass


def _read(source: Source) -> Iterator[TranslationUnit]:
    for item in tmx.read(source):
        assert isinstance(item, TranslationUnit)  # noqa: S101  (TMX has no concepts)
        yield item


def _append_one(handle: int, unit: TranslationUnit, start: int, closing: bytes) -> int:
    """Write ``unit`` at ``start``, where ``closing`` is; returns where that is then."""
    data = tmx.unit_text(unit).encode()
    os.lseek(handle, start, os.SEEK_SET)
    try:
        _write_all(handle, data + closing)
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, start + len(closing))  # never needs new space
        os.lseek(handle, start, os.SEEK_SET)
        _write_all(handle, closing)
        raise
    return start + len(data)


def _is_wide(head: bytes) -> bool:
    """The file is in UTF-16 or UTF-32."""
    return head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:4]


def _unused(path: Path) -> Path:
    """``path``, or the first of ``stem-2.ext``, ``stem-3.ext`` … that does not exist."""
    names = itertools.chain(
        [path], (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))
    )
    return next(name for name in names if not name.exists())


def _write_all(handle: int, data: bytes) -> None:
    """One write as a rule; the system may take less than all."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _whole_lines(handle: int, span: tmx.Span) -> tuple[int, int]:
    """The span with its indentation and line break, when it stands on lines of its own."""
    os.lseek(handle, span.start - min(span.start, 256), os.SEEK_SET)
    before = os.read(handle, min(span.start, 256))
    indent = len(before) - len(before.rstrip(b" \t"))
    alone = before.rstrip(b" \t").endswith(b"\n")
    end = _after(_END_TAG, handle, span.end)
    os.lseek(handle, end, os.SEEK_SET)
    rest = re.match(rb"[ \t]*\r?\n", os.read(handle, 64))
    return span.start - (indent if alone else 0), end + (rest.end() if rest and alone else 0)


def _after(tag: re.Pattern[bytes], handle: int, offset: int) -> int:
    """The offset after the tag at ``offset``; the same if another stands there: after ``<tu/>``."""
    os.lseek(handle, offset, os.SEEK_SET)
    found = tag.match(os.read(handle, 4096))
    return offset + found.end() if found else offset


def _copy(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as stream:
        stream.seek(start)
        while start < end:
            block = stream.read(min(_BLOCK, end - start))
            if not block:
                return
            start += len(block)
            yield block


def _chain(*parts: Iterable[bytes]) -> Iterator[bytes]:
    for part in parts:
        yield from part
