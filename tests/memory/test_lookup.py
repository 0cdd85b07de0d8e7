import itertools
import lzma
import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory.support import look_up, memory, unit

from iomgloss.memory.index import Memory
from iomgloss.memory.lookup import matches
from iomgloss.memory.query import Query
from iomgloss.memory.scoring import round_down, score
from iomgloss.model import (
    Match,
    MatchKind,
    Penalty,
    Segment,
    TranslationUnit,
    UnitState,
    Variant,
    compatible,
)
from iomgloss.text.normalize import collapse, comparison_key

SHARED = Path(os.environ.get("IOMGLOSS_SHARED", Path(__file__).parents[3] / "shared"))
BG: dict[str, Any] = {"sources": ("bg",), "targets": ("en",)}


def brief(found: list[Match]) -> list[tuple[float, str, str | None]]:
    return [(match.score, match.kind.value, match.unit) for match in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_a_match_says_everything_about_itself(folder: Path) -> None:
    found = memory(
        folder / "m.tmx",
        [unit("u", "открить последния документ", "open it", document="d", position=3)],
        penalty=10.0,
    )
    assert look_up("открить последните документи", found, **BG) == [
        Match(
            score=76.9,
            base=86.9,
            kind=MatchKind.FUZZY,
            source="открить последния документ",
            target="open it",
            source_language="bg",
            target_language="en",
            memory="m",
            unit="u",
            penalties=(Penalty(name="memory", points=10.0),),
            suggestion="open it",
            characters=89.2,
            words=85.7,
            state=UnitState.CONFIRMED,
            document="d",
            changed=None,
        )
    ]


def test_exact_context_and_fuzzy_matches(folder: Path) -> None:
    found = memory(
        folder / "m.tmx",
        [
            unit("fuzzy", "файлы не найдены"),
            unit("exact", "файл  не найден"),
            unit("context", "файл не\nнайден", previous="Преди", next="После"),
        ],
    )
    assert brief(look_up(" файл не найден\t", found, **BG)) == [
        (100.0, "exact", "exact"),
        (100.0, "exact", "context"),
        (83.3, "fuzzy", "fuzzy"),
    ]
    known = {"previous": " Преди ", "next": "После"}
    assert brief(look_up("файл не найден", found, **BG, **known)) == [
        (101.0, "context", "context"),
        (100.0, "exact", "exact"),
        (83.3, "fuzzy", "fuzzy"),
    ]


@pytest.mark.parametrize(
    ("previous", "next_", "score"),
    [
        ("Преди", "После", 101.0),
        ("Преди", None, 101.0),
        (None, "После", 101.0),
        ("Преди", "", 101.0),
        ("Преди", " \n", 101.0),
        ("\t", "После", 101.0),
        (None, None, 100.0),
        ("", " ", 100.0),
        ("Преди", "друго", 100.0),
        ("друго", "После", 100.0),
        ("преди", None, 100.0),
    ],
)
def test_neighbours_that_are_blank_or_unknown_never_lower(
    folder: Path, previous: str | None, next_: str | None, score: float
) -> None:
    found = memory(folder / "m.tmx", [unit("u", "файл", previous="Преди", next="После")])
    (match,) = look_up("файл", found, **BG, previous=previous, next=next_)
    assert (match.score, match.base) == (score, score)


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_blank_neighbours_of_the_unit_are_unknown(folder: Path, blank: str | None) -> None:
    found = memory(folder / "m.tmx", [unit("u", "файл", previous=blank, next="После")])
    (match,) = look_up("файл", found, **BG, previous="Преди", next="После")
    assert match.score == 101.0


@pytest.mark.parametrize(
    "query", ["ФАЙЛ НЕ НАЙДЕН", "файл не нaйден", "Файл не найден"], ids=["case", "Latin a", "F"]
)
def test_text_that_differs_in_case_or_look_alikes_is_near_but_not_exact(
    folder: Path, query: str
) -> None:
    found = memory(folder / "m.tmx", [unit("u", "файл не найден", previous="Преди")])
    (match,) = look_up(query, found, **BG, previous="Преди")
    assert (match.score, match.base, match.kind) == (99.0, 99.0, MatchKind.FUZZY)
    assert (match.characters, match.words) == (100.0, 100.0)


def test_a_long_text_with_one_other_letter_is_below_100(folder: Path) -> None:
    text = "слово " * 5000 + "край"
    found = memory(folder / "m.tmx", [unit("u", text)])
    (match,) = look_up(text.replace("край", "крал"), found, **BG)
    assert (match.score, match.kind) == (99.0, MatchKind.FUZZY)


def test_penalties_are_named_and_add_up(folder: Path) -> None:
    penalties = {UnitState.DRAFT: 5.5, UnitState.FUZZY: 0.0}
    units = [
        unit("draft", "файл", state=UnitState.DRAFT),
        unit("fuzzy", "файл", state=UnitState.FUZZY),
        unit("confirmed", "файл"),
    ]
    found = memory(folder / "m.tmx", units, penalty=10.0)
    assert [
        (match.unit, match.score, match.base, match.kind.value, match.penalties)
        for match in look_up("файл", found, **BG, state_penalties=penalties)
    ] == [
        ("fuzzy", 90.0, 100.0, "exact", (Penalty(name="memory", points=10.0),)),
        ("confirmed", 90.0, 100.0, "exact", (Penalty(name="memory", points=10.0),)),
        (
            "draft",
            84.5,
            100.0,
            "exact",
            (Penalty(name="memory", points=10.0), Penalty(name="draft", points=5.5)),
        ),
    ]


def test_the_threshold_is_after_penalties(folder: Path) -> None:
    found = memory(folder / "m.tmx", [unit("u", "файл не найден")], penalty=10.0)
    assert brief(look_up("файлы не найдены", found, **BG, minimum=73.3)) == [(73.3, "fuzzy", "u")]
    assert look_up("файлы не найдены", found, **BG, minimum=73.4) == []
    assert brief(look_up("файл не найден", found, **BG, minimum=90.0)) == [(90.0, "exact", "u")]
    assert look_up("файл не найден", found, **BG, minimum=90.1) == []


def test_a_threshold_of_101_gives_context_matches_only(folder: Path) -> None:
    units = [unit("plain", "файл"), unit("context", "файл", previous="Преди")]
    found = memory(folder / "m.tmx", units)
    for minimum in (100.5, 101.0):
        assert brief(look_up("файл", found, **BG, minimum=minimum, previous="Преди")) == [
            (101.0, "context", "context")
        ]
    assert look_up("файл", found, **BG, minimum=101.1, previous="Преди") == []


def test_a_penalty_of_more_than_the_score_leaves_zero(folder: Path) -> None:
    found = memory(folder / "m.tmx", [unit("u", "файл")], penalty=100.0)
    penalties = {UnitState.CONFIRMED: 30.0}
    (match,) = look_up("файл", found, **BG, minimum=0.0, state_penalties=penalties)
    assert (match.score, match.base) == (0.0, 100.0)


def test_penalties_of_tenths_lose_nothing_to_binary_fractions(folder: Path) -> None:
    found = memory(folder / "m.tmx", [unit("u", "файл", state=UnitState.DRAFT)], penalty=0.1)
    (match,) = look_up("файл", found, **BG, state_penalties={UnitState.DRAFT: 0.2})
    assert match.score == 99.7


def test_ties_are_ordered_by_characters_age_memory_and_place(folder: Path) -> None:
    def dated(unit_id: str, date: str | None) -> TranslationUnit:
        made = unit(unit_id, "файл")
        return replace(made, provenance=replace(made.provenance, created=date))

    second = memory(folder / "b.tmx", [dated("b1", None), dated("b2", "20260101T000000Z")])
    first = memory(
        folder / "a.tmx",
        [
            dated("a1", None),
            dated("a2", None),
            dated("a3", "20250101T000000Z"),
            dated("a4", "20260101T000000Z"),
            dated("a5", "2026"),
            unit("a6", "файла"),
        ],
    )
    for memories in ((first, second), (second, first)):
        assert [match.unit for match in look_up("файл", *memories, **BG)] == [
            "a4", "b2", "a5", "a3", "a1", "a2", "b1", "a6",
        ]  # fmt: skip
    assert [match.unit for match in look_up("файл", first, second, **BG, limit=3)] == [
        "a4",
        "b2",
        "a5",
    ]
    assert look_up("файл", first, second, **BG, limit=0) == []


def variants(unit_id: str, **texts: str) -> TranslationUnit:
    return TranslationUnit(
        id=unit_id,
        variants=tuple(
            Variant(language=tag.replace("_", "-"), segment=Segment.of(text))
            for tag, text in texts.items()
        ),
    )


def test_languages_that_are_asked_for(folder: Path) -> None:
    found = memory(
        folder / "m.tmx",
        [
            variants("1", bg="файл", en_GB="file (GB)", en_US="file (US)", ru="файл"),
            variants("2", bg="файл"),
            variants("3", en="file", bg="файл", de=" \n"),
        ],
    )

    def ask(**languages: Any) -> list[tuple[str | None, str, str]]:
        return [
            (match.unit, match.source_language, match.target_language)
            for match in look_up("файл", found, **languages)
        ]

    assert ask(sources=("bg",), targets=("en",)) == [
        ("3", "bg", "en"),
        ("1", "bg", "en-GB"),
        ("1", "bg", "en-US"),
    ]
    assert ask(sources=("bg-BG",), targets=("en-GB",)) == [("3", "bg", "en"), ("1", "bg", "en-GB")]
    assert ask(sources=("bg",), targets=("ru", "en-US", "en-us", "ru")) == [
        ("1", "bg", "ru"),
        ("3", "bg", "en"),
        ("1", "bg", "en-US"),
    ]
    assert ask(sources=("ru",)) == [("1", "ru", "bg"), ("1", "ru", "en-GB"), ("1", "ru", "en-US")]
    assert len(ask()) == 7
    assert ask(sources=("xx",)) == []
    assert ask(sources=("bg",), targets=("xx",)) == []
    assert ask(sources=("de",), targets=("bg",)) == []


@pytest.mark.parametrize("query", ["", " ", "\n\t\u3000"])
def test_a_blank_text_has_no_match(folder: Path, query: str) -> None:
    found = memory(folder / "m.tmx", [unit("u", "a"), unit("blank", " ", " ")])
    assert look_up(query, found, minimum=0.0) == []


def test_a_text_of_a_hundred_thousand_characters(folder: Path) -> None:
    text = "каналджийството на мигранти " * 3600
    units = [unit("long", text), unit("short", "каналджийството на мигранти")]
    found = memory(folder / "m.tmx", units)
    assert brief(look_up(text + "днес", found, **BG)) == [(99.0, "fuzzy", "long")]
    assert brief(look_up("x" * 100_000, found, **BG)) == []


def test_hostile_texts_are_looked_up_as_they_are(folder: Path) -> None:
    texts = [
        "'; DROP TABLE unit; --",
        "%_*?[]",
        "<b>&amp;</b>",
        "\u202eабв",
        "👩‍👩‍👧 семья",
        "\ufeffx",
    ]
    found = memory(folder / "m.tmx", [unit(text[:2], text) for text in texts])
    for text in texts:
        assert [match.source for match in look_up(text, found, **BG, minimum=100.0)] == [text]


# ------------------------------------------------------------- the exhaustive twin


Row = tuple[float, float, str | None, str, tuple[str, str]]
"""Score, base, unit, target, languages."""


def exhaustive(query: Query, memories: list[tuple[Memory, list[TranslationUnit]]]) -> list[Row]:
    """Every pair of every unit scored without a cut-off, without an index."""
    text = collapse(query.text)
    found = []
    for place, (where, units) in enumerate(sorted(memories, key=lambda item: item[0].name)):
        for number, item in enumerate(units):
            for source in item.variants:
                for target in item.variants:
                    asked = _fits(source.language, query.sources) and _fits(
                        target.language, query.targets
                    )
                    if not asked or source.language == target.language:
                        continue
                    alike = score(comparison_key(text), comparison_key(source.text))
                    assert alike is not None
                    base = round_down(min(alike.total, 99.0))
                    if collapse(source.text) == text:
                        base = 100.0
                        theirs = (source.previous, source.next)
                        known = [
                            (collapse(our), collapse(their))
                            for our, their in zip((query.previous, query.next), theirs, strict=True)
                            if our and our.strip() and their and their.strip()
                        ]
                        if known and all(our == their for our, their in known):
                            base = 101.0
                    points = where.penalty + query.state_penalties.get(item.state, 0.0)
                    total = round_down(max(0.0, base - points))
                    date = item.provenance.changed or item.provenance.created or ""
                    if total >= query.minimum and text and target.text.strip():
                        order = (-total, -base, -round_down(alike.characters))
                        age = (*(-ord(letter) for letter in date), 1)
                        languages = (source.language, target.language)
                        found.append(
                            (
                                *order,
                                age,
                                place,
                                languages,
                                number,
                                total,
                                base,
                                item.id,
                                target.text,
                            )
                        )
    return [(*row[-4:], row[5]) for row in sorted(found)][: query.limit]


def _fits(language: str, asked: tuple[str | None, ...]) -> bool:
    return any(tag is None or compatible(language, tag) for tag in asked)


def as_exhaustive(found: list[Match]) -> list[Row]:
    return [
        (
            match.score,
            match.base,
            match.unit,
            match.target,
            (match.source_language, match.target_language),
        )
        for match in found
    ]


WORDS = st.sampled_from("файл файлы Файл не найден найдены документ the this a 12 ,".split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
STATES: Mapping[UnitState, float] = {UnitState.DRAFT: 2.0, UnitState.FUZZY: 7.5}
DATES = st.sampled_from([None, "20250101T000000Z", "20260101T000000Z"])


@st.composite
def unit_lists(draw: st.DrawFn) -> list[TranslationUnit]:
    count = draw(st.integers(0, 6))
    neighbours = st.one_of(st.none(), st.sampled_from(["", " ", "преди"]))
    found = []
    for number in range(count):
        made = unit(
            str(number),
            draw(SENTENCES),
            draw(SENTENCES),
            state=draw(st.sampled_from(UnitState)),
            previous=draw(neighbours),
            next=draw(neighbours),
        )
        provenance = replace(made.provenance, created=draw(DATES), changed=draw(DATES))
        found.append(replace(made, provenance=provenance))
    return found


@given(
    contents=st.lists(unit_lists(), min_size=1, max_size=2),
    text=SENTENCES,
    minimum=st.sampled_from([0.0, 30.0, 65.0, 83.3, 99.0, 100.0, 101.0]),
    limit=st.sampled_from([None, 1, 5]),
    neighbour=st.sampled_from([None, "", "преди", "след"]),
    target=st.sampled_from([None, "en", "en-GB", "ru"]),
    penalty=st.sampled_from([0.0, 10.0]),
)
def test_a_look_up_gives_what_scoring_every_unit_gives(
    contents: list[list[TranslationUnit]],
    text: str,
    minimum: float,
    limit: int | None,
    neighbour: str | None,
    target: str | None,
    penalty: float,
) -> None:
    query = Query(
        text=text,
        sources=("bg",),
        targets=(target,),
        limit=limit,
        minimum=minimum,
        previous=neighbour,
        state_penalties=STATES,
    )
    with tempfile.TemporaryDirectory() as name:
        memories = [
            (memory(Path(name) / f"m{number}.tmx", units, penalty=penalty * number), units)
            for number, units in enumerate(contents)
        ]
        found = matches(query, [opened for opened, _ in memories])
        assert as_exhaustive(found) == exhaustive(query, memories)


def test_a_look_up_gives_what_scoring_every_unit_gives_on_real_text(folder: Path) -> None:
    """Texts of the first units with a word less, looked up among some thousand real ones."""
    corpus = SHARED / "corpora" / "en-bg.tsv.xz"
    if not corpus.exists():
        pytest.skip("no real text here")
    with lzma.open(corpus, "rt", encoding="utf-8") as stream:
        rows = [
            line.rstrip("\n").split("\t")[::-1] for line in itertools.islice(stream, 0, None, 80)
        ]
    units = [unit(str(number), *row) for number, row in enumerate(rows)]
    found = memory(folder / "m.tmx", units)
    count = 0
    for row in rows[:: len(rows) // 12]:
        text = " ".join(word for place, word in enumerate(row[0].split()) if place != 1)
        for minimum in (50.0, 75.0):
            query = Query(text=text, **BG, limit=None, minimum=minimum)
            expected = exhaustive(query, [(found, units)])
            assert as_exhaustive(matches(query, [found])) == expected
            count += len(expected)
    assert count > 20
