"""Repeats among millions, held against a dictionary."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iomgloss.memory.repeats import Fingerprints

KEYS = st.lists(st.tuples(st.sampled_from([b"a", b"b", b"c", b"", b"\xff"]), st.booleans()))


@given(KEYS, st.lists(KEYS))
def test_each_repeat_is_known_and_the_dated_ones_follow_the_first(
    memory: list[tuple[bytes, bool]], batches: list[list[tuple[bytes, bool]]]
) -> None:
    fingerprints = Fingerprints()
    first: dict[bytes, int] = {}
    for place, (key, _) in enumerate(memory):
        first.setdefault(key, place)
    is_repeat: list[bool] = []
    dated: dict[int, list[int]] = {}
    for key, is_dated in [item for batch in batches for item in batch]:
        place = len(is_repeat)
        known = first.setdefault(key, len(memory) + place)
        is_repeat.append(known != len(memory) + place)
        if is_repeat[-1] and is_dated:
            dated.setdefault(known, []).append(place)
    for batch in [memory, *batches]:
        fingerprints.add([key for key, _ in batch], [is_dated for _, is_dated in batch])
    assert len(fingerprints) == len(memory) + len(is_repeat)
    repeats = fingerprints.repeats(len(memory))
    assert list(map(bool, repeats.is_repeat)) == is_repeat
    assert len(repeats) == sum(is_repeat)
    assert repeats.is_any_dated == bool(dated)
    for place in set(first.values()):
        assert list(repeats.of(place)) == dated.get(place, [])
