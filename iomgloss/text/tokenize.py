"""Words of running text, with their places."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from iomgloss.text.normalize import word_key

_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # kana, Han
)
_MARKS = r"\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(
    rf"[{_UNSPACED}]"
    rf"|(?:(?![{_UNSPACED}])[^\W_])(?:(?![{_UNSPACED}])[^\W_]|[{_MARKS}]|['‘’ʻʼ`´](?=[^\W\d_]))*"
    rf"(?:(?<=[ogOG])[‘’ʻʼ`'](?!\w))?"
)
"""A run of letters, marks and digits, apostrophes inside it included; split at hyphens. A script
without spaces gives a token a character. The tail keeps the Uzbek letters oʻ and gʻ whole."""


class Token(NamedTuple):
    surface: str
    """``text[start:end]``."""
    start: int
    end: int
    key: str
    """See `iomgloss.text.normalize.word_key`."""


def tokens(text: str) -> Iterator[Token]:
    """The words of ``text`` in order."""
    for match in _WORD.finditer(text):
        surface = match.group()
        yield Token(surface, match.start(), match.end(), word_key(surface))
