"""Telling whether a file has changed, without reading it where possible."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

SETTLED = 2_000_000_000
"""Nanoseconds after which a file time can be trusted: a file changed twice within one tick of
the file system's clock keeps its time (git calls such entries racy)."""
_BLOCK = 1 << 20
_CHAIN = 32
"""Hexadecimal digits."""


class Stamp(NamedTuple):
    """Size, time and identity of a file, and a hash of its content up to some byte."""

    size: int
    time: int
    """Of the last change of the content, nanoseconds."""
    changed: int
    """Of the last change of its status, nanoseconds: a restored ``time`` does not hide it."""
    inode: int
    digest: str
    settled: int
    """The time was old enough to be trusted when the stamp was taken."""

    @classmethod
    def of(
        cls, path: Path, end: int | None = None, grown: tuple[Stamp, int] | None = None
    ) -> Stamp:
        """Stamp ``path`` as it is now, its digest taken of the bytes before ``end`` (None: all).

        ``grown``: an earlier stamp and its ``end``, when nothing before that has changed since.

        Take it *before* reading the file: whoever changes it meanwhile is noticed the next time.
        Raises OSError.
        """
        status = path.stat()
        settled = time.time_ns() - status.st_mtime_ns > SETTLED
        return cls(
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
            status.st_ino,
            digest(
                path,
                status.st_size if end is None else end,
                (grown[0].digest, grown[1]) if grown else ("", 0),
            ),
            int(settled),
        )

    def surely_fits(self, status: os.stat_result) -> bool:
        """The file is unchanged, by its status alone."""
        return bool(self.settled) and self.agrees(status)

    def agrees(self, status: os.stat_result) -> bool:
        """The status is the same; the file may have changed within a tick of the clock."""
        return (
            status.st_mtime_ns == self.time
            and status.st_ctime_ns == self.changed
            and status.st_size == self.size
            and status.st_ino == self.inode
        )

    def fits(self, path: Path, status: os.stat_result) -> bool:
        """The file is unchanged, or written anew with the same content.

        Reads it when the status alone cannot tell. For stamps of whole files. Raises OSError.
        """
        return self.surely_fits(status) or (
            status.st_size == self.size and digest(path, self.size) == self.digest
        )


def digest(path: Path, end: int, known: tuple[str, int] = ("", 0)) -> str:
    """Hash of the bytes before ``end``: about a second per gigabyte. Raises OSError.

    With the digest of its first bytes ``known``, and how many they were, only what follows their
    last whole block is read: the digest is that of the chain of whole blocks, then of all.
    """
    import hashlib  # 6 ms that an unchanged workspace need not pay

    def hash_of(*parts: bytes) -> bytes:
        return hashlib.blake2b(b"".join(parts), digest_size=16).digest()

    before, size = known
    start = size // _BLOCK * _BLOCK if size <= end else 0
    chain = bytes.fromhex(before[:_CHAIN]) if start else b""
    with path.open("rb") as stream:
        stream.seek(start)
        while end - start >= _BLOCK and len(block := stream.read(_BLOCK)) == _BLOCK:
            chain = hash_of(chain, block)
            start += _BLOCK
        rest = stream.read(end - start) if end > start else b""
    return chain.hex().ljust(_CHAIN, "0") + hash_of(chain, rest).hex()
