"""Where the workspace is, and where its derived index may lie."""

from __future__ import annotations

import os
from pathlib import Path

import iomgloss
from iomgloss.errors import UsageError
from iomgloss.model import Location
from iomgloss.workspace.config import FILE

VARIABLE = "IOMGLOSS_WORKSPACE"
INDEX = ".iomgloss"


def find(given: Path | None) -> tuple[Path, bool]:
    """The workspace's folder, and whether it is the built-in one.

    In this order: what is ``given``, the environment variable, upwards from the current folder, the
    one inside the package. Raises UsageError when a named folder is no workspace.
    """
    named = given or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None:
        if (named / FILE).is_file():
            return named, False
        raise UsageError(
            f"no workspace: the folder holds no {FILE}",
            hint=f"make one there: iomgloss init {named}",
            location=Location(file=str(named)),
        )
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder, False
    return seed(), True


def seed() -> Path:
    """The built-in workspace: in the wheel, or the checkout that an editable install points to."""
    package = Path(iomgloss.__file__).parent
    inside = package / "seed"
    return inside if inside.is_dir() else package.parent


def index_folder(workspace: Path, built_in: bool) -> Path | None:
    """A folder for the index: in the workspace, else in the user's cache, else none (in memory)."""
    if not built_in:
        own = workspace / INDEX
        try:
            own.mkdir(exist_ok=True)
            if os.access(own, os.W_OK):
                ignore = own / ".gitignore"
                if not ignore.exists():
                    ignore.write_text("*\n", encoding="utf-8")
                return own
        except OSError:
            pass  # a read-only workspace: its index goes to the cache
    from hashlib import blake2b  # 6 ms

    import platformdirs

    name = blake2b(str(workspace.resolve()).encode(), digest_size=8).hexdigest()
    cache = Path(platformdirs.user_cache_dir("iomgloss")) / name
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return cache if os.access(cache, os.W_OK) else None


def memory_files(root: str) -> list[tuple[str, ...]]:
    """The TMX files below ``root``, hidden ones and those in hidden folders left out, sorted.

    As the names on the way from there. Raises OSError.
    """
    found = []
    pending: list[tuple[str, ...]] = [()]
    while pending:
        names = pending.pop()
        try:
            with os.scandir(os.path.join(root, *names)) as entries:  # noqa: PTH118  (each look-up)
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append((*names, entry.name))
                    elif entry.name.endswith(".tmx"):
                        found.append((*names, entry.name))
        except (FileNotFoundError, NotADirectoryError):  # there is none, or not any more
            continue
    return sorted(found)
