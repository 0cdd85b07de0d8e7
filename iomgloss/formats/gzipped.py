"""Gzip around a file: unpacked as it is read, within limits."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any, BinaryIO, cast

from iomgloss.errors import FormatError
from iomgloss.model import Location

MAGIC = b"\x1f\x8b"
LARGEST = 8 << 30
"""Bytes that a file may unpack to."""
RATIO = 200
"""Times the packed size; no memory is that repetitive."""
_FREE = 16 << 20
"""Bytes below which the ratio is not asked."""
_PIECE = 1 << 20


def is_packed(stream: BinaryIO) -> bool:
    """Say whether a gzip file begins here."""
    head = stream.read(len(MAGIC))
    stream.seek(-len(head), 1)
    return head == MAGIC


def unpacked(stream: BinaryIO, file: str) -> BinaryIO:
    """The content as a stream. Reading raises FormatError for a bomb or a damaged file."""
    return cast(BinaryIO, _Unpacked(stream, file))


class _Unpacked(io.BufferedIOBase):
    def __init__(self, stream: BinaryIO, file: str) -> None:
        self._packed, self._file = stream, file
        self._content = gzip.GzipFile(fileobj=stream, mode="rb")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._content.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._content.seek(offset, whence)

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and 0 <= size <= _PIECE:
            return self._piece(size)
        pieces, missing = [], size if size is not None and size >= 0 else LARGEST
        while missing and (piece := self._piece(min(missing, _PIECE))):
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    def readinto(self, buffer: Any, /) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _piece(self, size: int) -> bytes:
        try:
            data = self._content.read(size)
        except EOFError:
            self._refuse("the gzip file is cut off", "get the whole file")
        except (gzip.BadGzipFile, zlib.error) as error:
            self._refuse(f"the gzip file is damaged: {error}", "get it anew")
        done = self._content.tell()
        if done > LARGEST:
            self._refuse(
                f"the file unpacks to more than {LARGEST >> 30} GiB", "unpack and split it yourself"
            )
        if done > _FREE and done > RATIO * self._packed.tell():
            self._refuse(
                f"the file unpacks to more than {RATIO} times its size: a bomb?",
                "unpack it yourself if you trust it",
            )
        return data

    def _refuse(self, message: str, hint: str) -> Any:
        raise FormatError(message, hint=hint, location=Location(file=self._file))
