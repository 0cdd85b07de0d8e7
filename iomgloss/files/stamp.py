"""Telling whether a file has changed, without reading it where possible."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

TAIL = 1 << 20
"""Bytes hashed before a given end."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a file time can be trusted: a file changed twice within one tick of
the file system's clock keeps its time (git calls such entries racy)."""


class Stamp(NamedTuple):
    """Size, time and identity of a file, and a hash of its last ``TAIL`` bytes."""

    size: int
    time: int
    """Of the last change, nanoseconds."""
    inode: int
    digest: str
    settled: int
    """The time was old enough to be trusted when the stamp was taken."""

    @classmethod
    def of(cls, path: Path, end: int | None = None) -> Stamp:
        """Stamp ``path`` as it is now, its digest taken before byte ``end``. Raises OSError."""
        status = path.stat()
        return cls(
            status.st_size,
            status.st_mtime_ns,
            status.st_ino,
            digest(path, status.st_size if end is None else end),
            int(time.time_ns() - status.st_mtime_ns > SETTLED),
        )

    def surely_fits(self, status: os.stat_result) -> bool:
        """The file is unchanged, by its status alone."""
        return (
            bool(self.settled)
            and status.st_mtime_ns == self.time
            and status.st_size == self.size
            and status.st_ino == self.inode
        )

    def fits(self, path: Path, status: os.stat_result) -> bool:
        """The file is unchanged; reads its tail when the status alone cannot tell."""
        return self.surely_fits(status) or (
            status.st_size == self.size
            and status.st_mtime_ns == self.time
            and digest(path, self.size) == self.digest
        )


def digest(path: Path, end: int) -> str:
    """Hash of the last ``TAIL`` bytes before byte ``end``."""
    import hashlib  # 6 ms that an unchanged workspace need not pay

    with path.open("rb") as stream:
        stream.seek(max(0, end - TAIL))
        return hashlib.blake2b(stream.read(min(end, TAIL)), digest_size=16).hexdigest()
