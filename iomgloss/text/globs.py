"""Patterns of paths, as ``.gitignore`` and shells write them."""

from __future__ import annotations

from fnmatch import fnmatchcase


def matches(pattern: str, path: str) -> bool:
    """``path`` fits: ``*`` stands for anything in a name, ``**`` for any folders, ``?`` for a
    letter, ``[ab]`` for one of these. Both have ``/``; a folder stands for all that is in it, a
    pattern of one name for files of that name wherever they lie."""
    parts = pattern.replace("\\", "/").removeprefix("./").rstrip("/").split("/")
    if len(parts) == 1:
        parts.insert(0, "**")
    names = path.split("/")
    ends = {0}
    # How many names the pattern so far may stand for.
    for part in parts:
        if part == "**":
            ends = set(range(min(ends, default=len(names) + 1), len(names) + 1))
        else:
            ends = {at + 1 for at in ends if at < len(names) and fnmatchcase(names[at], part)}
    return bool(ends)
