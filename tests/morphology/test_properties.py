"""What holds for every token of every language, words or not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iomgloss.morphology import TokenTraits, forms
from iomgloss.morphology.registry import GENERATORS
from iomgloss.text.normalize import word_key

LANGUAGES = (*GENERATORS, "und")
ALPHABETS = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "uz": "abdefghijklmnopqrstuvxyzʼ",
    "und": "aбΩ漢ö",
}

traits = st.builds(
    TokenTraits,
    part_of_speech=st.sampled_from(
        [None, "noun", "proper-noun", "verb", "adjective", "adverb", "other"]
    ),
    gender=st.sampled_from([None, "masculine", "feminine", "neuter"]),
    number=st.sampled_from([None, "singular", "plural"]),
    multiword=st.booleans(),
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data(), traits=traits)
@settings(max_examples=300, deadline=None)
def test_words(language: str, data: st.DataObject, traits: TokenTraits) -> None:
    if language == "ru":
        pytest.importorskip("pymorphy3")
    token = word_key(data.draw(st.text(ALPHABETS[language], min_size=1, max_size=14)))
    found = forms(token, language, traits)
    assert token in found
    assert {word_key(form) for form in found} == found
    assert found == forms(token, language, traits)
    assert "" not in found


@pytest.mark.parametrize("language", LANGUAGES)
@given(token=st.text(min_size=1, max_size=8), traits=traits)
@settings(max_examples=200, deadline=None)
def test_anything(language: str, token: str, traits: TokenTraits) -> None:
    if language == "ru":
        pytest.importorskip("pymorphy3")
    assert word_key(token) in forms(token, language, traits)
