"""Words of running text, with their places."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from iomgloss.text.normalize import word_key

UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # kana, Han
)
_MARKS = (
    r"\u00ad\u200b-\u200f\u2060\ufeff"  # invisible
    r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff"  # accents
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # Arabic
    r"\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0dff"  # India's scripts
)
"""What stands inside words and is no letter: the regular expressions of Python do not know it."""
_APOSTROPHES = "'‘’ʻʼ`´"
_WORD = re.compile(
    rf"[^\W_{UNSPACED}]++(?:[^\W_{UNSPACED}]++|[{_MARKS}]|[{_APOSTROPHES}](?=[^\W\d_]))*+"
    rf"(?P<tail>(?<=[ogOG])[{_APOSTROPHES}](?!\w))?"
    rf"|[{UNSPACED}]"
    r"|(?P<opening>(?<!\w)['‘’‚`](?=\w))"
    r"|(?P<closing>['‘’´](?!\w))"
)
"""A run of letters, marks and digits, apostrophes inside it included; split at hyphens. A script
without spaces gives a token a character. The tail keeps the Uzbek letters oʻ and gʻ whole, unless
it closes a quotation: ‘migrant smuggling’."""


class Token(NamedTuple):
    surface: str
    """``text[start:end]``."""
    start: int
    end: int
    key: str
    """See `iomgloss.text.normalize.word_key`."""


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of ``text`` in order: the slice, its start, its end. Takes linear time."""
    quoted = False
    for match in _WORD.finditer(text):
        kind = match.lastgroup
        if kind is None:
            yield match[0], match.start(), match.end()
        elif kind == "tail":
            end = match.end() - quoted  # it closes the quotation instead
            yield text[match.start() : end], match.start(), end
            quoted = False
        else:
            quoted = kind == "opening"


def tokens(text: str) -> Iterator[Token]:
    """The words of ``text`` in order, with their keys."""
    for surface, start, end in spans(text):
        yield Token(surface, start, end, word_key(surface))
