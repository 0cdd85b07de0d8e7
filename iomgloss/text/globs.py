"""Patterns of paths, as ``.gitignore`` and shells write them."""

from __future__ import annotations

import re
from functools import lru_cache


def matches(pattern: str, path: str) -> bool:
    """``path`` fits: ``*`` stands for anything in a name, ``**`` for any folders, ``?`` for a
    letter, ``[ab]`` for one of these. Both have ``/``; a folder stands for all that is in it, a
    pattern of one name for files of that name wherever they lie."""
    return bool(_compiled(pattern.replace("\\", "/")).fullmatch(path))


@lru_cache(64)
def _compiled(pattern: str) -> re.Pattern[str]:
    body = pattern.removeprefix("./").rstrip("/")
    anywhere = "" if "/" in body else "(?:.*/)?"
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]/]+\])", body)
    return re.compile(f"(?s){anywhere}{''.join(map(_part, parts))}(?:/.*)?")


def _part(part: str) -> str:
    if part in _WILD:
        return _WILD[part]
    if part.startswith("[") and part.endswith("]") and len(part) > 2:
        inner = re.sub(r"([\\\[\]^&~|])", r"\\\1", part[1:-1].removeprefix("!"))
        return f"[{'^' if part[1] == '!' else ''}{inner}]" if inner else re.escape(part)
    return re.escape(part)


_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
