"""Runs the console examples of a page, as a new user would: from top to bottom, in an empty folder.

    python docs/examples.py README.md docs/*.md     says which outputs are not as shown
    python docs/examples.py --write docs/json.md    puts the real output in their place

Run are the lines ``$ …`` of ```` ```console ```` blocks that begin with a command of `RUN`, through
the shell; the other lines are their output, stdout and stderr. An example without output need only
succeed. ``…`` in an expected line matches anything in that line, on a line of its own any lines.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

RUN = ("iomgloss", "printf", "cat", "cd", "rm")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Example(NamedTuple):
    command: str
    expected: str
    """With its line break; empty: no output is shown."""
    start: int
    """Offsets of ``expected`` in the page."""
    end: int
    line: int
    """1-based, of the command."""


class Result(NamedTuple):
    example: Example
    output: str
    code: int

    @property
    def fits(self) -> bool:
        """The output is as shown; where none is shown, the command succeeded."""
        if not self.example.expected:
            return self.code == 0
        return self.code != 4 and pattern(self.example.expected).fullmatch(self.output) is not None


def examples(text: str) -> Iterator[Example]:
    """The examples of a page, in order, those that are not run included."""
    for block in _BLOCK.finditer(text):
        offset = block.start(1)
        for part in re.split(r"^(?=\$ )", block.group(1), flags=re.MULTILINE):
            command, _, expected = part.partition("\n")
            if command.startswith("$ "):
                start = offset + len(command) + 1
                line = text.count("\n", 0, offset) + 1
                yield Example(command[2:], expected, start, start + len(expected), line)
            offset += len(part)


def pattern(expected: str) -> re.Pattern[str]:
    """What matches an expected output."""
    found = ""
    for line in expected.splitlines():
        if line.strip() == "…":
            found += r"(?:.*\n)*?"
        else:
            found += ".*".join(map(re.escape, line.split("…"))) + r"\n"
    return re.compile(found)


def run(text: str, folder: Path) -> Iterator[Result]:
    """Run the examples of a page in ``folder``, which is empty."""
    here = folder / "work"
    here.mkdir()
    environment = dict(os.environ) | {
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "IOMGLOSS_USER": "you",
    }
    for name in ("IOMGLOSS_WORKSPACE", "FORCE_COLOR"):
        environment.pop(name, None)
    for example in examples(text):
        first, _, rest = example.command.partition(" ")
        if first == "cd":
            here = here / rest
        elif first in RUN:
            done = subprocess.run(  # the commands are our own pages'
                example.command,
                shell=True,
                cwd=here,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
            yield Result(example, done.stdout.decode(), done.returncode)


def main(arguments: list[str]) -> int:
    """Say, or mend, what is not as shown. Exit code 1 when something was not."""
    write = "--write" in arguments
    wrong = 0
    for name in arguments:
        if name == "--write":
            continue
        path = Path(name)
        text = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            results = [result for result in run(text, Path(folder)) if not result.fits]
        for result in results:
            print(f"{name}:{result.example.line}: $ {result.example.command}\n{result.output}")
        for result in reversed(results if write else []):
            text = text[: result.example.start] + result.output + text[result.example.end :]
        if write and results:
            path.write_text(text, encoding="utf-8", newline="\n")
        wrong += len(results)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
