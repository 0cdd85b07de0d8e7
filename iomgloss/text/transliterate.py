"""Words by their sound: one spelling in Latin letters, whatever script or scheme they came in.

A *sound* is a key for comparing, not a transliteration to be shown: it is what the schemes that
people use have in common. `sound` gives the one of a word whose language is known; `readings` all
that a typed query can mean. Two spellings of a word meet in a sound:

* Bulgarian: the Transliteration Act of 2009 (``kanaldzhiystvo``, ``migratsia``), the scholarly
  scheme (``kanaldžijstvo``), and what is typed in messages (``kanaldjiistvo``, ``4ujdenec``);
* Russian: GOST 7.79 B, passports (GOST R 52535, ICAO 9303), BGN/PCGN, and looser ones of the Web;
* Azerbaijani and Uzbek in Cyrillic letters, and without their diacritics;
* neighbouring languages' letters (``реадмісія``, ``реадмисија``), doubled letters, й for и,
  ъ for а.

It errs on the side of bringing together: ranking has to tell apart what should be. Sounds are kept
in the index of the term base: whoever changes them changes its ``FORMAT``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from iomgloss.text.scripts import TO_CYRILLIC, TO_LATIN, has_cyrillic


def _table(pairs: str) -> dict[int, str]:
    """``жzh ъ``: a letter and what stands for it, which may be nothing."""
    return {ord(pair[0]): pair[1:] for pair in pairs.split()}


_CYRILLIC = _table(
    "аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щshch "
    "ъ ыi ь эe юiu яia іi їi єe ґg ѝi јi љl њn џdzh ѓg ќk ѕz ђd ћch ўu ғg қq ҳh һh ҝg әe өo үu ҹj"
)
_TABLES = {
    "bg": _CYRILLIC | _table("щsht ъa ьi"),
    "ru": _CYRILLIC,
    "uz": _CYRILLIC | _table("жj хx ўo"),
    "az": _CYRILLIC | _table("жj гq чc ҹc шs хx"),
}
"""Azerbaijani and Uzbek as in their Latin alphabets; the common table serves all others."""

_LATIN = str.maketrans(
    {"č": "ch", "š": "sh", "ž": "zh", "đ": "d", "ı": "i", "ə": "e", "ø": "o", "ł": "l", "ß": "ss"}
    | {"w": "v", "y": "i", "j": "zh", "x": "ks", "ʼ": ""}
)
_ALIKE = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"kh", "h"),
        (r"[tc]z", "ts"),  # cz: GOST 7.79 B
        (r"shh|sch", "shch"),  # щ of GOST 7.79 B and of passports before 2010
        (r"(?:\b|(?<=[aeiou]))ie", "e"),  # Yevropa, peremeshchyonnoye
    )
)
_DOUBLE = re.compile(r"([^\W\d])\1+")

_CONSONANT = "[bcdfghjklmnpqrstvwxz]"
_OPTIONS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        ("j", "y"),  # scholarly й; base: ж
        ("c(?!h)", "ts"),  # scholarly ц
        ("x", "h"),
        ("4", "ch"),
        ("6", "sh"),
        ("q", "ya"),
        ("[yj]o", "e"),  # ё, which word keys spell е
        (f"(?<={_CONSONANT})[yu](?={_CONSONANT})", "a"),  # ъ: vryshtane, vrushtane
    )
)
"""Latin letters that stand for another sound in some scheme; each is tried for the whole query."""
_MOST = 24
"""Readings of a query: more would be guessing."""


@lru_cache(maxsize=65536)
def sound(word: str, language: str) -> str:
    """The sound of a word key in ``language``; of several words with the spaces between them.

    A word in a script without a table keeps its letters.
    """
    return _fold(word.translate(_TABLES.get(language.split("-")[0].lower(), _CYRILLIC)))


def squeezed(sounds: Sequence[str]) -> str:
    """One sound for several words as if written together: *anti-trafficking*."""
    return _DOUBLE.sub(r"\1", "".join(sounds))


def readings(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The sounds that word keys of unknown language can have, a tuple of them a reading."""
    text = " ".join(words)
    found = dict.fromkeys(tuple(_fold(spelt).split(" ")) for spelt in _spellings(text))
    return [reading for reading in found if len(reading) == len(words)]


def _spellings(text: str) -> list[str]:
    """The text in Latin letters by every table and scheme, the likeliest first."""
    found = list(dict.fromkeys(text.translate(table) for table in _TABLES.values()))
    for pattern, written in () if has_cyrillic(text) else _OPTIONS:
        if len(found) < _MOST:
            found += [pattern.sub(written, spelt) for spelt in found if pattern.search(spelt)]
    return [*found[:_MOST], *_in_other_letters(text)]


def _in_other_letters(text: str) -> Iterator[str]:
    """Words all of whose letters look like the other script's: OCCE typed for ОССЕ."""
    capitals = text.upper()
    letters = {ord(letter) for letter in capitals if letter.isalpha()}
    if letters and letters <= TO_CYRILLIC.keys():
        yield capitals.translate(TO_CYRILLIC).lower().translate(_CYRILLIC)
    elif letters and letters <= TO_LATIN.keys():
        yield capitals.translate(TO_LATIN).lower()


def _fold(text: str) -> str:
    """What the schemes have in common, of Latin letters."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).translate(_LATIN))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for pattern, written in _ALIKE:
        plain = pattern.sub(written, plain)
    return _DOUBLE.sub(r"\1", unicodedata.normalize("NFC", plain))
