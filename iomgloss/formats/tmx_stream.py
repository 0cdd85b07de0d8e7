"""A TMX file in two streams: plain units as bytes, all else through the parser.

The parser reads the document without its plain units, in whose place it is given white space. So
what it says of anything else, and where, is what it would say of the whole, and a fault among the
plain units is its to find: bytes that are not clean are never skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from iomgloss.files.xml import Parser
from iomgloss.formats.base import Source
from iomgloss.formats.tmx_handler import Handler
from iomgloss.formats.tmx_plain import is_clean

CHUNK = 1 << 18
"""Bytes that are read at once."""
PATIENCE = 1 << 20
"""Bytes without the end of a unit, after which they are left to the parser."""
_DEPTH = 128
"""Deeper bodies are left to the parser, which counts."""
_SEAM = re.compile(rb"</tu\s*>|<body(?:\s[^<>]*)?>")
_OTHER_ENCODING = re.compile(
    rb"\xff\xfe|\xfe\xff|.{0,3}\x00"
    rb"|(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*[\"'](?!(?i:utf-8)[\"'])"
)

Take = Callable[[bytes, int, int], int]
"""Takes plain units from the bytes, from an offset on; the bytes begin at the second offset of the
file. Returns where the first thing stands that is no plain unit."""


class UnitStream:
    """Reads one file."""

    def __init__(self, source: Source, take: Take, *, with_lines: bool = False) -> None:
        self.handler = Handler(source.log)
        self._take = take
        self._stream = source.stream
        self._parser = self.handler.parser = Parser(source.file, self.handler)
        self._data, self._start, self._base = b"", 0, 0
        """What is read and not yet done, from where; where in the file it begins."""
        self._with_lines = with_lines
        self.line = 1
        """Of the first byte that is not yet done, where lines are wanted: counting takes time."""
        self._is_clean = True
        """So far, in UTF-8."""
        self._at_seam = False
        """A unit could begin here."""

    def steps(self) -> Iterator[None]:
        """Read on, pausing after what is taken and after the units of ``handler``: whoever waits
        empties both. Raises FormatError at the first fault."""
        self._parser.refuse_empty(self._stream)
        block = self._stream.read(CHUNK)
        self._is_clean = not _OTHER_ENCODING.match(block)
        while block:
            self._base += self._start
            self._data = self._data[self._start :] + block
            self._start = 0
            yield from self._done()
            block = self._stream.read(CHUNK)
        self._feed(len(self._data))
        self._parser.feed(b"")
        yield
        if not self.handler.is_tmx:
            self._parser.fail("this is XML, but not TMX", "see if another format fits: --from")

    def _done(self) -> Iterator[None]:
        """All that can be done with what has been read."""
        data = self._data
        if self._is_clean:
            self._is_clean = is_clean(data[self._start : data.rfind(b"</tu>") + 5])
        while self._is_clean:
            if self._at_seam:
                end = self._take(data, self._start, self._base)
                if end > self._start:
                    self._parser.skip(data[self._start : end])
                    self._pass(end)
                    yield
            seam = _SEAM.search(data, self._start)
            if seam is None:
                break
            self._feed(seam.end())
            self._at_seam = (
                self.handler.seam == self._base + seam.start()
                and self.handler.is_idle
                and self._parser.depth < _DEPTH
            )
            yield
        if not self._is_clean or len(data) - self._start > PATIENCE:
            self._feed(len(data))
            self._at_seam = False
            yield

    def _feed(self, end: int) -> None:
        if end > self._start:  # no bytes would end the document
            self._parser.feed(self._data[self._start : end])
        self._pass(end)

    def _pass(self, end: int) -> None:
        if self._with_lines:
            self.line += lines(self._data, self._start, end)
        self._start = end


def lines(data: bytes, start: int, end: int) -> int:
    """Line ends between two offsets (XML 1.0 §2.11: also carriage returns that stand alone)."""
    count = data.count(b"\n", start, end)
    if returns := data.count(b"\r", start, end):
        count += returns - data.count(b"\r\n", start, end)
    return count
