"""Foldings: what counts as the same text, the same word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.text.normalize import collapse, comparison_key, word_key, written_form

WORD_KEYS = {
    "Мигрант": "мигрант",
    "ЁЛКА": "елка",
    "перемещённый": "перемещенный",
    "мигра́нт": "мигрант",
    "мигра\u0300нт": "мигрант",
    "и\u0306од": "йод",  # й typed in two parts
    "е\u0308лка": "елка",
    "ми\u00adгрант": "мигрант",
    "миг\u200bрант\ufeff": "мигрант",
    "Mеждународна": "международна",
    "o'zbek": "oʼzbek",
    "o’zbek": "oʼzbek",
    "oʻzbek": "oʼzbek",
    "o`zbek": "oʼzbek",
    "maʼmur": "maʼmur",
    "İltica": "i̇ltica",
    "Straße": "strasse",
    "café": "café",
    "cafe\u0301": "café",
    "難民": "難民",
    "": "",
}


@pytest.mark.parametrize(("word", "key"), WORD_KEYS.items())
def test_word_keys(word, key) -> None:
    assert word_key(word) == unicodedata.normalize("NFC", key)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("Mеждународна", "Международна"), ("UNODC", "UNODC"), ("Ёлка", "Ёлка"), ("O'zb", "Oʼzb")],
)
def test_the_written_form_keeps_case(word, wanted) -> None:
    assert written_form(word) == wanted


@given(st.text(max_size=12))
def test_forms_of_the_same_word_have_one_key(word) -> None:
    key = word_key(word)
    assert word_key(unicodedata.normalize("NFD", word)) == key
    assert word_key(unicodedata.normalize("NFC", word)) == key
    assert word_key(written_form(word)) == key


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("  a \t b\u00a0c\r\nd\u2003", "a b c d"),
        ("и\u0306", "й"),
        ("A b", "A b"),
        ("", ""),
    ],
)
def test_identical_text(text, wanted) -> None:
    assert collapse(text) == wanted


@given(st.text())
def test_collapsing_is_final(text) -> None:
    assert collapse(collapse(text)) == collapse(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mеждународна организация", "международна   ОРГАНИЗАЦИЯ"),
        ("и\u0306од", "ЙОД"),
        ("Straße", "STRASSE"),
    ],
)
def test_texts_that_compare_equal(left, right) -> None:
    assert comparison_key(left) == comparison_key(right)


def test_look_alikes_of_a_whole_latin_word_stay() -> None:
    assert comparison_key("MOM") != comparison_key("МОМ")
