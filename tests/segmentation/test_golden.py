"""The tables of cases, one file per language: a text and its segments."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from iomgloss.segmentation import segments

DATA = Path(__file__).parent / "data"


def tables() -> dict[str, Any]:
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(DATA.glob("*.toml"))
    }


def cases() -> list[Any]:
    found = []
    for language, table in tables().items():
        for number, wanted in enumerate(table["sentences"], start=1):
            found.append(
                pytest.param(language, " ".join(wanted), wanted, id=f"{language}-{number}")
            )
        for number, case in enumerate(table.get("lines", ()), start=1):
            found.append(
                pytest.param(
                    language, case["text"], case["segments"], id=f"{language}-lines-{number}"
                )
            )
    return found


@pytest.mark.parametrize(("language", "text", "wanted"), cases())
def test_segments(language: str, text: str, wanted: list[str]) -> None:
    assert [span.text for span in segments(text, language)] == wanted


def test_there_are_enough_cases() -> None:
    counts = {name: len(table["sentences"]) for name, table in tables().items()}
    least = {"bg": 60, "ru": 60, "en": 40, "az": 10, "uz": 10}
    assert {name: counts[name] for name in least if counts[name] < least[name]} == {}
