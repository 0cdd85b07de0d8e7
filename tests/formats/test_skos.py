"""SKOS by example, and as rdflib reads it."""

import re
import warnings
from typing import Any

import pytest
from formats.support import REPOSITORY, concept, concepts, read, write
from hypothesis import HealthCheck, given, settings

from iomgloss.errors import FormatError, UsageError
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    LanguageSection,
    ProcessStatus,
    TermSection,
)
from iomgloss.termbase.read import read_concept

STATUS = AdministrativeStatus
FENCE = Concept(
    id="border fence",
    subject="borders & fences",
    broader=("barrier",),
    related=("border", "barrier", "structure", "gone"),
    confusable=("border",),
    aliases=("fence",),
    note='one\n"two"',
    process_status=ProcessStatus.PROPOSED,
    definitions=(
        Definition(language="bg", text="преграда", source="речник"),
        Definition(language="uz", text="to\\siq\x07"),
    ),
    languages=(
        LanguageSection(
            language="bg",
            terms=(
                TermSection(term="телена ограда", status=STATUS.DEPRECATED, forms=("огради",)),
                TermSection(term="ограда", context=Attestation(text="Ограда.", source="press")),
                TermSection(term="съоръжение", status=STATUS.PREFERRED, part_of_speech="noun"),
                TermSection(term="преграда", status=STATUS.PREFERRED),
                TermSection(term="ограда", status=STATUS.FORBIDDEN),
            ),
        ),
        LanguageSection(
            language="en-GB", terms=(TermSection(term="fence", extra={"customerSubset": "IOM"}),)
        ),
        LanguageSection(
            language="ru", terms=(TermSection(term="забор", status=STATUS.SUPERSEDED),)
        ),
    ),
)
BARRIER = concept("barrier", narrower=("border fence",), broader=("structure",))
STRUCTURE = concept("structure", narrower=("barrier",))
BORDER = concept("border", related=("border fence",))
ALL = [FENCE, BARRIER, STRUCTURE, BORDER]


def test_written_file() -> None:
    data, losses = write("skos", ALL)
    head, _, rest = data.decode().partition("\n<#barrier>")
    assert head == (
        r"""@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<#subject/borders%20%26%20fences> a skos:ConceptScheme ;
    dct:title "borders & fences" .

<#border%20fence> a skos:Concept ;
    dct:identifier "border fence" ;
    skos:inScheme <#subject/borders%20%26%20fences> ;
    skos:prefLabel "съоръжение"@bg, "fence"@en-GB ;
    skos:altLabel "преграда"@bg, "ограда"@bg ;
    skos:hiddenLabel "телена ограда"@bg, "забор"@ru ;
    skos:definition "преграда"@bg, "to\\siq\u0007"@uz ;
    skos:example "Ограда."@bg ;
    skos:note "one\n\"two\"" ;
    skos:broader <#barrier> ;
    skos:related <#border> .
"""
    )
    assert rest.startswith(
        """ a skos:Concept ;
    dct:identifier "barrier" ;
    skos:prefLabel "barrier бг"@bg, "barrier"@en ;
    skos:broader <#structure> ;
    skos:narrower <#border%20fence> .
"""
    )
    assert losses == {
        "admitted terms (written as preferred)": 7,
        "aliases": 1,
        "confusable concepts": 1,
        "deprecated, superseded or forbidden: which of them": 2,
        "imported data categories": 1,
        "inflected forms": 1,
        "part of speech": 1,
        "preferred terms (written as admitted)": 1,
        "process status of concepts": 1,
        "related concepts of which one is above the other": 2,
        "relations to concepts that are not in the file": 1,
        "repeated terms": 1,
        "sources of contexts": 1,
        "sources of definitions": 1,
    }


def test_concepts_without_a_broader_one_head_their_subject() -> None:
    found = [
        concept("a", subject="x", narrower=("b",)),
        concept("b", subject="x"),
        concept("c", subject="y", broader=("gone",)),
        concept("d"),
    ]
    text = write("skos", found)[0].decode()
    assert re.findall(r"<#(\w)> a |topConceptOf <#(.*?)>", text) == [
        ("a", ""),
        ("", "subject/x"),
        ("b", ""),
        ("c", ""),
        ("", "subject/y"),
        ("d", ""),
    ]


def test_languages_asked_for() -> None:
    data, _ = write("skos", [FENCE], source_language="ru", target_languages=("en",))
    text = data.decode()
    assert '"fence"@en-GB' in text and '"забор"@ru' in text
    assert "@bg" not in text and "@uz" not in text


def test_circles_end() -> None:
    circle = [
        concept("a", broader=("b",), related=("c",)),
        concept("b", broader=("a",)),
        concept("c"),
    ]
    assert b"skos:related <#c>" in write("skos", circle)[0]


def test_what_no_encoding_holds() -> None:
    with pytest.raises(FormatError, match="the concept x cannot be written"):
        write("skos", [concept("x", note="\ud800")])


def test_it_is_not_read() -> None:
    with pytest.raises(UsageError, match="skos is only written"):
        read("skos", b"")


# ------------------------------------------------------------------------- rdflib


def parsed(data: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rdflib = pytest.importorskip("rdflib")
        return rdflib.Graph().parse(data=data, format="turtle", publicID="https://example.org/t")


def labels(graph: Any, name: str) -> set[tuple[str, str, str]]:
    query = f"SELECT ?c ?l {{?x skos:{name} ?l; dct:identifier ?c}}"
    prefixes = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    prefixes += "PREFIX dct: <http://purl.org/dc/terms/> "
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = list(graph.query(prefixes + query))
    return {(str(name), str(text.language).lower(), str(text)) for name, text in rows}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(concepts())
def test_rdflib_finds_every_term(found: list[Concept]) -> None:
    graph = parsed(write("skos", found)[0])
    kinds = [labels(graph, kind) for kind in ("prefLabel", "altLabel", "hiddenLabel")]
    assert set().union(*kinds) == {
        (item.id, section.language, term.term)
        for item in found
        for section in item.languages
        for term in section.terms
    }
    assert sum(map(len, kinds)) == len(set().union(*kinds))
    assert len({(identifier, tag) for identifier, tag, _ in kinds[0]}) == len(kinds[0])
    assert labels(graph, "definition") == {
        (item.id, text.language, text.text) for item in found for text in item.definitions
    }


def test_rdflib_reads_the_glossary() -> None:
    paths = sorted((REPOSITORY / "glossary").rglob("*.toml"))
    found = [read_concept(path.read_bytes(), path.stem, str(path))[0] for path in paths]
    data, _ = write("skos", [item for item in found if item])
    graph = parsed(data)
    assert len(labels(graph, "prefLabel")) == sum(
        any(term.status.usable for term in section.terms)
        for item in found
        if item
        for section in item.languages
    )
