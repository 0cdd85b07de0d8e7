"""Members of an archive are replaced, and all others stay as they are, byte for byte."""

from __future__ import annotations

import io
import zipfile

import pytest

from iomgloss.files.rezip import read_members, with_members


def archive(method: int = zipfile.ZIP_DEFLATED, *, streamed: bool = False) -> bytes:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return not streamed

        def tell(self) -> int:
            if streamed:
                raise OSError
            return super().tell()

        def seek(self, *place: int) -> int:
            if streamed:
                raise OSError
            return super().seek(*place)

    stream = Pipe()
    with zipfile.ZipFile(stream, "w") as made:
        for name in ("a.xml", "б.xml", "c.bin"):
            info = zipfile.ZipInfo(name, (2020, 2, 2, 2, 2, 2))
            info.comment, info.extra = b"said", b"\x99\x99\x02\x00ab"
            made.writestr(info, name.encode() * 50, method)
        made.comment = b"the end"
    return stream.getvalue()


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_is_replaced(method: int, streamed: bool) -> None:
    old = archive(method, streamed=streamed)
    new = with_members(old, {"б.xml": b"another, much longer than it was" * 100})
    with zipfile.ZipFile(io.BytesIO(new)) as after, zipfile.ZipFile(io.BytesIO(old)) as before:
        assert after.testzip() is None
        assert after.comment == before.comment == b"the end"
        assert after.read("б.xml") == b"another, much longer than it was" * 100
        for one, other in zip(before.infolist(), after.infolist(), strict=True):
            assert _facts(one) == _facts(other)
        end = before.getinfo("б.xml").header_offset
        assert new[:end] == old[:end]
        assert _raw(new, after, "c.bin") == _raw(old, before, "c.bin")


def _facts(info: zipfile.ZipInfo) -> tuple[object, ...]:
    return info.filename, info.date_time, info.compress_type, info.comment, info.extra


def _raw(data: bytes, archive: zipfile.ZipFile, name: str) -> bytes:
    info = archive.getinfo(name)
    return data[info.header_offset : archive.start_dir]


def test_nothing_replaced_is_nothing_changed() -> None:
    assert with_members(archive(), {}) == archive()


def test_what_is_out_of_the_ordinary_is_refused() -> None:
    with pytest.raises(ValueError, match="unusual"):
        with_members(b"#!/bin/sh\n" + archive(), {"a.xml": b""})
    with pytest.raises(ValueError, match="unusual"):
        with_members(archive(zipfile.ZIP_BZIP2), {"a.xml": b""})


def test_members_that_are_not_there() -> None:
    with pytest.raises(ValueError, match="damaged"):
        read_members(archive(), {"d.xml"})
    assert read_members(archive(), {"a.xml"}) == {"a.xml": b"a.xml" * 50}
