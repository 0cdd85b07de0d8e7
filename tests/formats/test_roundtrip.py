"""What is written is read back the same, but for what the writer says it lost."""

import re
from dataclasses import replace
from typing import Any

import pytest
from formats.support import PLAIN_UNITS, REPOSITORY, UNITS, concepts, read, unit, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iomgloss.formats.text import one_line
from iomgloss.model import (
    Concept,
    MatchRule,
    Note,
    ProcessStatus,
    Property,
    TermSection,
    TranslationUnit,
    UnitState,
)
from iomgloss.termbase.read import read_concept

quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def glossary() -> list[Concept]:
    """The project's own concepts."""
    found = []
    for path in sorted((REPOSITORY / "glossary").rglob("*.toml")):
        concept, _ = read_concept(path.read_bytes(), path.stem, str(path))
        if concept is not None:
            found.append(concept)
    if not found:
        pytest.skip("the repository has no glossary yet")
    return found


@quick
@given(st.lists(UNITS, max_size=3))
def test_tmx(units: list[TranslationUnit]) -> None:
    data, losses = write("tmx", units, source_language="bg")
    assert read("tmx", data) == (units, [], [])
    assert losses == {}


@quick
@given(concepts())
def test_tbx(found: list[Concept]) -> None:
    data, losses = write("tbx", found)
    assert losses == {}
    assert read("tbx", data) == (found, [], [])


@quick
@given(st.lists(PLAIN_UNITS, max_size=3, unique_by=lambda unit: unit.variants[0].text))
def test_po(units: list[TranslationUnit]) -> None:
    data, losses = write("po", units, source_language="bg", target_languages=("en",), kind="memory")
    kept = [
        replace(
            unit,
            id=None,
            position=unit.position if unit.document else None,
            state=unit.state if unit.state is UnitState.CONFIRMED else UnitState.FUZZY,
            notes=tuple(replace(note, text=_lines(note.text)) for note in unit.notes),
        )
        for unit in units
    ]
    assert set(losses) <= {"unit ids", "positions", "draft state (written as fuzzy)"}
    assert read("po", data) == (kept, [], [])


@pytest.mark.parametrize("text", ["\\", "C:\\", "a\\\nb", "a\\ \nb\\"])
def test_po_keeps_a_backslash_at_the_end_of_a_comment(text: str) -> None:
    noted = replace(unit("едно", "one"), notes=(Note(text=text),))
    data, _ = write("po", [noted], source_language="bg", target_languages=("en",), kind="memory")
    assert not re.search(rb"\\$", data, re.MULTILINE), "gettext would join the next line"
    assert read("po", data).items[0].notes == noted.notes


def _lines(text: str) -> str:
    """A comment's lines: whatever ends one becomes a line feed."""
    return "\n".join(text.splitlines())


def test_po_gives_equal_sources_a_context() -> None:
    sentence = [unit("едно", text, id=f"u-{text}") for text in ("one", "two", "one")]
    data, losses = write(
        "po", sentence, source_language="bg", target_languages=("en",), kind="memory"
    )
    found = read("po", data).items
    assert [item.properties for item in found] == [
        (),
        (Property(type="x-po-msgctxt", value="u-two"),),
    ]
    assert [item.variants[1].text for item in found] == ["one", "two"]
    assert losses == {"unit ids": 2, "repeated entries": 1}


@pytest.mark.parametrize("name", ["csv", "xlsx"])
@quick
@given(units=st.lists(PLAIN_UNITS, max_size=3))
def test_memory_table(name: str, units: list[TranslationUnit]) -> None:
    data, losses = write(name, units, source_language="bg", target_languages=("en",), kind="memory")
    assert losses == {}
    assert read(name, data, kind="memory") == (units, [], [])


@pytest.mark.parametrize("name", ["csv", "xlsx"])
@quick
@given(found=concepts())
def test_terms_table(name: str, found: list[Concept]) -> None:
    kept = [
        replace(
            concept,
            definitions=tuple(
                definition
                for definition in concept.definitions
                if definition.language in {section.language for section in concept.languages}
            ),
        )
        for concept in found
    ]
    data, losses = write(name, found, kind="terms")
    assert set(losses) <= {"definitions in languages without terms"}
    outcome = read(name, data)
    assert (outcome.items, outcome.rejected) == (kept, [])


@quick
@given(concepts(), st.sampled_from(["dca", "dct"]))
def test_tbx_3(found: list[Concept], style: str) -> None:
    """Proper nouns and lone definitions are not for every form."""
    kept = [
        replace(
            concept,
            definitions=tuple(
                definition
                for definition in concept.definitions
                if style == "dca"
                or definition.language in {section.language for section in concept.languages}
            ),
            languages=tuple(
                replace(section, terms=tuple(_as_tbx_3(term) for term in section.terms))
                for section in concept.languages
            ),
        )
        for concept in found
    ]
    data, losses = write("tbx", found, version="3", style=style)
    assert set(losses) <= {
        "definitions in languages without terms",
        "imported data categories",
        "proper nouns (written as nouns)",
    }
    assert read("tbx", data) == (kept, [], [])


def _as_tbx_3(term: TermSection) -> TermSection:
    noun = term.part_of_speech == "proper-noun"
    return replace(term, part_of_speech="noun" if noun else term.part_of_speech)


@pytest.mark.parametrize("style", ["dca", "dct"])
def test_glossary_as_tbx_3(glossary: list[Concept], style: str) -> None:
    """It holds what TBX 2 holds, but for proper nouns."""
    options = {"version": "3", "style": style, "tool_version": "1"}
    data, losses = write("tbx", glossary, **options)
    ids = {concept.id for concept in glossary}
    kept = [_as_tbx(concept, ids) for concept in glossary]
    proper = sum(
        term.part_of_speech == "proper-noun"
        for concept in glossary
        for section in concept.languages
        for term in section.terms
    )
    kept = [
        replace(
            concept,
            languages=tuple(
                replace(section, terms=tuple(_as_tbx_3(term) for term in section.terms))
                for section in concept.languages
            ),
        )
        for concept in kept
    ]
    assert read("tbx", data) == (kept, [], [])
    expected = dict(write("tbx", glossary)[1])
    if proper:
        expected["proper nouns (written as nouns)"] = proper
    assert losses == expected
    assert write("tbx", glossary, **options)[0] == data


def test_glossary_as_tbx(glossary: list[Concept]) -> None:
    data, losses = write("tbx", glossary, tool_version="1")
    ids = {concept.id for concept in glossary}
    assert read("tbx", data) == ([_as_tbx(concept, ids) for concept in glossary], [], [])
    assert set(losses) <= {
        "aliases",
        "do-not-translate flag",
        "grammatical number",
        "inflected forms",
        "match rule",
        "process status of concepts",
        "process status of terms",
        "register",
        "relations to concepts that are not in the file",
    }
    assert write("tbx", glossary, tool_version="1")[0] == data


def _as_tbx(concept: Concept, ids: set[str]) -> Concept:
    """Without what the losses name."""
    approved = ProcessStatus.APPROVED
    return replace(
        concept,
        **{
            name: tuple(target for target in getattr(concept, name) if target in ids)
            for name in ("broader", "narrower", "related", "confusable")
        },
        aliases=(),
        process_status=approved,
        languages=tuple(
            replace(
                section,
                terms=tuple(
                    replace(
                        term,
                        number=None,
                        register=None,
                        match=None,
                        forms=(),
                        do_not_translate=False,
                        process_status=approved,
                    )
                    for term in section.terms
                ),
            )
            for section in concept.languages
        ),
    )


@quick
@given(st.lists(UNITS, max_size=3))
def test_json_memory(units: list[TranslationUnit]) -> None:
    data, losses = write("json", units, kind="memory")
    assert read("json", data) == (units, [], [])
    assert losses == {}


EXTRA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=("Cs", "Cc"))), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@quick
@given(
    concepts(),
    EXTRA,
    st.sampled_from(ProcessStatus),
    st.sampled_from([None, *MatchRule]),
    st.lists(st.text("абв ", min_size=1), max_size=2).map(tuple),
    st.booleans(),
)
def test_json_terms(
    found: list[Concept],
    extra: object,
    agreed: ProcessStatus,
    match: MatchRule | None,
    forms: tuple[str, ...],
    flag: bool,
) -> None:
    """Whatever the model has."""
    first, *rest = found
    section, *sections = first.languages
    term = replace(
        section.terms[0],
        process_status=agreed,
        match=match,
        forms=forms,
        do_not_translate=flag,
        number="dual",
        register="slang",
        extra={"x": extra},
    )
    section = replace(section, terms=(term, *section.terms[1:]))
    first = replace(
        first,
        process_status=agreed,
        narrower=("b",),
        aliases=("a",),
        extra={"key": extra},
        languages=(section, *sections),
    )
    data, losses = write("json", [first, *rest], kind="terms")
    assert read("json", data) == ([first, *rest], [], [])
    assert losses == {}


def test_glossary_as_json(glossary: list[Concept]) -> None:
    data, losses = write("json", glossary)
    assert read("json", data) == (glossary, [], [])
    assert losses == {}


PAIR: dict[str, Any] = {"source_language": "bg", "target_languages": ("en",)}


@quick
@given(st.lists(PLAIN_UNITS, max_size=3))
def test_weblate(units: list[TranslationUnit]) -> None:
    data, losses = write("weblate", units, **PAIR)
    kept = [
        replace(unit, id=None, position=None, notes=())
        for unit in units
        if unit.state is UnitState.CONFIRMED
    ]
    assert read("weblate", data) == (kept, [], [])
    assert set(losses) <= {
        "unit ids",
        "positions",
        "notes",
        "units that nobody confirmed; --unconfirmed takes them",
    }


@quick
@given(concepts())
def test_utx(found: list[Concept]) -> None:
    """Every pair of terms comes back under its concept, with what the target term is."""
    data, _ = write("utx", found, **PAIR)
    outcome = read("utx", data)
    assert outcome.rejected == []
    back = {concept.id: concept for concept in outcome.items}
    wanted = {item.id for item in found if item.terms("bg") and item.terms("en")}
    assert set(back) <= wanted
    for concept in found:
        for language in ("bg", "en"):
            terms = {
                one_line(term.term)
                for term in concept.terms(language)
                if one_line(term.term) != "-" and not one_line(term.term).startswith("#")
            }
            if concept.id in back:
                assert {term.term for term in back[concept.id].terms(language)} == terms


def test_glossary_as_utx(glossary: list[Concept]) -> None:
    data, losses = write("utx", glossary, **PAIR)
    outcome = read("utx", data)
    assert (outcome.warnings, outcome.rejected) == ([], [])
    both = [concept for concept in glossary if concept.terms("bg") and concept.terms("en")]
    assert [concept.id for concept in outcome.items] == [concept.id for concept in both]
    for concept, back in zip(both, outcome.items, strict=True):
        for left, right in zip(concept.terms("en"), back.terms("en"), strict=True):
            assert (left.term, left.status.usable) == (right.term, right.status.usable)
    assert losses["definitions"] > 0


def test_glossary_as_omegat(glossary: list[Concept]) -> None:
    data, _ = write("omegat-glossary", glossary, **PAIR)
    outcome = read("omegat-glossary", data)
    assert (outcome.warnings, outcome.rejected) == ([], [])
    wanted = {
        (left.term, right.term)
        for concept in glossary
        for left in concept.terms("bg")
        for right in concept.terms("en")
        if left.status.usable and right.status.usable
    }
    rows = [line.split("\t") for line in data.decode().splitlines()[1:]]
    assert {(row[0], row[1]) for row in rows} == wanted


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_glossary_as_table(name: str, glossary: list[Concept]) -> None:
    data, losses = write(name, glossary, kind="terms")
    assert losses == {}
    assert read(name, data) == (glossary, [], [])
