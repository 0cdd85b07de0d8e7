"""How the cost of a look-up grows with the memory: the figures of ``docs/cost.tsv``.

``python tests/bench/growth.py UNITS…`` measures memories of these sizes, each made of the real
pairs and of variations of them, and puts a line for each into the table; `docs/cost.py` draws it.
1,000 held-out English texts, top 5 at 70 %, one core, warm; rapidfuzz compares `SCANNED` of them
with every source. All times are of the processor, in milliseconds. 834,000
units take three minutes of the processor and 600 MB of the temporary folder, others in proportion.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.corpus import fit_for_xml, hold_out, invented_pairs, real_pairs, varied, write_tmx

from iomgloss.text.normalize import comparison_key

ROOT = Path(__file__).parents[2]
QUERIES = 1000
SCANNED = 10
TABLE = ROOT / "docs" / "cost.tsv"
COLUMNS = ("units", "mean", "p95", "p99", "scan", "build", "index", "resident")
"""Units; ms, ms, ms; ms for the scan; seconds from the TMX to the first answer; MB; MB."""

ASK = """
import json, sys, time
from pathlib import Path
import iomgloss
folder = Path(sys.argv[1])
queries = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
workspace = iomgloss.open(folder)
start = time.process_time()
workspace.matches("x", "en", minimum=70, limit=5)
build = time.process_time() - start
for text in queries[:100]:
    workspace.matches(text, "en", minimum=70, limit=5)
spent = []
for text in queries:
    start = time.process_time()
    workspace.matches(text, "en", minimum=70, limit=5)
    spent.append(1000 * (time.process_time() - start))
lines = Path("/proc/self/status").read_text().splitlines()
resident = next(int(line.split()[1]) >> 10 for line in lines if line.startswith("VmRSS"))
print(json.dumps({"spent": sorted(spent), "build": build, "resident": resident}))
"""


def measure(units: int) -> dict[str, float]:
    """One line of the table."""
    real = list(filter(fit_for_xml, real_pairs()))
    queries, rest = hold_out(real or invented_pairs(units // 2), QUERIES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "iomgloss.toml").touch()
        (folder / "tm").mkdir()
        (folder / "queries.json").write_text(json.dumps(queries), encoding="utf-8")
        write_tmx(folder / "tm" / "m.tmx", varied(rest, units))
        first, second = _ask(folder), _ask(folder)
        spent = second["spent"]
        index = sum(path.stat().st_size for path in (folder / ".iomgloss" / "memory").iterdir())
    return {
        "units": units,
        "mean": sum(spent) / len(spent),
        "p95": spent[len(spent) * 95 // 100],
        "p99": spent[len(spent) * 99 // 100],
        "scan": _scan([source.casefold() for source, _, _ in varied(rest, units)], queries),
        "build": first["build"],
        "index": index / 1e6,
        "resident": second["resident"],
    }


def _ask(folder: Path) -> dict[str, object]:
    """In a process of its own: the second one finds the index made."""
    command = [sys.executable, "-c", ASK, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def _scan(sources: list[str], queries: list[str]) -> float:
    """Mean of rapidfuzz over everything, milliseconds."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    start = time.process_time()
    for text in queries[:SCANNED]:
        process.extract(
            comparison_key(text), sources, scorer=Levenshtein.normalized_similarity,
            processor=None, score_cutoff=0.7, limit=None,
        )  # fmt: skip
    return 1000 * (time.process_time() - start) / SCANNED


def main(sizes: list[int]) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:] if TABLE.exists() else []
    known = {int(line.split("\t")[0]): line for line in lines}
    for units in sizes:
        found = measure(units)
        known[units] = "\t".join(
            f"{found[name]:.2f}" if name in ("mean", "p95", "p99") else f"{found[name]:.0f}"
            for name in COLUMNS
        )
        print(known[units], flush=True)
        table = ["\t".join(COLUMNS), *(known[size] for size in sorted(known))]
        TABLE.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
