"""Look-ups in a large memory: complete, fast, small. Part of ``make bench``.

The memory has the real pairs where they are at hand, filled up with variations of them to
`UNITS`; the queries are sources that were held out. Single look-ups are timed by the processor,
what others at work on the machine take does not count; whole processes by the clock.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import peers, twin
from bench.corpus import fit_for_xml, hold_out, invented_pairs, real_pairs, varied, write_tmx

import iomgloss
from iomgloss.workspace.history import Change
from iomgloss.workspace.unit_editing import NewUnit, add_units

UNITS = 834_000
QUERIES = 1000
Row = Callable[[str, str, str], None]


def measure(row: Row, units: int = UNITS) -> None:
    """Print every figure."""
    real = list(filter(fit_for_xml, real_pairs()))
    queries, rest = hold_out(real or invented_pairs(units // 2), QUERIES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "iomgloss.toml").touch()
        (folder / "tm").mkdir()
        count = write_tmx(folder / "tm" / "big.tmx", varied(rest, units))
        row(f"units, {min(len(rest), count):,} of them {'real' if real else 'invented'}",
            f"{count:,}", "the others are these with words exchanged")  # fmt: skip
        _measure(row, folder, queries)
        english = (source for source, _, _ in varied(rest, units))
        peers.beside(row, iomgloss.open(folder), english, queries)
        _adding(row, folder)
    twin.measure(row)


def _measure(row: Row, folder: Path, queries: list[str]) -> None:
    reading = _seconds(lambda: sum(1 for _ in iomgloss.open(folder).memories[0].file.units()))
    workspace = iomgloss.open(folder)
    building = _seconds(lambda: workspace.matches("x", source="en"))
    row("reading the TMX", f"{reading:.0f} s", "")
    row("index build beyond it", f"{building - reading:.0f} s", "bound 30 s")
    files = list((folder / ".iomgloss" / "memory").iterdir())
    row("index on disk", f"{sum(file.stat().st_size for file in files) / 1e6:.0f} MB",
        "bound 350 MB")  # fmt: skip
    batch = folder / "queries.txt"
    batch.write_text("\n".join(queries) + "\n", encoding="utf-8")
    for what, script in (("top-5 at 70 %", WARM), ("all at 50 %", WARM.replace("70", "50", 1)
                          .replace("limit=5", "limit=None"))):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", script, str(folder), str(batch)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        row(f"one look-up, warm, {what}: mean, p95, p99", done.stdout.strip(),
            "bound 0.7, 1.8, 4 ms" if "5" in what[:5] else "")  # fmt: skip
    command = [sys.executable, "-m", "iomgloss", "-w", str(folder), "lookup", "-s", "en"]
    once = min(_seconds(lambda: _run([*command, queries[0]])) for _ in range(7))
    row("cold look-up, whole process", f"{1000 * once:.0f} ms", "bound 150 ms")
    many = [*command, "--batch", str(batch), "-m", "70", "--format", "jsonl"]
    took = min(_seconds(lambda: _run(many)) for _ in range(3))
    row("1,000 segments in a batch, whole process", f"{len(queries) / took:.0f} a second",
        "bound 1,500")  # fmt: skip


def _adding(row: Row, folder: Path) -> None:
    workspace = iomgloss.open(folder)
    workspace.matches("x", source="en")
    spent = []
    for number in range(20):
        text = f"quite new sentence number {number}"
        new = NewUnit(texts=(("en", text), ("bg", text.upper())))

        def add(new: NewUnit = new) -> None:
            list(add_units(workspace, "big", [new], Change(who="bench")))

        spent.append(_seconds(add))
        assert workspace.matches(text, source="en", minimum=100.0)
    spent.sort()
    row("adding a unit, durable and findable", f"{1000 * spent[10]:.0f} ms", "bound 20 ms")


WARM = """
import sys, time
import iomgloss
workspace = iomgloss.open(sys.argv[1])
queries = open(sys.argv[2], encoding="utf-8").read().splitlines()
def ask(text):
    return workspace.matches(text, source="en", minimum=70, limit=5)
for text in queries[:100]:
    ask(text)
spent = []
for text in queries:
    start = time.process_time()
    ask(text)
    spent.append(1000 * (time.process_time() - start))
spent.sort()
memory = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print("%.2f, %.2f, %.2f ms; %d MB" % (
    sum(spent) / len(spent), spent[len(spent) * 95 // 100], spent[len(spent) * 99 // 100],
    int(memory.split()[1]) // 1024))
"""


def _run(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    measure(
        lambda *cells: print("  {:58s} {:>16s}  {}".format(*cells)),
        int((sys.argv[1:] or [UNITS])[0]),
    )
