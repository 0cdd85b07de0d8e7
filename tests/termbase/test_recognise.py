"""Terms in running text: all of them, in every form, where they stand."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from termbase.support import DATA, PROJECT, concept, index_of, opened, termbase

from iomgloss.model import AdministrativeStatus, MatchRule, ProcessStatus, TermSection, Translation
from iomgloss.morphology import TokenTraits, forms
from iomgloss.termbase.recognise import recognise, translations
from iomgloss.text.normalize import word_key
from iomgloss.text.tokenize import tokens

CASES = tomllib.loads((DATA / "recognise.toml").read_text(encoding="utf-8"))["case"]


def section(term: str, details: dict[str, object] | None = None) -> TermSection:
    kinds = {
        "status": AdministrativeStatus,
        "process_status": ProcessStatus,
        "match": MatchRule,
        "forms": tuple,
    }
    return TermSection(
        term=term, **{name: kinds.get(name, str)(value) for name, value in (details or {}).items()}
    )


def concepts(rows):
    """Concepts from rows of [concept, language, term, details]."""
    found: dict[str, dict[str, list[TermSection]]] = {}
    for name, language, term, *details in rows:
        found.setdefault(name, {}).setdefault(language, []).append(section(term, *details))
    return [concept(name, terms) for name, terms in found.items()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(tmp_path, case) -> None:
    if any(row[1] == "ru" for row in case["terms"]):
        pytest.importorskip("pymorphy3")
    connection = index_of(tmp_path, *concepts(case["terms"]))
    hits = recognise(connection, case["text"], case.get("languages"))
    assert [[h.concept, h.surface, h.start, h.term, h.tier.value] for h in hits] == (
        sorted(case["hits"], key=lambda hit: (hit[2], -len(hit[1])))
        if case.get("sorted")
        else case["hits"]
    )
    assert all(case["text"][hit.start : hit.end] == hit.surface for hit in hits)
    if "statuses" in case:
        assert [[hit.status.value, hit.process_status.value] for hit in hits] == case["statuses"]
    if "longest" in case:
        longest = recognise(connection, case["text"], case.get("languages"), longest=True)
        assert [hit.surface for hit in longest] == case["longest"]
    connection.close()


def test_translations_are_usable_terms_preferred_first(tmp_path) -> None:
    connection = index_of(
        tmp_path,
        *concepts(
            [
                ["m", "bg", "мигрант"],
                ["m", "en", "mover", {"status": "admitted"}],
                ["m", "en", "illegal", {"status": "deprecated"}],
                ["m", "en", "alien", {"status": "forbidden"}],
                ["m", "en", "wanderer", {"status": "superseded"}],
                ["m", "en", "migrant", {"status": "preferred"}],
                ["m", "en-GB", "traveller", {"process_status": "proposed"}],
                ["m", "de", "Migrant"],
                ["n", "en", "nobody"],
            ]
        ),
    )
    (hit,) = recognise(connection, "мигранти", ["bg"])

    def row(language, term, status="admitted", process="approved"):
        return Translation(
            language=language,
            term=term,
            status=AdministrativeStatus(status),
            process_status=ProcessStatus(process),
        )

    assert translations(connection, hit, ["de", "en"]) == (
        row("de", "Migrant"),
        row("en", "migrant", "preferred"),
        row("en", "mover"),
        row("en-GB", "traveller", process="proposed"),
    )
    assert translations(connection, hit, ["en-US"]) == (
        row("en", "migrant", "preferred"),
        row("en", "mover"),
    )
    assert translations(connection, hit, ["ka"]) == ()
    connection.close()


def test_terms_of_a_proposed_concept_are_proposed(tmp_path) -> None:
    connection = index_of(
        tmp_path, concept("m", {"en": ["migrant"]}, process_status=ProcessStatus.PROPOSED)
    )
    assert [hit.process_status.value for hit in recognise(connection, "migrant")] == ["proposed"]
    connection.close()


# ------------------------------------------------------------------ a slow twin


def traits(term: TermSection, count: int) -> TokenTraits:
    if count > 1:
        return TokenTraits(multiword=True)
    return TokenTraits(part_of_speech=term.part_of_speech)


def obvious(rows, text: str) -> set[tuple[str, str, int, int]]:
    """Every run of words against every term, word by word."""
    words = list(tokens(text))
    found = set()
    for name, language, term, *details in rows:
        entry = section(term, *details)
        wanted = list(tokens(term))
        for start in range(len(words) - len(wanted) + 1):
            run = words[start : start + len(wanted)]
            if not wanted or any(
                text[left.end : right.start].strip(" -") for left, right in pairwise(run)
            ):
                continue
            if entry.match_rule is MatchRule.INFLECTED:
                fits = all(
                    word.key in forms(other.key, language, traits(entry, len(wanted)))
                    for word, other in zip(run, wanted, strict=True)
                )
            elif entry.match_rule is MatchRule.EXACT:
                fits = [word.key for word in run] == [word.key for word in wanted]
            else:
                fits = [word.surface for word in run] == [word.surface for word in wanted]
            if fits:
                found.add((name, language, run[0].start, run[-1].end))
    return found


BG = "миграция миграцията миграции мигрант мигранти трудова трудовата трудови на и за".split()
EN = "migrant migrants Migrant worker workers return returns returned of the IOM iom".split()
DETAILS = st.sampled_from(
    [
        {},
        {},
        {"part_of_speech": "noun"},
        {"part_of_speech": "verb"},
        {"match": "exact"},
        {"match": "case"},
        {"type": "acronym"},
    ]
)


def rows_of(language, words):
    term = st.lists(st.sampled_from(words), min_size=1, max_size=3).map(" ".join)
    return st.tuples(st.sampled_from("abc"), st.just(language), term, DETAILS)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        rows_of("bg", BG) | rows_of("en", EN), max_size=8, unique_by=lambda row: (row[0], row[2])
    ),
    st.lists(st.tuples(st.sampled_from(BG + EN), st.sampled_from([" ", "-", ", ", " 🧳 "]))),
)
def test_the_same_as_the_obvious_way(tmp_path_factory, rows, pieces) -> None:
    text = "".join(word + gap for word, gap in pieces)
    connection = index_of(tmp_path_factory.mktemp("terms") / "g", *concepts(rows))
    hits = recognise(connection, text)
    assert {(h.concept, h.language, h.start, h.end) for h in hits} == obvious(rows, text)
    assert len(hits) == len({(h.concept, h.language, h.start, h.end) for h in hits})
    longest = [
        hit
        for hit in hits
        if not any(
            other.start <= hit.start
            and hit.end <= other.end
            and (other.end - other.start) > (hit.end - hit.start)
            for other in hits
        )
    ]
    assert recognise(connection, text, longest=True) == longest
    connection.close()


@settings(max_examples=80, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=15).filter(str.strip),
    st.sampled_from(["bg", "en", "uz", "ja", "und"]),
    st.sampled_from([None, *MatchRule]),
)
def test_any_term_is_found_in_itself(tmp_path_factory, term, language, rule) -> None:
    words = [(word.start, word.end) for word in tokens(term)]
    entry = TermSection(term=term, match=rule)
    connection = index_of(tmp_path_factory.mktemp("terms") / "g", concept("c", {language: [entry]}))
    spans = [(hit.start, hit.end) for hit in recognise(connection, term)]
    connection.close()
    assert ((words[0][0], words[-1][1]) in spans) if words else spans == []


def test_ten_thousand_words_and_more_keys_than_a_query_takes(tmp_path) -> None:
    connection = index_of(
        tmp_path, *concepts([["m", "en", "migrant worker"], ["n", "en", "worker"]])
    )
    text = " ".join(f"w{number} migrant workers" for number in range(3_000))
    hits = recognise(connection, text)
    assert len(hits) == 6_000
    assert len(recognise(connection, text, longest=True)) == 3_000
    connection.close()


# -------------------------------------------------------- the domain, by hand

FORMS = tomllib.loads((DATA / "forms.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def seed():
    connection = opened(termbase(PROJECT / "glossary"))
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [(language, term, text) for language, rows in FORMS.items() for term, text in rows],
)
def test_ordinary_forms_of_the_domains_terms(seed, language, term, text) -> None:
    if language == "ru":
        pytest.importorskip("pymorphy3")
    before, surface, after = text.partition("[")[0], *text.partition("[")[2].split("]")
    hits = recognise(seed, before + surface + after, [language])
    here = [hit.term for hit in hits if (hit.start, hit.surface) == (len(before), surface)]
    assert here == [term]


def test_the_table_of_forms_is_large_enough() -> None:
    assert {language: len(rows) >= 14 for language, rows in FORMS.items()} == {
        "bg": True,
        "ru": True,
        "en": True,
    }
    assert word_key("ё") == "е"
