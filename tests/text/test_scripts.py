"""Look-alike letters."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iomgloss.text.scripts import TO_CYRILLIC, TO_LATIN, fold_lookalikes, mixed_words

CYRILLIC_WORDS = ["на", "Международната", "миграция", "МОМ", "сътрудничество", "ѝ", "Кёльн", "х"]
LATIN_WORDS = ["MOM", "IOM", "OPEC", "paco", "Ankara", "Xəzər", "caoxy", "a", "Bakı", "oʻzbek"]


def test_the_tables_are_each_others_inverse() -> None:
    assert {ord(new): chr(old) for old, new in TO_CYRILLIC.items()} == TO_LATIN
    assert len(TO_CYRILLIC) == 33


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mеждународна", "Международна"),  # the press release's first letter
        ("мигpaция", "миграция"),
        ("МОM", "МОМ"),  # letters that all look alike: the majority decides,
        ("МOM", "MOM"),  # be it wrong here
        ("IОM", "IOM"),
        ("МO", "МО"),  # and Cyrillic where there is none
        ("migrаnt", "migrant"),
        ("UNODCта", "UNODCта"),  # letters that look like nothing: left alone
        ("UNODC-та", "UNODC-та"),
        ("COVID и МОM", "COVID и МОМ"),
        ("e", "e"),
        ("", ""),
    ],
)
def test_mixed_words(text, wanted) -> None:
    assert fold_lookalikes(text) == wanted


@given(st.sampled_from([word for word in CYRILLIC_WORDS if len(word) > 4]), st.data())
def test_a_planted_latin_letter_is_found(word, data) -> None:
    places = [i for i, letter in enumerate(word) if ord(letter) in TO_LATIN]
    chosen = data.draw(st.sets(st.sampled_from(places), max_size=(len(word) - 1) // 2))
    planted = "".join(
        letter.translate(TO_LATIN) if i in chosen else letter for i, letter in enumerate(word)
    )
    assert fold_lookalikes(f"„{planted}“, 7 {planted}!") == f"„{word}“, 7 {word}!"


@given(st.sampled_from(["migrant", "relocation", "Organization", "Türkiye"]), st.data())
def test_a_planted_cyrillic_letter_is_found(word, data) -> None:
    places = [i for i, letter in enumerate(word) if ord(letter) in TO_CYRILLIC]
    chosen = data.draw(st.sets(st.sampled_from(places), max_size=(len(word) - 1) // 2))
    planted = "".join(
        letter.translate(TO_CYRILLIC) if i in chosen else letter for i, letter in enumerate(word)
    )
    assert fold_lookalikes(planted) == word


@given(st.lists(st.sampled_from(CYRILLIC_WORDS + LATIN_WORDS)))
def test_words_of_one_script_are_left_alone(words) -> None:
    text = " ".join(words)
    assert fold_lookalikes(text) == text


@given(st.text(st.sampled_from("aаoоPРMМжцdz 1-ʻ'\u0301")))
def test_folding_keeps_offsets_and_is_final(text) -> None:
    folded = fold_lookalikes(text)
    assert len(folded) == len(text)
    assert fold_lookalikes(folded) == folded
    same = str.maketrans({old: chr(new) for new, old in TO_CYRILLIC.items()})
    assert folded.translate(same) == text.translate(same)  # only look-alikes were exchanged


@given(st.text())
def test_other_scripts_never_change(text) -> None:
    assume(not re.search(r"[\u0400-\u052f]", text))
    assert fold_lookalikes(text) == text


@given(st.text("ab7 -éбвё", max_size=8))
def test_mixed_words_are_those_with_neighbours_of_both_scripts(text: str) -> None:
    def is_mixed(word: str) -> bool:
        sides = ["latin" if letter in "abé" else "cyrillic" for letter in word]
        return any(left != right for left, right in itertools.pairwise(sides))

    words = re.findall(r"[^\W\d_]+", text)
    assert mixed_words(text) == [word for word in words if is_mixed(word)]
