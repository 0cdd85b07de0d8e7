"""Strict, gaps and fuzzy: what each adds or leaves out, against slow, obvious twins."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from termbase.support import concept, index_of

from iomgloss.model import MatchRule, TermSection, Tier
from iomgloss.morphology import TokenTraits
from iomgloss.morphology.registry import all_forms
from iomgloss.termbase.misspelt import near
from iomgloss.termbase.recognise import Recogniser, recognise, uncovered


def rows(hits):
    return [(hit.concept, hit.surface, hit.tier.value, hit.score, hit.parts) for hit in hits]


@pytest.fixture
def index(tmp_path):
    connection = index_of(
        tmp_path / "glossary",
        concept("irregular", {"bg": ["незаконна миграция"]}),
        concept("labour", {"bg": ["трудова миграция"]}),
        concept("smuggling", {"bg": ["каналджийство"]}),
        concept("iom", {"bg": [TermSection(term="МОМ", type="acronym")], "en": ["IOMOFFICE"]}),
        concept("origin", {"en": ["country of origin"]}),
        concept("member", {"bg": ["държава членка"]}),
        concept("seeker", {"bg": ["лице, търсещо убежище"]}),
    )
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("незаконната и трудова миграция", [("labour", "трудова миграция", ())]),
        (
            "незаконната трудова миграция",
            [
                ("irregular", "незаконната трудова миграция", ((0, 11), (20, 28))),
                ("labour", "трудова миграция", ()),
            ],
        ),
        ("незаконна, трудова миграция", [("labour", "трудова миграция", ())]),
        ("незаконна (трудова) миграция", []),
        ("country of their origin", [("origin", "country of their origin", ((0, 10), (17, 23)))]),
        ("country whole of their origin", []),
        ("държавите-членки", [("member", "държавите-членки", ())]),
        ("държавите, членки", []),
        ("търсещо убежище лице", []),
    ],
)
def test_gaps(index, text, wanted) -> None:
    hits = recognise(index, text, gaps=True)
    assert [(h.concept, h.surface, tuple((p[0], p[1]) for p in _joined(h))) for h in hits] == wanted
    assert all(h.score == (95.0 if h.parts else 100.0) for h in hits)
    without = recognise(index, text)
    assert without == [hit for hit in hits if not hit.parts]


def _joined(hit):
    """Runs of parts that nothing but a space separates."""
    runs: list[list[int]] = []
    for start, end in hit.parts:
        if runs and start == runs[-1][1] + 1:
            runs[-1][1] = end
        else:
            runs.append([start, end])
    return runs


def test_fuzzy(index) -> None:
    text = "каналджиството, незаконна мигарция, МОН, IOMOFICE, каналджийски"
    assert rows(recognise(index, text, fuzzy=True)) == [
        ("smuggling", "каналджиството", "fuzzy", 92.9, ()),
        ("irregular", "незаконна мигарция", "fuzzy", 94.4, ()),
        ("iom", "IOMOFICE", "fuzzy", 87.5, ()),
    ]
    assert recognise(index, text) == []


def test_a_known_word_is_not_misspelt(tmp_path) -> None:
    connection = index_of(tmp_path / "g", concept("a", {"bg": ["релокация"]}, ),
                          concept("b", {"bg": ["делокация"]}))  # fmt: skip
    hits = recognise(connection, "релокацията и делокация", fuzzy=True)
    assert [(hit.concept, hit.tier) for hit in hits] == [("a", Tier.INFLECTED), ("b", Tier.EXACT)]
    connection.close()


def test_a_doubtful_hit_gives_way_to_a_better_one_over_it(tmp_path) -> None:
    connection = index_of(
        tmp_path / "g",
        concept("irregular", {"bg": ["незаконна миграция"]}),
        concept("both", {"bg": ["незаконна трудова миграция"]}),
    )
    hits = recognise(connection, "незаконната трудова миграция, незаконна нова миграция", gaps=True)
    assert [hit.concept for hit in hits] == ["both", "irregular", "irregular"]
    assert uncovered(hits) == [hits[0], hits[2]]
    connection.close()


def test_strict_keeps_the_term_and_drops_doubtful_forms(tmp_path) -> None:
    connection = index_of(
        tmp_path / "glossary",
        concept("stake", {"bg": ["кол"]}),
        concept("legal", {"bg": [TermSection(term="законен", part_of_speech="adjective")]}),
        concept("return", {"en": ["return"]}),
        concept("voluntary", {"en": ["voluntary return"]}),
    )
    text = "кола, колът, кол, законно, законната, returned, returns, voluntary returns"
    strict = [hit.surface for hit in recognise(connection, text, strict=True)]
    assert strict == [
        *("колът", "кол", "законната", "returns", "voluntary returns", "returns"),
    ]
    whole = [hit.surface for hit in recognise(connection, text)]
    assert sorted(set(whole) - set(strict)) == ["returned", "законно", "кола"]
    connection.close()


BG = "миграция мигранта закон законно кола кол работа работи трудова на".split()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(BG), min_size=1, max_size=5, unique=True),
    st.lists(st.sampled_from(BG), max_size=8),
)
def test_strict_is_the_sure_forms(tmp_path_factory, terms, words) -> None:
    connection = index_of(
        tmp_path_factory.mktemp("t") / "g",
        *(concept(f"c{n}", {"bg": [term]}) for n, term in enumerate(terms)),
    )
    hits = recognise(connection, " ".join(words), strict=True)
    connection.close()
    starts = [sum(len(word) + 1 for word in words[:n]) for n in range(len(words))]
    wanted = {
        (f"c{n}", start)
        for (n, term), (start, word) in product(enumerate(terms), zip(starts, words, strict=True))
        if word in all_forms(term, "bg", TokenTraits()).sure
    }
    assert {(hit.concept, hit.start) for hit in hits} == wanted


LETTERS = "авимр"


def distance(left: str, right: str) -> int:
    """Edits between two words, neighbours exchanged being one, the slow way."""
    if not left or not right:
        return len(left) + len(right)
    if left[0] == right[0]:
        return distance(left[1:], right[1:])
    ways = [distance(left[1:], right), distance(left, right[1:]), distance(left[1:], right[1:])]
    if left[:2] == right[1::-1] and len(right) > 1:
        ways.append(distance(left[2:], right[2:]))
    return 1 + min(ways)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=6, max_size=7), min_size=1, max_size=4), st.data())
def test_near_is_all_at_one_edit(tmp_path_factory, terms, data) -> None:
    connection = index_of(
        tmp_path_factory.mktemp("t") / "g",
        *(concept(f"c{n}", {"und": [term]}) for n, term in enumerate(terms)),
    )
    base = data.draw(st.sampled_from(terms))
    place = data.draw(st.integers(0, len(base) - 1))
    key = base[:place] + data.draw(st.sampled_from(LETTERS)) + base[place + 1 :]
    wanted = {term for term in terms if distance(term, key) == 1}
    assert near(connection, key) == wanted
    connection.close()


# ------------------------------------------------------------------ any text

PIECES = st.sampled_from(
    "migrant|мигрант|migrants|мигра́нт|"
    "и\u0306|Mигрант|🧳|👩‍👩‍👧|مهاجر|\u202e|\x00|\x1b|難民| |-|\u00ad|\u200d"
    "|'|’|\n|oʻzbek|e\u0301".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join), st.booleans())
def test_the_surface_is_the_slice(anything, text, more) -> None:
    hits = anything.recognise(text, gaps=more, fuzzy=more)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end] == hit.surface
        assert all(hit.start <= start < end <= hit.end for start, end in hit.parts)
    places = [(hit.start, -hit.end) for hit in hits]
    assert places == sorted(places)


@pytest.fixture(scope="module")
def anything(tmp_path_factory):
    connection = index_of(
        tmp_path_factory.mktemp("anything") / "g",
        concept("m", {"en": ["migrant"], "bg": ["мигрант"], "ar": ["مهاجر"], "ja": ["難民"]}),
        concept("two", {"en": ["migrant migrants"], "bg": ["мигрант мигрант"]}),
        concept("case", {"en": [TermSection(term="e\u0301", match=MatchRule.CASE)]}),
    )
    yield Recogniser(connection)
    connection.close()


def test_a_megabyte_without_a_space(anything) -> None:
    for piece in ("x", "migrant", "難民", "migrant-", "и\u0306", "'", "g'", "\u0301"):
        text = piece * (1_000_000 // len(piece))
        hits = anything.recognise(text, ["en", "ja"])
        assert len(hits) == {"難民": 500_000, "migrant-": 249_999}.get(piece, 0), piece


def test_what_is_kept_is_forgotten_when_the_index_changes(tmp_path) -> None:
    connection = index_of(tmp_path / "g", concept("m", {"en": ["migrant"]}))
    recogniser = Recogniser(connection)
    assert len(recogniser.recognise("a migrant")) == 1
    connection.execute("DELETE FROM pattern")
    connection.commit()
    assert recogniser.recognise("a migrant") == []
    connection.close()


def test_words_learnt_together_are_as_those_learnt_text_by_text(anything) -> None:
    texts = ["Two migrants.", "мигранти и migrant's", "é É", "難民", ""]
    prepared = Recogniser(anything.connection)
    prepared.prepare(texts, ["en"])
    for text in texts:
        for strict in (False, True):
            alone = Recogniser(anything.connection).recognise(text, ["en"], strict=strict)
            assert prepared.recognise(text, ["en"], strict=strict) == alone
