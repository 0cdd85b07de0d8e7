"""Repeats among millions, held against a dictionary."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iomgloss.memory.repeats import Fingerprints

UNITS = st.lists(
    st.tuples(
        st.sampled_from([b"a", b"b", b"c", b"", b"\xff"]),
        st.booleans(),
        st.sampled_from([b"some day", b"another day"]),
    )
)


@given(UNITS, st.lists(UNITS))
def test_each_repeat_is_known_and_those_that_say_other_dates_follow_the_first(
    memory: list[tuple[bytes, bool, bytes]], batches: list[list[tuple[bytes, bool, bytes]]]
) -> None:
    fingerprints = Fingerprints()
    first: dict[bytes, int] = {}
    said: dict[bytes, bytes | None] = {}
    is_repeat: list[bool] = []
    newer: dict[int, list[int]] = {}
    for place, (key, is_dated, text) in enumerate(memory):
        if key not in first:
            first[key], said[key] = place, text if is_dated else None
    for key, is_dated, text in [item for batch in batches for item in batch]:
        place = len(is_repeat)
        is_repeat.append(key in first)
        if key not in first:
            first[key], said[key] = len(memory) + place, text if is_dated else None
        elif is_dated and text != said[key]:
            newer.setdefault(first[key], []).append(place)
            said[key] = text
    for batch in [memory, *batches]:
        keys, dated, texts = ([item[part] for item in batch] for part in range(3))
        fingerprints.add(keys, dated, texts)  # type: ignore[arg-type]
    assert len(fingerprints) == len(memory) + len(is_repeat)
    repeats = fingerprints.repeats(len(memory))
    assert list(map(bool, repeats.is_repeat)) == is_repeat
    assert len(repeats) == sum(is_repeat)
    assert repeats.is_any_newer == bool(newer)
    for place in set(first.values()):
        assert list(repeats.of(place)) == newer.get(place, [])
    followed = [bool(list(repeats.of(len(memory) + place))) for place in range(len(is_repeat))]
    pairs = [(bool(repeat), bool(next_)) for repeat, next_ in repeats.added()]
    assert pairs == list(zip(is_repeat, followed, strict=True))
