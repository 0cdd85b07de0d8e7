"""Words of running text: what they are, and where."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.text.normalize import word_key
from iomgloss.text.tokenize import Token, tokens

SURFACES = {
    "": [],
    " \n— … 🧳 ": [],
    "Каналджийството на мигранти.": ["Каналджийството", "на", "мигранти"],
    "държави-членки": ["държави", "членки"],
    "„МОМ“ (IOM), №1": ["МОМ", "IOM", "1"],
    "на 27.03.2018 г.": ["на", "27", "03", "2018", "г"],
    "IOM's, don’t; dogs'": ["IOM's", "don’t", "dogs"],
    "rock 'n' roll": ["rock", "n", "roll"],
    "snake_case": ["snake", "case"],
    "мигра́нт": ["мигра́нт"],
    "и\u0306од е\u0308лка": ["и\u0306од", "е\u0308лка"],
    "ми\u00adгрант миг\u200dрант": ["ми\u00adгрант", "миг\u200dрант"],
    "Mеждународна": ["Mеждународна"],
    # Uzbek, with every apostrophe that people type
    "oʻzbek togʻ": ["oʻzbek", "togʻ"],
    "o'zbek tog' bo'lgan": ["o'zbek", "tog'", "bo'lgan"],
    "o‘zbek tog‘.": ["o‘zbek", "tog‘"],
    "o’zbek tog’, maʼmur ma’lumot": ["o’zbek", "tog’", "maʼmur", "ma’lumot"],
    "o`zbek tog`": ["o`zbek", "tog`"],
    # quotations that end after o and g
    "‘human trafficking’ and 'migrant smuggling'": [
        *("human", "trafficking", "and", "migrant", "smuggling")
    ],
    "‘trafficking’ tog’": ["trafficking", "tog’"],
    "‘a b’ tog’": ["a", "b", "tog’"],
    "`smuggling`": ["smuggling"],
    # scripts without spaces, other scripts
    "難民の保護": ["難", "民", "の", "保", "護"],
    "UNHCR難民": ["UNHCR", "難", "民"],
    "𠮷野": ["𠮷", "野"],
    "난민 보호": ["난민", "보호"],
    "ผู้": ["ผ", "ู", "้"],
    "لاجئ، مهاجرون": ["لاجئ", "مهاجرون"],
    "مُهَاجِر": ["مُهَاجِر"],
    "שָׁלוֹם־עולם": ["שָׁלוֹם", "עולם"],
    "हिन्दी में।": ["हिन्दी", "में"],
    "தமிழ்": ["தமிழ்"],
    "👩‍👩‍👧 family 🇧🇬": ["family"],
    "ﬁne Ⅳ ½": ["ﬁne", "Ⅳ", "½"],
}


@pytest.mark.parametrize(("text", "wanted"), SURFACES.items())
def test_words(text, wanted) -> None:
    assert [token.surface for token in tokens(text)] == wanted


def test_a_token_says_where_it_stands_and_what_it_is_looked_up_by() -> None:
    assert list(tokens("🧳 Mеждуна\u00adродна, O'zbek")) == [
        Token("Mеждуна\u00adродна", 2, 15, "международна"),
        Token("O'zbek", 17, 23, "oʼzbek"),
    ]


@given(st.text() | st.text(st.sampled_from("aoбg'‘’`ʻ \u0301\u00ad-難ผู1_.")))
def test_a_surface_is_its_slice_and_tokens_follow_each_other(text) -> None:
    end = 0
    for token in tokens(text):
        assert token.surface == text[token.start : token.end] != ""
        assert token.start >= end
        assert token.key == word_key(token.surface)
        end = token.end


@given(st.text())
def test_no_letter_or_digit_is_left_out(text) -> None:
    covered = {i for token in tokens(text) for i in range(token.start, token.end)}
    assert [c for i, c in enumerate(text) if c.isalnum() and i not in covered] == []


def test_a_combining_mark_of_european_and_indian_scripts_breaks_no_word() -> None:
    marks = [
        chr(code)
        for code in (*range(0x300, 0x5D0), *range(0x600, 0x700), *range(0x900, 0xE00))
        if unicodedata.category(chr(code)) in ("Mn", "Mc")
    ]
    assert [hex(ord(mark)) for mark in marks if len(list(tokens(f"a{mark}b"))) != 1] == []


def test_a_megabyte_without_a_space_is_one_word() -> None:
    text = "мигра" * 200_000
    assert [(token.start, token.end) for token in tokens(text)] == [(0, 1_000_000)]


@pytest.mark.parametrize("piece", ["'", "o'", "‘g’", "\u0301", "-", "難", "a\u00ad'"])
def test_a_megabyte_of_oddities_is_read_through(piece) -> None:
    text = piece * (1_000_000 // len(piece))
    assert sum(token.end - token.start for token in tokens(text)) <= len(text)


def test_every_code_point_alone_is_at_most_one_token() -> None:
    odd = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if len(list(tokens(chr(code)))) > 1 or (chr(code).isalnum() and not list(tokens(chr(code))))
    ]
    assert odd == []
