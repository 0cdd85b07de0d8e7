"""Which workspace a command works on, and where its index lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from iomgloss.errors import UsageError
from iomgloss.workspace import locate, open_workspace


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(locate.VARIABLE, raising=False)


def test_the_nearest_folder_upwards_is_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "glossary" / "crime")
    assert locate.find(None) == (folder, False)


def test_a_named_folder_wins_over_the_variable_and_that_over_the_place(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("named", "variable"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "iomgloss.toml").touch()
    monkeypatch.chdir(folder)
    monkeypatch.setenv(locate.VARIABLE, str(tmp_path / "variable"))
    assert locate.find(tmp_path / "named") == (tmp_path / "named", False)
    assert locate.find(None) == (tmp_path / "variable", False)


def test_elsewhere_it_is_the_built_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder, built_in = locate.find(None)
    assert built_in
    assert (folder / "glossary" / "irregular-migration" / "migrant-smuggling.toml").is_file()


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        locate.find(tmp_path)
    assert caught.value.lines() == [
        f"{tmp_path}: no workspace: the folder holds no iomgloss.toml; "
        f"make one there: iomgloss init {tmp_path}"
    ]


def test_the_index_lies_in_the_workspace_and_git_does_not_see_it(folder: Path) -> None:
    assert locate.index_folder(folder, built_in=False) == folder / ".iomgloss"
    assert (folder / ".iomgloss" / ".gitignore").read_text() == "*\n"


def test_the_built_in_index_lies_in_the_users_cache(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / "cache" / name))
    found = locate.index_folder(folder, built_in=True)
    assert found is not None
    assert found.parent == tmp_path / "cache" / "iomgloss"
    assert not (folder / ".iomgloss").exists()


def test_without_a_cache_the_index_is_kept_in_memory(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()  # no folder can be made below a file
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / "file" / name))
    monkeypatch.setattr(locate, "INDEX", "iomgloss.toml/index")
    workspace = open_workspace(folder)
    assert workspace.index_folder is None
    assert [hit.concept for hit in workspace.terms_in("каналджийството на мигранти")] == [
        "smuggling"
    ]
    assert [match.unit for match in workspace.matches("Добро утро.", "bg", "en")] == ["a2"]
