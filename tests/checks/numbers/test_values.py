"""What is written by a language's convention is read back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.checks.numbers.dates import Date
from iomgloss.checks.numbers.values import values
from iomgloss.checks.numbers.words import readings_in_words
from iomgloss.checks.numbers.writing import written_date, written_number
from iomgloss.languages.numerals.registry import LANGUAGES

languages = st.sampled_from((*LANGUAGES, "de-AT"))
amounts = st.decimals(
    min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=2
) | st.integers(min_value=0, max_value=10**15).map(Decimal)


@given(languages, amounts, st.booleans(), st.sampled_from(("({})", "{}", "– {}.", "«{}»; ")))
def test_numbers(language: str, amount: Decimal, grouped: bool, around: str) -> None:
    number = written_number(amount, language, grouped=grouped)
    text = around.format(number)
    [value] = values(text, language)
    assert text[value.start : value.end] == number
    assert value.amount == amount
    assert amount in value.readings


@given(
    st.sampled_from(LANGUAGES),
    st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)),
    st.booleans(),
)
def test_dates(language: str, day: date, with_year: bool) -> None:
    expected = Date((day.day,), day.month, day.year if with_year else None)
    text = written_date(expected, language)
    assert text
    [value] = values(f"({text})", language)
    assert value.amount == expected
    assert value.end == len(text) + 1


@given(st.text(alphabet="0123456789 .,:/-–\u00a0abгs%$€marчIX{}<>", max_size=60), languages)
def test_any_text(text: str, language: str) -> None:
    """Values stand in order, apart, and hold a digit or are dates; nothing is raised."""
    end = 0
    for value in values(text, language):
        assert end <= value.start < value.end <= len(text)
        assert any(sign.isdecimal() for sign in text[value.start : value.end])
        end = value.end


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "12 million", 12_000_000),
        ("en", "$1.5 billion", 1_500_000_000),
        ("bg", "12 млн. души", 12_000_000),
        ("bg", "1,5 милиарда", 1_500_000_000),
        ("ru", "12 миллионов", 12_000_000),
        ("ru", "3,2 млрд", 3_200_000_000),
        ("ru", "5 тыс. человек", 5_000),
        ("az", "12 milyon", 12_000_000),
        ("uz", "12 mlrd", 12_000_000_000),
        ("bg", "12.500", 12_500),
        ("en", "12.500", Decimal("12.5")),
        ("en", "1,234,567.89", Decimal("1234567.89")),
        ("bg", "1.234.567,89", Decimal("1234567.89")),
    ],
)
def test_amounts(language: str, text: str, amount: object) -> None:
    [value] = values(text, language)
    assert value.amount == amount


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "27 March 2018"),
        ("en", "the 27th of March 2018"),
        ("en", "March 27, 2018"),
        ("en", "Mar. 27th, 2018"),
        ("en", "27/03/2018"),
        ("en", "3/27/2018"),
        ("en", "2018-03-27"),
        ("bg", "27 март 2018 г."),
        ("bg", "27-и март 2018 година"),
        ("bg", "27.03.2018 г."),
        ("ru", "27 марта 2018 года"),
        ("ru", "27.03.2018"),
        ("az", "27 mart 2018-ci il"),
        ("az", "2018-ci il martın 27-də"),
        ("uz", "2018-yil 27-mart"),
        ("uz", "2018 yil 27 martda"),
    ],
)
def test_the_same_date(language: str, text: str) -> None:
    [value] = values(text, language)
    assert Date((27,), 3, 2018) in value.readings


@pytest.mark.parametrize(
    ("language", "text", "reading"),
    [
        ("en", "twenty-five", Decimal(25)),
        ("en", "in the XXI century", Decimal(21)),
        ("bg", "в ХХІ век", Decimal(21)),
        ("bg", "двама граждани", Decimal(2)),
        ("bg", "двадесет и пет", Decimal(25)),
        ("ru", "двух миллионов", Decimal(2_000_000)),
        ("ru", "в марте", ("month", 3)),
        ("uz", "to'rtta", Decimal(4)),
    ],
)
def test_words(language: str, text: str, reading: object) -> None:
    assert reading in readings_in_words(text, language)
