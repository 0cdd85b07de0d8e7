"""Numbers that are written in words, and months: they answer, but nobody asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from iomgloss.checks.numbers import vocabulary
from iomgloss.checks.numbers.dates import Reading
from iomgloss.checks.numbers.vocabulary import folded

_ROMAN = re.compile(r"(?<!\w)[IVXLCІХС]{1,9}(?!\w)")
"""With the Cyrillic letters that look the same."""
_TO_LATIN = str.maketrans("ІХС", "IXC")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "²": "2", "³": "3"}
_BETWEEN = (" ", "-", " и ", "\u00a0")


@lru_cache(maxsize=8192)
def readings_in_words(text: str, language: str) -> frozenset[Reading]:
    """What the words of a text may stand for."""
    small = folded(text)
    found: set[Reading] = {Decimal(value) for sign, value in _FRACTIONS.items() if sign in text}
    found.update(_roman(match[0].translate(_TO_LATIN)) for match in _ROMAN.finditer(text))
    found.update(
        ("month", month)
        for month, _, _ in vocabulary.months(language).words(small)
        if isinstance(month, int)
    )
    found.update(_spelt(small, language))
    return frozenset(found)


def _spelt(small: str, language: str) -> Iterator[Reading]:
    scales = vocabulary.scales(language)
    for power, _, _ in scales.words(small):
        assert isinstance(power, int)  # noqa: S101  (keys of the table)
        yield Decimal(1).scaleb(power)
    tens = ones_from = 0
    for value, start, end in vocabulary.words(language).words(small):
        assert isinstance(value, int)  # noqa: S101  (keys of the table)
        numbers = [value]
        if tens and value < 10 and small[ones_from:start] in _BETWEEN:
            numbers.append(tens + value)
        for number in numbers:
            yield Decimal(number)
            told = scales.at(small, end + 1)
            if told and isinstance(told[0], int):
                yield Decimal(number).scaleb(told[0])
        tens, ones_from = (value if value % 10 == 0 and 20 <= value < 100 else 0), end


def _roman(numeral: str) -> Decimal:
    values = [_LETTERS[letter] for letter in numeral]
    following = [*values[1:], 0]
    return Decimal(
        sum(
            -value if value < after else value
            for value, after in zip(values, following, strict=True)
        )
    )
