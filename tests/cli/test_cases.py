"""Every case of ``cases/``; see `cli.cases` for what they are made of."""

from pathlib import Path

import pytest
from cli import cases

FILES = sorted(cases.FOLDER.glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_case(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = cases.load(file)
    folder = tmp_path / "work"
    folder.mkdir()
    cases.prepare(case, folder, monkeypatch)
    for step in case["run"]:
        found = cases.run(step, case, folder)
        wanted = cases.Outcome(
            exit=step.get("exit", 0), stdout=step.get("stdout", ""), stderr=step.get("stderr", "")
        )
        assert found == wanted
    for name, content in case.get("after", {}).items():
        path = folder / name
        found_text = path.read_bytes().decode() if path.exists() else False
        assert found_text == content, name


def test_every_command_has_a_case() -> None:
    import iomgloss.cli

    shown = {file.stem.split("-")[0] for file in FILES}
    assert set(iomgloss.cli.COMMANDS) - shown == set()
