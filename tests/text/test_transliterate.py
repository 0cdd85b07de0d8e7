"""Spellings that must meet in a sound, and words that must not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.text.tokenize import tokens
from iomgloss.text.transliterate import readings, sound, squeezed

CASES = tomllib.loads((Path(__file__).parent / "data" / "sounds.toml").read_text(encoding="utf-8"))
MEET = [
    (language, word, spelling)
    for language, words in CASES["meet"].items()
    for word, spellings in words.items()
    for spelling in spellings
]


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(text)]


def heard(text: str, language: str) -> tuple[str, ...]:
    return tuple(sound(key, language) for key in keys(text))


@pytest.mark.parametrize(("language", "word", "spelling"), MEET)
def test_a_spelling_has_the_sound_of_the_word(language, word, spelling) -> None:
    assert heard(word, language) in readings(keys(spelling))


@pytest.mark.parametrize(("language", "left", "right"), CASES["apart"])
def test_other_words_sound_otherwise(language, left, right) -> None:
    assert heard(left, language) not in readings(keys(right))


def test_sounds() -> None:
    assert sound("каналджийство", "bg") == "kanaldzhistvo"
    assert sound("щит", "bg") == "shtit"
    assert sound("щит", "ru-RU") == "shchit"
    assert sound("şəxs", "az") == "seks"
    assert squeezed(["gos", "sluzhba"]) == "gosluzhba"
    assert sound("人", "zh") == "人"


@given(st.text())
def test_any_text_has_readings_of_as_many_words(text) -> None:
    words = keys(text)
    found = readings(words)
    assert all(len(reading) == len(words) for reading in found)
    assert len(found) == len(set(found)) <= 25


@given(st.text("абвгдежзийклмнопрстуфхцчшщъьюя", min_size=1), st.sampled_from(["bg", "ru"]))
def test_a_word_sounds_as_one_of_its_own_readings(word, language) -> None:
    assert (sound(word, language),) in readings([word])
