"""Locks between processes, freed by the system when their holder dies."""

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

from iomgloss.errors import StorageError
from iomgloss.model import Location

PATIENCE = 30.0
"""Seconds to wait for another command before giving up."""


@contextlib.contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold ``path`` exclusively. The file itself means nothing and stays behind.

    Raises StorageError if it cannot be had within ``patience`` seconds or not be made at all.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise StorageError.from_os(error, path, "lock") from error
    try:
        end = time.monotonic() + patience
        while not _try(handle):
            if time.monotonic() > end:
                raise StorageError(
                    f"another command has been writing here for over {patience:.0f} seconds",
                    hint="wait for it, or end it, and try again",
                    location=Location(file=str(path)),
                )
            time.sleep(0.01)
        yield
    finally:
        os.close(handle)  # frees the lock


def _try(handle: int) -> bool:
    try:
        if os.name == "nt":  # pragma: no cover (Windows)
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True
