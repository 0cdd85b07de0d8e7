"""The segments of one language of a memory, indexed for retrieval: one file of plain arrays.

Segments are the distinct comparison keys, numbered by length (ties: as first met), so that all
lengths that can reach a score are one range of numbers, and one slice of every list of postings.
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
from pathlib import Path

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


class Postings:
    """The postings in these bytes. Raises ValueError for what is not whole or not ours."""

    def __init__(self, data: bytes | mmap.mmap, version: str) -> None:
        head = json.loads(data[:_HEADER])
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
        self.last_row: int = head["last_row"]
        """Variants up to this row are in here."""

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
    last_row = 0
    for last_row, key in variants:
        known = rows_of.setdefault(key, last_row)
        if known is not last_row:
            if isinstance(known, list):
                known.append(last_row)
            else:
                rows_of[key] = [known, last_row]
    keys = sorted(rows_of, key=len)
    lengths, all_sizes, ends = array("I"), array("I"), array("Q")
    owners, rows = array("I"), array("I")
    lists: dict[int, array[int]] = {}
    numbers: dict[str, int] = {}
    end = 0
    for segment, key in enumerate(keys):
        size = len(key)
        while len(lengths) <= size:
            lengths.append(segment)
        all_sizes.append(size)
        end += len(key.encode())
        ends.append(end)
        mine = rows_of[key]
        if isinstance(mine, list):
            rows.extend(mine)
        else:
            rows.append(mine)
        owners.append(len(rows))
        for number in _terms(key, numbers):
            try:
                lists[number].append(segment)
            except KeyError:
                lists[number] = array("I", (segment,))
    lengths.append(len(keys))
    terms = array("I", sorted(lists))
    list_ends, total = array("Q"), 0
    for number in terms:
        total += len(lists[number])
        list_ends.append(total)
    sizes = [
        len(lengths) * 4, len(keys) * 4, len(ends) * 8, len(owners) * 4, len(rows) * 4,
        len(terms) * 4, len(list_ends) * 8, total * 4, end,
    ]  # fmt: skip
    head = {
        "version": version, "order": sys.byteorder, "last_row": last_row, "sizes": sizes,
        "size": _HEADER + sum(map(_padded, sizes)),
    }  # fmt: skip
    yield json.dumps(head).encode().ljust(_HEADER)
    for part in (lengths, all_sizes, ends, owners, rows, terms, list_ends):
        yield from _pad([part.tobytes()])
    yield from _pad(lists[number].tobytes() for number in terms)
    yield from _pad(key.encode() for key in keys)


def _terms(key: str, numbers: dict[str, int]) -> Iterable[int]:
    """The terms of a key, each once; ``numbers`` remembers first occurrences."""
    beginnings = [piece[:BEGINNING] for piece in PIECES.findall(key) if piece != " "]
    found = []
    if len(set(beginnings)) == len(beginnings):
        for beginning in beginnings:
            number = numbers.get(beginning)
            if number is None:
                number = numbers[beginning] = term(beginning, 0)
            found.append(number)
    else:
        count: dict[str, int] = {}
        for beginning in beginnings:
            occurrence = count[beginning] = count.get(beginning, -1) + 1
            if occurrence < OCCURRENCES - 1:
                found.append(term(beginning, occurrence))
    return set(found)


def _pad(parts: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        yield part
    yield b"\0" * (_padded(size) - size)


def _padded(size: int) -> int:
    return -(-size // 8) * 8
