import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from files.support import LITTLE_ROOM, NOBODY, content, run

from iomgloss.errors import StorageError
from iomgloss.files.atomic import staged, write_whole

WRITE = """
import sys
from pathlib import Path
from iomgloss.errors import StorageError
from iomgloss.files.atomic import staged, write_whole
try:
    write_whole(Path(sys.argv[1]), [b"x" * 600, b"y" * 600])
except StorageError as error:
    print(error.exit_code, error)
"""


def test_a_new_file_and_its_folders_are_made_with_the_usual_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a" / "б" / "c.txt"
    mask = os.umask(0o027)
    try:
        write_whole(path, [b"one ", b"two"])
    finally:
        os.umask(mask)
    assert path.read_bytes() == b"one two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_permissions_of_an_existing_file_are_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old and longer")
    path.chmod(mode)
    write_whole(path, [b"new"])
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert [item.name for item in tmp_path.iterdir()] == ["file"]


def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "file"
    target.write_bytes(b"old")
    (tmp_path / "first").symlink_to(target)
    (tmp_path / "second").symlink_to("first")
    write_whole(tmp_path / "second", [b"new"])
    assert target.read_bytes() == b"new"
    assert (tmp_path / "second").readlink() == Path("first")
    assert (tmp_path / "first").readlink() == target


def test_a_link_to_nothing_makes_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "missing")
    write_whole(tmp_path / "link", [b"new"])
    assert (tmp_path / "missing").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


def test_a_pipe_is_written_straight(tmp_path: Path) -> None:
    code = """
    from pathlib import Path
    from iomgloss.files.atomic import write_whole
    write_whole(Path("/dev/stdout"), [b"one ", b"two"])
    """
    assert run(code) == "one two"


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("я" * 127)  # 254 bytes; file systems allow 255
    write_whole(path, [b"new"])
    assert path.read_bytes() == b"new"


def test_chunks_that_fail_leave_everything_as_it_was(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise ValueError("no more")

    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="no more"):
        write_whole(path, chunks())
    assert content(tmp_path) == {"file": b"old"}


def test_a_folder_in_the_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        write_whole(tmp_path, [b"new"])
    assert str(caught.value) == (
        f"{tmp_path}: cannot write: is a directory; name a file, not a folder"
    )


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    said = run(LITTLE_ROOM.format(size=1000) + WRITE, path)
    assert said == f"3 {path}: cannot write: file too large; free some space, nothing was changed\n"
    assert content(tmp_path) == {"file": b"old"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_device_is_reported() -> None:
    with pytest.raises(StorageError) as caught:
        write_whole(Path("/dev/full"), [b"new"])
    assert str(caught.value) == (
        "/dev/full: cannot write: no space left on device; free some space, nothing was changed"
    )


def test_a_folder_without_permission_is_reported() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "file").write_bytes(b"old")
        (folder / "file").chmod(0o444)
        folder.chmod(0o555)
        for path in (folder / "file", folder / "other", folder / "sub" / "other"):
            assert run(NOBODY + WRITE, path) == (
                f"3 {path}: cannot write: permission denied; "
                "give yourself permission, or choose another folder\n"
            )
        assert content(folder) == {"file": b"old"}
        folder.chmod(0o755)


def test_a_read_only_file_in_a_writable_folder_stays() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "file").write_bytes(b"old")
        (folder / "file").chmod(0o444)
        said = run(NOBODY + WRITE, folder / "file")
        assert said.startswith(f"3 {folder / 'file'}: cannot write: permission denied")
        assert content(folder) == {"file": b"old"}


def test_a_folder_that_may_be_written_but_not_read_is_enough() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o733)
        assert run(NOBODY + WRITE, folder / "file") == ""
        assert content(folder) == {"file": b"x" * 600 + b"y" * 600}


def test_many_files_are_put_in_place_together(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    files = [(tmp_path / "old", b"1"), (tmp_path / "sub" / "new", b"2")]
    with staged(files) as put:
        assert (tmp_path / "old").read_bytes() == b"old"
        assert not (tmp_path / "sub" / "new").exists()
        put()
    assert content(tmp_path) == {"old": b"1", "sub/new": b"2"}


def test_many_files_that_nobody_puts_in_place_leave_nothing(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    with pytest.raises(ValueError, match="no"), staged([(tmp_path / "old", b"1")]):
        raise ValueError("no")
    assert content(tmp_path) == {"old": b"old"}


def test_many_files_of_which_one_cannot_be_put_in_place_are_put_back(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    files = [(tmp_path / name, b"1") for name in ("old", "new", "taken", "last")]
    with pytest.raises(StorageError, match="taken: cannot write"), staged(files) as put:
        (tmp_path / "taken").mkdir()  # meanwhile
        put()
    assert content(tmp_path) == {"old": b"old"}
