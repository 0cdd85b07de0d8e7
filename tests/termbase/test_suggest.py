"""Which term is suggested in the place of a hit, and that any hit gets an answer."""

from __future__ import annotations

import pytest
from termbase.support import concept

from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    ProcessStatus,
    Suggestion,
    TermHit,
    TermSection,
    Tier,
)
from iomgloss.termbase.suggest import suggestion

PREFERRED, ADMITTED = AdministrativeStatus.PREFERRED, AdministrativeStatus.ADMITTED
DEPRECATED = AdministrativeStatus.DEPRECATED


def noun(term: str, status: AdministrativeStatus, **more: object) -> TermSection:
    return TermSection(term=term, status=status, part_of_speech="noun", **more)  # type: ignore[arg-type]


def hit(found: Concept, text: str, surface: str, term: str, language: str = "en") -> TermHit:
    start = text.index(surface)
    return TermHit(
        concept=found.id,
        term=term,
        language=language,
        status=DEPRECATED,
        surface=surface,
        start=start,
        end=start + len(surface),
        tier=Tier.INFLECTED,
    )


ORGANISATION = concept(
    "un",
    {
        "en": [
            noun("UNO", DEPRECATED, type="abbreviation"),
            noun("United Nations", PREFERRED),
            noun("UN", ADMITTED, type="abbreviation"),
        ]
    },
)
MIGRANT = concept(
    "irregular-migrant",
    {
        "en": [
            noun("illegal immigrant", DEPRECATED),
            noun("undocumented person", PREFERRED, process_status=ProcessStatus.PROPOSED),
            noun("irregular migrant", ADMITTED),
            noun("unauthorised migrant", ADMITTED),
        ],
        "ru": [noun("нелегал", DEPRECATED, gender="masculine")],
    },
)


def test_an_abbreviation_gives_way_to_an_abbreviation() -> None:
    text = "The UNO helps."
    assert suggestion(ORGANISATION, hit(ORGANISATION, text, "UNO", "UNO"), text) == Suggestion(
        text="UN", start=4, end=7, sure=True, why="singular"
    )


def test_approved_terms_come_before_proposed_ones() -> None:
    text = "Two illegal immigrants left."
    found = hit(MIGRANT, text, "illegal immigrants", "illegal immigrant")
    assert suggestion(MIGRANT, found, text) == Suggestion(
        text="irregular migrants", start=4, end=22, sure=True, why="plural"
    )


def test_a_term_can_be_asked_for_and_widens_what_is_replaced() -> None:
    text = "An illegal immigrant left."
    found = hit(MIGRANT, text, "illegal immigrant", "illegal immigrant")
    changed = concept(
        "irregular-migrant",
        {"en": [noun("illegal immigrant", DEPRECATED), noun("migrant", ADMITTED)]},
    )
    assert suggestion(changed, found, text, term="migrant") == Suggestion(
        text="A migrant", start=0, end=20, sure=True, why="singular"
    )


def test_a_term_that_the_concept_has_not_is_refused() -> None:
    text = "An illegal immigrant left."
    found = hit(MIGRANT, text, "illegal immigrant", "illegal immigrant")
    with pytest.raises(ValueError, match="'migrant' is no other term of irregular-migrant in en"):
        suggestion(MIGRANT, found, text, term="migrant")


def test_nothing_is_suggested_where_the_language_has_no_usable_term() -> None:
    text = "Задержан нелегал."
    found = hit(MIGRANT, text, "нелегал", "нелегал", "ru")
    assert suggestion(MIGRANT, found, text) is None


def test_other_languages_get_the_term_as_entered_and_a_doubt() -> None:
    german = concept("x", {"de": [noun("Illegaler", DEPRECATED), noun("Migrant", PREFERRED)]})
    text = "Zwei ILLEGALE"
    found = hit(german, text, "ILLEGALE", "Illegaler", "de")
    assert suggestion(german, found, text) == Suggestion(
        text="MIGRANT", start=5, end=13, sure=False, why="the forms of de are not known"
    )
