import math
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iomgloss.memory.scoring import length_band, round_down, score
from iomgloss.text.normalize import comparison_key
from iomgloss.text.tokenize import UNSPACED as _UNSPACED

PAIRS = tomllib.loads((Path(__file__).parent / "data" / "scores.toml").read_text("utf-8"))["pair"]

UNSPACED = f"[{_UNSPACED}]"
WORDS = st.sampled_from(
    "файл файлы файла документ док the this these не «%s» 12 a I'm 中 文 é".split()
)
TEXT = st.one_of(
    st.lists(WORDS, max_size=8).map(" ".join),
    st.text(alphabet="abcde .,-", max_size=12),
    st.text(max_size=12),
)
KEYS = TEXT.map(comparison_key)
MINIMA = st.sampled_from([0.0, 1.0, 33.3, 50.0, 65.0, 70.0, 83.0, 99.9, 100.0])


def plain_score(left: str, right: str) -> float:
    """S by the book: no cut-off, no library."""
    longer = max(len(left), len(right))
    if longer == 0:
        return 100.0
    characters = 1 - distance(list(left), list(right)) / longer
    words = 1 - distance(codes(left), codes(right)) / longer
    return 100 * (2 * words + characters) / 3


def codes(text: str) -> list[tuple[str, ...]]:
    """Every character with the beginning of the word it stands in; a character of a script without
    spaces is a word."""
    found: list[tuple[str, ...]] = []
    word = last = ""
    for place, character in enumerate(text):
        if character == "_" or character.isalnum():
            if not word or re.match(UNSPACED, character) or re.match(UNSPACED, text[place - 1]):
                end = place + 1
                while not re.match(UNSPACED, character) and end < len(text):
                    if not (text[end] == "_" or text[end].isalnum()):
                        break
                    if re.match(UNSPACED, text[end]):
                        break
                    end += 1
                word, begun = text[place:end], place
            nth = place - begun + 1
            found.append(("letter", str(nth), word[: max(4, nth)]))
            last = word
        else:
            word = ""
            found.append(("space", last) if character.isspace() else ("other", character))
    return found


def distance(left: list[object], right: list[object]) -> int:
    """Levenshtein's, by the textbook."""
    row = list(range(len(right) + 1))
    for i, ours in enumerate(left, start=1):
        before, row[0] = row[0], i
        for j, theirs in enumerate(right, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (ours != theirs))
    return row[-1]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["left"] for pair in PAIRS])
def test_scores_of_known_pairs(pair: dict[str, float]) -> None:
    found = score(comparison_key(str(pair["left"])), comparison_key(str(pair["right"])))
    assert found is not None
    assert [round_down(value) for value in found] == [pair["S"], pair["C"], pair["P"]]


@given(left=KEYS, right=KEYS)
@example(left="中文字", right="中国字")
@example(left="ab中文", right="ab中国 х")
@example(left="中a文b_", right="中a文c_")
def test_the_score_is_the_one_by_the_book(left: str, right: str) -> None:
    found = score(left, right)
    assert found is not None
    assert math.isclose(found.total, plain_score(left, right), abs_tol=1e-9)


@given(left=KEYS, right=KEYS)
@example("", "")
@example("", "a")
@example("1a", "11a")
def test_the_score_is_symmetric_and_100_only_for_equals(left: str, right: str) -> None:
    found = score(left, right)
    assert found is not None
    assert found == score(right, left)
    assert 0 <= found.total <= 100
    assert 0 <= found.words <= found.characters <= 100
    assert (found.total == 100) == (left == right)


@given(left=KEYS, right=KEYS, minimum=MINIMA)
def test_cutting_off_changes_nothing_at_or_above_the_minimum(
    left: str, right: str, minimum: float
) -> None:
    whole, cut = score(left, right), score(left, right, minimum)
    assert whole is not None
    assert cut == (whole if whole.total + 1e-9 >= minimum else None)


@given(left=KEYS, right=KEYS, minimum=MINIMA)
def test_the_length_band_loses_nothing(left: str, right: str, minimum: float) -> None:
    low, high = length_band(len(left), minimum)
    if plain_score(left, right) + 1e-9 >= minimum:
        assert low <= len(right) <= high


@pytest.mark.parametrize(
    ("length", "minimum", "band"),
    [(10, 70, (7, 14)), (100, 70, (70, 142)), (7, 100, (7, 7)), (3, 50, (2, 6)), (0, 70, (0, 0))],
)
def test_length_bands(length: int, minimum: float, band: tuple[int, int]) -> None:
    low, high = length_band(length, minimum)
    assert (low, math.floor(high)) == band


def test_without_a_minimum_any_length_will_do() -> None:
    assert length_band(10, 0) == (0, math.inf)
    assert length_band(10, -5) == (0, math.inf)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(99.96, 99.9), (99.9999, 99.9), (100.0, 100.0), (70.0 - 1e-12, 70.0), (0.09, 0.0), (65, 65.0)],
)
def test_scores_are_rounded_down(value: float, rounded: float) -> None:
    assert round_down(value) == rounded
