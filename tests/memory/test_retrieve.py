"""The filter loses nothing: whatever reaches a score is found, by the slow twin's word."""

import os
import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from unittest import mock

import pytest
from bench.corpus import invented_pairs, real_pairs
from hypothesis import given
from hypothesis import strategies as st
from memory.support import look_up, memory, texts, tmx_bytes, unit

from iomgloss.memory import parts, retrieve, survivors, terms
from iomgloss.memory import postings as postings_module
from iomgloss.memory.postings import Postings, build
from iomgloss.memory.retrieve import scan, search
from iomgloss.memory.scoring import Score, score
from iomgloss.memory.survivors import Survivors
from iomgloss.memory.survivors_numpy import ArraySurvivors
from iomgloss.memory.terms import weights
from iomgloss.text.normalize import comparison_key

WORDS = (
    "файл файлы файла файлове не найден найдены abcd abcde abcx ab a - , ! 12 中文 文 _x é".split()
)
TEXT = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map("".join),
    st.text(alphabet="abcde -,", min_size=1, max_size=14),
    st.text(min_size=1, max_size=8),
)
KEYS = TEXT.map(comparison_key).filter(bool)
KINDS = st.sampled_from([Survivors, ArraySurvivors])
MINIMA = st.sampled_from([0.0, 20.0, 39.9, 40.0, 50.0, 57.3, 65.0, 70.0, 85.0, 99.0, 100.0])


def indexed(keys: list[str]) -> Postings:
    return Postings(b"".join(build(enumerate(keys, start=1), "test")), "test")


def by_row(postings: Postings, hits: Iterator[tuple[int, Score]]) -> dict[int, Score]:
    found: dict[int, Score] = {}
    for segment, alike in hits:
        for row in postings.rows(segment):
            assert row not in found
            found[row] = alike
    return found


@pytest.fixture(autouse=True, scope="module")
def thinned() -> Iterator[None]:
    """Every step of the filter is taken, however few the segments are."""
    with mock.patch.object(survivors, "FEW", 2), mock.patch.object(retrieve, "MANY", 5):
        yield


@given(keys=st.lists(KEYS, max_size=30), query=KEYS, minimum=MINIMA, kind=KINDS)
def test_all_that_reach_the_score_are_found(
    keys: list[str], query: str, minimum: float, kind: type[Survivors]
) -> None:
    postings = indexed(keys)
    wanted = {
        row: alike
        for row, key in enumerate(keys, start=1)
        if (alike := score(query, key)).total + 1e-9 >= minimum  # type: ignore[union-attr]
    }
    assert by_row(postings, search(postings, query, lambda: minimum, kind)) == wanted
    assert by_row(postings, scan(postings, query, lambda: minimum)) == wanted


@given(left=KEYS, right=KEYS)
def test_terms_bound_the_codes_that_can_match(left: str, right: str) -> None:
    """P, in codes, is never more than the weight of the terms that both have."""
    ours, granted = weights(left)
    theirs, _ = weights(right)
    common = granted + sum(weight for number, weight in ours.items() if number in theirs)
    alike = score(left, right)
    assert alike is not None
    assert alike.words / 100 * max(len(left), len(right)) <= common + 1e-9


@given(keys=st.lists(KEYS, max_size=20), query=KEYS, minimum=MINIMA)
def test_colliding_terms_lose_nothing(keys: list[str], query: str, minimum: float) -> None:
    with mock.patch.object(terms, "crc32", lambda data, seed: (len(data) + seed) % 3):
        postings = indexed(keys)
        found = by_row(postings, search(postings, query, lambda: minimum))
        assert found == by_row(postings, scan(postings, query, lambda: minimum))


@given(keys=st.lists(KEYS, max_size=40), query=KEYS, limit=st.integers(1, 4), kind=KINDS)
def test_a_rising_floor_keeps_the_best(
    keys: list[str], query: str, limit: int, kind: type[Survivors]
) -> None:
    postings = indexed(keys)
    best: list[float] = []

    def floor() -> float:
        return max(50.0, best[limit - 1]) if len(best) >= limit else 50.0

    for segment, alike in search(postings, query, floor, kind):
        best.extend([alike.total] * len(postings.rows(segment)))
        best.sort(reverse=True)
    everything = [
        alike.total for key in keys if (alike := score(query, key)) and alike.total + 1e-9 >= 50
    ]
    assert best[:limit] == sorted(everything, reverse=True)[:limit]


@pytest.mark.parametrize("kind", [Survivors, ArraySurvivors])
def test_a_segment_of_one_repeated_word(kind: type[Survivors]) -> None:
    keys = ["да " * count for count in range(1, 60)]
    postings = indexed([comparison_key(key) for key in keys])
    query = comparison_key("да " * 40)
    found = by_row(postings, search(postings, query, lambda: 70.0, kind))
    assert found == by_row(postings, scan(postings, query, lambda: 70.0))
    assert len(found) > 20


def test_room_for_sums_is_left_empty() -> None:
    """A search that is given up half-way spoils none that comes after it."""
    postings = indexed([f"файл номер {number}" for number in range(50)])
    first = search(postings, "файл номер 7", lambda: 50.0, ArraySurvivors)
    next(first)
    between = by_row(postings, search(postings, "файл номер 8", lambda: 50.0, ArraySurvivors))
    assert between == by_row(postings, scan(postings, "файл номер 8", lambda: 50.0))
    first.close()
    again = by_row(postings, search(postings, "файл номер 7", lambda: 50.0, ArraySurvivors))
    assert again == by_row(postings, scan(postings, "файл номер 7", lambda: 50.0))


def test_many_queries_change_to_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieve, "_asked", count())
    kinds = [retrieve.best_kind() for _ in range(retrieve.WARM + 1)]
    assert kinds == [Survivors] * retrieve.WARM + [ArraySurvivors]


def test_postings_of_nothing() -> None:
    postings = indexed([])
    assert len(postings) == 0
    assert list(search(postings, "x", lambda: 70.0)) == []
    assert list(search(postings, "x", lambda: 0.0)) == []


@pytest.mark.parametrize("cut", [1, 40, 511, 512, 513, 700, -1])
def test_postings_that_are_not_whole_are_refused(cut: int) -> None:
    data = b"".join(build([(1, "файл"), (2, "файл не найден")], "test"))
    with pytest.raises(ValueError):
        Postings(data[:cut], "test")
    with pytest.raises(ValueError, match="another version"):
        Postings(data, "other")


# ------------------------------------------------------------- in a memory


@pytest.fixture
def no_tail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Postings however few the segments are."""
    monkeypatch.setattr(parts, "TAIL", 3)


def postings_of(folder: Path) -> list[str]:
    return sorted(path.name.split(".")[1] for path in (folder / "index").glob("*.postings"))


@pytest.mark.usefixtures("no_tail")
def test_postings_are_made_for_the_languages_that_are_asked(tmp_path: Path) -> None:
    units = [unit(str(number), f"файл {number}") for number in range(40)]
    found = memory(tmp_path / "m.tmx", units, index=tmp_path / "index")
    assert postings_of(tmp_path) == []
    assert look_up("файл 7", found, sources=("bg",))[0].unit == "7"
    assert postings_of(tmp_path) == ["bg"]
    again = memory(tmp_path / "m.tmx", index=tmp_path / "index")
    with mock.patch.object(postings_module, "build") as made:
        assert look_up("файл 7", again, sources=("bg",))[0].unit == "7"
    assert made.call_count == 0
    assert look_up("<файл 7>", again, sources=("en",))[0].unit == "7"
    assert postings_of(tmp_path) == ["bg", "en"]


@pytest.mark.usefixtures("no_tail")
@pytest.mark.parametrize("index", ["index", None])
def test_additions_edits_and_removals_are_seen_at_once(tmp_path: Path, index: str | None) -> None:
    units = [unit(str(number), f"файл номер {number}") for number in range(30)]
    folder = tmp_path / index if index else None
    writer = memory(tmp_path / "m.tmx", units, index=folder)
    readers = [writer] + ([memory(tmp_path / "m.tmx", index=folder)] if folder else [])

    def ids(text: str) -> list[list[str | None]]:
        return [
            [match.unit for match in look_up(text, reader, sources=("bg",), minimum=100.0)]
            for reader in readers
        ]

    assert ids("файл номер 3") == [["3"]] * len(readers)
    for number in range(30, 40):  # more than the tail may hold
        with writer.database.lock():
            writer.append([unit(str(number), f"файл номер {number}")], "0")
        assert ids(f"файл номер {number}") == [[str(number)]] * len(readers)
    with writer.database.lock():
        writer.replace("3", unit("3", "друго"))
    assert ids("файл номер 3") == [[]] * len(readers)
    assert ids("друго") == [["3"]] * len(readers)
    with writer.database.lock():
        writer.replace("4", None)
        writer.replace("39", None)
    assert ids("файл номер 4") == ids("файл номер 39") == [[]] * len(readers)
    assert ids("файл номер 38") == [["38"]] * len(readers)
    assert sorted(texts(writer)) == sorted(texts(memory(tmp_path / "m.tmx", index=None)))


@pytest.mark.usefixtures("no_tail")
def test_an_addition_reads_nothing_again(tmp_path: Path) -> None:
    units = [unit(str(number), f"файл номер {number}") for number in range(30)]
    found = memory(tmp_path / "m.tmx", units, index=tmp_path / "index")
    os.utime(tmp_path / "m.tmx", ns=(10**18, 10**18))
    assert len(look_up("файл номер 3", found, sources=("bg",), minimum=100.0)) == 1
    with (
        mock.patch.object(type(found.file), "units") as units_read,
        mock.patch.object(type(found.file), "units_from") as units_from_read,
        found.database.lock(),
    ):
        found.append([unit("new", "съвсем ново")], "0")
        assert [match.unit for match in look_up("съвсем ново", found, sources=("bg",))] == ["new"]
        found.replace("new", unit("new", "още по-ново"))
        assert [match.unit for match in look_up("още по-ново", found, sources=("bg",))] == ["new"]
    assert (units_read.call_count, units_from_read.call_count) == (0, 0)


@pytest.mark.usefixtures("no_tail")
def test_a_change_by_others_right_after_ours_is_seen(tmp_path: Path) -> None:
    found = memory(tmp_path / "m.tmx", [unit("a", "едно")], index=tmp_path / "index")
    look_up("едно", found)
    for turn in range(20):
        with found.database.lock():
            found.append([unit(f"n{turn}", f"ново {turn}")], "0")
        data = (tmp_path / "m.tmx").read_bytes()
        swapped = data.replace(f"ново {turn}".encode(), f"вено {turn}".encode())
        (tmp_path / "m.tmx").write_bytes(swapped)
        assert len(look_up(f"вено {turn}", found, minimum=100.0, sources=("bg",))) == 1


@pytest.mark.usefixtures("no_tail")
@pytest.mark.parametrize("seed", range(12))
def test_damaged_postings_are_made_anew(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    units = [unit(str(number), f"файл номер {number}") for number in range(50)]
    wanted = look_up("файл номер 7", memory(tmp_path / "m.tmx", units, index=tmp_path / "index"))
    (path,) = (tmp_path / "index").glob("m.bg.*.postings")
    data = bytearray(path.read_bytes())
    if seed % 3 == 0:
        data = data[: chance.randrange(len(data))]
    else:
        for _ in range(40):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    path.write_bytes(data)
    found = memory(tmp_path / "m.tmx", index=tmp_path / "index")
    assert look_up("файл номер 7", found) == wanted
    (again,) = (tmp_path / "index").glob("m.bg.*.postings")
    assert again != path


@pytest.mark.usefixtures("no_tail")
def test_postings_that_were_deleted_or_rows_of_them_are_made_anew(tmp_path: Path) -> None:
    units = [unit(str(number), f"файл номер {number}") for number in range(50)]
    memory(tmp_path / "m.tmx", units, index=tmp_path / "index")
    for _ in range(2):
        found = memory(tmp_path / "m.tmx", index=tmp_path / "index")
        assert look_up("файл номер 7", found, minimum=100.0, sources=("bg",))[0].unit == "7"
        for path in (tmp_path / "index").glob("*.postings"):
            path.unlink()


@pytest.mark.usefixtures("no_tail")
def test_a_memory_replaced_while_it_is_read(tmp_path: Path) -> None:
    first = [unit(str(number), f"файл номер {number}") for number in range(50)]
    reader = memory(tmp_path / "m.tmx", first, index=tmp_path / "index")
    connection = reader.refresh()
    (segments,) = reader.searchable(connection, lambda language: language == "bg")
    key = comparison_key("файл номер 7")
    hits = segments.search(key, lambda: 70.0)
    one = next(hits)
    (tmp_path / "m.tmx").write_bytes(tmx_bytes([unit("n", "ново")]))
    other = memory(tmp_path / "m.tmx", index=tmp_path / "index")
    assert look_up("файл номер 7", other) == []
    assert len([one, *hits]) == 50 - 1 + 1  # the old look-up ends as it began
    assert look_up("файл номер 7", reader) == []
    assert [match.unit for match in look_up("ново", reader, sources=("bg",))] == ["n"]


def test_exhaustive_look_up_gives_the_same(tmp_path: Path) -> None:
    pairs = (real_pairs() or invented_pairs(3500))[:3500]
    units = [
        unit(str(number), source, target)
        for number, (source, _, target) in enumerate(pairs)
        if source.isprintable() and target.isprintable()
    ]
    found = memory(tmp_path / "m.tmx", units[200:], index=tmp_path / "index")
    for item in units[:200]:
        text = item.variants[0].text
        for minimum, limit in ((50.0, None), (70.0, 5), (85.0, 1)):
            asked = {"sources": ("bg",), "minimum": minimum, "limit": limit}
            assert look_up(text, found, **asked) == look_up(text, found, **asked, exhaustive=True)
    assert [path.name.split(".")[1] for path in (tmp_path / "index").glob("*.postings")] == ["bg"]


def test_damage_of_the_tables_is_damage(tmp_path: Path) -> None:
    found = memory(tmp_path / "m.tmx", [unit("a", "едно")], index=tmp_path / "index")
    look_up("едно", found)
    connection = found.refresh()
    with connection:
        connection.execute("DROP TABLE variant")
    assert [match.unit for match in look_up("едно", found, sources=("bg",))] == ["a"]
