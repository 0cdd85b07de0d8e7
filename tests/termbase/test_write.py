"""Concept files out: one canonical text, small differences, nothing lost."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from termbase.support import DATA

from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    LanguageSection,
    MatchRule,
    ProcessStatus,
    TermSection,
)
from iomgloss.termbase.read import read_concept
from iomgloss.termbase.write import render, update

# ------------------------------------------------------------- any concept

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
MAYBE = st.none() | TEXT
LANGUAGE = st.sampled_from(["az", "bg", "en", "en-GB", "pt-BR", "sr-Latn", "x-iom", "zh-Hant-TW"])
VALUE = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        st.dates(),
        st.times(),
        st.datetimes(),
        st.datetimes(timezones=st.just(datetime.UTC)),
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=5,
)
EXTRA = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5), VALUE, max_size=3
)
TERM = st.builds(
    TermSection,
    term=TEXT,
    status=st.sampled_from(AdministrativeStatus),
    process_status=st.sampled_from(ProcessStatus),
    part_of_speech=st.sampled_from([None, "noun", "proper-noun"]),
    gender=st.sampled_from([None, "neuter"]),
    number=st.sampled_from([None, "plural"]),
    type=st.sampled_from([None, "full", "abbreviation"]),
    register=MAYBE,
    region=MAYBE,
    match=st.sampled_from([None, *MatchRule]),
    forms=TEXTS,
    do_not_translate=st.booleans(),
    context=st.none() | st.builds(Attestation, text=TEXT, source=MAYBE),
    source=MAYBE,
    note=MAYBE,
    extra=EXTRA,
)
SECTIONS = st.dictionaries(
    LANGUAGE,
    st.lists(TERM, min_size=1, max_size=3, unique_by=lambda term: term.term).map(tuple),
    min_size=1,
    max_size=4,
).map(
    lambda found: tuple(
        LanguageSection(language=language, terms=found[language])
        for language in sorted(found, key=str.lower)
    )
)
DEFINITIONS = st.dictionaries(LANGUAGE, st.tuples(TEXT, MAYBE), max_size=3).map(
    lambda found: tuple(
        Definition(language=language, text=found[language][0], source=found[language][1])
        for language in sorted(found, key=str.lower)
    )
)
CONCEPT = st.builds(
    Concept,
    id=st.just("c"),
    subject=MAYBE,
    process_status=st.sampled_from(ProcessStatus),
    broader=TEXTS,
    narrower=TEXTS,
    related=TEXTS,
    confusable=TEXTS,
    aliases=TEXTS,
    note=MAYBE,
    definitions=DEFINITIONS,
    languages=SECTIONS,
    extra=EXTRA,
)


def read(text: str) -> Concept:
    concept, faults = read_concept(text.encode(), "c", "c.toml")
    assert faults == []
    assert concept is not None
    return concept


@settings(max_examples=100, deadline=None)
@given(CONCEPT)
def test_what_is_written_reads_the_same(concept) -> None:
    text = render(concept)
    assert read(text) == concept
    assert update(concept, text) == text
    # each table ends with a blank line, or two people's additions would not merge
    assert text.endswith("\n\n")
    assert "\n[" not in text.replace("\n\n[", "")


@settings(max_examples=100, deadline=None)
@given(CONCEPT, CONCEPT, st.sampled_from(["", "\ufeff"]), st.sampled_from(["\n", "\r\n"]))
def test_any_change_to_any_file_reads_as_the_new_concept(old, new, mark, ends) -> None:
    text = mark + render(old).replace("\n", ends)
    assert read(update(new, text)) == new
    assert update(old, text) == text


@settings(max_examples=60, deadline=None)
@given(CONCEPT, st.data())
def test_a_changed_term_changes_no_other_table(concept, data) -> None:
    at = data.draw(st.integers(0, len(concept.languages) - 1))
    section = concept.languages[at]
    place = data.draw(st.integers(0, len(section.terms) - 1))
    terms = list(section.terms)
    terms[place] = replace(terms[place], note="another note")
    languages = list(concept.languages)
    languages[at] = replace(section, terms=tuple(terms))
    old = "# head\n" + render(concept).replace("\n[", "\n# beside\n[") + "# tail\n"
    new = update(replace(concept, languages=tuple(languages)), old)
    gone, come = difference(old, new)
    assert [line for line in gone if not line.startswith("note = ")] == []
    assert [line for line in come if line != 'note = "another note"'] == []


def difference(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that are only in the old text, and those that are only in the new one."""
    import difflib

    lines = list(difflib.ndiff(old.split("\n"), new.split("\n")))
    gone = [line[2:] for line in lines if line.startswith("- ")]
    come = [line[2:] for line in lines if line.startswith("+ ")]
    return gone, come


# ------------------------------------------------------------ the canonical text


def test_the_text_of_the_designs_example() -> None:
    text = (DATA / "design-example.toml").read_text(encoding="utf-8")
    concept = Concept(
        id="c",
        subject="irregular-migration",
        confusable=("trafficking-in-human-beings",),
        definitions=(Definition(language="en", text="…", source="…"),),
        languages=(
            LanguageSection(
                language="bg",
                terms=(
                    TermSection(
                        term="каналджийство на мигранти",
                        status=AdministrativeStatus.PREFERRED,
                        part_of_speech="noun",
                    ),
                ),
            ),
            LanguageSection(
                language="en",
                terms=(
                    TermSection(term="migrant smuggling", status=AdministrativeStatus.PREFERRED),
                ),
            ),
        ),
    )
    assert render(concept) == text


def test_the_canonical_text_of_every_key() -> None:
    concept = read((DATA / "every-key.toml").read_text(encoding="utf-8"))
    assert render(concept) == (DATA / "every-key.canonical.toml").read_text(encoding="utf-8")


# ---------------------------------------------------- one file, one edit, one result

CASES = tomllib.loads((DATA / "update.toml").read_text(encoding="utf-8"))["case"]


def edited(concept: Concept, edit: dict[str, object]) -> Concept:
    """``set`` keys of the concept, of ``term``s by name; ``remove`` and ``add`` terms."""
    tuples = {
        name: tuple(v) if isinstance(v, list) else v for name, v in edit.get("set", {}).items()
    }
    concept = replace(concept, **tuples)
    sections = {section.language: list(section.terms) for section in concept.languages}
    for language, name in edit.get("remove", []):
        sections[language] = [term for term in sections[language] if term.term != name]
    for language, name, changes in edit.get("term", []):
        changes = {k: AdministrativeStatus(v) if k == "status" else v for k, v in changes.items()}
        changes = {k: tuple(v) if isinstance(v, list) else v for k, v in changes.items()}
        sections[language] = [
            replace(term, **changes) if term.term == name else term for term in sections[language]
        ]
    for language, place, name in edit.get("add", []):
        sections.setdefault(language, []).insert(place, TermSection(term=name))
    if "definition" in edit:
        found = {definition.language: definition for definition in concept.definitions}
        for language, text in edit["definition"].items():
            found[language] = Definition(language=language, text=text)
        found = {language: each for language, each in found.items() if each.text}
        concept = replace(concept, definitions=tuple(found[language] for language in sorted(found)))
    languages = tuple(
        LanguageSection(language=language, terms=tuple(sections[language]))
        for language in sorted(sections, key=str.lower)
        if sections[language]
    )
    return replace(concept, languages=languages)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_edits(case) -> None:
    old = case["old"]
    concept = read(old)
    assert update(concept, old) == old
    new = edited(concept, case["edit"])
    assert update(new, old) == case["new"]
    assert read(case["new"]) == new
    windows = old.replace("\n", "\r\n")
    assert update(new, windows) == case["new"].replace("\n", "\r\n")


# ------------------------------------------------------------------ two people

BASE = read((DATA / "merge.toml").read_text(encoding="utf-8"))
EDITS = {
    "a Bulgarian term": {"add": [["bg", 1, "трафикант"]]},
    "an English term": {"add": [["en", 1, "people smuggler"]]},
    "a Russian term": {"add": [["ru", 1, "перевозчик"]]},
    "an Azerbaijani term": {"add": [["az", 0, "qaçaqmalçı"]]},
    "a relation": {"set": {"related": ["migrant", "smuggling-network", "trafficker"]}},
    "a note": {"set": {"note": "Not a trafficker."}},
    "another status": {"term": [["en", "migrant smuggler", {"status": "admitted"}]]},
    "a definition": {"definition": {"bg": "лице."}},
    "no Russian": {"remove": [["ru", "контрабандист"]]},
}
# Git wants an unchanged line between two changes.
NEIGHBOURS = {
    ("a relation", "a note"),
    ("an English term", "another status"),
    ("a Russian term", "no Russian"),
    ("an English term", "no Russian"),
    ("an Azerbaijani term", "a definition"),
}


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (ours, theirs)
        for ours in EDITS
        for theirs in EDITS
        if ours < theirs and not {(ours, theirs), (theirs, ours)} & NEIGHBOURS
    ],
)
def test_two_peoples_edits_merge(tmp_path, ours, theirs) -> None:
    base = (DATA / "merge.toml").read_text(encoding="utf-8")
    texts = {
        "base": base,
        "ours": update(edited(BASE, EDITS[ours]), base),
        "theirs": update(edited(BASE, EDITS[theirs]), base),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    merged = done.stdout.decode()
    wanted = edited(edited(BASE, EDITS[ours]), EDITS[theirs])
    assert read(merged) == wanted
    assert render(wanted) == merged
