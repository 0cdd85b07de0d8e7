"""The tables of a search follow the files, one concept at a time."""

from __future__ import annotations

from termbase.support import concept, index_of

from iomgloss.model import Attestation, Definition, TermSection
from iomgloss.termbase.search_index import add_concept, remove_concept

CONCEPT = concept(
    "readmission",
    {
        "bg": [
            TermSection(term="реадмисия", context=Attestation(text="Споразумение за Реадмисия."))
        ],
        "en": [TermSection(term="readmission", note="Not return.")],
    },
    related=("return",),
    note="One с.",
    definitions=(Definition(language="en", text="Taking a person back."),),
)
OTHER = concept("return", {"bg": ["връщане"], "en": ["return of migrants"]})


def tables(connection) -> dict[str, list[tuple[object, ...]]]:
    """What a search can reach."""
    run = connection.execute
    return {
        "terms": run(
            "SELECT term.term, search_term.language, usable, sound, size"
            " FROM search_term JOIN term ON number = search_term.term ORDER BY 1"
        ).fetchall(),
        "places": run(
            "SELECT search_word.key, sound, term.term FROM search_place"
            " JOIN search_word ON search_word.number = word"
            " JOIN term ON term.number = search_place.term ORDER BY 1, 3"
        ).fetchall(),
        "links": run("SELECT other, concept FROM search_link").fetchall(),
        "texts": run(
            "SELECT concept, field, language, words FROM search_text ORDER BY field, words"
        ).fetchall(),
    }


def test_what_is_kept(tmp_path) -> None:
    connection = index_of(tmp_path / "glossary", CONCEPT)
    assert tables(connection) == {
        "terms": [
            ("readmission", "en", 1, "readmision", 10),
            ("реадмисия", "bg", 1, "readmisia", 9),
        ],
        "places": [
            ("readmission", "readmision", "readmission"),
            ("реадмисия", "readmisia", "реадмисия"),
        ],
        "links": [("return", "readmission")],
        "texts": [
            ("readmission", "context", "bg", " споразумение за реадмисия "),
            ("readmission", "definition", "en", " taking a person back "),
            ("readmission", "note", "", " not return "),
            ("readmission", "note", "", " one с "),
        ],
    }
    connection.close()


def test_a_concept_goes_and_comes_back(tmp_path) -> None:
    connection = index_of(tmp_path / "glossary", CONCEPT, OTHER)
    both = tables(connection)
    remove_concept(connection, "readmission")
    alone = index_of(tmp_path / "alone", OTHER)
    assert tables(connection) == tables(alone)
    add_concept(connection, CONCEPT)
    assert tables(connection) == both
    alone.close()
    connection.close()
