"""Writes that happen wholly or not at all."""

import contextlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

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
    with draft(path) as new:
        new.write(chunks)
        new.accept()


@contextlib.contextmanager
def staged(files: Iterable[tuple[Path, bytes]]) -> Iterator[Callable[[], None]]:
    """Write many files as one, as far as a file system allows.

    All new contents are on the disk when this yields; calling what it yields puts them in their
    places. Raises StorageError: before that call nothing has changed; during it, what was put in
    place already is put back. Files that are not put in place are removed.
    """
    with contextlib.ExitStack() as stack:
        drafts: list[Draft] = []
        for path, data in files:
            new = stack.enter_context(draft(path))
            new.write([data])
            new.store()
            drafts.append(new)

        def put() -> None:
            done: list[tuple[Path, bytes | None]] = []
            try:
                for new in drafts:
                    old = new.path.read_bytes() if new.path.is_file() else None
                    new.accept()
                    done.append((new.path, old))
            except (OSError, StorageError):
                for path, old in reversed(done):
                    if old is None:
                        path.unlink(missing_ok=True)
                    else:
                        write_whole(path, [old])
                raise

        yield put


_AHEAD = 8 << 20


class Draft:
    """A new file that may take the place of another: see `draft`."""

    def __init__(self, path: Path, temporary: Path, mode: int | None, stream: BinaryIO) -> None:
        self.path = path
        self.temporary = temporary
        """Where it lies until then."""
        self._mode = mode
        self._stream = stream
        self._begun = 0
        """Bytes since storing was begun."""

    def write(self, chunks: Iterable[bytes]) -> None:
        """Add to its end. Raises StorageError; errors of ``chunks`` itself pass through."""
        with _explained(self.path):
            for chunk in chunks:
                self._stream.write(chunk)
                self._begun += len(chunk)
                if self._begun > _AHEAD:
                    self._begin_storing()

    def _begin_storing(self) -> None:
        """Let the system store what is written while we go on, so that fsync has little left."""
        self._stream.flush()
        end = self._stream.tell()
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(
                self._stream.fileno(), end - self._begun, self._begun, os.POSIX_FADV_DONTNEED
            )
        self._begun = 0

    def flush(self) -> None:
        """Let what is written be read from `temporary`. Raises StorageError."""
        with _explained(self.path):
            self._stream.flush()

    def store(self) -> None:
        """Have it on the disk. Raises StorageError."""
        with _explained(self.path):
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def accept(self) -> None:
        """Let it take the place: fsync, rename. Raises StorageError."""
        self.store()
        target = Path(os.path.realpath(self.path))
        with _explained(self.path):
            self._stream.close()
            mode = 0o666 & ~_umask() if self._mode is None else stat.S_IMODE(self._mode)
            self.temporary.chmod(mode)
            self.temporary.replace(target)
            sync_folder(target.parent)


def remove_drafts(path: Path) -> None:
    """Remove drafts of ``path`` that a killed process has left; the caller keeps others from having
    any. Those of very long names are left: they may be another file's."""
    target = Path(os.path.realpath(path))
    if len(target.name) <= _NAME and target.parent.is_dir():
        left = re.compile(rf"\.{re.escape(target.name)}\.[a-z0-9_]{{8}}")  # tempfile's letters
        for other in target.parent.iterdir():
            if left.fullmatch(other.name):
                with contextlib.suppress(OSError):
                    other.unlink()


_NAME = 40
"""Characters of a name that its drafts bear."""


@contextlib.contextmanager
def draft(path: Path) -> Iterator[Draft]:
    """A new file beside ``path``, which takes its place when it is accepted and else is removed.

    Permission bits of an existing file are kept, links are followed. Raises StorageError.
    """
    import tempfile

    target = Path(os.path.realpath(path))
    with _explained(path):
        mode = path.stat().st_mode if path.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(21, "Is a directory")
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:_NAME]}.", dir=target.parent)
    temporary = Path(name)
    stream = os.fdopen(handle, "wb")
    try:
        yield Draft(path, temporary, mode, stream)
    finally:
        with contextlib.suppress(OSError):  # what is not accepted need not be whole
            stream.close()
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError.from_os(error, path, "write") from error


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
