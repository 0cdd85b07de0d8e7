"""Changing a memory's file where nothing goes wrong, and refusing to where it would."""

import codecs
import os
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from files.support import LITTLE_ROOM, content, run
from memory.support import VERSION, file, ids, tmx_bytes, unit

from iomgloss.errors import FormatError, StorageError, UsageError
from iomgloss.formats import tmx
from iomgloss.memory.file import MemoryFile
from iomgloss.model import TranslationUnit

REAL_WRITE = os.write
A, B, C = unit("a", "едно"), unit("b", "две & <три>"), unit("c", "четири")
HEAD, CLOSING = tmx.header("*all*", VERSION).encode(), tmx.CLOSING.encode()


def text(*units: TranslationUnit) -> bytes:
    return "".join(map(tmx.unit_text, units)).encode()


def test_the_first_unit_makes_the_file_and_its_folder(tmp_path: Path) -> None:
    memory = MemoryFile(tmp_path / "tm" / "main.tmx", "main.tmx")
    memory.append([A], VERSION)
    assert content(tmp_path) == {"tm/main.tmx": HEAD + text(A) + CLOSING}


def test_units_are_appended_one_durable_write_each(tmp_path: Path) -> None:
    memory = file(tmp_path / "m.tmx", tmx_bytes([A]))
    calls: list[tuple[str, int]] = []

    def write(handle: int, data: bytes) -> int:
        calls.append(("write", len(data)))
        return REAL_WRITE(handle, data)

    with (
        mock.patch("iomgloss.memory.file.os.fsync", lambda handle: calls.append(("fsync", 0))),
        mock.patch("iomgloss.memory.file.os.write", write),
    ):
        memory.append([B, C], VERSION)
    assert (tmp_path / "m.tmx").read_bytes() == HEAD + text(A, B, C) + CLOSING
    assert calls == [
        ("write", len(text(B) + CLOSING)),
        ("fsync", 0),
        ("write", len(text(C) + CLOSING)),
        ("fsync", 0),
    ]


@pytest.mark.parametrize(
    "closing",
    [
        b"</body></tmx>",
        b"  </body>\r\n</tmx>\r\n",
        b"\t</body >\n\n\n</tmx\t>   \n",
        b"</body>" + b" " * 3000 + b"</tmx>",
    ],
)
def test_odd_closing_tags_are_kept(tmp_path: Path, closing: bytes) -> None:
    whole = file(tmp_path / "whole.tmx", HEAD + text(A) + closing)
    whole.append_whole([B], VERSION)
    piecemeal = file(tmp_path / "piecemeal.tmx", HEAD + text(A) + closing)
    piecemeal.append([B], VERSION)
    expected = HEAD + text(A, B) + closing
    assert content(tmp_path) == {"whole.tmx": expected, "piecemeal.tmx": expected}
    assert ids(whole) == ["a", "b"]


@pytest.mark.parametrize(
    "closing", [b"</body><!-- end --></tmx>", b"</body></tmx><!-- end -->", b"</t:body></t:tmx>"]
)
def test_what_does_not_end_as_usual_is_refused_with_a_sentence(
    tmp_path: Path, closing: bytes
) -> None:
    before = HEAD + text(A) + closing
    memory = file(tmp_path / "m.tmx", before)
    for add in (memory.append, memory.append_whole):
        with pytest.raises(FormatError) as caught:
            add([B], VERSION)
        assert str(caught.value) == (
            "m.tmx: the file does not end with </body></tmx>; "
            "import it as another memory: iomgloss import"
        )
    assert content(tmp_path) == {"m.tmx": before}


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16"),
        ("", "utf-16-le"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
        ("<?xml version='1.0' encoding = 'windows-1251' ?>", "cp1251"),
        ('<?xml version="1.0" encoding="US-ASCII"?>', "ascii"),
    ],
)
def test_other_encodings_are_read_but_never_changed_in_place(
    tmp_path: Path, declared: str, encoding: str
) -> None:
    bom = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else b""
    body = '<tmx version="1.4"><header/><body>{}</body></tmx>'
    source = unit("a", "plain") if encoding == "ascii" else A
    before = bom + (declared + body.format(tmx.unit_text(source))).encode(encoding)
    memory = file(tmp_path / "m.tmx", before)
    assert [found.variants[0].text for found in memory.units()] == [source.variants[0].text]
    for change in (
        lambda: memory.append([B], VERSION),
        lambda: memory.append_whole([B], VERSION),
        lambda: memory.replace("a", None),
        lambda: memory.body_end(),
    ):
        with pytest.raises(FormatError) as caught:
            change()
        assert str(caught.value) == (
            "m.tmx: only memories in UTF-8 can be changed in place; "
            "import it as another memory: iomgloss import"
        )
    assert memory.mend(tmp_path / "spare") is None
    assert content(tmp_path) == {"m.tmx": before}


def test_a_byte_order_mark_is_kept(tmp_path: Path) -> None:
    bom = codecs.BOM_UTF8
    memory = file(tmp_path / "m.tmx", bom + HEAD + text(A, B) + CLOSING)
    memory.append([C], VERSION)
    memory.replace("b", None)
    assert content(tmp_path) == {"m.tmx": bom + HEAD + text(A, C) + CLOSING}


def test_units_are_added_all_or_none(tmp_path: Path) -> None:
    def units() -> Iterator[TranslationUnit]:
        yield B
        yield unit("bad", "a\x01b")

    for before in ({}, {"m.tmx": tmx_bytes([A])}):
        memory = MemoryFile(tmp_path / "m.tmx", "m.tmx")
        for name, data in before.items():
            (tmp_path / name).write_bytes(data)
        with pytest.raises(ValueError, match=r"XML cannot hold the character U\+0001"):
            memory.append_whole(units(), VERSION)
        assert content(tmp_path) == before


def test_a_whole_addition_is_what_single_ones_are(tmp_path: Path) -> None:
    whole, single = (MemoryFile(tmp_path / name, name) for name in ("whole.tmx", "single.tmx"))
    whole.append_whole([A, B], VERSION)
    whole.append_whole([C], VERSION)
    for added in (A, B, C):
        single.append([added], VERSION)
    expected = tmx_bytes([A, B, C])
    assert content(tmp_path) == {"whole.tmx": expected, "single.tmx": expected}


def test_a_unit_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    """Comments, CRLF, blank lines, units on one line and odd indentation stay byte for byte."""
    before = (
        b'<?xml version="1.0"?>\r\n<!-- head --><tmx version="1.4"><header/>\r\n<body>\r\n'
        b'\t<tu tuid="x"><tuv xml:lang="bg"><seg>\xd0\xb0</seg></tuv></tu>\r\n\r\n'
        b'<!-- <tu tuid="b"> --><tu tuid="b"><tuv xml:lang="bg"><seg>b</seg></tuv></tu>'
        b'<tu tuid="&#121;" ><tuv xml:lang="bg"><seg>y</seg></tuv></tu  >\r\n'
        b'  <tu tuid="empty"/><tu tuid="after"><tuv xml:lang="bg"><seg>z</seg></tuv></tu>\r\n'
        b"</body></tmx>"
    )
    cases = {
        "x": b'\t<tu tuid="x"><tuv xml:lang="bg"><seg>\xd0\xb0</seg></tuv></tu>\r\n',
        "b": b'<tu tuid="b"><tuv xml:lang="bg"><seg>b</seg></tuv></tu>',
        "y": b'<tu tuid="&#121;" ><tuv xml:lang="bg"><seg>y</seg></tuv></tu  >',
        "empty": b'  <tu tuid="empty"/>',
        "after": b'<tu tuid="after"><tuv xml:lang="bg"><seg>z</seg></tuv></tu>',
    }
    for name, old in cases.items():
        assert before.count(old) == 1
        memory = file(tmp_path / "m.tmx", before)
        memory.replace(name, None)
        assert (tmp_path / "m.tmx").read_bytes() == before.replace(old, b"")
        memory = file(tmp_path / "m.tmx", before)
        memory.replace(name, A)
        assert (tmp_path / "m.tmx").read_bytes() == before.replace(old, text(A))
        found = ids(memory)
        assert found.count("a") == 1
        assert name not in found


def test_ids_that_repeat_are_refused(tmp_path: Path) -> None:
    before = tmx_bytes([A, B, unit("a", "пак")])
    memory = file(tmp_path / "m.tmx", before)
    for name, what in (("a", "2 units"), ("zz", "no unit"), ("", "no unit")):
        with pytest.raises(UsageError) as caught:
            memory.replace(name, None)
        assert str(caught.value) == f"m.tmx: the memory has {what} with the id {name!r}"
    assert content(tmp_path) == {"m.tmx": before}
    first = memory.find("a")
    assert first is not None
    assert first.variants[0].text == "едно"
    assert memory.find("zz") is None


def test_the_last_unit_can_be_removed_and_another_added(tmp_path: Path) -> None:
    memory = file(tmp_path / "m.tmx", tmx_bytes([A]))
    memory.replace("a", None)
    assert (tmp_path / "m.tmx").read_bytes() == HEAD + CLOSING
    memory.append([B], VERSION)
    assert (tmp_path / "m.tmx").read_bytes() == tmx_bytes([B])


def test_units_from_an_offset(tmp_path: Path) -> None:
    memory = file(tmp_path / "m.tmx", codecs.BOM_UTF8 + HEAD + text(A, B) + CLOSING)
    start = len(codecs.BOM_UTF8 + HEAD + text(A))
    assert [found.id for found in memory.units_from(start)] == ["b"]
    assert list(memory.units_from(memory.body_end())) == []


ADD = """
import sys
from pathlib import Path
from iomgloss.errors import StorageError
from iomgloss.memory.file import MemoryFile
from iomgloss.model import Segment, TranslationUnit, Variant
text = Segment.of("x" * 500)
variants = (Variant(language="bg", segment=text), Variant(language="en", segment=text))
memory = MemoryFile(Path(sys.argv[1]), "m.tmx")
for number in range(100):
    try:
        getattr(memory, sys.argv[2])([TranslationUnit(id=str(number), variants=variants)], "0")
    except StorageError as error:
        print(number, error.exit_code, error)
        break
"""


@pytest.mark.parametrize("size", [1600, 10_000, 20_000, 20_001, 20_017, 20_300])
@pytest.mark.parametrize("how", ["append", "append_whole"])
def test_a_full_disk_leaves_the_file_as_before_the_unit_that_failed(
    tmp_path: Path, how: str, size: int
) -> None:
    memory = file(tmp_path / "m.tmx", tmx_bytes([A]))
    number, _, error = run(LITTLE_ROOM.format(size=size) + ADD, memory.path, how).partition(" ")
    added = [
        unit(str(index), "x" * 500, "x" * 500) for index in range(int(number))
    ]  # as the child made them
    what = "add to the memory" if how == "append" else "write"
    name = "m.tmx" if how == "append" else str(memory.path)
    assert error == (
        f"3 {name}: cannot {what}: file too large; free some space, nothing was changed\n"
    )
    assert content(tmp_path) == {"m.tmx": tmx_bytes([A, *added])}
    assert size - 1300 < len(tmx_bytes([A, *added])) <= size


def test_a_write_that_the_system_cuts_short_is_gone_on_with(tmp_path: Path) -> None:
    memory = file(tmp_path / "m.tmx", tmx_bytes([A]))
    with mock.patch(
        "iomgloss.memory.file.os.write", lambda handle, data: REAL_WRITE(handle, data[:7])
    ):
        memory.append([B], VERSION)
    assert content(tmp_path) == {"m.tmx": tmx_bytes([A, B])}


def test_missing_files_are_reported(tmp_path: Path) -> None:
    memory = MemoryFile(tmp_path / "m.tmx", "m.tmx")
    for reading in (
        lambda: list(memory.units()),
        lambda: list(memory.units_from(0)),
        lambda: memory.body_end(),
    ):
        with pytest.raises(StorageError) as caught:
            reading()
        assert str(caught.value) == (
            "m.tmx: cannot read: no such file or directory; check the path"
        )
    with pytest.raises(StorageError):
        memory.replace("a", None)
    assert content(tmp_path) == {}
