"""Where things stand in the text of a TOML file: `tomllib` does not say.

The text is known to be valid TOML (`tomllib` has read it), so this only has to find the places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys and array indexes from the top: ``("terms", "bg", 0, "status")``."""

_HEADER = re.compile(r"[ \t]*(\[\[?)")
_BLANK = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")
_KEY_PART = re.compile(r"""[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""+|' r"'''.*?'''+|" r'"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'", re.DOTALL
)
_REST_OF_LINE = re.compile(r"[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, or a table header, as a stretch of the file."""

    path: Path
    is_header: bool
    lead: int
    """Offset where the comments and blank lines before it begin."""
    start: int
    """Offset of its first line."""
    end: int
    """Offset after its last line break."""
    key: int
    """Offset of the key itself."""
    value: int
    """Offset of the value (of the header: of the key)."""
    value_end: int
    """Offset after the value; a comment may follow on the line."""


class SourceMap:
    """All entries of a file in order, and the text after the last one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.tail = self._scan()
        self._by_path = {entry.path: entry for entry in self.entries}

    def place(self, path: Path, *, of_key: bool = False) -> tuple[int, int]:
        """1-based line and column of the value (or key) at ``path``, or of what holds it."""
        entry = None
        while path and entry is None:
            entry = self._by_path.get(path) or self._first_below(path)
            path = path[:-1]
        if entry is None:
            return 1, 1
        return line_and_column(self.text, entry.key if of_key else entry.value)

    def _first_below(self, path: Path) -> Entry | None:
        below = (entry for entry in self.entries if entry.path[: len(path)] == path)
        return next(below, None)

    def _scan(self) -> int:
        text, position, lead = self.text, 0, 0
        prefix: Path = ()
        counts: dict[Path, int] = {}
        while position < len(text):
            blank = _BLANK.match(text, position)
            if blank and blank.end() > position:
                position = blank.end()
                continue
            start = position
            header = _HEADER.match(text, position)
            if header:
                key = header.end()
                parts, position = self._key(key)
                prefix = self._resolve(parts, counts, array=header.group(1) == "[[")
                value, path = key, prefix
            else:
                key = start + len(text[start:]) - len(text[start:].lstrip(" \t"))
                parts, position = self._key(start)
                path = (*prefix, *parts)
                value = position + len(text[position:]) - len(text[position:].lstrip("= \t"))
                position = self._value_end(value)
            value_end = position
            rest = _REST_OF_LINE.match(text, position)
            position = rest.end() if rest else len(text)
            self.entries.append(
                Entry(path, bool(header), lead, start, position, key, value, value_end)
            )
            lead = position
        return lead

    def _key(self, position: int) -> tuple[tuple[str, ...], int]:
        parts = []
        while part := _KEY_PART.match(self.text, position):
            basic, literal, bare = part.groups()
            parts.append(basic if basic is not None else literal if literal is not None else bare)
            position = part.end()
            if self.text[position : position + 1] != ".":
                break
            position += 1
        return tuple(parts), position

    @staticmethod
    def _resolve(parts: tuple[str, ...], counts: dict[Path, int], *, array: bool) -> Path:
        """The full path of a header: elements of arrays of tables get their index."""
        path: Path = ()
        for position, part in enumerate(parts):
            path = (*path, part)
            if array and position == len(parts) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        return path

    def _value_end(self, position: int) -> int:
        """The offset after the value that begins at ``position``."""
        text, depth = self.text, 0
        while position < len(text):
            string = _STRING.match(text, position)
            if string:
                position = string.end()
                continue
            character = text[position]
            if character in "[{":
                depth += 1
            elif character in "]}":
                depth -= 1
            elif character == "#" or (character == "\n" and not depth):
                if not depth:
                    return position
                position = text.find("\n", position)
                if position < 0:
                    return len(text)
            position += 1
        return position


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column of a code-point offset."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1
