"""Imports that are killed, and imports that are large."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from files.support import content, finish, run, start

from iomgloss.workspace.history import Change
from iomgloss.workspace.importing import ImportOptions, import_file
from iomgloss.workspace.workspace import open_workspace

IMPORT = """
import sys
from pathlib import Path
from iomgloss.workspace.history import Change
from iomgloss.workspace.importing import ImportOptions, import_file
from iomgloss.workspace.workspace import open_workspace
folder, path = map(Path, sys.argv[1:])
workspace = open_workspace(folder)
print("ready", flush=True)
report = import_file(workspace, path, ImportOptions(change=Change(who="test"), memory="main"))
print(report.read, report.added, report.duplicates, end=" ")
status = Path("/proc/self/status")  # not getrusage, which counts what the parent had
print(status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else 0)
"""
HEAD = '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="bg"/><body>\n'


def _unit(number: int, seen: int) -> str:
    return (
        f'<tu changedate="2018{seen % 12 + 1:02}01T000000Z" usagecount="{seen}">'
        f'<prop type="x-project">{number % 7}</prop>'
        f'<tuv xml:lang="bg"><seg>изречение {number} за каналджийството на мигранти</seg></tuv>'
        f'<tuv xml:lang="en"><seg>sentence <ph x="1"/>{number} on smuggling</seg></tuv></tu>\n'
    )


def _file(path: Path, count: int, first: int = 0) -> None:
    """So many units, and a fifth of them again, some with newer dates."""

    def lines() -> Iterator[str]:
        yield HEAD
        for number in range(first, first + count):
            yield _unit(number, 0)
            if number % 5 == 4:
                yield _unit(number - number % 100 // 2, number % 300 == 4)
        yield "</body></tmx>\n"

    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(lines())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "iomgloss.toml").touch()
    return folder


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_killed_import_leaves_the_memory_as_it_was(folder: Path, tmp_path: Path) -> None:
    options = ImportOptions(change=Change(who="test"), memory="main")
    _file(tmp_path / "first.tmx", 500)
    _file(tmp_path / "second.tmx", 10_000, first=400)
    import_file(open_workspace(folder), tmp_path / "first.tmx", options)
    before = content(folder / "tm")
    chance = random.Random(20261123)
    killed = 0
    for _ in range(8):
        child = start(IMPORT, folder, tmp_path / "second.tmx")
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.3))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        found = content(folder / "tm")
        if found["main.tmx"] != before["main.tmx"]:  # it had ended
            break
        killed += 1
        assert [memory.name for memory in open_workspace(folder).memories] == ["main"]
    assert killed
    finish(start(IMPORT, folder, tmp_path / "second.tmx"))
    assert content(folder / "tm").keys() == {"main.tmx"}  # what the killed ones left is gone
    report = import_file(open_workspace(folder), tmp_path / "second.tmx", options)
    assert (report.read, report.added) == (12_000, 0)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux for its memory")
def test_memory_stays_flat(folder: Path, tmp_path: Path) -> None:
    """Thirty times the file, repeats included, takes less than half of it more."""
    peaks = []
    for count in (5_000, 150_000):
        path = tmp_path / f"{count}.tmx"
        _file(path, count)
        other = folder / str(count)
        other.mkdir()
        (other / "iomgloss.toml").touch()
        *counts, peak = run(IMPORT, other, path).split()[1:]
        assert counts == [str(count + count // 5), str(count), str(count // 5)]
        peaks.append(int(peak) >> 10)  # KiB to MiB
    assert path.stat().st_size > 45_000_000
    assert peaks[1] - peaks[0] < 20
