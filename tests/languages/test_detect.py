"""Detection: it may be unsure, but must not exclude the language that a text is in."""

from __future__ import annotations

import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.languages import likely_language, possible_languages, profile
from iomgloss.languages.registry import LANGUAGES

CASES = tomllib.loads((Path(__file__).parent / "data.toml").read_text(encoding="utf-8"))["case"]
TM = Path(__file__).parents[2] / "tm"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def segments() -> list[tuple[str, str]]:
    """Language and text of every segment of the seed memories."""
    found = []
    for path in sorted(TM.rglob("*.tmx")):
        for variant in ElementTree.parse(path).iter("tuv"):
            segment = variant.find("seg")
            found.append((variant.attrib[XML_LANG], "".join(segment.itertext())))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_cases(case) -> None:
    assert possible_languages(case["text"], LANGUAGES) == tuple(case["possible"])
    assert likely_language(case["text"], LANGUAGES) == case.get("likely")


def test_the_language_of_a_seed_sentence_is_never_excluded() -> None:
    found = segments()
    assert {language for language, _ in found} == {"bg", "en", "ru"}
    assert len(found) > 130
    wrong = [
        (language, text)
        for language, text in found
        if language not in possible_languages(text, LANGUAGES)
    ]
    assert wrong == []


def test_the_likely_language_of_a_seed_sentence_is_right_or_none() -> None:
    wrong = [
        (language, likely_language(text, LANGUAGES), text)
        for language, text in segments()
        if likely_language(text, LANGUAGES) not in (language, None)
    ]
    assert wrong == []


def test_most_seed_sentences_are_told() -> None:
    found = segments()
    told = sum(likely_language(text, LANGUAGES) == language for language, text in found)
    assert told / len(found) >= 0.87


@pytest.mark.parametrize(
    ("text", "candidates", "wanted"),
    [
        ("миграция", ["en"], ("en",)),  # all would be excluded: none is
        ("migration", ["sw", "bg", "ka"], ("sw", "ka")),  # no profile: never excluded
        ("миграция", ["uz-Cyrl", "uz", "bg-BG"], ("uz-Cyrl", "bg-BG")),
        ("migratsiya", ["sr-Cyrl", "uz-Latn"], ("uz-Latn",)),
        ("мигра\u0306ция", ["bg", "en"], ("bg",)),
        ("", [], ()),
    ],
)
def test_other_candidates(text, candidates, wanted) -> None:
    assert possible_languages(text, candidates) == wanted


@pytest.mark.parametrize(
    ("text", "candidates", "wanted"),
    [
        ("the rights of migrants", [], None),
        ("the rights of migrants", ["en"], "en"),
        ("the rights of migrants", ["en", "en"], "en"),
        ("the rights of the migrants", ["en-GB", "az"], "en-GB"),
        ("the rights of migrants", ["en-GB", "en-US"], None),
    ],
)
def test_the_likely_one_of_some_candidates(text, candidates, wanted) -> None:
    assert likely_language(text, candidates) == wanted


@given(st.text(), st.lists(st.sampled_from([*LANGUAGES, "uz-Cyrl", "de"]), unique=True))
def test_any_text(text, candidates) -> None:
    possible = possible_languages(text, candidates)
    assert bool(possible) == bool(candidates)
    assert list(possible) == [tag for tag in candidates if tag in possible]
    assert likely_language(text, candidates) in (*possible, None)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_profile_is_in_the_letters_of_its_language(tag) -> None:
    facts = profile(tag)
    assert facts.tag == tag
    assert profile(f"{tag.upper()}-XX") == facts
    odd = [
        word for word in facts.function_words if set(word) & set(facts.absent_letters) - {"ё", "ʼ"}
    ]
    assert odd == []
    assert not set("".join(facts.own_letters)) & set(facts.absent_letters)


def test_an_unknown_language_has_an_empty_profile() -> None:
    facts = profile("ka-GE")
    assert (facts.tag, facts.name, facts.script, facts.function_words) == (
        "ka-GE",
        "ka-GE",
        "",
        frozenset(),
    )
