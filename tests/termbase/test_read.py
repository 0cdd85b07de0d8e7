"""Concept files in: every key is read; every fault is told, each with its place."""

from __future__ import annotations

import pytest
from termbase.support import DATA

from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    LanguageSection,
    Location,
    MatchRule,
    ProcessStatus,
    TermSection,
)
from iomgloss.termbase import layout
from iomgloss.termbase.read import read_concept

FAULTS = sorted((DATA / "faults").glob("*.toml"))


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_every_fault_is_told_with_line_and_column(path) -> None:
    concept, faults = read_concept(path.read_bytes(), path.stem, path.name)
    told = "".join(f"{fault.code} {fault.name} {fault}\n" for fault in faults)
    assert told == path.with_suffix(".txt").read_text(encoding="utf-8")
    assert concept is None


def test_all_kinds_of_faults_have_a_file() -> None:
    told = "".join(path.with_suffix(".txt").read_text(encoding="utf-8") for path in FAULTS)
    codes = {line.split()[0] for line in told.splitlines()}
    # G010, two files with one id, is a fault of the folder: see test_index.py
    assert codes == {f"G{number:03}" for number in range(1, 12)} - {"G010"}


def test_every_key_is_read() -> None:
    path = DATA / "every-key.toml"
    concept, faults = read_concept(path.read_bytes(), "every-key", "every-key.toml")
    assert faults == []
    assert concept == Concept(
        id="every-key",
        subject="organisations",
        process_status=ProcessStatus.PROPOSED,
        broader=("organisation",),
        narrower=("iom-bulgaria", "iom-azerbaijan"),
        related=("unhcr",),
        confusable=("ilo",),
        aliases=("oim", "old_id.2"),
        note='Say "with z".',
        extra={"ticket": 7, "tags": ["a", "b"], "nested": {"deep": True}},
        definitions=(
            Definition(language="bg", text="организация за миграцията."),
            Definition(language="en", text="organisation for migration.", source="Constitution"),
        ),
        languages=(
            LanguageSection(
                language="bg",
                terms=(
                    TermSection(
                        term="МОМ",
                        status=AdministrativeStatus.PREFERRED,
                        process_status=ProcessStatus.PROPOSED,
                        part_of_speech="proper-noun",
                        gender="feminine",
                        number="singular",
                        type="abbreviation",
                        register="official",
                        region="BG",
                        match=MatchRule.EXACT,
                        forms=("МОМ-а", "МОМ-та"),
                        do_not_translate=True,
                        context=Attestation(text="МОМ помага.", source="smuggling-2018"),
                        source="IOM Bulgaria",
                        note="само главни букви",
                        extra={"id": "t1"},
                    ),
                    TermSection(term="IOM", status=AdministrativeStatus.FORBIDDEN),
                ),
            ),
            LanguageSection(language="pt-BR", terms=(TermSection(term="OIM"),)),
            LanguageSection(language="sr-Latn", terms=(TermSection(term="MOM"),)),
        ),
    )
    assert concept.location == Location(file="every-key.toml", unit="every-key")


def test_the_file_with_every_key_has_every_key() -> None:
    text = (DATA / "every-key.toml").read_text(encoding="utf-8")
    missing = [
        key.name
        for key in (*layout.CONCEPT, *layout.DEFINITION, *layout.TERM)
        if f"{key.name} =" not in text and f"{key.name}." not in text
    ]
    assert missing == []


@pytest.mark.parametrize(
    "concept_id", ["a", "миграция", "a-b", "a_b.c", "o1", "çoxtərəfli", "zh-漢字"]
)
def test_ids_of_any_script(concept_id) -> None:
    concept, faults = read_concept(b'[[terms.en]]\nterm = "a"\n', concept_id, "f")
    assert (faults, concept is not None and concept.id) == ([], concept_id)


@pytest.mark.parametrize("concept_id", ["", "-a", "a-", "a b", "a--b", "a/b", ".a", "a\n"])
def test_other_ids_are_faults(concept_id) -> None:
    _, faults = read_concept(b'[[terms.en]]\nterm = "a"\n', concept_id, "f")
    assert [fault.code for fault in faults] == ["G009"]


@pytest.mark.parametrize("value", ["[" * 100_000, "{ a = " * 100_000])
def test_endless_nesting_is_a_fault_of_the_file(value) -> None:
    concept, faults = read_concept(f"x = {value}".encode(), "a", "a.toml")
    assert (concept, [fault.code for fault in faults]) == (None, ["G002"])
    assert "nest too deep" in faults[0].message
