"""XML with the place of every character of its texts."""

from __future__ import annotations

import io
from collections.abc import Callable

from iomgloss.files.sheet import Sheet
from iomgloss.files.xml import Parser, escape

WRITES: tuple[Callable[[str], str], ...] = (lambda text: escape(text).replace("&gt;", ">"), escape)
"""``>`` need not be escaped, and few files do."""


class Places:
    """A handler that is told places too: code points of the decoded file.

    Subclasses take ``start`` and ``end`` as every handler does, and ``piece``.
    """

    def __init__(self, data: bytes, file: str) -> None:
        """Raises ValueError for an encoding in which places cannot be told."""
        self.sheet = Sheet.of_xml(data)
        self.parser = Parser(file, self, buffered=False)
        self._data = data
        self._file = file
        self._is_cdata = False
        self._byte = len(self.sheet.mark)
        self._place = 0

    def run(self) -> None:
        """Read it all. Raises FormatError."""
        for _ in self.parser.chunks(io.BytesIO(self._data)):
            pass

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def piece(self, text: str, start: int, end: int) -> None:
        """``text`` is written from ``start`` to ``end``."""

    def cdata(self, is_open: bool) -> None:
        self._is_cdata = is_open

    def text(self, data: str) -> None:
        start, source = self._here(), self.sheet.text
        if source[start] == "&" and not self._is_cdata:
            end = source.index(";", start) + 1
        elif data == "\n" and source.startswith("\r\n", start):
            end = start + 2
        else:
            end = start + len(data)
        self.piece(data, start, end)

    def _here(self) -> int:
        """What expat counts in bytes. It only moves on, so the file is decoded once more."""
        offset = self.parser.offset
        passed = self._data[self._byte : offset].decode(self.sheet.encoding)
        self._byte, self._place = offset, self._place + len(passed)
        return self._place
