"""A memory that a crash has cut is whole again, with every whole unit before the cut."""

from pathlib import Path

import pytest
from files.support import content
from lxml import etree
from memory.support import VERSION, file, ids, memory, texts, tmx_bytes, unit

from iomgloss.errors import FormatError
from iomgloss.formats import tmx
from iomgloss.memory.file import MemoryFile

A, B, C = unit("a", "едно"), unit("b", "две & <три>"), unit("c", "четири")
DATA = tmx_bytes([A, B])
BODY = len(tmx.header("*all*", VERSION).encode()) - 1
"""Offset after ``<body>``: what is cut before it is no memory yet."""
ENDS = [DATA.index(b"</tu>"), DATA.rindex(b"</tu>")]


def whole_units(size: int) -> list[str]:
    """The ids of the units that are whole in the first ``size`` bytes."""
    return ["a", "b"][: sum(end + len(b"</tu>") <= size for end in ENDS)]


def is_well_formed(path: Path) -> bool:
    try:
        etree.parse(path)
    except etree.XMLSyntaxError:
        return False
    return True


def test_every_beginning_of_a_file_is_mended_or_reported(tmp_path: Path) -> None:
    for size in range(len(DATA) + 1):
        folder = tmp_path / str(size)
        folder.mkdir()
        cut = file(folder / "m.tmx", DATA[:size])
        said = cut.mend(folder / "spare.txt")
        found = content(folder)
        if DATA[:size].rstrip() == DATA.rstrip():  # only the last line break is missing
            assert said is None
            assert found == {"m.tmx": DATA[:size]}
        elif size < BODY:
            assert said is None
            assert found == {"m.tmx": DATA[:size]}
            with pytest.raises(FormatError):
                ids(cut)
        else:
            kept = whole_units(size)
            assert ids(cut) == kept
            assert said == (
                f"m.tmx: the file was cut off; it is whole again with {len(kept)} units, "
                f"the {len(found['spare.txt'])} bytes after it are kept in {folder / 'spare.txt'}"
            )
            mended = found["m.tmx"]
            assert mended.endswith(b"\n" + tmx.CLOSING.encode())
            body = mended.removesuffix(b"\n" + tmx.CLOSING.encode())
            assert body + found["spare.txt"] == DATA[:size]  # not a byte is lost
            assert is_well_formed(folder / "m.tmx")
            cut.append([C], VERSION)
            assert ids(cut) == [*kept, "c"]


@pytest.mark.parametrize(
    "closing", [tmx.CLOSING.encode(), b"</body></tmx>", b" " * 20 + b"</body>\r\n \t</tmx >\n\n"]
)
def test_every_torn_addition_is_mended(tmp_path: Path, closing: bytes) -> None:
    """The first bytes of the new unit over the old closing tags, of which the rest still stands."""
    old = DATA[: ENDS[0] + 5] + b"\n" + closing
    path = tmp_path / "m.tmx"
    file(path, old).append([B], VERSION)
    new = path.read_bytes()
    start = next(place for place, byte in enumerate(new) if old[place] != byte)
    whole = new.rindex(b"</tu>") + 5
    for size in range(start, len(new) + 1):
        torn = file(path, new[:size] + old[size:])
        was_whole = is_well_formed(path)
        said = torn.mend(tmp_path / "spare.txt")
        assert (said is None) == was_whole
        assert ids(torn) == (["a", "b"] if size >= whole else ["a"])
        assert is_well_formed(path)
        if said is not None:  # not a byte is lost
            mended = path.read_bytes().removesuffix(b"\n" + tmx.CLOSING.encode())
            spare = tmp_path / "spare.txt"
            assert mended + spare.read_bytes() == new[:size] + old[size:]
            spare.unlink()


def test_a_tail_of_zeros_is_mended(tmp_path: Path) -> None:
    """Some file systems leave them after a power cut."""
    cut = file(tmp_path / "m.tmx", DATA[: ENDS[1] + 5] + bytes(5000))
    assert cut.mend(tmp_path / "spare.txt") == (
        "m.tmx: the file was cut off; it is whole again with 2 units, "
        f"the 5000 bytes after it are kept in {tmp_path / 'spare.txt'}"
    )
    assert ids(cut) == ["a", "b"]


def test_a_large_file_is_mended_to_its_last_whole_unit(tmp_path: Path) -> None:
    """Larger than what is read at once, cut and torn where the pieces meet."""
    units = [unit(str(number), f"изречение {number} " * 20) for number in range(300)]
    data = tmx_bytes(units)
    for size in (65_535, 65_536, 65_537, 131_072, 150_000, 150_001):
        for rest in (b"", b"ody>\n</tmx>\n", b"\xff"):
            cut = file(tmp_path / "m.tmx", data[:size] + rest)
            whole = data[:size].count(b"</tu>")
            assert cut.mend(tmp_path / "spare.txt") is not None
            assert ids(cut) == [str(number) for number in range(whole)]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(DATA.replace(b"&amp;", b"&"), id="a bare & in the last unit"),
        pytest.param(tmx_bytes([A, B, C]).replace(b"&amp;", b"&"), id="a bare & in the middle"),
        pytest.param(DATA + DATA, id="two documents"),
        pytest.param(DATA[: ENDS[0]] + b"\xff" + DATA[ENDS[0] :], id="a byte that is not UTF-8"),
        pytest.param(b"", id="empty"),
        pytest.param(b"garbage", id="garbage"),
        pytest.param(b"<html><body>", id="cut before any unit, not TMX"),
    ],
)
def test_a_fault_with_somebodys_work_after_it_is_left_alone(tmp_path: Path, wrong: bytes) -> None:
    cut = file(tmp_path / "m.tmx", wrong)
    assert cut.mend(tmp_path / "spare.txt") is None
    assert content(tmp_path) == {"m.tmx": wrong}
    with pytest.raises(FormatError):
        ids(cut)


def test_what_is_spared_is_never_overwritten(tmp_path: Path) -> None:
    for size in (ENDS[0] + 20, ENDS[0] + 30, ENDS[0] + 40):
        file(tmp_path / "m.tmx", DATA[:size]).mend(tmp_path / "spare.txt")
    found = content(tmp_path)
    assert [found[f"spare{number}.txt"] for number in ("", "-2", "-3")] == [
        DATA[ENDS[0] + 5 : size] for size in (ENDS[0] + 20, ENDS[0] + 30, ENDS[0] + 40)
    ]


def test_whoever_looks_up_mends_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "m.tmx").write_bytes(DATA[: ENDS[1]])
    found = memory(tmp_path / "m.tmx", index=tmp_path / "index", say=said.append)
    assert texts(found) == [("едно", "<едно>")]
    assert texts(found) == [("едно", "<едно>")]
    spare = tmp_path / "index" / "m.cut-off.txt"
    assert said == [
        "m.tmx: the file was cut off; it is whole again with 1 units, "
        f"the {spare.stat().st_size} bytes after it are kept in {spare}"
    ]


def test_without_a_folder_for_the_index_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "m.tmx").write_bytes(DATA[: ENDS[1]])
    with pytest.raises(FormatError) as caught:
        memory(tmp_path / "m.tmx").refresh()
    assert caught.value.message == "the file ends in the middle: it was cut off"
    assert content(tmp_path) == {"m.tmx": DATA[: ENDS[1]]}


def test_a_whole_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_bytes(DATA)
    before = path.stat()
    assert MemoryFile(path, "m.tmx").mend(tmp_path / "spare.txt") is None
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert content(tmp_path) == {"m.tmx": DATA}
