"""HTML as tags and text, each with its place (WHATWG HTML §13.2.5, what a document needs of it).

One pass from left to right that never goes back: time grows with the length of the file only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import NoReturn

RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content is no mark-up and no text."""
_TEXT_ONLY = frozenset({"title", "textarea"})
"""Elements whose content is text without mark-up."""
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"'][^\s>]*+)|(?=>)))?+)"
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
Refuse = Callable[[str, str, int], NoReturn]
"""Told what is wrong, what to do, and at which offset."""


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as written, references among them: half-open offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or an end tag."""

    name: str
    """Lower case."""
    start: int
    end: int
    closing: bool = False
    attributes: tuple[tuple[str, int, int], ...] = ()
    """Lower-case name and where the value stands; the first of a name counts."""

    def place(self, name: str) -> tuple[int, int] | None:
        """Half-open offsets of an attribute's value."""
        return next(((start, end) for key, start, end in self.attributes if key == name), None)


def tokens(text: str, start: int, end: int, refuse: Refuse) -> Iterator[Text | Tag]:
    """The tags and texts of ``text[start:end]``; comments, declarations and what stands in RAW
    elements are left out."""
    position = begun = start
    while (opening := text.find("<", position, end)) >= 0:
        found = _NAME.match(text, opening, end)
        if found is None and not text.startswith(("<!", "<?", "</"), opening, end):
            position = opening + 1  # a bare < is text
            continue
        if begun < opening:
            yield Text(begun, opening)
        if found is None:
            position = begun = _comment(text, opening, end, refuse)
            continue
        tag = _tag(text, found, end, refuse)
        yield tag
        position = begun = tag.end
        if not tag.closing and tag.name in RAW | _TEXT_ONLY:
            closing = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE).search(
                text, position, end
            )
            if closing is None:
                refuse(f"<{tag.name}> is never closed", "get the whole file", tag.start)
            if tag.name in _TEXT_ONLY and position < closing.start():
                yield Text(position, closing.start())
            position = begun = closing.start()
    if begun < end:
        yield Text(begun, end)


def _comment(text: str, opening: int, end: int, refuse: Refuse) -> int:
    """Where a comment or a declaration ends."""
    closer = ">"
    if text.startswith("<!--", opening) and not text.startswith(("<!-->", "<!--->"), opening):
        closer, opening = "-->", opening + 4
    found = text.find(closer, opening, end)
    if found < 0:
        refuse("a comment or declaration is never closed", "get the whole file", opening)
    return found + len(closer)


def _tag(text: str, name: re.Match[str], end: int, refuse: Refuse) -> Tag:
    attributes = []
    position = name.end()
    while True:
        found = _ATTRIBUTE.match(text, position, end)
        if found is None or (found["name"] and text.startswith("=", found.end())):
            refuse("a tag is never closed", "get the whole file, or close it", name.start())
        position = found.end()
        if found["end"]:
            break
        for group in ("double", "single", "bare"):
            if found[group] is not None:
                attributes.append((found["name"].lower(), *found.span(group)))
                break
        else:
            attributes.append((found["name"].lower(), position, position))
    return Tag(name[2].lower(), name.start(), position, bool(name[1]), tuple(attributes))


def characters(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """``text[start:end]`` as read: stretches that stand there as they are, and those that a
    character reference stands for, with their places."""
    for found in _REFERENCE.finditer(text, start, end):
        value = unescape(found.group())
        if value == found.group():
            continue
        if start < found.start():
            yield text[start : found.start()], start, found.start()
        yield value, found.start(), found.end()
        start = found.end()
    if start < end:
        yield text[start:end], start, end
