"""Which matches are wanted, and through which languages."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from memory.support import look_up, memory, unit

from iomgloss.memory.index import Memory
from iomgloss.model import (
    InlineCode,
    Penalty,
    Property,
    Provenance,
    Segment,
    TranslationUnit,
    Variant,
)

BG: dict[str, Any] = {"sources": ("bg",), "minimum": 50.0}


def pair(unit_id: str, **texts: str) -> TranslationUnit:
    variants = tuple(Variant(language=tag, segment=Segment.of(text)) for tag, text in texts.items())
    return TranslationUnit(id=unit_id, variants=variants)


def test_units_are_chosen_by_date_author_and_property(tmp_path: Path) -> None:
    def made(
        name: str, date: str | None, who: str, *properties: tuple[str, str]
    ) -> TranslationUnit:
        return replace(
            unit(name, "файл"),
            provenance=Provenance(created="20200101T000000Z", changed=date, changed_by=who),
            properties=tuple(Property(type=kind, value=value) for kind, value in properties),
        )

    found = memory(
        tmp_path / "m.tmx",
        [
            made("a", "20260101T120000Z", "Ана", ("client", "МОМ"), ("field", "x")),
            made("b", "20260301T000000Z", "Боян", ("client", "МОМ")),
            made("c", None, "ана"),
        ],
    )

    def ids(**options: Any) -> list[str | None]:
        return sorted(str(match.unit) for match in look_up("файл", found, **BG, **options))

    assert ids() == ["a", "b", "c"]
    assert ids(since="2026-01-01") == ["a", "b"]
    assert ids(since="2026-01-02") == ["b"]
    assert ids(until="2026-01-01") == ["a", "c"]
    assert ids(author="АНА") == ["a", "c"]
    assert ids(properties=(("client", "МОМ"),)) == ["a", "b"]
    assert ids(properties=(("client", "МОМ"), ("field", "x"))) == ["a"]
    assert ids(memories=("m",)) == ["a", "b", "c"]
    assert ids(memories=("other",)) == []


def test_a_translation_is_given_as_often_as_wanted(tmp_path: Path) -> None:
    units = [unit(str(n), "файл", "file" if n < 4 else "data") for n in range(6)]
    found = memory(tmp_path / "m.tmx", units)
    assert [match.unit for match in look_up("файл", found, **BG, per_target=1)] == ["0", "4"]
    best = look_up("файл", found, **BG, per_target=2, limit=3)
    assert [match.unit for match in best] == ["0", "1", "4"]


def test_a_memory_with_priority_wins_a_tie(tmp_path: Path) -> None:
    memories = [memory(tmp_path / f"{name}.tmx", [unit(name, "файл")]) for name in "abc"]
    found = look_up("файл", *memories, **BG, priority=("c", "b"))
    assert [match.unit for match in found] == ["c", "b", "a"]


def test_the_same_id_is_a_context(tmp_path: Path) -> None:
    found = memory(tmp_path / "m.tmx", [unit("menu.open", "файл", previous="друго")])
    (match,) = look_up("файл", found, **BG, unit="menu.open", previous="преди")
    assert match.score == 101.0
    (match,) = look_up("файл", found, **BG, unit="menu.close")
    assert match.score == 100.0


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("Файл 1, 2.", ()),
        ("файл 1, 2.", ("case",)),
        ("Фaйл 1, 2.", ("look-alikes",)),
        ("Файл 1, 3.", ("numbers",)),
        ("Файл 1, 2!", ("punctuation",)),
        ("Файл 1,2.", ("numbers", "spaces")),
    ],
)
def test_differences_are_named_and_cost_what_is_set(
    tmp_path: Path, query: str, kinds: tuple[str, ...]
) -> None:
    found = memory(tmp_path / "m.tmx", [unit("u", "Файл 1, 2.")])
    (plain,) = look_up(query, found, **BG)
    assert (plain.differences, plain.penalties) == (kinds, ())
    (match,) = look_up(query, found, **BG, penalties=dict.fromkeys(kinds, 2.0))
    assert match.penalties == tuple(Penalty(name=kind, points=2.0) for kind in kinds)
    assert match.score == pytest.approx(plain.score - 2.0 * len(kinds))


def test_inline_codes_are_a_difference(tmp_path: Path) -> None:
    code = InlineCode(kind="ph", attributes=(("x", "1"),), content=("<br/>",))
    coded = replace(
        unit("u", "файл"),
        variants=(
            Variant(language="bg", segment=Segment(("файл", code))),
            Variant(language="en", segment=Segment.of("file")),
        ),
    )
    found = memory(tmp_path / "m.tmx", [coded])
    (match,) = look_up("файл", found, **BG, penalties={"codes": 1.0})
    assert (match.score, match.base, match.differences) == (99.0, 100.0, ("codes",))
    (match,) = look_up("файл", found, **BG, penalties={"codes": 1.0}, codes=1)
    assert (match.score, match.differences) == (100.0, ())


@pytest.fixture
def bridged(tmp_path: Path) -> list[Memory]:
    first = memory(tmp_path / "a.tmx", [pair("a", bg="един файл", en="one file")], penalty=2.0)
    second = memory(
        tmp_path / "b.tmx",
        [pair("b", en="one file", ru="один файл"), pair("c", en="one  File", ru="не то")],
    )
    return [first, second]


def test_a_third_language_leads_to_a_translation(bridged: list[Memory]) -> None:
    asked: dict[str, Any] = {**BG, "targets": ("ru",), "penalties": {"via": 10.0}}
    assert look_up("един файл", *bridged, **asked) == []
    (match,) = look_up("един файл", *bridged, **asked, via=("en",))
    assert (match.source, match.target, match.via, match.score, match.base) == (
        "един файл", "один файл", "en", 88.0, 100.0,
    )  # fmt: skip
    assert match.penalties == (
        Penalty(name="memory", points=2.0), Penalty(name="via", points=10.0),
    )  # fmt: skip
    assert look_up("един файл", *bridged, **{**asked, "minimum": 88.1}, via=("en",)) == []
    assert look_up("един файл", *bridged, **asked, via=("az",)) == []


def test_a_direct_match_hides_the_detour(bridged: list[Memory], tmp_path: Path) -> None:
    direct = memory(tmp_path / "d.tmx", [pair("d", bg="един файл", ru="один файл")])
    found = look_up("един файл", *bridged, direct, **BG, targets=("ru",), via=("en",))
    assert [(match.unit, match.via) for match in found] == [("d", None)]
