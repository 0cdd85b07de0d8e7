"""Look-ups against a scan of everything: the same units with the same scores, or a loud failure.

For English, Bulgarian and Russian sources, 1,000 real texts that were held out are looked up among
100,000 real units at 50, 70 and 85 %. The scan shares only the formula of the score with the
search: rapidfuzz compares each query with every key, what has half of its characters unchanged is
scored, and what lies below the threshold is left out. (S is never above C, and one scan serves
three thresholds.) Some are asked of the library's own twin, too, `exhaustive`, which is slower.

``python tests/bench/twin.py [QUERIES [OWN]]``; part of ``make bench``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.corpus import Pair, fit_for_xml, hold_out_both, real_pairs, write_tmx

import iomgloss
from iomgloss.memory.scoring import round_down, score
from iomgloss.text.normalize import collapse, comparison_key

UNITS = 100_000
QUERIES = 1000
OWN = 10
"""Queries that the library's own twin answers, too."""
MINIMA = (50.0, 70.0, 85.0)
Answer = set[tuple[str | None, float]]
"""Units with their scores."""
Row = Callable[[str, str, str], None]


class Scan:
    """Every text with its key, and nothing else. Units are numbered from 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = [collapse(text) for text in texts]
        self.owners: dict[str, list[int]] = {}
        for number, text in enumerate(self.texts, start=1):
            self.owners.setdefault(comparison_key(text), []).append(number)
        self.keys = list(self.owners)

    def above(self, text: str, minimum: float) -> Answer:
        """The units that score at least ``minimum`` per cent."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        text, key = collapse(text), comparison_key(text)
        found = set()
        for other, _, _ in process.extract(
            key, self.keys, scorer=Levenshtein.normalized_similarity,
            score_cutoff=minimum / 100 - 1e-6, limit=None, processor=None,
        ):  # fmt: skip
            alike = score(key, other)
            assert alike is not None
            for number in self.owners[other]:
                same = self.texts[number - 1] == text
                total = 100.0 if same else round_down(min(alike.total, 99.0))
                if total >= minimum:
                    found.add((str(number), total))
        return found


def differing(
    workspace: iomgloss.Workspace, source: str, scan: Scan, queries: Sequence[str], own: int
) -> tuple[list[tuple[str, float]], list[int]]:
    """Query and threshold of the answers that are not the scan's; units found at each threshold."""
    wrong, count = [], [0] * len(MINIMA)

    def ask(text: str, minimum: float, exhaustive: bool = False) -> list[iomgloss.Match]:
        return workspace.matches(
            text, source, minimum=minimum, limit=None, exhaustive=exhaustive,
            target="en" if source != "en" else (),
        )  # fmt: skip

    for place, text in enumerate(queries):
        everything = scan.above(text, MINIMA[0])
        for column, minimum in enumerate(MINIMA):
            wanted = {item for item in everything if item[1] >= minimum}
            found = ask(text, minimum)
            count[column] += len(found)
            as_set = {(match.unit, match.score) for match in found}
            if (
                as_set != wanted
                or len(found) != len(wanted)
                or (place < own and found != ask(text, minimum, exhaustive=True))
            ):
                wrong.append((text, minimum))
    return wrong, count


def measure(row: Row, queries: int = QUERIES, own: int = OWN) -> None:
    """A row for each language. Raises AssertionError when an answer is not the scan's."""
    failed = []
    for tag, sources in (("ru", ("en", "ru")), ("bg", ("bg",))):
        held, rest = hold_out_both(list(filter(fit_for_xml, real_pairs((tag,)))), queries)
        if len(rest) < UNITS:
            row(f"answers from {', '.join(sources)} against a scan", "-", "no real text here")
            continue
        with tempfile.TemporaryDirectory() as name:
            workspace = _workspace(Path(name), rest[:UNITS])
            for source in sources:
                side = 0 if source == "en" else 2
                scan = Scan([pair[side] for pair in rest[:UNITS]])
                texts = [pair[side] for pair in held]
                wrong, count = differing(workspace, source, scan, texts, own)
                asked = len(texts) * len(MINIMA)
                row(
                    f"answers from {source} that equal those of a scan",
                    f"{asked - len(wrong):,} of {asked:,}",
                    "all; at 50, 70, 85 %: {:,}, {:,}, {:,} units".format(*count),
                )
                failed += wrong
    assert not failed, f"{len(failed)} answers differ from a scan, the first for {failed[0]}"


def _workspace(folder: Path, pairs: list[Pair]) -> iomgloss.Workspace:
    (folder / "iomgloss.toml").touch()
    (folder / "tm").mkdir()
    write_tmx(folder / "tm" / "m.tmx", iter(pairs))
    return iomgloss.open(folder)


if __name__ == "__main__":
    measure(
        lambda *cells: print("  {:58s} {:>16s}  {}".format(*cells), flush=True),
        *map(int, sys.argv[1:]),
    )
