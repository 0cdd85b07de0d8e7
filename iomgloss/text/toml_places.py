"""Where each thing in a TOML file stands: `tomllib` does not say.

The text is one that `tomllib` has read, so nothing here need doubt it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iomgloss.text.toml import line_and_column

Path = tuple[str | int, ...]
"""Keys and array indexes from the top: ``("terms", "bg", 0, "status")``."""

_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*")
_BLANK = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")
_INDENT = re.compile(r"[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_KEY_PART = re.compile(r"""[ \t]*(?:("(?:[^"\\]|\\.)*")|'([^']*)'|([A-Za-z0-9_-]+))[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""+|' r"'''.*?'''+|" r'"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'", re.DOTALL
)
_PLAIN = re.compile(r"""[^"'\[\]{},#\n]+""")
_FILLER = re.compile(r"(?:[\s,]|#[^\n]*)*")
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
        """1-based line and column of the value (or key) at ``path``, or of what holds it.

        Looks into arrays and inline tables; an item of an array is its own key.
        """
        for length in range(len(path), 0, -1):
            entry = self._by_path.get(path[:length]) or self._first_below(path[:length])
            if entry is not None:
                key, value = entry.key, entry.value
                if not entry.is_header:
                    key, value = self._inside(entry, path[len(entry.path) :])
                return line_and_column(self.text, key if of_key else value)
        return 1, 1

    def _first_below(self, path: Path) -> Entry | None:
        below = (entry for entry in self.entries if entry.path[: len(path)] == path)
        return next(below, None)

    # ----------------------------------------------------------------- whole lines

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
                key = _end(_INDENT, text, start)
                parts, position = self._key(key)
                path = (*prefix, *parts)
                value = _end(_EQUALS, text, position)
                position = self._value_end(value)
            value_end = position
            position = _end(_REST_OF_LINE, text, position)
            self.entries.append(
                Entry(path, bool(header), lead, start, position, key, value, value_end)
            )
            lead = position
        return lead

    def _key(self, position: int) -> tuple[tuple[str, ...], int]:
        """The parts of a dotted key, and the offset after it and the blanks behind it."""
        parts = []
        while part := _KEY_PART.match(self.text, position):
            basic, literal, bare = part.groups()
            parts.append(_unescape(basic) if basic else bare if bare is not None else literal)
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

    # --------------------------------------------------------------- inside values

    def _inside(self, entry: Entry, path: Path) -> tuple[int, int]:
        """Offsets of the key and value at ``path`` inside an entry's value, as deep as it goes."""
        key, value = entry.key, entry.value
        while path:
            for steps, item_key, item in self._items(value):
                if steps == path[: len(steps)]:
                    key, value, path = item_key, item, path[len(steps) :]
                    break
            else:
                break
        return key, value

    def _items(self, position: int) -> Iterator[tuple[Path, int, int]]:
        """What the array or inline table at ``position`` holds: path, key offset, value offset."""
        opening, index = self.text[position : position + 1], 0
        if opening not in ("[", "{"):
            return
        position = _end(_FILLER, self.text, position + 1)
        while self.text[position : position + 1] not in ("]", "}", ""):
            key, value = position, position
            steps: Path = (index,)
            if opening == "{":
                steps, position = self._key(position)
                value = _end(_EQUALS, self.text, position)
            yield steps, key, value
            position = _end(_FILLER, self.text, self._value_end(value))
            index += 1

    def _value_end(self, position: int) -> int:
        """The offset after the value that begins at ``position``: where its line, its array or
        its table goes on."""
        text, depth = self.text, 0
        while position < len(text):
            string = _STRING.match(text, position) or _PLAIN.match(text, position)
            if string:
                position = string.end()
                continue
            character = text[position]
            if not depth and character in "]},#\n":
                return position
            if character in "[{":
                depth += 1
            elif character in "]}":
                depth -= 1
                if not depth:
                    return position + 1
            elif character == "#":
                position = text.find("\n", position)
                if position < 0:
                    return len(text)
            position += 1
        return position


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _unescape(key: str) -> str:
    if "\\" not in key:
        return key[1:-1]
    import tomllib

    return str(tomllib.loads(f"key = {key}")["key"])
