"""Memories of a workspace: their names, folders and penalties, while files come and go."""

from pathlib import Path

import pytest
from memory.support import tmx_bytes, unit

from iomgloss.errors import UsageError
from iomgloss.model import Penalty
from iomgloss.workspace.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "iomgloss.toml").touch()
    put(tmp_path, "main.tmx", "файл")
    return open_workspace(tmp_path)


def put(folder: Path, name: str, *sources: str) -> Path:
    path = folder / "tm" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(tmx_bytes([unit(None, source) for source in sources]))
    return path


def found(workspace: Workspace) -> list[tuple[float, str, tuple[Penalty, ...]]]:
    return [
        (match.score, match.memory, match.penalties)
        for match in workspace.matches("файл", "bg", "en")
    ]


def test_memories_come_go_and_change_their_names(workspace: Workspace) -> None:
    assert found(workspace) == [(100.0, "main", ())]
    other = put(workspace.folder, "друга/памет.tmx", "файл", "файла")
    expected = [(100.0, "main", ()), (100.0, "друга/памет", ()), (80.0, "друга/памет", ())]
    assert found(workspace) == expected
    assert found(open_workspace(workspace.folder)) == expected
    other.rename(workspace.folder / "tm" / "main.tmx")
    assert found(workspace) == [(100.0, "main", ()), (80.0, "main", ())]
    (workspace.folder / "tm" / "main.tmx").unlink()
    assert found(workspace) == []


def test_a_folder_takes_points_off(workspace: Workspace) -> None:
    put(workspace.folder, "penalty-10/draft.tmx", "файл")
    put(workspace.folder, "a/penalty-05/b.tmx", "файл")
    put(workspace.folder, "penalty-0/c.tmx", "файл")
    put(workspace.folder, "penalty-999/d.tmx", "файл")
    assert found(workspace) == [
        (100.0, "c", ()),
        (100.0, "main", ()),
        (95.0, "a/b", (Penalty(name="memory", points=5.0),)),
        (90.0, "draft", (Penalty(name="memory", points=10.0),)),
    ]
    tm = workspace.folder / "tm"
    (tm / "penalty-20").mkdir()
    (tm / "penalty-10" / "draft.tmx").rename(tm / "penalty-20" / "draft.tmx")
    assert found(workspace)[3] == (80.0, "draft", (Penalty(name="memory", points=20.0),))


def test_hidden_files_are_no_memories(workspace: Workspace) -> None:
    put(workspace.folder, ".main.tmx", "файл")
    put(workspace.folder, ".hidden/x.tmx", "файл")
    put(workspace.folder, "x.tmx.bak", "файл")
    assert found(workspace) == [(100.0, "main", ())]


def test_two_memories_of_one_name_are_refused(workspace: Workspace) -> None:
    put(workspace.folder, "penalty-10/main.tmx", "файл")
    with pytest.raises(UsageError) as caught:
        workspace.matches("файл", "bg", "en")
    assert caught.value.message == "the memory 'main' stands twice"
