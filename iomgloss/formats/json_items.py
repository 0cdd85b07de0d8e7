"""JSON in, as a stream: the items of its lists, one by one, with their lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from iomgloss.formats.base import Source
from iomgloss.formats.text import HEAD, chunks, refuse

LARGEST = 40_000_000
"""Characters of one item."""
LONGEST = 10_000_000
"""Characters of one text."""
_BLANKS = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"[-+.eE0-9]*\Z")
_LONE = re.compile("[\0\ud800-\udfff]")


def is_text(value: object) -> bool:
    """A string that Unicode allows."""
    return isinstance(value, str) and not _LONE.search(value)


def elements(source: Source) -> Iterator[tuple[str, int, Any]]:
    """Yield (key, line, value): the items of a list with the key ``""``, or what an object has.

    Where an object has a list, its items come one by one under its key. Raises FormatError where
    the text is not well-formed JSON.
    """
    reader = _Reader(source)
    opening = reader.next()
    if opening == "[":
        yield from reader.items("")
    elif opening == "{":
        yield from reader.members()
    else:
        reader.fail("a list or an object was expected")
    if reader.peek():
        reader.fail("something follows the end")


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.chunks = chunks(source)
        self.text, self.at, self.line = "", 0, 1
        self.begins = 0
        """Where the present line begins in ``text``; below zero when before it."""
        self.decoder = json.JSONDecoder(parse_constant=self._constant)

    def items(self, key: str) -> Iterator[tuple[str, int, Any]]:
        """What stands in a list, after its bracket."""
        if self.peek() == "]":
            self.next()
            return
        while True:
            self.peek()
            line = self.line
            yield key, line, self.value()
            mark = self.next()
            if mark == "]":
                return
            if mark != ",":
                self.fail("a comma or ] was expected")

    def members(self) -> Iterator[tuple[str, int, Any]]:
        """What stands in an object, after its brace."""
        if self.peek() == "}":
            self.next()
            return
        seen = set()
        while True:
            self.peek()
            line = self.line
            key = self.value()
            if not isinstance(key, str):
                self.fail("a key was expected")
            if key in seen:
                self.fail(f"the key {key!r} stands twice")
            seen.add(key)
            if self.next() != ":":
                self.fail("a colon was expected")
            if self.peek() == "[":
                self.next()
                yield from self.items(key)
            else:
                yield key, line, self.value()
            mark = self.next()
            if mark == "}":
                return
            if mark != ",":
                self.fail("a comma or } was expected")

    def peek(self) -> str:
        """The next character that is not blank; nothing at the end."""
        while True:
            blanks = _BLANKS.match(self.text, self.at)
            self._pass(blanks.end() if blanks else self.at)
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._more():
                return ""

    def next(self) -> str:
        mark = self.peek()
        if not mark:
            self.fail("the text ends too early", "was the file cut off? get the whole file")
        self._pass(self.at + 1)
        return mark

    def value(self) -> Any:
        if not self.peek():
            self.fail("the text ends too early", "was the file cut off? get the whole file")
        wanted = 1
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                fault, place = error.msg, error.pos
            except RecursionError:
                self.fail("nested too deep")
            except ValueError as error:  # a number without end
                self.fail(str(error))
            else:
                # A number at the end of what is there may go on.
                if end < len(self.text) or not _NUMBER.match(self.text, self.at):
                    if end - self.at > LONGEST:
                        self._distrust(value)
                    self._pass(end)
                    return value
                fault, place = "", end
            if not self._more(wanted):
                if not fault:
                    self._pass(place)
                    return value
                self._pass(min(max(place, self.at), len(self.text)))
                self.fail(fault[:1].lower() + fault[1:])
            wanted *= 2

    def _more(self, count: int = 1) -> bool:
        """Take in more of the file, at most ``count`` pieces of it."""
        if len(self.text) - self.at > LARGEST:
            self.fail(f"an item of more than {LARGEST:,} characters")
        count = min(count, LARGEST // HEAD)
        found = [piece for _, piece in zip(range(count), self.chunks, strict=False)]
        if found:
            self.text = self.text[self.at :] + "".join(found)
            self.begins -= self.at
            self.at = 0
        return bool(found)

    def _distrust(self, value: Any) -> None:
        """Refuse an item that is too large, or has a text that is."""
        if isinstance(value, dict):
            value = [*value, *value.values()]
        if isinstance(value, list):
            for item in value:
                self._distrust(item)
        elif isinstance(value, str) and len(value) > LONGEST:
            self.fail(f"a text of more than {LONGEST:,} characters")

    def _pass(self, end: int) -> None:
        newlines = self.text.count("\n", self.at, end)
        if newlines:
            self.line += newlines
            self.begins = self.text.rindex("\n", self.at, end) + 1
        self.at = end

    def _constant(self, name: str) -> NoReturn:
        self.fail(f"{name} is no JSON")

    def fail(self, message: str, hint: str = "see if another format fits: --from") -> NoReturn:
        refuse(
            self.source,
            f"not well-formed JSON: {message}",
            hint,
            line=self.line,
            column=self.at - self.begins + 1,
        )
