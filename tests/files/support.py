"""Children: Python processes that do one thing under conditions a test cannot put on itself."""

import subprocess
import sys
import textwrap
from pathlib import Path

LITTLE_ROOM = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""
"""The disk is full for whoever wants more than so many bytes in one file."""

NOBODY = """
import os
import tempfile, hashlib, iomgloss.files.atomic, iomgloss.files.derived  # while they can be read
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
"""
"""Root may do everything; nobody may not. Import what is needed before it."""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Run ``code`` in a child; its ``sys.argv[1:]`` are the arguments."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def finish(child: subprocess.Popen[str], said: str | None = None) -> str:
    """What the child prints; it must end well."""
    out, err = child.communicate(said, timeout=60)
    assert (child.returncode, err) == (0, "")
    return out


def run(code: str, *arguments: object) -> str:
    return finish(start(code, *arguments))


def content(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
