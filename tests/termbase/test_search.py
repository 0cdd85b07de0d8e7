"""Searching the term base: what answers, in which order, and why."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from termbase.support import DATA, concept, index_of
from termbase.test_recognise import section

from iomgloss.termbase.search import concept_of, search

SEARCH = tomllib.loads((DATA / "search_cases.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    found: dict[str, dict[str, list[object]]] = {}
    for name, language, term, *details in SEARCH["terms"]:
        found.setdefault(name, {}).setdefault(language, []).append(section(term, *details))
    opened = index_of(
        tmp_path_factory.mktemp("search") / "glossary",
        *(
            concept(name, terms, aliases=tuple(SEARCH["aliases"].get(name, ())))
            for name, terms in found.items()
        ),
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("case", SEARCH["case"], ids=lambda case: case["name"])
def test_cases(connection, case) -> None:
    options = case.get("language"), case.get("limit", 10)
    hits = search(connection, case["query"], *options, wide=case.get("wide", False))
    found = [[hit.concept.id, hit.reason.value, hit.term, hit.score] for hit in hits]
    assert found[: case.get("first")] == case["hits"]


def test_a_hit_carries_its_whole_concept(connection) -> None:
    (hit,) = search(connection, "people-smuggling", limit=1)
    assert hit.concept == concept_of(connection, "migrant-smuggling")
    assert [term.term for term in hit.concept.terms("bg")] == [
        "каналджийство на мигранти",
        "контрабанда на мигранти",
    ]


@settings(max_examples=100, deadline=None)
@given(
    query=st.text() | st.text(st.sampled_from("migrant снетк-ʻ'"), max_size=30),
    limit=st.integers(0, 5),
)
def test_any_query(connection, query, limit) -> None:
    everything = search(connection, query, limit=100)
    assert len({hit.concept.id for hit in everything}) == len(everything)
    assert [hit.score for hit in everything] == sorted(
        (hit.score for hit in everything), reverse=True
    )
    assert all(20 < hit.score <= 100 for hit in everything)
    assert search(connection, query, limit=limit) == everything[:limit]


def test_a_query_of_a_hundred_thousand_characters(connection) -> None:
    assert search(connection, "migrant " * 12_500) == []
