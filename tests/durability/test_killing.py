"""Nothing that was acknowledged is ever lost, whatever happens to the process."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from files.support import LITTLE_ROOM, finish, run, start
from lxml import etree
from memory.support import candidates

from iomgloss.workspace.workspace import open_workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

CHILDREN = 320


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "iomgloss.toml").touch()
    return tmp_path


def labels(path: Path) -> list[str]:
    """The labels of a memory's units in file order, read by another parser than ours."""
    units = etree.parse(path).getroot().find("body")
    assert units is not None
    assert {unit.tag for unit in units} <= {"tu"}
    found = []
    for unit in units:
        bulgarian, english = unit.findall("tuv/seg")
        assert bulgarian.text is not None
        assert bulgarian.text.split()[0] == english.text
        found.append(bulgarian.text.split()[0])
    return found


def test_no_acknowledged_unit_is_lost_when_processes_are_killed(folder: Path) -> None:
    arguments = [folder, CHILDREN, 20261122, 1, 40, 4000]
    ended = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("adders.py")), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    report = json.loads(ended.stdout)
    assert report["failed"] == 0  # every child was killed, none ended by itself
    acknowledged = report["acknowledged"]
    assert len(acknowledged) >= CHILDREN
    workspace = open_workspace(folder)
    for memory in workspace.memories:
        memory.mend()
    found = [label for memory in workspace.memories for label in labels(memory.path)]
    assert len(set(found)) == len(found)
    assert set(acknowledged) - set(found) == set()
    unacknowledged = Counter(label.split(".")[0] for label in set(found) - set(acknowledged))
    assert set(unacknowledged.values()) <= {1}  # of each child at most the one in the making
    for memory in workspace.memories:  # the index, killed as often, tells the same
        assert [candidate.target for candidate in candidates(memory)] == labels(memory.path)


ADD = """
import sys
from pathlib import Path
from iomgloss.errors import StorageError
from iomgloss.workspace.history import Change
from iomgloss.workspace.unit_editing import NewUnit, add_units
from iomgloss.workspace.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[1]))
name, count = sys.argv[2], int(sys.argv[3])
sys.stdin.readline()
new = (NewUnit(texts=(("bg", f"{name}.{number}"), ("en", f"{name}.{number}")))
       for number in range(count))
try:
    for number, _ in enumerate(add_units(workspace, "main", new, Change(who=name))):
        print(f"{name}.{number}", flush=True)
except StorageError as error:
    print(error.exit_code, error)
"""


def test_two_who_add_at_once_lose_nothing(folder: Path) -> None:
    children = [start(ADD, folder, name, 60) for name in ("one", "two")]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    said = [finish(child).splitlines() for child in children]
    assert said == [[f"{name}.{number}" for number in range(60)] for name in ("one", "two")]
    found = labels(folder / "tm" / "main.tmx")
    assert len(found) == 120
    for name, wanted in zip(("one", "two"), said, strict=True):
        assert [label for label in found if label.startswith(name)] == wanted


def test_a_full_disk_while_adding_loses_nothing_and_says_so(folder: Path) -> None:
    *acknowledged, error = run(LITTLE_ROOM.format(size=100_000) + ADD, folder, "one", 1000).split(
        "\n"
    )[:-1]
    assert error.startswith("3 ")
    assert "cannot " in error
    assert labels(folder / "tm" / "main.tmx") == acknowledged
    assert len(acknowledged) > 10
    finish(start(ADD, folder, "two", 1), "go\n")
    assert labels(folder / "tm" / "main.tmx") == [*acknowledged, "two.0"]
