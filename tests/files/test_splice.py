"""Changes find their way back to where the characters stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iomgloss.files.splice import Change, Slot, Tracks, finest, placed, splice

LETTERS = st.text(alphabet="аб в&", max_size=8)


def slot(*pieces: str | tuple[str, str]) -> tuple[str, Slot]:
    """A source and its slot: strings stand there as they are, pairs are text and source; what has
    no text is mark-up."""
    tracks, source = Tracks(), ""
    for piece in pieces:
        text, written = (piece, piece) if isinstance(piece, str) else piece
        tracks.put(text, len(source), len(source) + len(written))
        source += written
    return source, Slot(text=tracks.text, runs=tuple(tracks.runs), writes=(_write,))


def _write(text: str) -> str:
    return text.replace("&", "&amp;")


def changed(source: str, here: Slot, change: Change) -> str | None:
    found = placed(here, change, _write)
    return None if found is None else splice(source, found)


@settings(max_examples=300, deadline=None)
@given(LETTERS, LETTERS, LETTERS, LETTERS)
def test_finest_changes_say_the_same(before: str, old: str, after: str, new: str) -> None:
    text = before + old + after
    change = Change(len(before), len(before) + len(old), new)
    parts = list(finest(text, change))
    assert splice(text, parts) == before + new + after
    assert all(text[part.start : part.end] != part.text or not old for part in parts)


@settings(max_examples=300, deadline=None)
@given(LETTERS, LETTERS, LETTERS, LETTERS)
def test_without_mark_up_everything_can_be_written(
    before: str, old: str, after: str, new: str
) -> None:
    pieces = [("&", "&amp;") if letter == "&" else letter for letter in before + old + after]
    source, here = slot(*pieces)
    change = Change(len(before), len(before) + len(old), new)
    made = changed(source, here, change)
    if source:
        assert made == _write(before + new + after)


@pytest.mark.parametrize(
    ("pieces", "change", "made"),
    [
        (["Mир"], Change(0, 3, "Мир"), "Мир"),
        (["ad", ("", "<b>"), "ми"], Change(0, 4, "адми"), "ад<b>ми"),
        (["аб", ("", "<b>"), "вг", ("", "</b>"), "де"], Change(1, 5, "xyz"), "аxyz<b></b>е"),
        (["а б", ("", "<b>"), "в"], Change(0, 4, "г д ж"), None),
        (["а ", ("", "<b>"), " б"], Change(1, 3, " "), "а <b>б"),
        ([("", "<b>"), "а"], Change(0, 0, "б"), "<b>ба"),
        (["а", ("", "<b>")], Change(1, 1, "б"), "аб<b>"),
        (["а", ("\t", ""), "б"], Change(0, 3, "в"), None),
        ([("&", "&amp;"), "б"], Change(0, 1, "<&"), "<&amp;б"),
        ([("fi", "&#64257;")], Change(1, 2, ""), None),
    ],
)
def test_placed(pieces: list[str | tuple[str, str]], change: Change, made: str | None) -> None:
    source, here = slot(*pieces)
    assert changed(source, here, change) == made


def test_overlapping_changes_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        splice("абв", [Change(0, 2, ""), Change(1, 3, "")])
