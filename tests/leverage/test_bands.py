"""Match bands: limits, weights, precedence; the numbers add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.leverage.analysis import Known, analyse, in_bands
from iomgloss.leverage.bands import Bands, in_per_cent
from iomgloss.leverage.counting import count
from iomgloss.model.analysis import Count


def test_the_usual_bands() -> None:
    bands = Bands()
    assert bands.weights == {
        "context": 0, "repetition": 25, "exact": 25, "95-99": 40, "85-94": 60, "75-84": 80,
        "50-74": 100, "none": 100,
    }  # fmt: skip
    scores = (None, 0.0, 49.9, 50.0, 74.9, 75.0, 84.9, 85.0, 94.9, 95.0, 99.9, 100.0, 100.9, 101.0)
    assert [bands.of(score) for score in scores] == [
        "none", "none", "none", "50-74", "50-74", "75-84", "75-84", "85-94", "85-94", "95-99",
        "95-99", "exact", "exact", "context",
    ]  # fmt: skip


def test_other_bands_have_weights_too() -> None:
    bands = Bands(limits=(99, 90, 70), set_weights={"70-89": 55, "none": 110})
    assert bands.weights == {
        "context": 0, "repetition": 25, "exact": 25, "99": 40, "90-98": 60, "70-89": 55,
        "none": 110,
    }  # fmt: skip
    assert [bands.of(score) for score in (99.0, 98.9, 70.0, 69.9)] == [
        "99", "90-98", "70-89", "none",
    ]  # fmt: skip
    assert Bands(limits=()).names == ("context", "repetition", "exact", "none")


@pytest.mark.parametrize(
    ("limits", "weights", "said"),
    [
        ((100,), {}, "a band begins at a whole number from 1 to 99"),
        ((85, 85), {}, "the limits of bands fall: 95, 85, 75, 50"),
        (
            (85,),
            {"95-99": 10},
            "no band is called '95-99'; there are context, repetition, exact, 85-99, none",
        ),
    ],
)
def test_what_is_no_band_is_refused(
    limits: tuple[int, ...], weights: dict[str, int], said: str
) -> None:
    with pytest.raises(ValueError, match=said.replace("(", "[(]")):
        Bands(limits=limits, set_weights=weights)


def test_weights_are_hundredths() -> None:
    assert in_per_cent({"exact": 0.29, "none": 1}) == {"exact": 29, "none": 100}
    for share in (0.125, -0.1, 11.0, float("nan")):
        with pytest.raises(ValueError, match="exact"):
            in_per_cent({"exact": share})


def test_precedence() -> None:
    run = [
        Known(text="а", score=100.0),
        Known(text="а", score=100.0),  # a repetition, whatever the memory says
        Known(text="а", score=101.0),  # but for a context match
        Known(text="б", score=60.0, internal=96.0),
        Known(text="в", score=96.0, internal=96.0),  # the memory wins a tie
        Known(text="г", internal=50.0),
        Known(text="д", score=100.0, internal=99.0),
        Known(text="е", score=96.5, internal=98.0),  # in that band by the memory, too
    ]
    assert list(in_bands(run, Bands())) == [
        ("exact", False), ("repetition", False), ("context", False), ("95-99", True),
        ("95-99", False), ("50-74", True), ("exact", False), ("95-99", False),
    ]  # fmt: skip


segments = st.builds(
    Known,
    text=st.sampled_from(["една", "две думи", "три — думи", "国际 移民"]),
    score=st.none() | st.floats(0, 101),
    internal=st.none() | st.floats(0, 99),
)


@given(
    files=st.lists(st.lists(segments, max_size=6), max_size=4),
    limits=st.sets(st.integers(1, 99), max_size=6),
)
def test_numbers_add_up(files: list[list[Known]], limits: set[int]) -> None:
    bands = Bands(limits=tuple(sorted(limits, reverse=True)))
    each, total = analyse(files, bands)
    everything = [count(segment.text) for file in files for segment in file]
    assert total.total == sum(everything, start=Count())
    assert sum((item.total for item in each), start=Count()) == total.total
    assert sum(item.weighted for item in each) == total.weighted
    for item in (*each, total):
        assert tuple(item.bands) == bands.names
        for name, inside in item.internal.items():
            assert inside.segments <= item.bands[name].segments
            assert inside.words <= item.bands[name].words
