"""Three versions of a concept into one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from formats.support import concepts
from hypothesis import given, settings
from hypothesis import strategies as st

from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    FieldChange,
    LanguageSection,
    ProcessStatus,
    TermSection,
)
from iomgloss.termbase.merging import merge, said


def concept(**more: Any) -> Concept:
    terms = (TermSection(term="виза", note="ours"), TermSection(term="входна виза"))
    sections = (LanguageSection(language="bg", terms=terms),)
    return Concept(**{"id": "visa", "languages": sections, **more})


def term(base: Concept, place: int, **more: Any) -> Concept:
    """The concept with another first section."""
    (section, *rest) = base.languages
    terms = list(section.terms)
    terms[place] = replace(terms[place], **more)
    return replace(base, languages=(replace(section, terms=tuple(terms)), *rest))


ONE = concepts().map(lambda found: found[0])


def distinct(one: Concept) -> bool:
    """As a concept file has it: no term twice in a language."""
    return all(
        len({" ".join(term.term.split()) for term in section.terms}) == len(section.terms)
        for section in one.languages
    )


@settings(max_examples=25, deadline=None)
@given(ONE.filter(distinct), ONE)
def test_what_base_and_theirs_share_leaves_ours_alone(ours: Concept, base: Concept) -> None:
    merged = merge(ours, base, base, spoken=said([ours, base]), languages={"bg", "en", "ru"})
    assert [change.field for change in merged.changes if change.old is not None] == []
    same = merge(ours, ours, None, spoken=said([ours]))
    assert (same.concept, same.changes, same.missing) == (ours, (), ())


TERM_EDITS: dict[str, tuple[object, ...]] = {
    "term": ("renamed one", "renamed two"),
    "status": tuple(AdministrativeStatus),
    "part_of_speech": (None, "noun", "verb"),
    "region": (None, "BG"),
    "note": (None, "by hand"),
    "context": (None, Attestation(text="A visa is asked for.", source="law")),
    "do_not_translate": (False, True),
}
CONCEPT_EDITS: dict[str, tuple[object, ...]] = {
    "note": (None, "by hand"),
    "broader": ((), ("travel",)),
    "process_status": tuple(ProcessStatus),
}


@st.composite
def edited(draw: st.DrawFn) -> tuple[Concept, Concept]:
    """A concept, and the same after some of its fields were changed or emptied by hand."""
    ours = draw(ONE.filter(distinct))
    theirs = ours
    for name, values in CONCEPT_EDITS.items():
        if draw(st.booleans()):
            theirs = replace(theirs, **{name: draw(st.sampled_from(values))})
    sections = []
    for section in theirs.languages:
        terms = []
        for number, one in enumerate(section.terms):
            for name in draw(st.lists(st.sampled_from(sorted(TERM_EDITS)), max_size=2)):
                value = draw(st.sampled_from(TERM_EDITS[name]))
                value = f"{value} {number}" if name == "term" else value
                one = replace(one, **{name: value})
            terms.append(one)
        sections.append(replace(section, terms=tuple(terms)))
    return ours, replace(theirs, languages=tuple(sections))


@settings(max_examples=50, deadline=None)
@given(edited())
def test_what_was_edited_is_taken_and_nothing_else(pair: tuple[Concept, Concept]) -> None:
    ours, theirs = pair
    spoken = said([ours, theirs]) | {"status"}
    languages = {section.language for section in ours.languages}
    merged = merge(ours, theirs, None, spoken=spoken, languages=languages)
    assert merged.concept == theirs
    assert merged.missing == merged.refused == ()
    assert (merged.changes == ()) == (ours == theirs)
    again = merge(merged.concept, theirs, None, spoken=spoken, languages=languages)
    assert again.changes == ()


def test_a_field_that_the_file_does_not_speak_of_stays() -> None:
    ours, theirs = concept(), term(concept(), 0, note=None)
    assert merge(ours, theirs, None, spoken={"status"}).changes == ()
    (change,) = merge(ours, theirs, None, spoken={"note"}).changes
    assert change == FieldChange(language="bg", term="виза", field="note", old="ours", new=None)
    assert merge(ours, theirs, None, spoken={"note:en"}).changes == ()
    assert merge(ours, theirs, None, spoken={"note:bg"}).changes == (change,)
    assert merge(ours, theirs, None, spoken={"note"}, is_sure=False).changes == ()


def test_what_the_format_cannot_hold_is_no_difference() -> None:
    ours = term(concept(broader=("a", "b")), 0, forms=("визи", "визите"))
    base = term(concept(broader=("a",)), 0, forms=())
    theirs = term(concept(broader=("a", "c")), 1, note="new")
    merged = merge(ours, theirs, base, spoken={"note", "forms", "broader"})
    assert [change.field for change in merged.changes] == ["broader", "note"]
    assert merged.concept.broader == ("a", "b", "c")
    assert merged.concept.languages[0].terms[0].forms == ("визи", "визите")


def test_a_term_in_the_place_of_another_is_that_one_renamed() -> None:
    ours, theirs = concept(), term(concept(), 1, term="влизане")
    renamed = merge(ours, theirs, None, spoken=())
    assert [(change.old, change.new) for change in renamed.changes] == [("входна виза", "влизане")]
    more = replace(
        theirs,
        languages=(
            LanguageSection(
                language="bg", terms=(*theirs.languages[0].terms, TermSection(term="още"))
            ),
        ),
    )
    added = merge(ours, more, None, spoken=(), languages={"bg"})
    assert [(change.old, change.new) for change in added.changes] == [
        (None, "влизане"),
        (None, "още"),
    ]
    assert added.missing == (("bg", "входна виза"),)
    unsure = merge(ours, theirs, None, spoken=(), is_sure=False)
    assert [(change.old, change.new) for change in unsure.changes] == [(None, "влизане")]


def test_a_note_that_a_format_composes_is_not_taken_apart() -> None:
    ours, base = concept(note=None), concept(note="preferred; a permit")
    theirs = concept(note="preferred; a paper")
    merged = merge(ours, theirs, base, spoken={"concept_note"})
    assert merged.changes == ()
    assert [change.new for change in merged.refused] == ["preferred; a paper"]
