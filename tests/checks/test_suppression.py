"""Remarks in drafts that silence checks."""

from __future__ import annotations

from typing import Any

import pytest

from iomgloss.checks.registry import Check
from iomgloss.checks.suppression import Suppression, in_notes, in_text, silenced
from iomgloss.model import Block, Finding, Passage, Run

T001 = Check("T001", "deprecated-term", "terminology.deprecated")
P005 = Check("P005", "doubled-word", "terminology.deprecated")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<!-- iomgloss: ignore T001 -->\nx", [(("T001",), False, (1, 2))]),
        ("<!--iomgloss:ignore T001,P-->\nx", [(("T001", "P"), False, (1, 2))]),
        ("<!-- iomgloss: ignore -->\r\n\r\n \r\nx", [((), False, (1, 4))]),
        ("x <!-- iomgloss: ignore doubled-word --> y\nz", [(("doubled-word",), False, (1,))]),
        ("a\rb\n<!-- iomgloss: ignore-file T -->", [(("T",), True, (3, 4))]),
        ("<!-- iomgloss: ignore T001: a quotation -->\nx", [(("T001",), False, (1, 2))]),
        ("<!-- iomgloss: ignore T001\n a quotation -->\nx", [(("T001",), False, (1, 3))]),
        ("<!-- iomgloss: ignored T001 -->", []),
        ("<!-- iomgloss ignore -->", []),
        ("iomgloss: ignore T001", []),
        ("<!-- iomgloss: ignore T001", []),
    ],
)
def test_comments(text: str, found: list[Any]) -> None:
    assert [(each.names, each.whole_file, each.lines) for each in in_text(text)] == found


def test_notes() -> None:
    notes = ("Who?\niomgloss: ignore T001\nand more", "iomgloss: ignore-file P")
    passage = Passage(number=7, text="x", language="bg", source="y", notes=notes)
    assert list(in_notes([passage])) == [
        Suppression(names=("T001",), passage=7),
        Suppression(names=("P",), whole_file=True, passage=7),
    ]


def at(line: int, text: str = "дума", start: int = 0, first: int | None = None) -> Finding:
    """A finding of four letters on a line, in a paragraph that begins on line ``first``."""
    runs = [Run(start, start + 4, start, start + 4, line=line, column=start + 1)]
    if start:
        runs.insert(0, Run(0, start, 0, start, line=first or line, column=1))
    passage = Passage(number=1, text=text, language="bg", block=Block(text=text, runs=tuple(runs)))
    return Finding(passage=passage, start=start, end=start + 4, message="wrong")


@pytest.mark.parametrize(
    ("remark", "row", "finding", "told"),
    [
        ("<!-- iomgloss: ignore T001 -->\n", T001, at(2), 0),
        ("<!-- iomgloss: ignore T001 -->\n", P005, at(2), 1),
        ("<!-- iomgloss: ignore -->\n", P005, at(2), 0),
        ("<!-- iomgloss: ignore T0O1 -->\n", T001, at(2), 1),
        ("<!-- iomgloss: ignore T001 -->\n", T001, at(3), 1),
        ("<!-- iomgloss: ignore T001 -->\n", T001, at(3, "първа дума", 6, first=2), 0),
        ("x <!-- iomgloss: ignore T001 -->\n", T001, at(3, "първа дума", 6, first=1), 1),
        ("x <!-- iomgloss: ignore T001 -->\n", T001, at(1), 0),
        ("x <!-- iomgloss: ignore T001 -->\n", T001, at(2), 1),
        ("\n\n\n<!-- iomgloss: ignore-file T -->\n", T001, at(1), 0),
        ("<!-- iomgloss: ignore S -->\n", T001, at(1, "<!-- дума", 5), 0),
    ],
)
def test_silenced(remark: str, row: Check, finding: Finding, told: int) -> None:
    kept, _ = silenced([(row, finding)], in_text(remark))
    assert len(kept) == told


def test_remarks_that_silence_nothing_are_named() -> None:
    remarks = list(in_text("<!-- iomgloss: ignore T -->\nx\n<!-- iomgloss: ignore P -->\ny\n"))
    assert silenced([(T001, at(2)), (T001, at(4))], remarks) == ([(T001, at(4))], [remarks[1]])


def test_many_comments_without_an_end_cost_little() -> None:
    text = "<!-- iomgloss: ignore " * 50_000
    assert list(in_text(text)) == []
