"""When two texts say the same, and which of several wordings is the usual one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from iomgloss.text.normalize import collapse

_END = " .,;:!?…\u00a0"
_SHOWN = 60
"""Characters of a text that a message quotes."""
Kind = TypeVar("Kind", bound=Hashable)


def wording(text: str) -> str:
    """What is left of a text without the case of its first letter and its last punctuation."""
    plain = collapse(text).rstrip(_END)
    return plain[:1].lower() + plain[1:]


def usual(kinds: Iterable[Kind]) -> Kind:
    """The most frequent kind; of equal ones, the first. Raises IndexError for none."""
    return Counter(kinds).most_common(1)[0][0]


def is_short(text: str, words: int) -> bool:
    """It has fewer words."""
    return len(text.split(None, words)) < words


def shown(text: str) -> str:
    plain = collapse(text)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1].rstrip() + "…"
