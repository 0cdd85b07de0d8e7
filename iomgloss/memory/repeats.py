"""Telling which of millions of units are repeats, in flat memory."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from zlib import crc32

_SIZE = 12
"""Bytes of a digest: that any two of ten million units share one happens once in 10¹⁵ times."""
_PARTS = 256
"""Of the digests, by their first byte: one at a time is looked through."""


class Fingerprints:
    """Digests of the keys of units, in the order in which these come."""

    def __init__(self) -> None:
        self._count = 0
        self._digests = [bytearray() for _ in range(_PARTS)]
        self._numbers = [array("I") for _ in range(_PARTS)]
        """The places of the units with these digests."""
        self._sums = [array("I") for _ in range(_PARTS)]
        """Check sums of their texts, 0 for those without a date that a repeat can bring: a repeat
        that says the same need not be looked at (one in 4·10⁹ that does not goes with them)."""

    def __len__(self) -> int:
        return self._count

    def add(self, keys: Sequence[bytes], dated: Sequence[bool], texts: Sequence[bytes]) -> None:
        """Note units with these keys; ``dated`` says which have dates that a repeat can bring,
        ``texts`` what they say in all."""
        digests, numbers, sums = self._digests, self._numbers, self._sums
        for number, (key, is_dated, text) in enumerate(
            zip(keys, dated, texts, strict=True), start=self._count
        ):
            digest = blake2b(key, digest_size=_SIZE).digest()
            part = digest[0]
            digests[part] += digest
            numbers[part].append(number)
            sums[part].append(crc32(text) or 1 if is_dated else 0)
        self._count += len(keys)

    def repeats(self, known: int) -> Repeats:
        """The repeats among all units but the first ``known``, which are in the memory already.

        Forgets the digests as it goes.
        """
        found = Repeats(known, bytearray(self._count - known))
        for part in range(_PARTS):
            data, numbers, sums = bytes(self._digests[part]), self._numbers[part], self._sums[part]
            self._digests[part], self._numbers[part] = bytearray(), array("I")
            self._sums[part] = array("I")
            digests = [data[start : start + _SIZE] for start in range(0, len(data), _SIZE)]
            if len(set(digests)) == len(digests):
                continue
            last: dict[bytes, tuple[int, int]] = {}
            for digest, place, sum_ in zip(digests, numbers, sums, strict=True):
                before, known_sum = last.setdefault(digest, (place, sum_))
                if before != place and place >= known:
                    found.is_repeat[place - known] = True
                    if sum_ not in (0, known_sum):
                        found.follow(before, place)
                        last[digest] = place, sum_
        return found


class Repeats:
    """Which of the added units are repeats, and of which others."""

    def __init__(self, known: int, is_repeat: bytearray) -> None:
        self.known = known
        self.is_repeat = is_repeat
        """Of each unit that was added."""
        self._next = array("I")
        """The next repeat of the same unit that may be newer, 0 for none; empty where all are 0."""

    def __len__(self) -> int:
        return self.is_repeat.count(True)

    @property
    def is_any_newer(self) -> bool:
        """Some may be."""
        return bool(self._next)

    def follow(self, before: int, place: int) -> None:
        """Note that the unit in ``place`` is the next such repeat of the one ``before``."""
        if not self._next:
            self._next = array("I", bytes(4 * (self.known + len(self.is_repeat))))
        self._next[before] = place

    def added(self) -> Iterator[tuple[int, int]]:
        """Of each unit that was added: it is a repeat; one follows it. Not 0 means yes."""
        following = itertools.islice(self._next, self.known, None) if self._next else None
        return zip(self.is_repeat, following or itertools.repeat(0), strict=False)

    def of(self, place: int) -> Iterator[int]:
        """The repeats that may be newer than the unit in ``place``, as places among the added."""
        while self._next and (place := self._next[place]):
            yield place - self.known
