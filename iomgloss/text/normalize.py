"""Foldings under which texts are compared. Files are never changed by them."""

import unicodedata
from functools import lru_cache

from iomgloss.text.scripts import fold_lookalikes

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F])
_STRESS = dict.fromkeys([0x0300, 0x0301])
"""Stress marks on vowels: what NFC leaves of them spells nothing."""
_APOSTROPHES = dict.fromkeys(map(ord, "'‘’ʻ`´ʹ′"), "\u02bc")


def collapse(text: str) -> str:
    """NFC, white space collapsed to single spaces and stripped: what "identical text" means."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def comparison_key(text: str) -> str:
    """`collapse`, look-alike letters folded, case folded: what scores are computed on."""
    if text.isascii():  # two thirds of the time of indexing English
        return " ".join(text.lower().split())
    return unicodedata.normalize("NFC", fold_lookalikes(collapse(text)).casefold())


@lru_cache(maxsize=65536)
def written_form(word: str) -> str:
    """A word as written, but for encoding accidents: NFC, no invisible characters or stress marks,
    one apostrophe, look-alikes folded. Case stays."""
    text = unicodedata.normalize("NFC", word).translate(_INVISIBLE).translate(_STRESS)
    return fold_lookalikes(text.translate(_APOSTROPHES))


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key a word is looked up by: `written_form`, case folded, ``ё`` as ``е``."""
    return unicodedata.normalize("NFC", written_form(word).casefold()).replace("ё", "е")
