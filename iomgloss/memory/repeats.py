"""Telling which of millions of units are repeats, in flat memory."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b

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
        """Of the units with these digests: twice their place, one more if they are dated."""

    def __len__(self) -> int:
        return self._count

    def add(self, keys: Sequence[bytes], dated: Sequence[bool]) -> None:
        """Note units with these keys; ``dated`` says which have dates that a repeat can bring."""
        digests, numbers = self._digests, self._numbers
        number = 2 * self._count
        for key, is_dated in zip(keys, dated, strict=True):
            digest = blake2b(key, digest_size=_SIZE).digest()
            part = digest[0]
            digests[part] += digest
            numbers[part].append(number + is_dated)
            number += 2
        self._count += len(keys)

    def repeats(self, known: int) -> Repeats:
        """The repeats among all units but the first ``known``, which are in the memory already.

        Forgets the digests as it goes.
        """
        found = Repeats(known, bytearray(self._count - known))
        for part in range(_PARTS):
            data, numbers = bytes(self._digests[part]), self._numbers[part]
            self._digests[part], self._numbers[part] = bytearray(), array("I")
            digests = [data[start : start + _SIZE] for start in range(0, len(data), _SIZE)]
            if len(set(digests)) == len(digests):
                continue
            last: dict[bytes, int] = {}
            for digest, number in zip(digests, numbers, strict=True):
                place = number >> 1
                before = last.setdefault(digest, place)
                if before != place and place >= known:
                    found.is_repeat[place - known] = True
                    if number & 1:
                        found.follow(before, place)
                        last[digest] = place
        return found


class Repeats:
    """Which of the added units are repeats, and of which others."""

    def __init__(self, known: int, is_repeat: bytearray) -> None:
        self.known = known
        self.is_repeat = is_repeat
        """Of each unit that was added."""
        self._next = array("I")
        """The next dated repeat of the same unit, 0 for none; empty where no unit has any."""

    def __len__(self) -> int:
        return self.is_repeat.count(True)

    @property
    def is_any_dated(self) -> bool:
        return bool(self._next)

    def follow(self, before: int, place: int) -> None:
        """Note that the unit in ``place`` is the next dated repeat of the one ``before``."""
        if not self._next:
            self._next = array("I", bytes(4 * (self.known + len(self.is_repeat))))
        self._next[before] = place

    def added(self) -> Iterator[tuple[int, int]]:
        """Of each unit that was added: it is a repeat; it has a dated repeat. Not 0 means yes."""
        following = itertools.islice(self._next, self.known, None) if self._next else None
        return zip(self.is_repeat, following or itertools.repeat(0), strict=False)

    def of(self, place: int) -> Iterator[int]:
        """The dated repeats of the unit in ``place``, as places among those that were added."""
        while self._next and (place := self._next[place]):
            yield place - self.known
