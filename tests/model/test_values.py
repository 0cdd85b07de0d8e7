"""What the values of the model say about themselves."""

from __future__ import annotations

import pytest

import iomgloss.model as model
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Diagnostic,
    InlineCode,
    LanguageSection,
    Location,
    MatchRule,
    Segment,
    TermSection,
    TranslationUnit,
    Variant,
)


def test_every_name_of_the_package_can_be_had() -> None:
    assert sorted(model.__all__) == sorted(
        name for names in model._HOMES.values() for name in names
    )
    assert [name for name in model.__all__ if getattr(model, name).__name__ != name] == []


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Unit'"):
        _ = model.Unit  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("type_", "match", "wanted"),
    [
        (None, None, MatchRule.INFLECTED),
        ("full", None, MatchRule.INFLECTED),
        ("short", None, MatchRule.INFLECTED),
        ("abbreviation", None, MatchRule.CASE),
        ("acronym", None, MatchRule.CASE),
        ("acronym", MatchRule.INFLECTED, MatchRule.INFLECTED),
        (None, MatchRule.EXACT, MatchRule.EXACT),
    ],
)
def test_the_match_rule_fits_the_type_unless_given(type_, match, wanted) -> None:
    assert TermSection(term="МОМ", type=type_, match=match).match_rule is wanted


def test_terms_of_a_language_come_preferred_first_from_every_compatible_section() -> None:
    status = AdministrativeStatus
    concept = Concept(
        id="c",
        languages=(
            LanguageSection(
                language="en",
                terms=(
                    TermSection(term="old", status=status.DEPRECATED),
                    TermSection(term="also"),
                    TermSection(term="this", status=status.PREFERRED),
                ),
            ),
            LanguageSection(
                language="en-GB", terms=(TermSection(term="here", status=status.PREFERRED),)
            ),
            LanguageSection(language="en-US", terms=(TermSection(term="there"),)),
        ),
    )
    assert [term.term for term in concept.terms("en-GB")] == ["this", "here", "also", "old"]
    assert [term.term for term in concept.terms("EN")] == ["this", "here", "also", "there", "old"]
    assert concept.terms("ru") == ()


def test_usable_statuses() -> None:
    assert [status.value for status in AdministrativeStatus if status.usable] == [
        "preferred",
        "admitted",
    ]


def test_where_something_came_from_does_not_make_it_another() -> None:
    here, there = Location(file="a", line=1), Location(file="b", line=2)
    assert Diagnostic(code="G001", name="n", message="m", location=here) == Diagnostic(
        code="G001", name="n", message="m", location=there
    )
    section = LanguageSection(language="en", terms=(TermSection(term="t"),))
    assert Concept(id="c", languages=(section,), location=here) == Concept(
        id="c", languages=(section,), location=there
    )


@pytest.mark.parametrize(
    ("location", "hint", "wanted"),
    [
        (None, None, "it is wrong"),
        (None, "mend it", "it is wrong; mend it"),
        (Location(file="a.toml"), None, "a.toml: it is wrong"),
        (Location(file="a.toml", line=3), None, "a.toml:3: it is wrong"),
        (Location(file="a.toml", line=3, column=7), "mend it", "a.toml:3:7: it is wrong; mend it"),
    ],
)
def test_a_diagnostic_is_one_line(location, hint, wanted) -> None:
    fault = Diagnostic(code="G001", name="n", message="it is wrong", hint=hint, location=location)
    assert str(fault) == wanted


def test_the_text_of_a_segment_goes_through_highlighting_and_past_codes() -> None:
    inner = InlineCode(kind="hi", content=("b", InlineCode(kind="ph", content=("<br>",)), "c"))
    segment = Segment(("a", inner, InlineCode(kind="bpt", content=("<b>",)), "d"))
    assert segment.text == "abcd"
    assert [code.kind for code in segment.codes] == ["hi", "bpt"]
    assert (Segment.of("").content, Segment.of("x").content) == ((), ("x",))


def test_the_variant_of_a_language_is_its_own_before_a_compatible_one() -> None:
    def variant(language: str) -> Variant:
        return Variant(language=language, segment=Segment.of(language))

    unit = TranslationUnit(variants=(variant("en-US"), variant("en"), variant("bg")))
    found = {tag: unit.variant(tag) for tag in ("EN", "en-US", "en-GB", "bg-BG", "ru")}
    assert {tag: each and each.text for tag, each in found.items()} == {
        "EN": "en",
        "en-US": "en-US",
        "en-GB": "en",
        "bg-BG": "bg",
        "ru": None,
    }
