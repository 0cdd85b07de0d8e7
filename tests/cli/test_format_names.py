"""What the command line says of formats comes from their one table."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli import cases

from iomgloss.formats.registry import FORMATS


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["export", "frob", "-o", "x"], [*(row.name for row in FORMATS if row.write), "omegat"]),
        (["import", "a.tmx", "--from", "frob"], [row.name for row in FORMATS if row.read]),
    ],
)
def test_an_unknown_format_lists_the_known_ones(
    arguments: list[str], names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    cases.prepare({}, folder, monkeypatch)
    found = cases.run({"args": arguments}, {}, folder)
    assert found.exit == 2
    assert f"'frob' is not one of {', '.join(map(repr, names))}." in found.stderr


def test_a_file_of_no_known_kind_says_how_to_name_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    cases.prepare({"files": {"a.xyz": "x"}}, folder, monkeypatch)
    found = cases.run({"args": ["import", "a.xyz"]}, {}, folder)
    assert found.exit == 2
    assert found.stderr.startswith("a.xyz: the format cannot be told from the file's name; say it")
