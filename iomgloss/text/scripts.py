"""Look-alike letters: Latin ones inside Cyrillic words and the other way round."""

import re

_PAIRS = (
    "AА BВ CС EЕ HН IІ JЈ KК MМ OО PР SЅ TТ XХ YУ "
    "aа cс eе hһ iі jј kк oо pр sѕ xх yу "
    "ÈЀ èѐ ÏЇ ïї ËЁ ëё"
)
"""Latin letter, Cyrillic letter (Unicode confusables.txt, the pairs a keyboard slip produces)."""

TO_CYRILLIC = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
TO_LATIN = {ord(pair[1]): pair[0] for pair in _PAIRS.split()}

_LATIN = r"[A-Za-z\u00c0-\u024f]"
_CYRILLIC = r"[\u0400-\u052f]"
_MIXED = re.compile(f"{_LATIN}(?:(?={_CYRILLIC})|(?<={_CYRILLIC}{_LATIN}))")
"""A Latin letter beside a Cyrillic one; a pattern that only one of both begins is quicker."""
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_LETTER = re.compile(_LATIN)
_CYRILLIC_LETTER = re.compile(_CYRILLIC)


def fold_lookalikes(text: str) -> str:
    """Rewrite words that mix Latin and Cyrillic in the script of most of their letters.

    Only letters that look alike are exchanged, one for one, so length and offsets stay. Words
    of one script are left alone: ``MOM`` in Latin letters is a word.
    """
    if not _MIXED.search(text):
        return text
    return _WORD.sub(lambda match: _fold_word(match.group()), text)


def _fold_word(word: str) -> str:
    latin = len(_LATIN_LETTER.findall(word))
    cyrillic = len(_CYRILLIC_LETTER.findall(word))
    if not latin or not cyrillic:
        return word
    folded = word.translate(TO_CYRILLIC if cyrillic >= latin else TO_LATIN)
    return word if _MIXED.search(folded) else folded


def mixed_spans(text: str) -> list[tuple[int, int]]:
    """Where the words of ``text`` with a Latin letter beside a Cyrillic one stand, in order."""
    if text.isascii() or not _MIXED.search(text):
        return []
    return [match.span() for match in _WORD.finditer(text) if _MIXED.search(match.group())]


def mixed_words(text: str) -> list[str]:
    """The words of ``text`` with a Latin letter beside a Cyrillic one, in order."""
    return [text[start:end] for start, end in mixed_spans(text)]


def has_cyrillic(text: str) -> bool:
    return _CYRILLIC_LETTER.search(text) is not None
