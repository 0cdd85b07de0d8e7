"""``make bench``: speed as ratios within one run, quality as figures. Never part of the tests.

Absolute times differ from machine to machine and from hour to hour; a ratio of two things measured
in turn does not. Each row says what is compared with what, and the bound where there is one.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))


def median_seconds(run: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def row(what: str, figure: str, bound: str = "") -> None:
    print(f"  {what:58s} {figure:>14s}  {bound}")


def start_up() -> None:
    """Whole processes, in turn, against importing click."""
    print("Start-up (whole process, medians of 15, in turn)")
    commands = {
        "click": [sys.executable, "-c", "import click"],
        "version": [sys.executable, "-m", "iomgloss", "--version"],
        "lookup": [sys.executable, "-m", "iomgloss", "lookup", "каналджийството на мигранти"],
    }
    quiet = {"cwd": ROOT, "stdout": subprocess.DEVNULL, "check": True}
    for command in commands.values():
        subprocess.run(command, **quiet)  # type: ignore[call-overload]
    time.sleep(2.5)  # file times settle, see iomgloss.files.stamp
    subprocess.run(commands["lookup"], **quiet)  # type: ignore[call-overload]
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(15):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, **quiet)  # type: ignore[call-overload]
            spent[name].append(time.perf_counter() - start)
    base = statistics.median(spent["click"])
    row("python -c 'import click'", f"{1000 * base:.0f} ms")
    for name, bound in (("version", 2.5), ("lookup", 4.0)):
        middle = statistics.median(spent[name])
        row(
            f"iomgloss {name}", f"{middle / base:.2f} ×", f"bound {bound} ×, {1000 * middle:.0f} ms"
        )


def recognition() -> None:
    """Tokens a second on the seed texts, and building the index."""
    from iomgloss.files.derived import DerivedDatabase
    from iomgloss.termbase.index import FORMAT, SCHEMA, Termbase
    from iomgloss.termbase.recognise import recognise
    from iomgloss.text.tokenize import tokens
    from iomgloss.workspace import open_workspace

    print("Recognition (seed glossary, seed texts)")

    def build() -> Termbase:
        termbase = Termbase(
            ROOT / "glossary", "glossary", DerivedDatabase(None, "bench", SCHEMA, FORMAT)
        )
        termbase.refresh()
        return termbase

    build()  # imports
    seconds = median_seconds(build, 3)
    termbase = build()
    connection = termbase.refresh()
    forms, terms = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("form", "term")
    )
    row(f"index of {terms} terms, {forms} forms", f"{seconds:.2f} s")
    workspace = open_workspace(ROOT)
    texts = [
        variant.text
        for memory in workspace.memories
        for unit in memory.file.units()
        for variant in unit.variants
    ]
    count = sum(1 for text in texts for _ in tokens(text))
    both = median_seconds(lambda: [recognise(connection, text) for text in texts], 5)
    alone = median_seconds(lambda: [list(tokens(text)) for text in texts], 5)
    row("recognise, tokens per second", f"{count / both:,.0f}")
    row("recognise against tokenising alone", f"{both / alone:.1f} ×")


def reading() -> None:
    """TMX into units against a pass of expat that only joins the text of segments."""
    from iomgloss.formats import tmx
    from iomgloss.formats.base import Log, Source

    print("TMX (20,000 units)")
    unit = (
        '<tu tuid="{0}"><prop type="p">v</prop><tuv xml:lang="bg"><seg>Изречение номер {0} '
        'за каналджийството</seg></tuv><tuv xml:lang="en"><seg>Sentence {0} on '
        "smuggling</seg></tuv></tu>"
    )
    body = "".join(unit.format(number) for number in range(20_000))
    data = f'<tmx version="1.4"><header srclang="bg"/><body>{body}</body></tmx>'.encode()

    def bare() -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parts: list[str] = []
        parser.CharacterDataHandler = parts.append

        def end(name: str) -> None:
            if name == "seg":
                "".join(parts)
            parts.clear()

        parser.EndElementHandler = end
        parser.Parse(data, True)

    def ours() -> int:
        source = Source(stream=io.BytesIO(data), file="bench.tmx", log=Log("bench.tmx"))
        return sum(1 for _ in tmx.read(source))

    speed = median_seconds(bare, 5) / median_seconds(ours, 5)
    row("speed of our reader, expat with text only = 100 %", f"{speed:.0%}")


def importing() -> None:
    """TMX into memories against the same bare pass, and the memory that much of it takes."""
    from bench import imports

    print("Importing TMX (20,000 units; bare pass of expat = 100 %)")
    for shape in imports.SHAPES:
        row(
            f"{shape.__name__}: {shape.__doc__}",
            f"{imports.ratio(shape, 20_000):.0%}",
            "bound 40 %",
        )
    row("400,000 units, a fifth of them repeats", "", imports.large(400_000))


def adding() -> None:
    """Durable additions against bare write + fsync of the same bytes."""
    from iomgloss.workspace import open_workspace
    from iomgloss.workspace.history import Change
    from iomgloss.workspace.unit_editing import NewUnit, add_units

    print("Adding units (each durable before the next)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "iomgloss.toml").touch()
        workspace = open_workspace(folder)

        def add(start: int, count: int = 200) -> None:
            units = [
                NewUnit(texts=(("bg", f"изречение {n}"), ("en", f"sentence {n}")))
                for n in range(start, start + count)
            ]
            for _ in add_units(workspace, "main", units, Change(who="bench")):
                pass

        def bare(count: int = 200) -> None:
            handle = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            for _ in range(count):
                os.write(handle, b"x" * 300)
                os.fsync(handle)
            os.close(handle)

        add(0)
        ours = median_seconds(lambda: add(time.perf_counter_ns()), 3)
        ratio = ours / median_seconds(bare, 3)
        row(
            "add 200 units against 200 × write + fsync", f"{ratio:.1f} ×", f"{5 * ours:.1f} ms each"
        )


def looking_up() -> None:
    """A memory of 834,000 units: complete, fast, small."""
    from bench.matching import measure

    print("Look-ups (834,000 units, 1,000 queries that were held out, one core)")
    measure(row)


def large_term_base() -> None:
    """A term base of 100,000 terms: index, speed, start."""
    from bench.terms import measure

    print("Recognition (100,000 terms: words and pairs of words of real texts)")
    measure(row)


def searching() -> None:
    """A made-up term base of 100,000 terms: CPU time of each kind of query."""
    from bench import search

    print("Term search (100,000 terms, CPU, medians of 60)")
    search.measure(row)


def checking() -> None:
    """Drafts against a term base of 10,000 concepts: sentences a second, and a page from cold."""
    from bench import checks

    print("Checks of drafts (CPU, one core, every check that is on by default)")
    checks.measure(row)


def suggesting() -> None:
    """What the first suggestion is worth, ranked by words, by characters and by our score."""
    from bench.suggestions import measure

    print("First suggestions (real text held out; about ten minutes)")
    measure(row)


def quality() -> None:
    """Precision, recall and F1 of recognition on the development gold, where it is present."""
    from morphology import score_gold

    print("Recognition quality (development gold; read the caveat in docs/recognition.md)")
    score_gold.main([])


def main() -> None:
    parts = (
        start_up,
        recognition,
        large_term_base,
        reading,
        importing,
        adding,
        looking_up,
        searching,
        checking,
        suggesting,
        quality,
    )
    for part in parts:
        part()
        print()


if __name__ == "__main__":
    main()
