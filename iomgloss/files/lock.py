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

    A second ``locked`` in the same process waits like anyone else. Raises StorageError if it cannot
    be had within ``patience`` seconds or not be made at all.
    """
    end = time.monotonic() + patience
    while (handle := _acquire(path)) is None:
        if time.monotonic() > end:
            raise StorageError(
                f"another command has been writing here for over {patience:g} seconds",
                hint="wait for it, or end it, and try again",
                location=Location(file=str(path)),
            )
        time.sleep(0.01)
    try:
        yield
    finally:
        os.close(handle)  # frees the lock


def _acquire(path: Path) -> int | None:
    """The handle that holds the lock; None while someone else does. Raises StorageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            # Who deletes .iomgloss/ deletes lock files too: one that has lost its name locks
            # nobody out.
            if _try(handle) and _is_at(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
    except OSError as error:
        raise StorageError.from_os(error, path, "lock") from error
    os.close(handle)
    return None


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


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
