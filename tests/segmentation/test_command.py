"""``iomgloss segment``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from iomgloss.cli.segment import command

TEXT = """За МОМ

От 2016 г. МОМ е агенция. Тя
работи от прот. Иванов.

  • Миграция и  развитие

The director arrived. He left in the morning.
OK
"""


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "iomgloss.toml").write_text('languages = ["bg", "en"]', encoding="utf-8")
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def run(*arguments: str, stdin: str = "") -> str:
    result = CliRunner().invoke(command, arguments, input=stdin, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_text(draft: Path) -> None:
    assert run("draft.txt") == (
        "За МОМ\nОт 2016 г. МОМ е агенция.\nТя работи от прот.\nИванов.\nМиграция и  развитие\n"
        "The director arrived.\nHe left in the morning.\nOK\n"
    )


def test_json_lines_give_places_and_languages(draft: Path) -> None:
    rows = [json.loads(line) for line in run("draft.txt", "--format", "jsonl").splitlines()]
    assert [(row["line"], row["column"], row["language"], row["text"]) for row in rows] == [
        (1, 1, "bg", "За МОМ"),
        (3, 1, "bg", "От 2016 г. МОМ е агенция."),
        (3, 27, "bg", "Тя работи от прот."),
        (4, 17, "bg", "Иванов."),
        (6, 5, "bg", "Миграция и  развитие"),
        (8, 1, "en", "The director arrived."),
        (8, 23, "en", "He left in the morning."),
        (9, 1, "en", "OK"),
    ]
    assert json.loads(run("draft.txt", "--format", "json")) == {"segments": rows}


def test_rules_and_language(draft: Path) -> None:
    draft.with_name("mine.toml").write_text('[bg]\nnever_final = ["прот"]\n', encoding="utf-8")
    lines = run("draft.txt", "-s", "bg", "--rules", "mine.toml").splitlines()
    assert lines[2] == "Тя работи от прот. Иванов."


def test_stdin(draft: Path) -> None:
    assert run("-", "-s", "ru", stdin="С.Тошбаев здесь. А. Виторино там.") == (
        "С.Тошбаев здесь.\nА. Виторино там.\n"
    )
    assert run("-", "-s", "ru", "--format", "json", stdin="") == '{\n  "segments": []\n}\n'
