"""Tags inside a text that a format leaves there, as inline codes."""

from __future__ import annotations

import re
from html import unescape

from iomgloss.model import InlineCode, Segment

_NAME = r"[A-Za-z][\w:.-]*"
_TAG = re.compile(rf"<(/?)({_NAME})(?:\s+{_NAME}\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*(/?)>")


def tagged(text: str, *, escaped: bool = False) -> Segment:
    """A segment whose tags are codes: pairs where they nest, lone halves otherwise.

    ``escaped``: between the tags ``&lt;`` and its like stand for characters.
    """
    tags = list(_TAG.finditer(text))
    numbers = _pairs(tags)
    parts: list[str | InlineCode] = []
    end = 0
    for place, tag in enumerate(tags):
        parts.append(text[end : tag.start()])
        end = tag.end()
        closing, _, empty = tag.groups()
        if empty:
            code = InlineCode(kind="ph", content=(tag.group(),))
        elif place in numbers:
            kind = "ept" if closing else "bpt"
            number = str(numbers[place])
            code = InlineCode(kind=kind, attributes=(("i", number),), content=(tag.group(),))
        else:
            pos = "end" if closing else "begin"
            code = InlineCode(kind="it", attributes=(("pos", pos),), content=(tag.group(),))
        parts.append(code)
    parts.append(text[end:])
    decoded = [unescape(part) if escaped and isinstance(part, str) else part for part in parts]
    return Segment(tuple(part for part in decoded if part != ""))


def _pairs(tags: list[re.Match[str]]) -> dict[int, int]:
    """The place of a tag → the number of its pair."""
    open_tags: list[int] = []
    numbers: dict[int, int] = {}
    for place, tag in enumerate(tags):
        closing, name, empty = tag.groups()
        if empty:
            continue
        if not closing:
            open_tags.append(place)
        elif open_tags and tags[open_tags[-1]].group(2) == name:
            numbers[open_tags.pop()] = numbers[place] = len(numbers) // 2 + 1
    return numbers
