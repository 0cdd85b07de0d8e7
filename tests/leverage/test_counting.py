"""Words and characters, as a customer would count them."""

import pytest

from iomgloss.leverage.counting import count
from iomgloss.model.analysis import Count


@pytest.mark.parametrize(
    ("text", "words", "characters", "nonblank"),
    [
        ("", 0, 0, 0),
        ("МОМ", 1, 3, 3),
        ("На 27 март 2018 г., МОМ стартира", 7, 32, 26),
        ("д-р Иванов и 12,5 % от държавите-членки", 6, 39, 33),
        ("защита — помощ", 2, 14, 12),
        ("https://iom.int и info@iom.int", 3, 30, 28),
        ("  две  думи\n\tи още\u00a0една ", 5, 19, 15),
        ("国际移民组织 IOM", 7, 10, 9),
        ("й", 1, 1, 1),  # two code points that are one letter
        ("… – •", 0, 5, 3),
    ],
)
def test_words_and_characters(text: str, words: int, characters: int, nonblank: int) -> None:
    assert count(text) == Count(segments=1, words=words, characters=characters, nonblank=nonblank)
