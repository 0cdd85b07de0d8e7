import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from iomgloss.files import stamp
from iomgloss.files.stamp import Stamp, digest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "file"
    found.write_bytes(b"abcdef")
    return found


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every time is old enough to be trusted."""
    monkeypatch.setattr(stamp, "SETTLED", -(10**18))
    yield


def test_a_young_file_is_not_trusted_by_its_status(path: Path) -> None:
    found = Stamp.of(path)
    assert found.settled == 0
    assert not found.surely_fits(path.stat())
    assert found.fits(path, path.stat())


@pytest.mark.usefixtures("settled")
def test_an_old_file_is_trusted_without_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Stamp.of(path)
    assert found.settled == 1
    monkeypatch.setattr(stamp, "digest", None)  # calling it would be an error
    assert found.fits(path, path.stat())


def test_other_content_of_the_same_size_and_time_is_noticed(path: Path) -> None:
    found = Stamp.of(path)
    status = path.stat()
    path.write_bytes(b"abcdeF")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_mtime_ns, path.stat().st_size) == (status.st_mtime_ns, 6)
    assert not found.fits(path, path.stat())


@pytest.mark.usefixtures("settled")
def test_a_file_that_was_touched_or_written_again_with_the_same_content_fits(path: Path) -> None:
    found = Stamp.of(path)
    os.utime(path, ns=(1, 1))
    assert found.fits(path, path.stat())
    other = path.with_name("other")
    other.write_bytes(b"abcdef")
    other.replace(path)
    assert not found.surely_fits(path.stat())
    assert found.fits(path, path.stat())


def test_a_longer_file_does_not_fit(path: Path) -> None:
    found = Stamp.of(path)
    path.write_bytes(b"abcdefg")
    assert not found.fits(path, path.stat())


def test_a_digest_is_of_the_bytes_before_the_end_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "_BLOCK", 2)
    whole = digest(path, 6)
    assert digest(path, 99) == whole
    path.write_bytes(b"abcdefghi")
    assert digest(path, 6) == whole
    assert digest(path, 7) != whole
    path.write_bytes(b"Abcdefghi")
    assert digest(path, 6) != whole
    assert digest(path, 0) == digest(Path(os.devnull), 5)


def test_other_content_under_the_old_time_is_noticed(tmp_path: Path) -> None:
    """Same size, same time, same inode: what `cp -p` or a restored backup can leave."""
    path = tmp_path / "file"
    path.write_bytes(b"one")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    stamp = Stamp.of(path)
    assert stamp.settled == 1
    assert stamp.surely_fits(path.stat())
    path.write_bytes(b"two")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert not stamp.surely_fits(path.stat())
    assert not stamp.fits(path, path.stat())
