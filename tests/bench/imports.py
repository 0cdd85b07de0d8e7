"""Imports of TMX in the shapes that tools write: speed against a bare pass of expat, and memory.

``python tests/bench/imports.py [UNITS]`` also imports one file of so many units (four million or
about a gigabyte unless told), a fifth of them repeats, in a process of its own.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header creationtool="bench" '
    'creationtoolversion="1" segtype="sentence" o-tmf="bench" adminlang="en" srclang="en" '
    'datatype="plaintext"/>\n<body>\n'
)
TAIL = "</body>\n</tmx>\n"
ENGLISH = (
    "the smuggling of migrants across border police detained a group people who refugee protection "
    "seeking asylum International Organization for Migration and"
).split()
BULGARIAN = (
    "изречение каналджийството на мигранти през границата полицията задържа група от хора които "
    "бежанец закрила търсещ убежище Международната организация по миграция и"
).split()

Shape = Callable[[random.Random, int], str]


def _texts(chance: random.Random, number: int) -> tuple[str, str]:
    words = chance.randint(4, 14)
    english = " ".join(chance.choices(ENGLISH, k=words))
    return f"{number} {english}", f"{number} {' '.join(chance.choices(BULGARIAN, k=words - 2))}"


def _date(chance: random.Random) -> str:
    day, hour = chance.randint(1, 28), chance.randint(0, 23)
    return f"20{chance.randint(10, 25)}{chance.randint(10, 12)}{day:02}T{hour:02}{day:02}00Z"


def opus(chance: random.Random, number: int) -> str:
    """nothing but texts"""
    english, bulgarian = _texts(chance, number)
    return (
        f'    <tu>\n      <tuv xml:lang="en"><seg>{english}</seg></tuv>\n'
        f'      <tuv xml:lang="bg"><seg>{bulgarian}</seg></tuv>\n    </tu>\n'
    )


def omegat(chance: random.Random, number: int) -> str:
    """properties, who and when"""
    english, bulgarian = _texts(chance, number)
    return (
        f'    <tu tuid="{number}">\n      <prop type="file">doc/{number % 50}.txt</prop>\n'
        f'      <prop type="id">{number}</prop>\n      <tuv xml:lang="en">\n'
        f'        <seg>{english}</seg>\n      </tuv>\n      <tuv xml:lang="bg" changeid="mira" '
        f'changedate="{_date(chance)}" creationid="ivan" creationdate="{_date(chance)}">\n'
        f"        <seg>{bulgarian}</seg>\n      </tuv>\n    </tu>\n"
    )


def trados(chance: random.Random, number: int) -> str:
    """the same, notes, inline codes"""
    texts = []
    for text in _texts(chance, number):
        first, _, rest = text.partition(" ")
        bold = f'<bpt i="1" type="bold" x="1" />{rest}<ept i="1" />'
        texts.append(f'{first} {bold} &amp; more <ph x="2" type="lb"/>')
    return (
        f'<tu creationdate="{_date(chance)}" creationid="PC\\user{number % 7}" '
        f'changedate="{_date(chance)}" changeid="PC\\user{number % 5}" '
        f'lastusagedate="{_date(chance)}" usagecount="{number % 4}">\n'
        f'<prop type="x-LastUsedBy">PC\\user{number % 7}</prop>'
        f'<prop type="x-Context">{number}, {number + 1}</prop><prop type="x-Origin">TM</prop>'
        '<prop type="x-ConfirmationLevel">ApprovedSignOff</prop>\n'
        "<note>checked &amp; signed</note>\n"
        f'<tuv xml:lang="en-US"><prop type="x-client">IOM</prop><seg>{texts[0]}</seg></tuv>\n'
        f'<tuv xml:lang="bg-BG"><seg>{texts[1]}</seg></tuv>\n</tu>\n'
    )


SHAPES: tuple[Shape, ...] = (opus, omegat, trados)


def lines(shape: Shape, units: int, repeats: float = 0.0) -> Iterator[str]:
    """A file; ``repeats`` is the part of its units that come once more."""
    chance = random.Random(1)
    seen: list[str] = []
    yield HEAD
    for number in range(units):
        if seen and chance.random() < repeats:
            yield chance.choice(seen)
            continue
        text = shape(chance, number)
        if len(seen) < 1000:
            seen.append(text)
        elif repeats:
            seen[chance.randrange(1000)] = text
        yield text
    yield TAIL


def bare(path: Path) -> None:
    """Join the text of each segment, and nothing else."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parts: list[str] = []
    parser.CharacterDataHandler = parts.append

    def end(name: str) -> None:
        if name == "seg":
            "".join(parts)
        parts.clear()

    parser.EndElementHandler = end
    with path.open("rb") as stream:
        parser.ParseFile(stream)


def take(folder: Path, path: Path, memory: str) -> tuple[int, int]:
    """Import ``path``: what was read, what was added."""
    from iomgloss.workspace import open_workspace
    from iomgloss.workspace.history import Change
    from iomgloss.workspace.importing import ImportOptions, import_file

    (folder / "iomgloss.toml").touch()
    options = ImportOptions(change=Change(who="bench"), memory=memory)
    with open_workspace(folder) as workspace:
        report = import_file(workspace, path, options)
    return report.read, report.added


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def ratio(shape: Shape, units: int, times: int = 9) -> float:
    """Speed of importing, a bare pass = 1: medians of passes in turn, fsync and all."""
    spent: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name, "in.tmx")
        path.write_text("".join(lines(shape, units)), encoding="utf-8")
        for number in range(times):
            one = seconds(lambda: bare(path))
            other = seconds(lambda number=number: take(folder, path, f"m{number}"))  # type: ignore[misc]
            spent.append((one, other))
            (folder / "tm" / f"m{number}.tmx").unlink()
    return statistics.median(one for one, _ in spent) / statistics.median(two for _, two in spent)


def large(units: int, shape: Shape = opus) -> str:
    """One import in a process of its own: its counts, seconds, and peak memory."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "in.tmx")
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(lines(shape, units, repeats=0.2))
        command = [sys.executable, __file__, "take", name, str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return f"{done.stdout.strip()}, a bare pass {seconds(lambda: bare(path)):.1f} s"


def peak() -> int:
    """The most memory that this process has had, in MiB (Linux; getrusage counts the parent's)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


def main() -> None:
    if sys.argv[1:2] == ["take"]:
        start = time.perf_counter()
        _, added = take(Path(sys.argv[2]), Path(sys.argv[3]), "main")
        spent = time.perf_counter() - start
        print(f"{added:,} added, {spent:.1f} s, {peak()} MiB at most")
        return
    for shape in SHAPES:
        print(f"{shape.__name__:10s} {ratio(shape, 20_000):.0%} of the speed of a bare pass")
    print(large(int(sys.argv[1]) if sys.argv[1:] else 4_000_000))


if __name__ == "__main__":
    main()
