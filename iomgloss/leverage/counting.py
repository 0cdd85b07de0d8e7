"""How much text there is: the definitions of a word and a character that can be checked by hand.

* A *word* is what stands between two blanks and has a letter or a digit in it: ``д-р``, ``12,5``,
  ``https://iom.int`` and ``държавите-членки`` are one word each, a dash by itself is none. In a
  script that is written without blanks (Chinese, Japanese, Thai …) every letter is a word.
* A *character* is a Unicode code point. Blanks at the ends do not count; several blanks or line
  breaks in a row count as one. A standard page in Bulgarian and Russian practice is 1,800 of them.
"""

from __future__ import annotations

import re

from iomgloss.model.analysis import Count
from iomgloss.text.normalize import collapse
from iomgloss.text.tokenize import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORDLIKE = re.compile(r"[^\W_]")


def count(text: str) -> Count:
    """Of one segment; inline codes are not in its text."""
    shown = collapse(text)
    spaced, letters = _UNSPACED.subn(" ", shown)
    words = letters + sum(_WORDLIKE.search(piece) is not None for piece in spaced.split())
    blanks = sum(character.isspace() for character in shown)
    return Count(segments=1, words=words, characters=len(shown), nonblank=len(shown) - blanks)
