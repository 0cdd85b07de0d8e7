"""The segments of one language of a memory, indexed for retrieval: one file of plain arrays.

Segments are the distinct comparison keys, numbered by length, then by code points, so that all
lengths that can reach a score are one range of numbers, and one slice of every list of postings;
and a key is found by halving.
The file is mapped into memory, so a look-up touches what it needs of it and no more.

Layout, in the machine's byte order, which the header names: the header line in JSON, padded to a
multiple of 8, then the arrays one after the other, each padded alike.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from pathlib import Path
from zlib import crc32

from iomgloss.memory.terms import BEGINNING, OCCURRENCES, term
from iomgloss.text.pieces import PIECES

_ARRAYS = (
    ("lengths", "I"),  # number of the first segment at least that long, by length
    ("sizes", "I"),  # length of a segment's key, characters
    ("ends", "Q"),  # byte where a segment's key ends in the texts
    ("owners", "I"),  # index into rows where a segment's rows end
    ("rows", "I"),  # the variants that have the key
    ("terms", "I"),  # sorted
    ("lists", "Q"),  # index into postings where a term's list ends
    ("postings", "I"),  # numbers of segments, ascending within a list
    ("texts", "B"),  # the keys, UTF-8
)
_HEADER = 512
_SUM = 8
"""Of the header's bytes, those at its end that are the checksum of the others."""
_KNOWN = 1 << 20
"""Stretches of text that are remembered while building, at most."""


class Postings:
    """The postings in these bytes. Raises ValueError for what is not whole or not ours."""

    def __init__(self, data: bytes | mmap.mmap, version: str) -> None:
        text, checksum = data[: _HEADER - _SUM], data[_HEADER - _SUM : _HEADER]
        if checksum != b"%08x" % crc32(text):
            raise ValueError("the header of the postings is damaged")
        head = json.loads(text)
        if head["version"] != version or head["order"] != sys.byteorder:
            raise ValueError("the postings were made by another version")
        if head["size"] != len(data):
            raise ValueError("the postings are not whole")
        view = memoryview(data)
        start = _HEADER
        parts = {}
        for (name, kind), size in zip(_ARRAYS, head["sizes"], strict=True):
            parts[name] = view[start : start + size].cast(kind)  # type: ignore[call-overload]
            start += _padded(size)
        self._lengths, self._ends = parts["lengths"], parts["ends"]
        self.sizes: memoryview[int] = parts["sizes"]
        self._owners, self._rows = parts["owners"], parts["rows"]
        self._terms, self._lists = parts["terms"], parts["lists"]
        self.postings: memoryview[int] = parts["postings"]
        self._texts = parts["texts"]
        self.variants = len(self._rows)
        """How many it was made of."""

    @classmethod
    def open(cls, path: Path, version: str) -> Postings:
        """Map a file into memory. Raises OSError, ValueError."""
        with path.open("rb") as stream:
            return cls(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ), version)

    def band(self, lowest: int, highest: float) -> tuple[int, int]:
        """The numbers, half-open, of the segments whose lengths lie between both, included."""
        longest = len(self._lengths) - 1
        first = self._lengths[min(lowest, longest)]
        return first, max(first, self._lengths[int(min(highest + 1, longest))])

    def list_of(self, number: int, band: tuple[int, int]) -> tuple[int, int]:
        """The slice of ``postings`` that has the segments of a band with this term."""
        place = bisect_left(self._terms, number)
        if place == len(self._terms) or self._terms[place] != number:
            return 0, 0
        start, end = self._lists[place - 1] if place else 0, self._lists[place]
        start = bisect_left(self.postings, band[0], start, end)
        return start, bisect_left(self.postings, band[1], start, end)

    def key(self, segment: int) -> str:
        start = self._ends[segment - 1] if segment else 0
        return str(self._texts[start : self._ends[segment]], "utf-8")

    def place(self, key: str) -> int | None:
        """The number of the segment with this very key."""
        first, last = self.band(len(key), len(key))
        place = bisect_left(range(first, last), key, key=self.key) + first
        return place if place < last and self.key(place) == key else None

    def rows(self, segment: int) -> list[int]:
        """The variants that have the segment's key, ascending."""
        start = self._owners[segment - 1] if segment else 0
        found: list[int] = self._rows[start : self._owners[segment]].tolist()
        return found

    def __len__(self) -> int:
        return len(self._ends)


def build(variants: Iterable[tuple[int, str]], version: str) -> Iterator[bytes]:
    """The bytes of a file for these rows with their keys, rows ascending."""
    rows_of: dict[str, int | list[int]] = {}
    for row, key in variants:
        known = rows_of.setdefault(key, row)
        if known is not row:
            if isinstance(known, list):
                known.append(row)
            else:
                rows_of[key] = [known, row]
    keys = sorted(rows_of)
    keys.sort(key=len)
    texts = [key.encode() for key in keys]
    sizes, ends = array("I", map(len, keys)), array("Q", accumulate(map(len, texts)))
    lengths = array("I")
    for segment, size in enumerate(sizes):
        while len(lengths) <= size:
            lengths.append(segment)
    lengths.append(len(keys))
    owners, rows = array("I"), array("I")
    for key in keys:
        mine = rows_of.pop(key)
        if isinstance(mine, list):
            rows.extend(mine)
        else:
            rows.append(mine)
        owners.append(len(rows))
    lists = _lists(keys)
    del keys
    terms = array("I", sorted(lists))
    list_ends = array("Q", accumulate(len(lists[number]) for number in terms))
    plain = (lengths, sizes, ends, owners, rows, terms, list_ends)
    total = 4 * list_ends[-1] if list_ends else 0
    held = [len(part) * part.itemsize for part in plain] + [total, ends[-1] if ends else 0]
    yield _head(held, version)
    for part in plain:
        yield from _pad([part.tobytes()])
    yield from _pad(lists[number].tobytes() for number in terms)
    yield from _pad(texts)


_BEYOND = 0
"""Stands for all occurrences that are no terms."""


class _Terms(dict[str, tuple[int, ...]]):
    """The terms of a stretch of text without spaces, each piece taken as its first occurrence.

    Terms are numbered as they come here: a beginning of a piece, and which occurrence of it. What
    stands between two spaces has the same pieces wherever it stands, and often comes again.
    """

    def __init__(self) -> None:
        self.names = [("", 0)]
        self.lists: list[list[int]] = [[]]
        """Of each term, the numbers of the segments that have it, ascending."""
        self._following = [_BEYOND]
        """The term that is the next occurrence; -1: not met yet."""
        self._firsts: dict[str, int] = {}

    def __missing__(self, stretch: str) -> tuple[int, ...]:
        found = []
        for piece in PIECES.findall(stretch):
            beginning = piece[:BEGINNING]
            number = self._firsts.get(beginning)
            if number is None:
                number = self._firsts[beginning] = self._new(beginning, 0)
            found.append(number)
        terms = tuple(found)
        if len(self) < _KNOWN:
            self[stretch] = terms
        return terms

    def _new(self, beginning: str, occurrence: int) -> int:
        self.names.append((beginning, occurrence))
        self.lists.append([])
        self._following.append(-1 if occurrence < OCCURRENCES - 2 else _BEYOND)
        return len(self.names) - 1

    def occurrences(self, firsts: list[int]) -> set[int]:
        """For terms that are all taken as the first occurrence, those that they are."""
        found: set[int] = set()
        following = self._following
        for number in firsts:
            while number in found and number != _BEYOND:
                after = following[number]
                if after < 0:
                    beginning, occurrence = self.names[number]
                    after = following[number] = self._new(beginning, occurrence + 1)
                number = after
            found.add(number)
        return found


def _lists(keys: Iterable[str]) -> dict[int, array[int]]:
    """By number of a term, the numbers of the segments that have it, ascending."""
    terms = _Terms()
    lists, terms_of, flat = terms.lists, terms.__getitem__, chain.from_iterable
    for segment, key in enumerate(keys):
        found = list(flat(map(terms_of, key.split(" "))))
        distinct = set(found)
        if len(distinct) < len(found):
            distinct = terms.occurrences(found)
        for number in distinct:
            lists[number].append(segment)
    result: dict[int, array[int]] = {}
    for name, segments in zip(terms.names[1:], lists[1:], strict=True):
        number = term(*name)
        if number in result:  # two terms share it
            segments = sorted({*result[number], *segments})
        result[number] = array("I", segments)
    return result


def _head(sizes: list[int], version: str) -> bytes:
    """The header; it carries a checksum of itself."""
    head = {
        "version": version, "order": sys.byteorder, "sizes": sizes,
        "size": _HEADER + sum(map(_padded, sizes)),
    }  # fmt: skip
    text = json.dumps(head).encode().ljust(_HEADER - _SUM)
    return text + b"%08x" % crc32(text)


def _pad(parts: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        yield part
    yield b"\0" * (_padded(size) - size)


def _padded(size: int) -> int:
    return -(-size // 8) * 8
