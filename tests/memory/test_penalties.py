"""What a match loses, by name."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory.support import look_up, memory, unit

from iomgloss.model import Penalty, Property, Provenance, TranslationUnit

BG: dict[str, Any] = {"sources": ("bg",), "minimum": 50.0}


def aligned(name: str, confidence: str, text: str = "файл") -> TranslationUnit:
    made = Property(type="x-iomgloss-confidence", value=confidence)
    return replace(unit(name, text), properties=(made,))


def test_age_and_author_and_memory_cost_what_is_set(tmp_path: Path) -> None:
    old = Provenance(created="20190101T000000Z", changed="20191231T235959Z", changed_by="Машина")
    new = Provenance(created="20200101T000000Z", created_by="Ана")
    found = memory(
        tmp_path / "m.tmx",
        [
            replace(unit("old", "файл", "a"), provenance=old),
            replace(unit("new", "файл", "b"), provenance=new),
            unit("none", "файл", "c"),
        ],
        penalty=2.0,
    )
    asked = {
        "age": ("2020-01-01", 3.0),
        "author_points": {"машина": 10.0},
        "memory_points": {"m": 1.0, "other": 50.0},
    }
    matches = {match.unit: match for match in look_up("файл", found, **BG, **asked)}
    assert {name: match.penalties for name, match in matches.items()} == {
        "old": (
            Penalty(name="memory", points=3.0),
            Penalty(name="age", points=3.0),
            Penalty(name="author", points=10.0),
        ),
        "new": (Penalty(name="memory", points=3.0),),
        "none": (Penalty(name="memory", points=3.0),),
    }
    assert matches["old"].score == 84.0


@pytest.mark.parametrize(
    ("confidence", "points"),
    [("0.95", 0), ("0.9", 0), ("0.89", 1.1), ("0.5", 5), ("0", 10), ("-3", 10), ("high", 0)],
)
def test_an_aligners_doubt_costs(tmp_path: Path, confidence: str, points: float) -> None:
    found = memory(tmp_path / "m.tmx", [aligned("a", confidence)])
    (match,) = look_up("файл", found, **BG, penalties={"alignment": 10.0})
    assert match.penalties == ((Penalty(name="alignment", points=points),) if points else ())
    assert look_up("файл", found, **BG)[0].penalties == ()


def test_different_translations_of_one_source_cost_wherever_they_stand(tmp_path: Path) -> None:
    first = memory(tmp_path / "a.tmx", [unit("1", "файл", "file")])
    second = memory(tmp_path / "b.tmx", [unit("3", "файл", "data"), unit("4", "Файл", "file")])
    third = memory(tmp_path / "c.tmx", [unit("5", "файл", "file")])
    asked: dict[str, Any] = {**BG, "penalties": {"multiple": 1.0}}
    multiple = (Penalty(name="multiple", points=1.0),)

    def penalties(*memories: Any, **options: Any) -> dict[str | None, tuple[Penalty, ...]]:
        return {
            match.unit: match.penalties for match in look_up("файл", *memories, **asked, **options)
        }

    assert penalties(first, third) == {"1": (), "5": ()}
    assert penalties(first, second) == {"1": multiple, "3": multiple, "4": ()}
    assert penalties(first, second, limit=1) in ({"1": multiple}, {"3": multiple})


texts = st.text(alphabet="аб ", min_size=1, max_size=6).filter(str.strip)


@given(
    units=st.lists(st.tuples(texts, texts), min_size=1, max_size=12),
    query=texts,
    limit=st.integers(1, 4),
)
def test_the_best_stay_the_best_with_a_penalty_put_on_late(
    tmp_path_factory: pytest.TempPathFactory,
    units: list[tuple[str, str]],
    query: str,
    limit: int,
) -> None:
    folder = tmp_path_factory.mktemp("m")
    found = memory(
        folder / "m.tmx", [unit(str(n), *texts) for n, texts in enumerate(units)], penalty=0.5
    )
    asked: dict[str, Any] = {**BG, "penalties": {"multiple": 4.0, "case": 1.0}}
    everything = look_up(query, found, **asked)
    assert look_up(query, found, **asked, limit=limit) == everything[:limit]
    assert everything == look_up(query, found, **asked, exhaustive=True)
