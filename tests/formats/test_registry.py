"""Which format a file is, and what is packed."""

import gzip
import io
from pathlib import Path

import pytest
from formats.support import read, unit, write

from iomgloss.errors import FormatError, UsageError
from iomgloss.formats import gzipped
from iomgloss.formats.registry import format_of

HEADS = [
    ("memory.tmx.gz", b"\x1f\x8b", "tmx"),
    ("absent/memory.TMX", None, "tmx"),
    ("terms.utx", b"", "utx"),
    ("terms.txt", b"#UTX 1.11; bg/en", "utx"),
    ("terms.txt", b"\xef\xbb\xbf#UTX 1.11; bg/en", "utx"),
    ("memory.txt", b"%20070801~103212\t%User ID", "wordfast"),
    ("memory.txt", "%20070801~103212".encode("utf-16"), "wordfast"),
    ("terms.utf8", b"a\tb", "omegat-glossary"),
    ("terms.tab", b"a\tb", "omegat-glossary"),
    ("terms.csv", b"#UTX", "csv"),
    ("memory.json", b" \n[{", "weblate"),
    ("terms.json", b'{"iomgloss": 1', "json"),
    ("absent/terms.json", None, "json"),
]


@pytest.mark.parametrize(("name", "data", "wanted"), HEADS)
def test_told_by_name_and_beginning(
    tmp_path: Path, name: str, data: bytes | None, wanted: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert format_of(path).name == wanted


@pytest.mark.parametrize("data", [b"a\tb\n", b"%2007 per cent", b"", None])
def test_a_text_file_may_be_anything(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "a.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError, match="cannot be told") as caught:
        format_of(path)
    assert "omegat-glossary" in (caught.value.hint or "")


# ------------------------------------------------------------------------ gzip

UNITS = [unit(f"изречение {number}", f"sentence {number}") for number in range(2000)]


def test_packed_tmx() -> None:
    data = write("tmx", UNITS, source_language="bg")[0]
    assert read("tmx", gzip.compress(data)) == (UNITS, [], [])
    halves = gzip.compress(data[:999]) + gzip.compress(data[999:])
    assert read("tmx", halves).items == UNITS
    assert read("tmx", data).items == UNITS


def test_damaged_gzip_is_refused_everywhere() -> None:
    data = gzip.compress(write("tmx", UNITS, source_language="bg")[0])
    for cut in [2, 3, 9, 10, 11, *range(12, len(data), 509), len(data) - 1]:
        with pytest.raises(FormatError, match=r"cut off|damaged|is empty"):
            read("tmx", data[:cut])
    with pytest.raises(FormatError, match="damaged"):
        read("tmx", data[:-6] + b"\0\0\0\0" + data[-2:])
    with pytest.raises(FormatError, match="damaged"):
        read("tmx", data + b"garbage")


def test_empty_gzip() -> None:
    with pytest.raises(FormatError, match="the file is empty"):
        read("tmx", gzip.compress(b""))


def test_a_bomb_is_refused() -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        file.write(b'<tmx version="1.4">')
        for _ in range(40):
            file.write(b"<!--" + b" " * (1 << 20) + b"-->")
    with pytest.raises(FormatError, match="200 times its size"):
        read("tmx", packed.getvalue())


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gzipped, "LARGEST", 1 << 16)
    data = gzip.compress(write("tmx", UNITS, source_language="bg")[0])
    with pytest.raises(FormatError, match="unpacks to more than"):
        read("tmx", data)
