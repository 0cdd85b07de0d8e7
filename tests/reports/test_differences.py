"""Differences, readable with and without colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.reports.differences import differences, lookalikes
from iomgloss.text.normalize import collapse

WORDS = ["на", "хора", "мигранти", ",", ".", "2018", "НА"]
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


def shown(query: str, stored: str) -> str:
    return "".join(span.text for span in differences(query, stored, color=False))


@pytest.mark.parametrize(
    ("query", "stored", "wanted"),
    [
        ("a b c", "a b c", "a b c"),
        ("a x c", "a b c", "a [-b-]{+x+} c"),
        ("a c", "a b c", "a [-b-] c"),
        ("a b c", "a c", "a {+b+} c"),
        ("a x y d", "a b c d", "a [-b c-]{+x y+} d"),
        ("a b!", "a b.", "a b[-.-]{+!+}"),
        ("27 март 2019 г.", "27 март 2018 г.", "27 март [-2018-]{+2019+} г."),
        ("Мигрант", "мигрант", "[-мигрант-]{+Мигрант+}"),
        ("a  b", "a b", "a b"),
        ("", "a", "[-a-]"),
        ("a", "", "{+a+}"),
        ("", "", ""),
    ],
)
def test_marks(query: str, stored: str, wanted: str) -> None:
    assert shown(query, stored) == wanted


def test_colour_strikes_out_and_underlines() -> None:
    found = [(span.text, span.style) for span in differences("a x c", "a b c", color=True)]
    assert found == [
        ("a ", ""),
        ("b", "red strike"),
        (" ", ""),
        ("x", "green underline"),
        (" c", ""),
    ]


@given(texts, texts)
def test_each_side_can_be_read_off(query: str, stored: str) -> None:
    """Without what was put in it is the memory's text, without what was struck out the query."""
    found = differences(query, stored, color=False)
    memory = asked = ""
    for text, style in found:
        assert style in ("", "red strike", "green underline")
        memory += "" if "green" in style else text[2:-2] if style else text
        asked += "" if "red" in style else text[2:-2] if style else text
    assert memory.split() == collapse(stored).split()
    assert asked.split() == collapse(query).split()


def test_lookalikes_name_the_side_that_has_them() -> None:
    assert lookalikes("MОМ помага", "МОМ помага") == [
        "your text has look-alike letters of another script in “MОМ”"
    ]
    assert lookalikes("МОМ помага", "MОМ помага") == [
        "the memory has look-alike letters of another script in “MОМ”"
    ]
    assert lookalikes("мом помага", "МОМ помага") == []
    assert lookalikes("МОМ помага", "МОМ помага") == []
