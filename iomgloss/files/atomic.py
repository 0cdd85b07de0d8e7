"""Writes that happen wholly or not at all."""

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from iomgloss.errors import StorageError


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Replace ``path`` by ``chunks``: new file, fsync, rename; the old file stays until then.

    The permission bits of an existing file are kept, links are followed. A path that is not a
    regular file (``/dev/stdout``, a pipe) is written straight. Raises StorageError and leaves
    everything as it was when the system refuses; errors of ``chunks`` itself pass through.
    """
    import tempfile

    target = Path(os.path.realpath(path))
    try:
        mode = path.stat().st_mode if path.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(21, "Is a directory")
        if mode is not None and not stat.S_ISREG(mode):
            with path.open("wb") as stream:  # not target: a pipe's real path names nothing
                stream.writelines(chunks)
            return
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    except OSError as error:
        raise StorageError.from_os(error, path, "write") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise StorageError.from_os(error, path, "write") from error
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename or a new name in ``folder`` durable, where the system can (POSIX)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):  # some network file systems cannot; it may be unreadable
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
