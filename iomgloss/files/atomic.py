"""Writes that happen wholly or not at all."""

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from iomgloss.errors import StorageError


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Replace ``path`` by ``chunks``: new file, fsync, rename; the old file stays until then.

    The permission bits of an existing file are kept, links are followed. A path that is not a
    regular file (``/dev/stdout``, a pipe) is written straight. Raises StorageError and leaves
    everything as it was when the system refuses; errors of ``chunks`` itself pass through.
    """
    try:
        special = path.exists() and not stat.S_ISREG(mode := path.stat().st_mode)
        if special and not stat.S_ISDIR(mode):
            with path.open("wb") as stream:  # not its target: a pipe's real path names nothing
                stream.writelines(chunks)
            return
    except OSError as error:
        raise StorageError.from_os(error, path, "write") from error
    new = _New(path, chunks)
    try:
        new.put()
    finally:
        new.discard()


@contextlib.contextmanager
def staged(files: Iterable[tuple[Path, bytes]]) -> Iterator[Callable[[], None]]:
    """Write many files as one, as far as a file system allows.

    All new contents are on the disk when this yields; calling what it yields puts them in their
    places. Raises StorageError: before that call nothing has changed; during it, what was put in
    place already is put back. Files that are not put in place are removed.
    """
    news: list[_New] = []
    try:
        for path, data in files:
            news.append(_New(path, [data]))

        def put() -> None:
            done: list[tuple[_New, bytes | None]] = []
            try:
                for new in news:
                    old = new.target.read_bytes() if new.target.is_file() else None
                    new.put()
                    done.append((new, old))
            except (OSError, StorageError):
                for new, old in reversed(done):
                    if old is None:
                        new.target.unlink(missing_ok=True)
                    else:
                        write_whole(new.target, [old])
                raise

        yield put
    finally:
        for new in news:
            new.discard()


class _New:
    """The new content of a file, on the disk beside it. Raises StorageError."""

    def __init__(self, path: Path, chunks: Iterable[bytes]) -> None:
        import tempfile

        self.path, self.target = path, Path(os.path.realpath(path))
        try:
            mode = path.stat().st_mode if path.exists() else None
            if mode is not None and stat.S_ISDIR(mode):
                raise IsADirectoryError(21, "Is a directory")
            if mode is not None and not os.access(self.target, os.W_OK):
                raise PermissionError(13, "Permission denied")
            folder = self.target.parent
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{self.target.name[:40]}.", dir=folder)
        except OSError as error:
            raise StorageError.from_os(error, path, "write") from error
        self.temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(chunks)
                stream.flush()
                os.fsync(stream.fileno())
            self.temporary.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        except BaseException as error:
            self.discard()
            if isinstance(error, OSError):
                raise StorageError.from_os(error, path, "write") from error
            raise

    def put(self) -> None:
        """In the place of the old content."""
        try:
            self.temporary.replace(self.target)
            sync_folder(self.target.parent)
        except OSError as error:
            raise StorageError.from_os(error, self.path, "write") from error

    def discard(self) -> None:
        self.temporary.unlink(missing_ok=True)


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
