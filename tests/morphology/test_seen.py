"""Words of real texts, judged by eye: what is a form of the term, and what only begins like it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from iomgloss.morphology import TokenTraits, forms
from iomgloss.text.normalize import word_key

WORDS = tomllib.loads((Path(__file__).parent / "seen" / "words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", WORDS)
def test_words_as_they_were_seen(language: str) -> None:
    if language == "ru":
        pytest.importorskip("pymorphy3")
    wrong: dict[str, Any] = {}
    for term, seen in WORDS[language].items():
        found = forms(term, language, TokenTraits(part_of_speech="noun"))
        missed = {word_key(word) for word in seen["forms"].split()} - found
        false = {word_key(word) for word in seen["others"].split()} & found
        if missed or false:
            wrong[term] = missed, false
    assert wrong == {}


def test_the_table_is_large_enough() -> None:
    counted = {
        language: sum(len(row["forms"].split()) for row in rows.values())
        for language, rows in WORDS.items()
    }
    assert {language: count >= 60 for language, count in counted.items()} == dict.fromkeys(
        ["bg", "ru", "en", "az", "uz"], True
    ), counted
