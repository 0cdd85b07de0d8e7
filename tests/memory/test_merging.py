"""What a repeat brings to the unit that stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.formats import tmx
from iomgloss.memory.merging import merged, newest, refreshed
from iomgloss.model import Provenance, Segment, TranslationUnit, Variant

MARK = Provenance(created="20260101T000000Z", created_by="importer")
EARLY, LATE, LATEST = "20180101T000000Z", "20200101T000000Z", "20220101T000000Z"


NOTHING = Provenance()


def pair(unit: Provenance, target: Provenance = NOTHING) -> TranslationUnit:
    return TranslationUnit(
        variants=(
            Variant(language="bg", segment=Segment.of("едно")),
            Variant(language="en", segment=Segment.of("one"), provenance=target),
        ),
        provenance=unit,
    )


def text(unit: TranslationUnit) -> bytes:
    return tmx.unit_text(unit).encode()


@pytest.mark.parametrize(
    ("known", "brought", "result"),
    [
        (
            Provenance(changed=EARLY, changed_by="a"),
            Provenance(changed=LATE, changed_by="b"),
            Provenance(changed=LATE, changed_by="b"),
        ),
        (
            Provenance(changed=LATE, changed_by="a"),
            Provenance(changed=EARLY, changed_by="b"),
            Provenance(changed=LATE, changed_by="a"),
        ),
        (
            Provenance(created=EARLY, created_by="a", used=EARLY, usage_count=3),
            Provenance(created=LATE, created_by="b", used=LATE, usage_count=2),
            Provenance(created=LATE, created_by="b", used=LATE, usage_count=3),
        ),
        (Provenance(), Provenance(usage_count=0), Provenance(usage_count=0)),
        (Provenance(used="yesterday"), Provenance(used=EARLY), Provenance(used=EARLY)),
        (Provenance(used=EARLY), Provenance(used="yesterday"), Provenance(used=EARLY)),
        (Provenance(), Provenance(used="yesterday"), Provenance(used="yesterday")),
    ],
)
def test_the_later_date_and_the_higher_count(
    known: Provenance, brought: Provenance, result: Provenance
) -> None:
    assert newest(known, brought) == result


def test_the_mark_of_an_import_gives_way_to_any_date() -> None:
    unit, repeat = pair(MARK), pair(Provenance(created=EARLY, created_by="mira"))
    assert refreshed(unit, repeat, MARK) == repeat
    assert refreshed(repeat, unit, MARK) == repeat
    assert refreshed(unit, unit, MARK) == unit


def test_several_repeats_bring_the_latest_of_all() -> None:
    unit = pair(Provenance(changed=EARLY), Provenance(usage_count=1))
    repeats = [
        pair(Provenance(changed=LATEST, changed_by="z")),
        pair(Provenance(changed=LATE), Provenance(usage_count=7)),
    ]
    expected = pair(Provenance(changed=LATEST, changed_by="z"), Provenance(usage_count=7))
    assert merged(text(unit), [text(item) for item in repeats], MARK) == text(expected)


def test_variants_in_another_order() -> None:
    unit = pair(NOTHING, Provenance(used=EARLY))
    repeat = pair(NOTHING, Provenance(used=LATE))
    turned = replace(repeat, variants=repeat.variants[::-1])
    assert merged(text(unit), [text(turned)], MARK) == text(repeat)


STAMPS = st.sampled_from([None, EARLY, LATE, MARK.created, "odd"])
WHO = st.sampled_from([None, "a", "R&D", MARK.created_by])
ORIGINS = st.builds(
    Provenance,
    created=STAMPS,
    created_by=WHO,
    changed=STAMPS,
    changed_by=WHO,
    used=STAMPS,
    usage_count=st.sampled_from([None, 0, 9, 10]),
)
PAIRS = st.builds(pair, unit=ORIGINS, target=ORIGINS)


@given(PAIRS, PAIRS)
def test_looking_at_start_tags_decides_nothing_wrongly(
    unit: TranslationUnit, repeat: TranslationUnit
) -> None:
    result = refreshed(unit, repeat, MARK)
    expected = None if result == unit else text(result)
    assert merged(text(unit), [text(repeat)], MARK) == expected
