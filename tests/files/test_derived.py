import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from files.support import LITTLE_ROOM, NOBODY, finish, run, start

from iomgloss.errors import StorageError
from iomgloss.files.derived import DerivedDatabase

SCHEMA = "CREATE TABLE thing (name TEXT) STRICT;"


def database(folder: Path | None, version: str = "1", name: str = "db") -> DerivedDatabase:
    return DerivedDatabase(folder, name, SCHEMA, version)


def filling(*names: str) -> Callable[[sqlite3.Connection], None]:
    def fill(connection: sqlite3.Connection) -> None:
        connection.executemany("INSERT INTO thing VALUES (?)", [(name,) for name in names])

    return fill


def names(connection: sqlite3.Connection | None) -> list[str] | None:
    if connection is None:
        return None
    return [row[0] for row in connection.execute("SELECT name FROM thing ORDER BY rowid")]


def files(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_there_is_nothing_before_the_first_build(tmp_path: Path) -> None:
    assert database(tmp_path / "missing").connection() is None
    assert database(None).connection() is None


def test_a_rebuild_is_the_next_generation(tmp_path: Path) -> None:
    ours = database(tmp_path)
    assert names(ours.rebuild(filling("a", "b"))) == ["a", "b"]
    assert files(tmp_path) == ["db.00000001.sqlite"]
    assert names(ours.rebuild(filling("c"))) == ["c"]
    assert files(tmp_path) == ["db.00000002.sqlite"]
    assert names(database(tmp_path).connection()) == ["c"]


def test_the_same_connection_is_given_until_there_is_a_newer_generation(tmp_path: Path) -> None:
    ours, other = database(tmp_path), database(tmp_path)
    first = ours.rebuild(filling("a"))
    assert ours.connection() is first
    other.rebuild(filling("b"))
    assert names(ours.connection()) == ["b"]


def test_who_reads_the_old_generation_reads_on_after_a_rebuild_elsewhere(tmp_path: Path) -> None:
    ours = database(tmp_path)
    connection = ours.rebuild(filling(*map(str, range(1000))))
    rows = connection.execute("SELECT name FROM thing ORDER BY rowid")
    assert next(rows) == ("0",)
    code = f"""
    import sys
    sys.path.insert(0, {str(Path(__file__).parents[1])!r})
    from pathlib import Path
    from files.test_derived import database, filling
    database(Path(sys.argv[1])).rebuild(filling("new"))
    """
    run(code, tmp_path)
    assert [row[0] for row in rows] == [str(number) for number in range(1, 1000)]
    assert files(tmp_path) == ["db.00000002.sqlite"]
    assert names(ours.connection()) == ["new"]


def test_without_a_folder_it_lives_in_memory() -> None:
    ours = database(None)
    with ours.lock():
        connection = ours.rebuild(filling("a"))
    assert names(connection) == ["a"]
    assert ours.connection() is connection
    assert names(ours.rebuild(filling("b"))) == ["b"]
    ours.close()
    assert ours.connection() is None


def _flip(data: bytes) -> bytes:
    return bytes(byte ^ 0xFF for byte in data)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:100], id="truncated to its header"),
        pytest.param(lambda data: data[: len(data) // 2], id="truncated to half"),
        pytest.param(lambda data: b"garbage" * 1000, id="garbage"),
        pytest.param(lambda data: bytes(len(data)), id="zeros"),
        pytest.param(lambda data: _flip(data[:200]) + data[200:], id="flipped header"),
    ],
)
def test_a_damaged_file_is_as_good_as_none(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    first = database(tmp_path)
    first.rebuild(filling("a"))
    first.close()
    path = tmp_path / "db.00000001.sqlite"
    path.write_bytes(damage(path.read_bytes()))
    ours = database(tmp_path)
    assert ours.connection() is None
    assert names(ours.rebuild(filling("b"))) == ["b"]
    assert files(tmp_path) == ["db.00000002.sqlite"]


def test_another_version_or_schema_is_as_good_as_none(tmp_path: Path) -> None:
    database(tmp_path, "1").rebuild(filling("a"))
    assert database(tmp_path, "2").connection() is None
    assert DerivedDatabase(tmp_path, "db", SCHEMA + " -- other", "1").connection() is None
    assert names(database(tmp_path, "1").connection()) == ["a"]


def test_a_build_that_fails_leaves_the_old_generation(tmp_path: Path) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        filling("half")(connection)
        raise ValueError("no more")

    for folder in (tmp_path, None):
        ours = database(folder)
        ours.rebuild(filling("a"))
        with pytest.raises(ValueError, match="no more"):
            ours.rebuild(fill)
        assert names(ours.connection()) == (["a"] if folder else None)
    assert files(tmp_path) == ["db.00000001.sqlite"]


def test_what_a_killed_build_left_is_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    kept = [".db.other.12345678", ".other.12345678", "db.lock", "db.other.00000007.sqlite"]
    for name in [*kept, ".db.12345678", ".db.abcd_fgh", "db.00000003.sqlite"]:
        (tmp_path / name).write_bytes(b"left")
    database(tmp_path).rebuild(filling("a"))
    assert files(tmp_path) == sorted([*kept, "db.00000004.sqlite"])


def test_a_journal_left_by_another_file_is_not_played_back(tmp_path: Path) -> None:
    (tmp_path / "db.00000001.sqlite-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 200)
    assert names(database(tmp_path).rebuild(filling("a"))) == ["a"]
    assert files(tmp_path) == ["db.00000001.sqlite"]


def test_a_folder_deleted_and_filled_anew_is_noticed(tmp_path: Path) -> None:
    ours, other = database(tmp_path / "x"), database(tmp_path / "x")
    (tmp_path / "x").mkdir()
    ours.rebuild(filling("a"))
    (tmp_path / "x" / "db.00000001.sqlite").unlink()
    assert ours.connection() is None
    other.rebuild(filling("b"))
    assert names(ours.connection()) == ["b"]


def test_names_that_begin_alike_are_kept_apart(tmp_path: Path) -> None:
    short, long = database(tmp_path, name="a"), database(tmp_path, name="a.00000001")
    short.rebuild(filling("short"))
    long.rebuild(filling("long"))
    assert names(database(tmp_path, name="a").connection()) == ["short"]
    assert names(database(tmp_path, name="a.00000001").connection()) == ["long"]


def test_two_who_build_at_once_build_once(tmp_path: Path) -> None:
    code = f"""
    import sys
    sys.path.insert(0, {str(Path(__file__).parents[1])!r})
    from pathlib import Path
    from files.test_derived import database, filling, names
    ours = database(Path(sys.argv[1]))
    sys.stdin.readline()
    with ours.lock():
        connection = ours.connection()
        if connection is None:
            print("built")
            connection = ours.rebuild(filling("a", "b"))
    assert names(connection) == ["a", "b"]
    """
    children = [start(code, tmp_path) for _ in range(3)]
    said = [finish(child, "go\n") for child in children]
    assert sorted(said) == ["", "", "built\n"]
    assert files(tmp_path) == ["db.00000001.sqlite", "db.lock"]


FAIL = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from pathlib import Path
from files.test_derived import database, filling
from iomgloss.errors import StorageError
try:
    database(Path(sys.argv[1])).rebuild(filling(*["x" * 1000] * 1000))
except StorageError as error:
    print(error)
"""


def test_a_full_disk_is_reported(tmp_path: Path) -> None:
    database(tmp_path).rebuild(filling("a"))
    said = run(LITTLE_ROOM.format(size=100_000) + FAIL, tmp_path)
    assert said.startswith(f"{tmp_path}: cannot write the index: ")
    assert said.endswith("; free some space; the index can be deleted at any time\n")
    assert files(tmp_path) == ["db.00000001.sqlite"]
    assert names(database(tmp_path).connection()) == ["a"]


def test_a_folder_without_permission_is_reported() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        assert run(FAIL.replace("try:", NOBODY + "try:"), folder) == (
            f"{folder}: cannot write the index: permission denied; "
            "give yourself permission, or choose another folder\n"
        )
        folder.chmod(0o755)


def test_a_database_that_is_dropped_closes_its_connection(tmp_path: Path) -> None:
    ours = database(tmp_path)
    connection = ours.rebuild(filling("a"))
    del ours
    with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
        connection.execute("SELECT 1")


def test_a_query_refused_as_unusable_is_a_storage_error(tmp_path: Path) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(StorageError) as caught:
        database(tmp_path).rebuild(fill)
    assert str(caught.value) == (
        f"{tmp_path}: cannot write the index: database or disk is full; "
        "free some space; the index can be deleted at any time"
    )
    assert files(tmp_path) == []
