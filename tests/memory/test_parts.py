"""Postings in parts: whatever happens to a memory, the answers are those of a fresh index."""

import os
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from files.support import finish, start
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from memory.support import look_up, memory, tmx_bytes, unit

from iomgloss.memory import parts
from iomgloss.memory.index import Memory

TESTS = str(Path(__file__).parents[1])
WORDS = st.lists(
    st.sampled_from("файл файла файлове не найден нов".split()), min_size=1, max_size=4
)
TEXT = WORDS.map(" ".join)


def ranges(found: Memory, language: str = "bg") -> list[tuple[int, int]]:
    """The rows that each part covers."""
    query = "SELECT after, last FROM postings WHERE language = ? ORDER BY last"
    return found.refresh().execute(query, (language,)).fetchall()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "index").glob("*.postings"))


def named(found: Memory) -> list[str]:
    return [row[0] for row in found.refresh().execute("SELECT file FROM postings ORDER BY file")]


def answers(found: Memory, text: str) -> list[tuple[str | None, str, float]]:
    matches = look_up(text, found, sources=("bg",), targets=("en",), minimum=50.0)
    return sorted((match.unit, match.source, match.score) for match in matches)


class Life(RuleBasedStateMachine):
    """Two processes' views of one memory, which one of them or another program changes."""

    def __init__(self) -> None:
        super().__init__()
        self.tail, parts.TAIL = parts.TAIL, 2
        self.folder = Path(tempfile.mkdtemp())
        self.texts: dict[str, str] = {}
        self.count = 0
        self.views = [memory(self.path, [], index=self.folder / "index"), self.view()]

    @property
    def path(self) -> Path:
        return self.folder / "m.tmx"

    def view(self) -> Memory:
        return memory(self.path, index=self.folder / "index")

    def teardown(self) -> None:
        for view in self.views:
            view.database.close()
        parts.TAIL = self.tail
        shutil.rmtree(self.folder)

    def named(self, text: str) -> str:
        self.count += 1
        self.texts[str(self.count)] = text
        return str(self.count)

    @rule(texts=st.lists(TEXT, min_size=1, max_size=5), who=st.integers(0, 1))
    def add(self, texts: list[str], who: int) -> None:
        with self.views[who].database.lock():
            self.views[who].append([unit(self.named(text), text) for text in texts], "0")

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), who=st.integers(0, 1), text=st.none() | TEXT)
    def change(self, data: st.DataObject, who: int, text: str | None) -> None:
        """An edit, or without a text a removal."""
        name = data.draw(st.sampled_from(sorted(self.texts)))
        with self.views[who].database.lock():
            self.views[who].replace(name, None if text is None else unit(name, text))
        if text is None:
            del self.texts[name]
        else:
            self.texts[name] = text

    @rule(texts=st.lists(TEXT, max_size=5))
    def write_by_another_program(self, texts: list[str]) -> None:
        for text in texts:
            self.named(text)
        data = tmx_bytes(unit(name, text) for name, text in self.texts.items())
        self.path.write_bytes(data)

    @rule(text=TEXT)
    def append_by_another_program(self, text: str) -> None:
        self.views[0].file.append([unit(self.named(text), text)], "0")

    @rule(who=st.integers(0, 1))
    def reopen(self, who: int) -> None:
        self.views[who].database.close()
        self.views[who] = self.view()

    @rule(data=st.data())
    def lose_a_part(self, data: st.DataObject) -> None:
        there = files(self.folder)
        if there:
            (self.folder / "index" / data.draw(st.sampled_from(there))).unlink()

    @rule(text=TEXT, who=st.integers(0, 1))
    def ask(self, text: str, who: int) -> None:
        fresh = memory(self.path, index=None)
        assert answers(self.views[who], text) == answers(fresh, text)

    @invariant()
    def parts_are_one_after_the_other(self) -> None:
        found = ranges(self.views[0])
        assert [after for after, _ in found] == [0, *(last for _, last in found)][: len(found)]


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


@pytest.fixture
def small_tail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "TAIL", 4)


@pytest.mark.usefixtures("small_tail")
def test_parts_are_few_and_each_twice_as_wide_as_the_next(tmp_path: Path) -> None:
    found = memory(tmp_path / "m.tmx", [], index=tmp_path / "index")
    most = 0
    for number in range(200):
        with found.database.lock():
            found.append([unit(str(number), f"файл номер {number}")], "0")
        assert answers(found, f"файл номер {number}")
        widths = [last - after for after, last in ranges(found)]
        assert all(left >= 2 * right for left, right in pairwise(widths))
        most = max(most, len(widths))
        assert files(tmp_path) == named(found)
    assert 3 <= most <= 6


@pytest.mark.usefixtures("small_tail")
def test_only_the_missing_part_is_made_anew(tmp_path: Path) -> None:
    found = memory(tmp_path / "m.tmx", [], index=tmp_path / "index")
    for number in range(90):
        with found.database.lock():
            found.append([unit(str(number), f"файл номер {number}")], "0")
        look_up(f"файл номер {number}", found, sources=("bg",))
    before = ranges(found)
    assert len(before) > 1
    kept = files(tmp_path)
    (lost,) = found.refresh().execute("SELECT file FROM postings ORDER BY last").fetchone()
    (tmp_path / "index" / lost).unlink()
    again = memory(tmp_path / "m.tmx", index=tmp_path / "index")
    assert [name for name, *_ in answers(again, "файл номер 3") if name == "3"] == ["3"]
    assert ranges(again) == before
    assert len(set(files(tmp_path)) - set(kept)) == 1


@pytest.mark.usefixtures("small_tail")
def test_files_that_have_changed_places_are_made_anew(tmp_path: Path) -> None:
    """Also when size and time are what they were: a part says what it is of."""
    units = [unit(str(number), f"ab{number:02}", f"cd{number:02}") for number in range(30)]
    found = memory(tmp_path / "m.tmx", units, index=tmp_path / "index")
    wanted = answers(found, "ab07")
    look_up("cd07", found, sources=("en",))
    bg, en = (tmp_path / "index" / name for name in files(tmp_path))
    data = {path: path.read_bytes() for path in (bg, en)}
    times = {path: path.stat().st_mtime_ns for path in (bg, en)}
    bg.write_bytes(data[en])
    with found.refresh() as connection:
        connection.execute(
            "UPDATE postings SET time = ?, size = ? WHERE file = ?",
            (bg.stat().st_mtime_ns, len(data[en]), bg.name),
        )
    assert times[en] == en.stat().st_mtime_ns
    again = memory(tmp_path / "m.tmx", index=tmp_path / "index")
    assert answers(again, "ab07") == wanted
    assert not bg.exists()


@pytest.mark.usefixtures("small_tail")
@pytest.mark.parametrize("place", [8, 500, -40])
def test_bytes_that_changed_behind_the_system_s_back(tmp_path: Path, place: int) -> None:
    """In the header, and where they spell no text; size and time are what they were."""
    units = [unit(str(number), f"файл номер {number}") for number in range(20)]
    found = memory(tmp_path / "m.tmx", units, index=tmp_path / "index")
    wanted = answers(found, "файл номер 7")
    (file,) = files(tmp_path)
    path = tmp_path / "index" / file
    before, data = path.stat(), bytearray(path.read_bytes())
    for offset in range(12):
        data[place + offset] ^= 0xFF
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    again = memory(tmp_path / "m.tmx", index=tmp_path / "index")
    assert answers(again, "файл номер 7") == wanted
    assert not path.exists()


@pytest.mark.usefixtures("small_tail")
def test_a_part_that_is_mostly_dead_is_made_anew(tmp_path: Path) -> None:
    units = [unit(str(number), f"файл номер {number}") for number in range(20)]
    found = memory(tmp_path / "m.tmx", units, index=tmp_path / "index")
    look_up("файл номер 1", found, sources=("bg",))
    (before,) = files(tmp_path)
    for number in range(11):
        found.database.close()
        with found.database.lock():
            found.replace(str(number), None)
        assert files(tmp_path) == [before]
    again = memory(tmp_path / "m.tmx", index=tmp_path / "index")
    assert len(answers(again, "файл номер 15")) == 9
    assert files(tmp_path) != [before]
    assert again.refresh().execute("SELECT dead FROM postings").fetchall() == [(0,)]


@pytest.mark.usefixtures("small_tail")
def test_a_rebuild_removes_all_older_files_and_those_of_others_stay(tmp_path: Path) -> None:
    units = [unit(str(number), f"файл номер {number}") for number in range(20)]
    found = memory(tmp_path / "m.tmx", units, index=tmp_path / "index")
    look_up("файл номер 1", found, sources=("bg",))
    (tmp_path / "index" / "m.bg.0123456789abcdef.postings").write_bytes(b"left by a crash")
    other = tmp_path / "index" / "m.bg.en.0123456789abcdef.postings"  # of the memory "m.bg"
    other.write_bytes(b"")
    (tmp_path / "m.tmx").write_bytes(tmx_bytes([unit("a", "едно")]))
    assert answers(found, "едно") == [("a", "едно", 100.0)]
    assert files(tmp_path) == [other.name]


ADD = f"""
import sys
sys.path.insert(0, {TESTS!r})
from pathlib import Path
from iomgloss.memory import parts
from memory.support import look_up, memory, unit
parts.TAIL = 4
found = memory(Path(sys.argv[1]) / "m.tmx", index=Path(sys.argv[1]) / "index")
for number in range(40):
    text = f"файл {{sys.argv[2]}} номер {{number}}"
    with found.database.lock():
        found.append([unit(f"{{sys.argv[2]}}{{number}}", text)], "0")
    matches = look_up(text, found, sources=("bg",), minimum=100.0)
    assert [match.source for match in matches] == [text], matches
"""


def test_two_that_add_at_once(tmp_path: Path) -> None:
    memory(tmp_path / "m.tmx", [], index=tmp_path / "index")
    children = [start(ADD, tmp_path, name) for name in "ab"]
    assert [finish(child) for child in children] == ["", ""]
    found = memory(tmp_path / "m.tmx", index=tmp_path / "index")
    assert found.counts() == (80, {"bg": 80, "en": 80})
    assert len(look_up("файл a номер 3", found, sources=("bg",), minimum=50.0)) == 80
    assert files(tmp_path) == named(found)
