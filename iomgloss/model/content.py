"""Text of a segment with the inline codes of its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Content: TypeAlias = "tuple[str | InlineCode, ...]"

TRANSPARENT = frozenset({"hi", "g", "mrk", "pc"})
"""Kinds whose content belongs to the sentence (TMX 1.4b §Content Markup: ``hi``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineCode:
    """A piece of native markup inside a segment, or a highlighted stretch of it."""

    kind: str
    """Element name in the format it came from: in TMX bpt, ept, ph, it, hi, sub or ut."""
    attributes: tuple[tuple[str, str], ...] = ()
    """As found, in document order: ``("i", "1"), ("type", "bold")``."""
    content: Content = ()
    """Native code, or text for the kinds in TRANSPARENT; ``sub`` holds a segment of its own."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of text in one language."""

    content: Content
    """No two strings stand side by side, and none is empty."""

    @classmethod
    def of(cls, text: str) -> Segment:
        """A segment of plain text."""
        return cls((text,) if text else ())

    @property
    def text(self) -> str:
        """The characters a reader sees: outside all codes, through highlighting."""
        content = self.content
        if len(content) == 1 and isinstance(content[0], str):  # nearly always
            return content[0]
        return _visible(content)

    @property
    def codes(self) -> tuple[InlineCode, ...]:
        """The outermost codes, in order."""
        return tuple(item for item in self.content if isinstance(item, InlineCode))


def _visible(content: Content) -> str:
    return "".join(
        item if isinstance(item, str) else _visible(item.content)
        for item in content
        if isinstance(item, str) or item.kind in TRANSPARENT
    )
