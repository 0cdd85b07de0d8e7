"""A zip archive with some members replaced; all others are copied as they are, byte for byte."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_LOCAL = struct.Struct("<4s5H3L2H")
"""Signature, version, flags, method, time, date, CRC, two sizes, lengths of name and extra."""
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DESCRIPTOR = 1 << 3
"""Flag: CRC and sizes follow the data."""
_WIDE = 0xFFFFFFFF


def read_members(data: bytes, names: set[str]) -> dict[str, bytes]:
    """The content of some members. Raises ValueError for one that is not there or damaged."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            known = {info.filename.lower().lstrip("/"): info for info in archive.infolist()}
            return {name: archive.read(known[name.lower()]) for name in names}
    except (BadZipFile, KeyError, zlib.error, EOFError, NotImplementedError) as error:
        raise ValueError(f"the archive is damaged: {error}") from None


def with_members(data: bytes, new: Mapping[str, bytes]) -> bytes:
    """The archive ``data`` with new contents of the members in ``new``, named as they are there.

    Order, dates, comments and extra fields stay. Raises ValueError for an archive in several
    volumes or of zip64 size, or of a layout that is out of the ordinary.
    """
    with ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        directory = archive.start_dir
    wanted = {name.lower() for name in new}
    contents = {name.lower(): content for name, content in new.items()}
    order = sorted(members, key=lambda info: info.header_offset)
    ends = [info.header_offset for info in order[1:]] + [directory]
    made = bytearray(data[: order[0].header_offset] if order else data[:directory])
    entries: dict[int, tuple[int, tuple[int, int, int] | None]] = {}
    for info, end in zip(order, ends, strict=True):
        name = info.filename.lower().lstrip("/")
        place, facts = len(made), None
        if name in wanted:
            block, facts = _member(data, info, contents[name])
            made += block
        else:
            made += data[info.header_offset : end]
        entries[info.header_offset] = place, facts
    start = len(made)
    made += _directory(data, directory, len(members), entries)
    made += _ending(data, directory, len(made) - start, start)
    return bytes(made)


def _member(data: bytes, info: ZipInfo, content: bytes) -> tuple[bytes, tuple[int, int, int]]:
    """Local header and data; CRC and sizes."""
    fields = list(_LOCAL.unpack_from(data, info.header_offset))
    if fields[0] != b"PK\x03\x04" or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ValueError(f"the part {info.filename!r} is packed in an unusual way")
    packed = content
    if info.compress_type == ZIP_DEFLATED:
        deflate = zlib.compressobj(wbits=-15)
        packed = deflate.compress(content) + deflate.flush()
    facts = zlib.crc32(content), len(packed), len(content)
    fields[2] &= ~_DESCRIPTOR
    fields[6:9] = facts
    begin = info.header_offset + _LOCAL.size
    names = data[begin : begin + fields[9] + fields[10]]
    return _LOCAL.pack(*fields) + names + packed, facts


def _directory(
    data: bytes,
    at: int,
    count: int,
    entries: Mapping[int, tuple[int, tuple[int, int, int] | None]],
) -> bytes:
    """The central directory with new places, and new facts of the members that were replaced."""
    made = bytearray()
    for _ in range(count):
        fields = list(_CENTRAL.unpack_from(data, at))
        size = _CENTRAL.size + sum(fields[10:13])
        if fields[0] != b"PK\x01\x02" or _WIDE in fields[8:10] or fields[16] not in entries:
            raise ValueError("the archive is laid out in an unusual way")
        place, facts = entries[fields[16]]
        fields[16] = place
        if facts is not None:
            fields[3] &= ~_DESCRIPTOR
            fields[7:10] = facts
        made += _CENTRAL.pack(*fields) + data[at + _CENTRAL.size : at + size]
        at += size
    return bytes(made)


def _ending(data: bytes, directory: int, size: int, start: int) -> bytes:
    """The end record; its comment stays."""
    at = data.find(b"PK\x05\x06", directory + size)
    if at != directory + size:
        raise ValueError("the archive is laid out in an unusual way")
    fields = list(_END.unpack_from(data, at))
    fields[5:7] = size, start
    return _END.pack(*fields) + data[at + _END.size :]
