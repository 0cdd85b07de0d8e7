"""Spans, wrapping, widths."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from iomgloss.reports.terminal import Span, Terminal, columns, join

PLAIN = Terminal()
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
words = st.text(st.sampled_from("aбж́漢 -"), max_size=40)
spans = st.lists(st.builds(Span, words, st.sampled_from(["", "bold", "red strike"])), max_size=6)


def test_text_is_styled_only_with_colour() -> None:
    span = Span("да", "bold red")
    assert PLAIN.styled(span) == "да"
    assert Terminal(color=True).styled(span) == "\x1b[1;31mда\x1b[0m"
    assert Terminal(color=True).styled(Span("да")) == "да"
    assert Terminal(color=True).styled(Span("", "bold")) == ""


def test_long_text_wraps_with_a_hanging_indent() -> None:
    text = Terminal(width=30).block([Span("one two three four five six seven")], "    en  ")
    assert text == "    en  one two three four\n        five six seven\n"


def test_other_lines_can_have_an_indent_of_their_own() -> None:
    text = Terminal(width=24).block([Span("one two three four five six")], "", "    ")
    assert text == "one two three four five\n    six\n"


def test_without_a_width_nothing_wraps() -> None:
    assert PLAIN.block([Span("word " * 100)], "    ") == "    " + ("word " * 100).rstrip() + "\n"


def test_columns_of_spaces_stay_between_words() -> None:
    assert Terminal(width=40).block([Span("a"), Span("  "), Span("b")]) == "a  b\n"


def test_line_breaks_in_a_text_are_spaces() -> None:
    assert PLAIN.block([Span("a\nb\r\nc\td")], "  ") == "  a b c d\n"


def test_word_longer_than_the_line_is_cut() -> None:
    lines = Terminal(width=24).block([Span("漢" * 30)], "  ").splitlines()
    assert lines == ["  " + "漢" * 11, "  " + "漢" * 11, "  " + "漢" * 8]


def test_narrow_terminal_still_gets_text() -> None:
    assert Terminal(width=5).block([Span("a bc")], "        ") == "        a bc\n"


def test_controls_are_shown_not_sent() -> None:
    assert PLAIN.styled(Span("a\x1b[31m\x07\x9b\x7f")) == "a␛[31m␇\ufffd\ufffd"


def test_columns_counts_what_a_terminal_shows() -> None:
    assert [columns(text) for text in ("", "abc", "жа", "е\u0301", "漢字", "ｱ")] == [
        0,
        3,
        2,
        1,
        4,
        1,
    ]


def test_join_puts_separators_between_groups() -> None:
    assert join([[Span("a")], [Span("b"), Span("c")]], "; ") == [
        Span("a"),
        Span("; ", "dim"),
        Span("b"),
        Span("c"),
    ]
    assert join([]) == []


@given(spans, st.integers(20, 60))
def test_wrapping_loses_no_letter_and_keeps_to_the_width(parts: list[Span], width: int) -> None:
    text = Terminal(color=True, width=width).block(parts, "  * ", "    ")
    plain = ESCAPES.sub("", text)
    assert all(columns(line) <= max(width, 24) for line in plain.splitlines())
    assert "".join(plain.split()).removeprefix("*") == "".join(
        "".join(p.text for p in parts).split()
    )
