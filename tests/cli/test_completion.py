"""Shell completion, as a shell asks for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = Path(__file__).parent / "workspace"
SCRIPTS = Path(sys.executable).parent
BASH = shutil.which("bash")

ASK = """
eval "$(iomgloss completion bash)" || exit 9
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
$(complete -p iomgloss | sed 's/.*-F \\([^ ]*\\).*/\\1/') iomgloss
printf '%s\\n' "${COMPREPLY[@]}"
"""


def in_bash(folder: Path, *words: str) -> list[str]:
    done = subprocess.run(
        [str(BASH), "--norc", "-c", ASK, "bash", "iomgloss", *words],
        cwd=folder,
        capture_output=True,
        timeout=60,
        env=os.environ | {"PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().split()


@pytest.mark.skipif(BASH is None, reason="needs bash")
@pytest.mark.skipif(not (SCRIPTS / "iomgloss").exists(), reason="needs the installed command")
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["a"], ["add", "analyse", "annotate"]),
        (["add", ""], ["term", "unit"]),
        (["lookup", "--ba"], ["--batch"]),
        (["lookup", "-t", ""], ["bg", "en", "ru"]),
        (["lookup", "--format", "js"], ["json", "jsonl"]),
        (["edit", "term", "mig"], ["migrant", "migrant-smuggling"]),
        (["export", "t"], ["tmx", "tbx"]),
        (["add", "unit", "--memory", ""], ["drafts", "press"]),
        (["edit", "unit", "x", "--state", "d"], ["draft"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_bash_completes(tmp_path: Path, words: list[str], wanted: list[str]) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    assert in_bash(tmp_path, *words) == wanted


@pytest.mark.skipif(BASH is None, reason="needs bash")
@pytest.mark.skipif(not (SCRIPTS / "iomgloss").exists(), reason="needs the installed command")
def test_workspace_named_on_the_line_is_the_one_asked(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "there")
    assert in_bash(tmp_path, "-w", "there", "edit", "term", "traff") == [
        "trafficking-in-human-beings"
    ]


@pytest.mark.skipif(BASH is None, reason="needs bash")
@pytest.mark.skipif(not (SCRIPTS / "iomgloss").exists(), reason="needs the installed command")
def test_faulty_workspace_completes_nothing_and_says_nothing(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    (tmp_path / "iomgloss.toml").write_text("broken")
    assert in_bash(tmp_path, "edit", "term", "m") == []


@pytest.mark.parametrize(
    ("shell", "line"), [("zsh", "compdef"), ("fish", "complete --no-files --command iomgloss")]
)
def test_other_shells_get_their_code(shell: str, line: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "iomgloss", "completion", shell], capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert line in done.stdout.decode()
