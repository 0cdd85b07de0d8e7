"""OmegaT glossaries."""

import io
from typing import Any

import pytest
from formats.support import concept, read, write

from iomgloss.errors import FormatError, UsageError
from iomgloss.formats import registry
from iomgloss.formats.base import Log, Source
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Definition,
    LanguageSection,
    ProcessStatus,
    TermSection,
)

PAIR: dict[str, Any] = {"source_language": "bg", "target_languages": ("en",)}


def pairs(items: list[Concept]) -> list[tuple[str, list[str], list[str], str | None]]:
    return [
        (
            item.id,
            [term.term for term in item.terms("bg")],
            [term.term for term in item.terms("en")],
            item.note,
        )
        for item in items
    ]


FILE = "# remark\nграница\tborder\tone\n\nграница\tfrontier\ttwo\tx\nграница\tborder\n\tone\nедно\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_read(encoding: str) -> None:
    outcome = read("omegat-glossary", FILE.encode(encoding), **PAIR)
    assert pairs(outcome.items) == [("border", ["граница"], ["border", "frontier"], "one\ntwo")]
    assert outcome.warnings == ["file:4: more than three fields; left out"]
    assert outcome.rejected == [
        (6, "the line has no source term"),
        (7, "the line has no target term"),
    ]


def test_encoding_may_be_told() -> None:
    outcome = read("omegat-glossary", FILE.encode("cp1251"), **PAIR, encoding="cp1251")
    assert outcome == read("omegat-glossary", FILE.encode(), **PAIR)


def test_languages_must_be_told() -> None:
    with pytest.raises(FormatError, match="does not say its languages") as caught:
        read("omegat-glossary", FILE.encode())
    assert caught.value.hint == "name the pair: -s bg -t en"


def read_csv(data: str) -> list[Any]:
    source = Source(stream=io.BytesIO(data.encode()), file="a.CSV", log=Log("a"), **PAIR)
    row = registry.format_named("omegat-glossary")
    return list(registry.reader(row)(source))


def test_commas() -> None:
    found = read_csv('"граница, ""суша""",border\nедно,"one\ttwo",three\n')
    assert pairs(found) == [
        ("border", ['граница, "суша"'], ["border"], None),
        ("one-two", ["едно"], ["one\ttwo"], "three"),
    ]
    with pytest.raises(FormatError, match="not well-formed CSV"):
        read_csv('едно,"one\n')


def test_write() -> None:
    preferred, admitted = AdministrativeStatus.PREFERRED, AdministrativeStatus.ADMITTED
    trafficking = Concept(
        id="trafficking",
        related=("x",),
        definitions=(
            Definition(language="bg", text="определение"),
            Definition(language="en", text="a definition\nof two lines"),
        ),
        languages=(
            LanguageSection(
                language="bg",
                terms=(
                    TermSection(term="трафик", status=AdministrativeStatus.DEPRECATED),
                    TermSection(term="трафик на хора", status=preferred, note="n"),
                ),
            ),
            LanguageSection(
                language="en",
                terms=(
                    TermSection(term="human trafficking", status=admitted),
                    TermSection(
                        term="trafficking in persons",
                        status=preferred,
                        process_status=ProcessStatus.PROPOSED,
                    ),
                    TermSection(term="slavery", status=AdministrativeStatus.FORBIDDEN),
                    TermSection(term="trade", status=AdministrativeStatus.SUPERSEDED),
                ),
            ),
        ),
    )
    bad = Concept(
        id="bad",
        languages=(
            LanguageSection(
                language="bg",
                terms=(TermSection(term="лошо", status=AdministrativeStatus.FORBIDDEN),),
            ),
            trafficking.languages[1],
        ),
    )
    data, losses = write("omegat-glossary", [trafficking, bad, concept("asylum")], **PAIR)
    assert data.decode() == (
        "# iomgloss glossary bg/en\n"
        "трафик на хора\ttrafficking in persons\tproposed, preferred; a definition of two lines\n"
        "трафик на хора\thuman trafficking\ta definition of two lines\n"
        "asylum бг\tasylum\n"
    )
    assert losses == {
        "concept ids": 2,
        "concepts without a usable term in both languages": 1,
        "definitions": 1,
        "notes of terms": 1,
        "relations": 1,
        "status": 1,
        "terms that are not to be used (left out)": 6,
    }


def test_needs_a_pair() -> None:
    with pytest.raises(UsageError, match="one source and one target"):
        write("omegat-glossary", [], source_language="bg")


def test_toolkit_reads_ours() -> None:
    from translate.storage import omegat

    data = write("omegat-glossary", [concept("smuggling"), concept("asylum")], **PAIR)[0]
    store = omegat.OmegaTFile(io.BytesIO(data))
    found = [(item.source, item.target) for item in store.units if item.target]
    assert found == [("smuggling бг", "smuggling"), ("asylum бг", "asylum")]
