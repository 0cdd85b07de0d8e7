"""TOML files: what they say, or where they are at fault."""

from __future__ import annotations

import re
from typing import Any

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class TomlError(ValueError):
    """Bytes that are no TOML file."""

    def __init__(self, kind: str, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.kind = kind
        """``encoding`` or ``syntax``."""
        self.message = message
        self.line, self.column = line, column
        """1-based."""


def parse(data: bytes) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file, as it is but for a byte-order mark, and what it says.

    Raises TomlError.
    """
    import tomllib

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
        byte = data[error.start]
        message = f"the file is not UTF-8 (byte 0x{byte:02x})"
        raise TomlError("encoding", message, before.count(b"\n") + 1, column) from None
    try:
        return text, tomllib.loads(text)
    except RecursionError:
        message = "its arrays or tables nest too deep"
    except tomllib.TOMLDecodeError as error:
        message = str(error)
    except ValueError:  # Python's limit, which guards against hostile input
        message = "a number has too many digits"
    place = _PLACE.search(message)
    line, column = 1, 1
    if place is not None:
        at_end = line_and_column(text, len(text))
        line, column = map(int, place.groups()) if place.group(1) else at_end
    what = _PLACE.sub("", message)
    raise TomlError("syntax", f"not valid TOML: {what[:1].lower()}{what[1:]}", line, column)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column of a code-point offset."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1
