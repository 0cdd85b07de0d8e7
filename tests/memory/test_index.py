"""The index follows its file by itself, reads no more than it must, and never serves damage."""

import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from files.support import content, finish, run, start
from memory.support import VERSION, look_up, memory, texts, tmx_bytes, unit

from iomgloss.errors import FormatError, StorageError
from iomgloss.files import stamp
from iomgloss.formats import tmx
from iomgloss.memory import index as index_module
from iomgloss.memory.file import MemoryFile
from iomgloss.memory.index import Memory, database_name
from iomgloss.model import UnitState

A, B, C = unit("a", "едно"), unit("b", "две"), unit("c", "три")
TESTS = str(Path(__file__).parents[1])


@pytest.fixture(params=["folder", "memory"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Memory:
    """A memory with A and B, its index on disk or in memory."""
    index = tmp_path / "index" if request.param == "folder" else None
    return memory(tmp_path / "m.tmx", [A, B], index=index)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file time is old enough to be trusted."""
    monkeypatch.setattr(stamp, "SETTLED", -(10**18))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Notes what is read: the whole file, or from an offset."""
    calls: list[str] = []
    units, units_from = MemoryFile.units, MemoryFile.units_from
    monkeypatch.setattr(
        MemoryFile,
        "units",
        lambda self, log=None, watch=None: calls.append("whole") or units(self, log),
    )
    monkeypatch.setattr(
        MemoryFile, "units_from", lambda self, at: calls.append("from") or units_from(self, at)
    )
    yield calls


def pairs(*sources: str) -> list[tuple[str, str]]:
    return [(source, f"<{source}>") for source in sources]


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "index").glob("*.sqlite"))


def test_an_appended_unit_is_found_without_a_rebuild(tmp_path: Path, parsed: list[str]) -> None:
    found = memory(tmp_path / "m.tmx", [A, B], index=tmp_path / "index")
    assert texts(found) == pairs("едно", "две")
    assert generations(tmp_path) == ["m.00000001.sqlite"]
    for number in range(3):
        found.file.append([unit(f"n{number}", f"ново {number}")], VERSION)
        expected = pairs("едно", "две", *(f"ново {index}" for index in range(number + 1)))
        assert texts(found) == expected
        assert texts(memory(tmp_path / "m.tmx", index=tmp_path / "index")) == expected
    assert generations(tmp_path) == ["m.00000001.sqlite"]
    assert parsed == ["whole", "from", "from", "from"]
    assert found.has("n2")
    assert not found.has("n3")
    assert found.counts() == (5, {"bg": 5, "en": 5})


def test_an_import_into_a_memory_reads_only_what_is_new(fresh: Memory, parsed: list[str]) -> None:
    assert texts(fresh) == pairs("едно", "две")
    fresh.file.append_whole([C], VERSION)  # another file under the same name
    assert texts(fresh) == pairs("едно", "две", "три")
    assert parsed == ["whole", "from"]


def test_edits_removals_and_another_file_are_seen(fresh: Memory) -> None:
    assert texts(fresh) == pairs("едно", "две")
    fresh.file.replace("a", unit("a", "единица"))
    assert texts(fresh) == pairs("единица", "две")
    fresh.file.replace("a", None)
    assert texts(fresh) == pairs("две")
    fresh.path.write_bytes(tmx_bytes([C]))
    assert texts(fresh) == pairs("три")
    fresh.path.write_bytes(tmx_bytes([]))
    assert texts(fresh) == []
    fresh.path.unlink()
    with pytest.raises(StorageError) as caught:
        fresh.refresh()
    assert str(caught.value) == "m.tmx: cannot read: no such file or directory; check the path"


@pytest.mark.parametrize("place", ["first", "last"])
def test_an_edit_of_the_same_size_within_one_tick_is_seen(fresh: Memory, place: str) -> None:
    """Also at the beginning of a file of more than a megabyte."""
    words = [f"дума {number:05}" for number in range(8000)]
    fresh.path.write_bytes(tmx_bytes([unit(None, word) for word in words]))
    assert fresh.path.stat().st_size > 1 << 20
    assert texts(fresh) == pairs(*words)
    before = fresh.path.stat()
    changed = 0 if place == "first" else -1
    data = fresh.path.read_bytes()
    old = words[changed].encode()
    words[changed] = words[changed].replace("дума", "ДУМА")
    with fresh.path.open("r+b") as stream:
        stream.write(data.replace(old, words[changed].encode()))
    os.utime(fresh.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = fresh.path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
        before.st_size,
        before.st_mtime_ns,
        before.st_ino,
    )
    assert texts(fresh) == pairs(*words)


def test_an_edit_before_an_addition_is_seen(fresh: Memory) -> None:
    """A megabyte and more before the old end, of the same size, then a unit at the end."""
    words = [f"дума {number:05}" for number in range(8000)]
    fresh.path.write_bytes(tmx_bytes([unit(None, word) for word in words]))
    assert texts(fresh) == pairs(*words)
    with fresh.path.open("r+b") as stream:
        stream.write(fresh.path.read_bytes().replace(b"00000", b"99999"))
    fresh.file.append([C], VERSION)
    assert texts(fresh) == pairs("дума 99999", *words[1:], "три")


@pytest.mark.usefixtures("settled")
def test_an_unchanged_file_is_not_read(fresh: Memory) -> None:
    assert texts(fresh) == pairs("едно", "две")
    with mock.patch.object(index_module, "digest"), mock.patch.object(stamp, "digest") as digest:
        assert texts(fresh) == pairs("едно", "две")
    assert digest.call_count == 0


def test_a_stamp_that_was_too_young_is_renewed(fresh: Memory, settled: None) -> None:
    with mock.patch.object(stamp, "SETTLED", 10**18):
        assert texts(fresh) == pairs("едно", "две")
    assert texts(fresh) == pairs("едно", "две")  # reads it once more
    with mock.patch.object(stamp, "digest") as digest:
        assert texts(fresh) == pairs("едно", "две")
    assert digest.call_count == 0


def test_a_touched_file_is_not_parsed_again(fresh: Memory, parsed: list[str]) -> None:
    assert texts(fresh) == pairs("едно", "две")
    os.utime(fresh.path, ns=(1, 1))
    assert texts(fresh) == pairs("едно", "две")
    fresh.path.write_bytes(fresh.path.read_bytes())
    assert texts(fresh) == pairs("едно", "две")
    assert parsed == ["whole"]


def test_a_file_changed_while_it_is_read_is_read_again(fresh: Memory) -> None:
    """Whatever was read, the index must not pass for the present file's."""
    units = MemoryFile.units

    def slow(self: MemoryFile, log: object = None, watch: object = None) -> Iterator[object]:
        found = list(units(self))
        self.append([C], VERSION)  # by someone who does not heed the lock
        yield from found

    with mock.patch.object(MemoryFile, "units", slow):
        fresh.refresh()
    assert texts(fresh) == pairs("едно", "две", "три")


def test_an_addition_that_needs_the_head_of_the_file_is_read_with_it(
    fresh: Memory, parsed: list[str]
) -> None:
    """A namespace bound at the root is not bound in the new part alone."""
    data = tmx_bytes([A]).replace(b"<tmx ", b'<tmx xmlns:n="urn:n" ')
    fresh.path.write_bytes(data)
    assert texts(fresh) == pairs("едно")
    added = tmx.unit_text(B).replace("<tu ", '<tu n:kind="x" ').encode()
    fresh.path.write_bytes(data.replace(b"  </body>", added + b"  </body>"))
    assert texts(fresh) == pairs("едно", "две")
    assert parsed == ["whole", "from", "whole"]


def test_a_faulty_addition_is_reported_with_its_line_and_column(fresh: Memory) -> None:
    assert texts(fresh) == pairs("едно", "две")
    data = fresh.path.read_bytes()
    added = tmx.unit_text(C).replace("три", "т&ри").encode()
    fresh.path.write_bytes(data.replace(b"  </body>", added + b"  </body>"))
    line = fresh.path.read_bytes()[: fresh.path.read_bytes().index("т&".encode())].count(b"\n") + 1
    with pytest.raises(FormatError) as caught:
        fresh.refresh()
    assert str(caught.value).startswith(f"m.tmx:{line}:18: not well-formed XML: invalid token")
    fresh.path.write_bytes(data)
    assert texts(fresh) == pairs("едно", "две")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_files_in_other_encodings_are_followed_too(fresh: Memory, encoding: str) -> None:
    name = {"utf-8-sig": "UTF-8", "cp1251": "windows-1251"}.get(encoding, "UTF-16")

    def write(*units: object) -> None:
        data = tmx_bytes(units).decode()  # type: ignore[arg-type]
        fresh.path.write_bytes(data.replace("UTF-8", name).encode(encoding))

    write(A)
    assert texts(fresh) == pairs("едно")
    write(A, B)
    assert texts(fresh) == pairs("едно", "две")
    write(A, B, C)
    assert texts(fresh) == pairs("едно", "две", "три")
    write(C)
    assert texts(fresh) == pairs("три")


def test_a_large_addition_is_a_rebuild(fresh: Memory, parsed: list[str]) -> None:
    assert texts(fresh) == pairs("едно", "две")
    with mock.patch.object(index_module, "GROWTH", 100):
        fresh.file.append([C], VERSION)
        assert texts(fresh) == pairs("едно", "две", "три")
    assert parsed == ["whole", "whole"]


def test_memories_that_change_places_keep_their_content(tmp_path: Path) -> None:
    first = memory(tmp_path / "first.tmx", [A], index=tmp_path / "index")
    second = memory(tmp_path / "second.tmx", [B], index=tmp_path / "index")
    assert (texts(first), texts(second)) == (pairs("едно"), pairs("две"))
    first.path.rename(tmp_path / "third.tmx")
    second.path.rename(first.path)
    (tmp_path / "third.tmx").rename(second.path)
    assert (texts(first), texts(second)) == (pairs("две"), pairs("едно"))
    first.path.rename(tmp_path / "third.tmx")
    assert texts(memory(tmp_path / "third.tmx", index=tmp_path / "index")) == pairs("две")


def test_the_index_can_be_deleted_at_any_time(tmp_path: Path) -> None:
    found = memory(tmp_path / "m.tmx", [A], index=tmp_path / "index")
    other = memory(tmp_path / "m.tmx", index=tmp_path / "index")
    for number in range(3):
        assert texts(found) == texts(other) == pairs("едно", *["две"] * number)
        for path in (tmp_path / "index").iterdir():
            path.unlink()
        (tmp_path / "index").rmdir()
        found.file.append([B], VERSION)


def test_the_index_of_another_version_is_rebuilt(tmp_path: Path) -> None:
    found = memory(tmp_path / "m.tmx", [A], index=tmp_path / "index")
    found.refresh()
    with sqlite3.connect(tmp_path / "index" / "m.00000001.sqlite") as connection:
        connection.execute("UPDATE meta SET version = 'memory 0'")
        connection.execute("UPDATE variant SET text = 'old'")
    connection.close()
    assert texts(memory(tmp_path / "m.tmx", index=tmp_path / "index")) == pairs("едно")
    assert generations(tmp_path) == ["m.00000002.sqlite"]


WORDS = [f"изречение номер {number}" for number in range(400)]


def damaged(folder: Path, seed: int) -> Memory:
    """A memory whose index has bytes flipped somewhere in its middle."""
    found = memory(folder / "m.tmx", index=folder / "index")
    path = max((folder / "index").glob("*.sqlite"))
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    page = chance.randrange(1, len(data) // 4096) * 4096
    for place in range(page, page + (12 if seed % 2 else 4096)):  # its header, or all of it
        data[place] ^= 0xFF
    path.write_bytes(data)
    return found


@pytest.mark.parametrize("seed", range(24))
def test_a_damaged_index_gives_right_answers_or_is_rebuilt(tmp_path: Path, seed: int) -> None:
    units = [unit(str(number), word) for number, word in enumerate(WORDS)]
    memory(tmp_path / "m.tmx", units, index=tmp_path / "index").refresh()
    found = damaged(tmp_path, seed)
    matches = look_up(WORDS[7], found, sources=("bg",), minimum=0.0)
    assert sorted(match.source for match in matches) == sorted(WORDS)
    assert found.counts() == (400, {"bg": 400, "en": 400})
    assert found.has("399")
    assert not found.has("400")
    assert [pair.target for pair in found.exact("bg", "en", WORDS[9])] == [f"<{WORDS[9]}>"]
    found.file.append([A], VERSION)
    assert look_up("едно", found)[0].score == 100.0


def test_rows_of_nonsense_are_damage(tmp_path: Path) -> None:
    found = memory(tmp_path / "m.tmx", [A], index=tmp_path / "index")
    with found.refresh() as connection:
        connection.execute("UPDATE unit SET state = 'confiqmed'")
    assert [match.state for match in look_up("едно", found, sources=("bg",))] == [
        UnitState.CONFIRMED
    ]
    with found.refresh() as connection:
        connection.execute("DELETE FROM source")
    assert texts(found) == pairs("едно")
    assert generations(tmp_path) == ["m.00000003.sqlite"]


def test_a_fault_of_the_question_is_not_hidden(fresh: Memory) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        fresh.answer(lambda: fresh.refresh().execute("SELECT * FROM missing"))


READ = f"""
import sys
sys.path.insert(0, {TESTS!r})
from pathlib import Path
from memory.support import memory, texts
found = memory(Path(sys.argv[1]) / "m.tmx", index=Path(sys.argv[1]) / "index")
least = 0
while least < 62:
    sources = [source for source, _ in texts(found)]
    assert sources[:2] == ["едно", "две"], sources
    assert sources[2:] == [f"ново {{n}}" for n in range(len(sources) - 2)], sources
    assert len(sources) >= least
    least = len(sources)
"""
WRITE = f"""
import sys
sys.path.insert(0, {TESTS!r})
from pathlib import Path
from memory.support import memory, unit
found = memory(Path(sys.argv[1]) / "m.tmx", index=Path(sys.argv[1]) / "index")
for number in range(60):
    with found.database.lock():
        add = found.file.append if number % 7 else found.file.append_whole
        add([unit(str(number), f"ново {{number}}")], "0")
    if number % 10 == 9:
        with found.database.lock():
            found.database.rebuild(found._fill)
"""


def test_two_readers_and_a_writer(tmp_path: Path) -> None:
    memory(tmp_path / "m.tmx", [A, B], index=tmp_path / "index")
    readers = [start(READ, tmp_path) for _ in range(2)]
    run(WRITE, tmp_path)
    assert [finish(reader) for reader in readers] == ["", ""]


def test_an_index_is_closed_with_its_memory(tmp_path: Path) -> None:
    found = memory(tmp_path / "m.tmx", [A], index=tmp_path / "index")
    connection = found.refresh()
    del found
    with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
        connection.execute("SELECT 1")


NAMES = ["main", "a b", "a_20_b", "a_b", "a/b", "a-b", "a.b", "главна", "х" * 200, "х" * 201]


def test_every_memory_has_an_index_of_its_own() -> None:
    names = [database_name(name) for name in NAMES]
    assert names[:8] == [
        "main", "a_20_b", "a_5f_20_5f_b", "a_5f_b", "a_2f_b", "a-b", "a.b", "главна",
    ]  # fmt: skip
    assert len(set(names)) == len(NAMES)
    assert max(len(name.encode()) for name in names) <= 180


def test_a_long_name_is_no_hindrance(tmp_path: Path) -> None:
    found = memory(tmp_path / f"{'х' * 125}.tmx", [A], index=tmp_path / "index")
    assert texts(found) == pairs("едно")
    assert len(content(tmp_path / "index")) == 2
