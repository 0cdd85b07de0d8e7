"""How alike two segments are, in per cent: S = (2 P + C) / 3.

C is the share of the characters that are unchanged, 1 − Levenshtein / longer length. P is the same
on strings in which a character counts as unchanged only if it also stands in a word that begins
alike: the i-th letter of a word is coded by the word's first max(4, i) letters, a space by the word
before it, anything else by itself. So P is the share of the text in words that are
unchanged, inflected words in part; it needs no stemmer and no language. In a script without spaces
every character is a word. P ≤ C, hence S ≤ C.

Both are computed on `iomgloss.text.normalize.comparison_key`. Lengths L and m allow a score of t
only if t·L ≤ m ≤ L/t, because C ≤ min(L, m) / max(L, m).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from iomgloss.memory.terms import BEGINNING
from iomgloss.text.pieces import PIECES, is_word

ROUNDING = 1e-9
"""Forgives what binary fractions do to an exact 70.0."""
_LONG = 64
"""Letters of a word; each after that is coded by a hash of the one before and itself."""
_OTHER = "\0"
"""Stands for every code that the query does not have."""


class Score(NamedTuple):
    """Per cent, unrounded."""

    total: float
    characters: float
    """C"""
    words: float
    """P"""


class Scorer:
    """Scores comparison keys against one.

    The codes of P are written as single characters, one for each code of the query, so that both
    parts are one call on strings each.
    """

    def __init__(self, key: str) -> None:
        from rapidfuzz.distance import Levenshtein  # 15 ms that a query without candidates saves
        from rapidfuzz.process import extract

        # Whole edits, never normalised ones: rapidfuzz 3.14 loses similarities that are a rounding
        # error above their cut-off.
        self._distance, self._extract = Levenshtein.distance, extract
        self.key = key
        codes: dict[str, str] = {}
        self._codes = codes
        self._beginnings = {piece[:BEGINNING] for piece in PIECES.findall(key)}
        every = word_codes(key)
        codes.update(zip(dict.fromkeys(every), map(chr, count(1)), strict=False))
        self._coded = "".join(map(codes.__getitem__, every))

    def score(self, other: str, minimum: float = 0.0, words: float = 100.0) -> Score | None:
        """None below ``minimum`` per cent. ``words`` is known to be the most that P can be."""
        least = minimum - ROUNDING
        longer = max(len(self.key), len(other)) or 1
        most = _edits(max(least, 3 * least - 2 * words), longer)
        edits = self._distance(self.key, other, score_cutoff=most)
        return self._with_words(other, edits, least, words) if edits <= most else None

    def scores(
        self, others: Sequence[str], floor: Callable[[], float], words: Sequence[float]
    ) -> Iterator[tuple[int, Score]]:
        """Place and score of those that reach ``floor()``, which may rise, the fewest edits first.

        ``words`` is known to be the most that P can be of each.
        """
        least = floor() - ROUNDING
        longer = max(len(self.key), max(map(len, others)))
        most = _edits(max(least, 3 * least - 2 * max(words)), longer)
        near = self._extract(self.key, others, scorer=self._distance, score_cutoff=most, limit=None)
        for other, edits, place in near:
            found = self._with_words(other, edits, floor() - ROUNDING, words[place])
            if found:
                yield place, found

    def _with_words(self, other: str, edits: int, least: float, words: float) -> Score | None:
        longer = max(len(self.key), len(other)) or 1
        characters = 100 - 100 * edits / longer
        if (2 * min(words, characters) + characters) / 3 < least:
            return None
        most = _edits((3 * least - characters) / 2, longer)
        edits = self._distance(self._coded, self._recode(other), score_cutoff=most)
        alike = 100 - 100 * edits / longer
        total = (2 * alike + characters) / 3
        return Score(total, characters, alike) if total >= least else None

    def _recode(self, other: str) -> str:
        coded: list[str] = []
        get = self._codes.get
        before = ""
        for piece in PIECES.findall(other):
            if piece == " ":
                coded.append(get(" " + before, _OTHER))
                continue
            if is_word(piece):
                before = piece
            if piece[:BEGINNING] in self._beginnings:
                coded += [get(code, _OTHER) for code in _piece_codes(piece)]
            else:
                coded.append(_OTHER * len(piece))
        return "".join(coded)


def score(left: str, right: str, minimum: float = 0.0) -> Score | None:
    """Score two comparison keys; None below ``minimum`` per cent."""
    return Scorer(left).score(right, minimum)


def _edits(minimum: float, longer: int) -> int:
    """The most edits that leave a similarity of ``minimum`` per cent."""
    return min(longer, max(0, math.floor((100 - minimum) * longer / 100 + ROUNDING)))


def length_band(length: int, minimum: float) -> tuple[int, float]:
    """The lengths that can still reach ``minimum`` per cent: lowest, highest."""
    share = max(minimum, 0.0) / 100
    if share == 0:
        return 0, math.inf
    return math.ceil(share * length - ROUNDING), length / share + ROUNDING


def round_down(value: float) -> float:
    """To a tenth, never up: 99.96 is not 100."""
    return math.floor(value * 10 + ROUNDING) / 10


def word_codes(key: str) -> list[str]:
    """The codes of P, one per character."""
    codes: list[str] = []
    before = ""
    for piece in PIECES.findall(key):
        if piece == " ":
            codes.append(" " + before)
        else:
            codes += _piece_codes(piece)
            if is_word(piece):
                before = piece
    return codes


@lru_cache(maxsize=1 << 14)
def _piece_codes(piece: str) -> list[str]:
    if len(piece) == 1:
        return [piece]
    codes = [f"{n}{piece[: max(BEGINNING, n)]}" for n in range(1, min(len(piece), _LONG) + 1)]
    if len(piece) > _LONG:  # all beginnings of a text without a space would take gigabytes
        from hashlib import blake2b

        for letter in piece[_LONG:]:
            code = (codes[-1] + letter).encode("utf-8", "surrogatepass")
            codes.append(blake2b(code, digest_size=16).hexdigest())
    return codes
