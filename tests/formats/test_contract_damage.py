"""Damaged files, over every row of the registry: cut short, mangled, in a wrong encoding."""

import contextlib
from pathlib import Path

import pytest
from formats.samples import PAIR, ROWS, WHOLE, fixtures, kind_of, told, whole
from formats.support import Outcome, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iomgloss.errors import FormatError, IomglossError

TOLD = {**PAIR, "encoding": None}
PARTS = 50
FILES = [
    pytest.param(name, path, id=f"{name}:{path.name}")
    for name in dict.fromkeys(kind_of(row)[0] for row in ROWS)
    for path in fixtures(name)
]


def is_marked_up(data: bytes) -> bool:
    """Whether a reader knows the end of the file when it sees it."""
    return data[:5].lstrip(b"\xef\xbb\xbf").startswith((b"<", b"PK", b"SQLit", b"\xde\x12\x04\x95"))


def cuts(data: bytes) -> list[int]:
    """The fiftieths of the file, and the place before its last character."""
    end = len(data.rstrip()) if data.startswith(b"<") else len(data)
    return sorted({*(end * part // PARTS for part in range(1, PARTS)), end - 1})


def refused(name: str, data: bytes, **more: object) -> Outcome | None:
    """What was read; None where the file was refused in a way that helps."""
    try:
        return read(name, data, **more)
    except FormatError as error:
        assert error.message and error.hint, error
        assert error.location is not None and error.location.file
        return None


@pytest.mark.parametrize(
    ("row", "count"), [(row, count) for row in ROWS for count in (3, 30 if row in WHOLE else 300)]
)
def test_a_file_cut_short_is_refused_or_reported(row: str, count: int) -> None:
    """A line of text that ends where the cut is looks whole: nothing can tell."""
    name, _ = kind_of(row)
    data = whole(row, count)
    all_items = read(name, data, **told(row, count)).items
    assert len(all_items) == count
    for cut in cuts(data):
        if not is_marked_up(data) and data[cut - 1 : cut] == b"\n":
            continue
        outcome = refused(name, data[:cut], **told(row, count))
        if is_marked_up(data):
            assert outcome is None, cut
        elif outcome is not None:
            whole_again = outcome.items == all_items
            assert whole_again or outcome.rejected or outcome.warnings, data[:cut][-80:]


@pytest.mark.parametrize(("name", "path"), FILES)
def test_a_real_file_cut_short_is_refused_or_reported(name: str, path: Path) -> None:
    data = path.read_bytes()
    with contextlib.suppress(FormatError):  # some are faulty themselves
        all_items = read(name, data, **PAIR).items
        for cut in cuts(data):
            if not is_marked_up(data) and data[cut - 1 : cut] == b"\n":
                continue
            outcome = refused(name, data[:cut], **PAIR)
            assert outcome is None or (
                not is_marked_up(data)
                and (outcome.items == all_items or outcome.rejected or outcome.warnings)
            ), cut


@pytest.mark.parametrize("row", ROWS)
def test_a_wrong_encoding_says_where_and_what_to_do(row: str) -> None:
    name, _ = kind_of(row)
    data = whole(row)
    if not is_marked_up(data) or data.startswith(b"<"):
        data = data.decode("utf-8-sig").encode("cp1251")
        with pytest.raises(FormatError) as caught:
            read(name, data, **told(row))
        fault = caught.value
        assert fault.location is not None
        assert fault.location.line and fault.location.column
        assert "encoding" in (fault.hint or "")
    else:
        with pytest.raises(FormatError):
            read(name, data.replace(b"\0", b"\xd0\x83"), **told(row))


# ------------------------------------------------------------------------- fuzzing

LARGEST = 20
"""Units in a file that is mangled."""
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["flip", "delete", "insert", "repeat"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 200),
        st.integers(1, 255),
    ),
    min_size=1,
    max_size=3,
)


def mangled(data: bytes, changes: list[tuple[str, float, int, int]]) -> bytes:
    for what, place, length, byte in changes:
        start = int(place * len(data))
        before, piece, rest = data[:start], data[start : start + length], data[start + length :]
        if what == "flip":
            piece = bytes([piece[0] ^ byte]) + piece[1:] if piece else b""
        elif what == "delete":
            piece = b""
        elif what == "insert":
            piece = bytes([byte]) + piece
        else:
            piece += piece
        data = before + piece + rest
    return data


@pytest.mark.parametrize("row", ROWS)
@settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(changes=CHANGES)
def test_a_mangled_file_is_refused_or_read(
    row: str, changes: list[tuple[str, float, int, int]]
) -> None:
    """Whatever the bytes: an error that says where, or a report; no unit out of nothing."""
    name, _ = kind_of(row)
    data = mangled(whole(row, LARGEST), changes)
    try:
        outcome = read(name, data, **told(row, LARGEST))
    except IomglossError as error:
        assert str(error)
        return
    assert len(outcome.items) + len(outcome.rejected) <= 3 * LARGEST


@pytest.mark.parametrize(("name", "path"), FILES)
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(changes=CHANGES)
def test_a_mangled_real_file_is_refused_or_read(
    name: str, path: Path, changes: list[tuple[str, float, int, int]]
) -> None:
    data = mangled(path.read_bytes(), changes)
    try:
        outcome = read(name, data, **PAIR)
    except IomglossError as error:
        assert str(error)
        return
    assert len(outcome.items) + len(outcome.rejected) <= 3 * LARGEST
