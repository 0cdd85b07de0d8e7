"""How alike two segments are, in per cent: S = (2 P + C) / 3.

C is the share of the characters that are unchanged, 1 − Levenshtein / longer length. P is the same
on strings in which a character counts as unchanged only if it also stands in a word that begins
alike: the i-th letter of a word is coded by the word's first max(4, i) letters, a space by the word
before it, anything else by itself. So P is the share of the text in words that are unchanged,
inflected words in part; it needs no stemmer and no language. P ≤ C, hence S ≤ C.

Both are computed on `iomgloss.text.normalize.comparison_key`. Lengths L and m allow a score of t
only if t·L ≤ m ≤ L/t, because C ≤ min(L, m) / max(L, m).
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_PIECES = re.compile(r"(?P<word>\w+)|(?P<space>\s)|(?P<other>.)", re.DOTALL)
_BEGINNING = 4
_ROUNDING = 1e-9
"""Forgives what binary fractions do to an exact 70.0."""


class Score(NamedTuple):
    """Per cent, unrounded."""

    total: float
    characters: float
    """C"""
    words: float
    """P"""


def score(left: str, right: str, minimum: float = 0.0) -> Score | None:
    """Score two comparison keys; None below ``minimum`` per cent."""
    from rapidfuzz.distance import Levenshtein  # 15 ms that a look-up without candidates saves

    characters = 100 * Levenshtein.normalized_similarity(
        left, right, score_cutoff=max(0.0, minimum / 100 - _ROUNDING)
    )
    if characters + _ROUNDING < minimum:
        return None
    words = 100 * Levenshtein.normalized_similarity(_word_codes(left), _word_codes(right))
    total = (2 * words + characters) / 3
    return Score(total, characters, words) if total + _ROUNDING >= minimum else None


def length_band(length: int, minimum: float) -> tuple[int, float]:
    """The lengths that can still reach ``minimum`` per cent: lowest, highest."""
    share = max(minimum, 0.0) / 100
    if share == 0:
        return 0, math.inf
    return math.ceil(share * length - _ROUNDING), length / share + _ROUNDING


def round_down(value: float) -> float:
    """To a tenth, never up: 99.96 is not 100."""
    return math.floor(value * 10 + _ROUNDING) / 10


def _word_codes(text: str) -> list[str]:
    """The codes of P, one per character."""
    codes: list[str] = []
    before = ""
    for piece in _PIECES.finditer(text):
        found = piece.group()
        if piece.lastgroup == "word":
            codes.extend(
                f"{position}{found[: max(_BEGINNING, position)]}"
                for position in range(1, len(found) + 1)
            )
            before = found
        else:
            codes.append(f" {before}" if piece.lastgroup == "space" else found)
    return codes
