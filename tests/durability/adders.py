"""Adds units to memories in processes that are killed at random moments.

``python adders.py FOLDER CHILDREN SEED WORDS…``: two children at a time add units of so many words,
in turn, as the command ``add`` does, and acknowledge each, once it is durable, by writing its label
(the first word of its text) to a pipe. Both are killed. Prints one JSON object: the labels that
were acknowledged, and how many children ended otherwise. What the children say about mended files
goes to ``said.txt``.
"""

import itertools
import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import NoReturn

from iomgloss.workspace.history import Change
from iomgloss.workspace.unit_editing import NewUnit, add_units
from iomgloss.workspace.workspace import open_workspace

TOGETHER = 40
"""Children whose units go to the same memory."""


def add(folder: Path, child: int, lengths: list[int], pipe: int) -> None:
    """Add units until killed."""

    def say(sentence: str) -> None:
        with (folder / "said.txt").open("a", encoding="utf-8") as stream:
            stream.write(sentence + "\n")

    workspace = open_workspace(folder, say)
    memory = f"memory-{child // TOGETHER}"
    for number, length in enumerate(itertools.cycle(lengths)):
        label = f"{child}.{number}"
        new = NewUnit(texts=(("bg", label + " дълго" * length), ("en", label)))
        for _ in add_units(workspace, memory, [new], Change(who="test")):
            os.write(pipe, f"{label}\n".encode())


def spawn(folder: Path, child: int, lengths: list[int]) -> tuple[int, int]:
    """A child that adds: its process id, and the pipe on which it acknowledges."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _run(folder, child, lengths, writing)
    os.close(writing)
    return process, reading


def _run(folder: Path, child: int, lengths: list[int], pipe: int) -> NoReturn:
    try:
        add(folder, child, lengths, pipe)
    except BaseException:  # noqa: BLE001  (a forked child must not go on as its parent)
        traceback.print_exc()
    finally:
        os._exit(1)


def _listen(pipe: int, lines: int) -> bytes:
    """What comes on the pipe until there are so many lines, or its writer has ended."""
    said = b""
    while said.count(b"\n") < lines and (more := os.read(pipe, 4096)):
        said += more
    return said


def main() -> None:
    folder, children, seed, *lengths = sys.argv[1:]
    chance = random.Random(int(seed))
    acknowledged: list[str] = []
    failed = 0
    for child in range(0, int(children), 2):
        pair = [spawn(Path(folder), child + twin, list(map(int, lengths))) for twin in (0, 1)]
        for process, pipe in chance.sample(pair, 2):
            said = _listen(pipe, chance.randrange(4))
            time.sleep(chance.uniform(0, 0.02))
            os.kill(process, signal.SIGKILL)
            failed += os.WIFEXITED(os.waitpid(process, 0)[1])
            with os.fdopen(pipe, "rb") as stream:
                acknowledged += (said + stream.read()).decode().splitlines()
    json.dump({"acknowledged": acknowledged, "failed": failed}, sys.stdout)


if __name__ == "__main__":
    main()
