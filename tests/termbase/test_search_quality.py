"""What people type, over the committed glossary: measured quality whose floors only rise."""

from __future__ import annotations

import tomllib
from typing import NamedTuple

import pytest
from termbase.support import DATA, PROJECT, opened, termbase

from iomgloss.termbase.search import nearest, search

QUERIES = tomllib.loads((DATA / "search.toml").read_text(encoding="utf-8"))
KINDS = {**QUERIES["find"], "later": QUERIES["later"]["all"]}


class Quality(NamedTuple):
    """In per cent of the queries of a kind."""

    reciprocal: float
    """Mean reciprocal rank."""
    first: float
    """Share that finds its concept first."""


FLOORS = {
    # what was reached on 2026-11-22, less a query of each kind
    "entered": Quality(91.6, 91.6),
    "inflected": Quality(95.4, 95.4),
    "beginning": Quality(93.1, 86.3),
    "misspelt": Quality(98.1, 98.1),
    "words": Quality(95.2, 95.2),
    "languages": Quality(95.6, 95.6),
    "latin": Quality(97.9, 97.9),
    "short": Quality(95.4, 95.4),
    "texts": Quality(70.0, 40.0),
    "later": Quality(92.8, 91.6),
}


@pytest.fixture(scope="module")
def index():
    connection = opened(termbase(PROJECT / "glossary"))
    yield connection
    connection.close()


def quality(index, queries) -> Quality:
    ranks = [rank(index, *query) for query in queries]
    return Quality(
        round(100 * sum(1 / place for place in ranks if place) / len(ranks), 1),
        round(100 * sum(place == 1 for place in ranks) / len(ranks), 1),
    )


def rank(index, query, concept, language=None) -> int:
    """Its place, from 1; 0 when it is not among the first ten."""
    found = [hit.concept.id for hit in search(index, query, language)]
    return found.index(concept) + 1 if concept in found else 0


@pytest.mark.parametrize("kind", KINDS)
def test_floors(index, kind) -> None:
    found = quality(index, KINDS[kind])
    print(f"{kind}: {len(KINDS[kind])} queries, {found}")
    assert found.reciprocal >= FLOORS[kind].reciprocal
    assert found.first >= FLOORS[kind].first


@pytest.mark.parametrize("query", QUERIES["never"]["nothing"])
def test_nothing_answers(index, query) -> None:
    assert search(index, query) == []


@pytest.mark.parametrize(("query", "concept"), QUERIES["never"]["first"])
def test_another_concept_goes_first(index, query, concept) -> None:
    (best,) = search(index, query, limit=1)
    assert best.concept.id != concept


@pytest.mark.parametrize("query", QUERIES["nearest"])
def test_nothing_answers_and_this_is_proposed(index, query) -> None:
    assert search(index, query) == []
    assert nearest(index, query) == QUERIES["nearest"][query]
