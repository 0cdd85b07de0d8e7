"""Command line tests as data: reads ``cases/*.toml`` and runs what they say.

A case is a TOML file::

    about = "What it shows, in one sentence."
    workspace = "small"     # default: a copy of workspace/; "none": an empty folder
    child = true            # in a process of its own, from outside; default: in this one
    environment = { NO_COLOR = "1" }

    [files]                 # written into the folder beforehand
    "draft.txt" = "…"

    [[run]]                 # commands, one after the other
    args = ["lookup", "…"]
    stdin = "…"             # default: empty
    exit = 0                # default 0
    stdout = '''…'''        # default: nothing
    stderr = '''…'''        # default: nothing

    [after]                 # files as they must be then, whole; false: not there
    "tm/press.tmx" = "…"

The folder is shown as ``WORKSPACE``, the time is always 20260203T040506Z, new ids count from
000000000001, the user is ``tester``.
"""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, replace
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

import iomgloss.cli

HERE = Path(__file__).parent
FOLDER = HERE / "cases"
NOW = "20260203T040506Z"


@dataclass(frozen=True)
class Outcome:
    exit: int
    stdout: str
    stderr: str


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def prepare(case: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the case's workspace in ``folder`` and everything else the same each time."""
    if case.get("workspace", "small") == "small":
        shutil.copytree(HERE / "workspace", folder, dirs_exist_ok=True)
    for name, content in case.get("files", {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    for name, value in environment(case, folder).items():
        monkeypatch.setenv(name, value)
    for name in ("IOMGLOSS_WORKSPACE", "NO_COLOR", "FORCE_COLOR"):
        if name not in case.get("environment", {}):
            monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(folder)
    ids = (f"{number:012x}" for number in itertools.count(1))
    monkeypatch.setattr("secrets.token_hex", lambda size: next(ids))
    monkeypatch.setattr("iomgloss.workspace.history.now", lambda: NOW)


def environment(case: dict[str, Any], folder: Path) -> dict[str, str]:
    usual = {
        "IOMGLOSS_USER": "tester",
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
        "COLUMNS": "80",
    }
    return usual | case.get("environment", {})


def run(step: dict[str, Any], case: dict[str, Any], folder: Path) -> Outcome:
    """Run one command of a case, the folder already current."""
    found = (_in_child if case.get("child") else _in_process)(step)
    place = str(folder.resolve())
    return replace(
        found,
        stdout=found.stdout.replace(place, "WORKSPACE"),
        stderr=found.stderr.replace(place, "WORKSPACE"),
    )


def _in_child(step: dict[str, Any]) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-m", "iomgloss", *step["args"]],
        input=step.get("stdin", "").encode(),
        capture_output=True,
        timeout=60,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def _in_process(step: dict[str, Any]) -> Outcome:
    streams = sys.stdin, sys.stdout, sys.stderr
    stdin, stdout, stderr = (
        TextIOWrapper(BytesIO(data), encoding="utf-8")
        for data in (step.get("stdin", "").encode(), b"", b"")
    )
    sys.stdin, sys.stdout, sys.stderr = stdin, stdout, stderr
    try:
        with pytest.raises(SystemExit) as ended:
            iomgloss.cli.main(list(step["args"]))
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
    texts = []
    for stream in (stdout, stderr):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())
    code = ended.value.code
    return Outcome(code if isinstance(code, int) else 0, *texts)
