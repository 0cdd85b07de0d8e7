"""Which score ranks best: chrF of the first suggestion at equal coverage, on real text held out.

Rankings by word-Levenshtein and by character-Levenshtein, over every key and without a filter,
answer the same queries from the same memory as ours. Each comes twice: *plain*, the first in the
file among equals, and *tied*, where equals are sorted by the other similarity and then by that of
the texts as written. Of each ranking the most confident 15, 30, 45 and 60 % of the queries count,
by its own score; the figure is the mean of the four mean chrFs. Differences come with the middle
95 % of a bootstrap in which the queries are drawn anew, for both rankings alike.

``python tests/bench/suggestions.py [QUERIES]``; part of ``make bench``.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.chrf import chrf
from bench.corpus import Pair, fit_for_xml, hold_out_both, real_pairs, write_tmx
from rapidfuzz.distance import Levenshtein

import iomgloss
from iomgloss.text.normalize import collapse, comparison_key
from iomgloss.text.pieces import PIECES

UNITS = 150_000
"""At most; more take longer and say the same."""
QUERIES = 500
COVERAGE = (0.15, 0.3, 0.45, 0.6)
FLOOR = 40.0
"""Per cent; a ranking that has nothing better suggests nothing."""
RESAMPLES = 500
BOUNDS = {"words, plain": ", bound +3", "characters, plain": ", bound 0"}
_alike = Levenshtein.normalized_similarity
Row = Callable[[str, str, str], None]


class Suggestion(NamedTuple):
    """How sure the ranking is, per cent, and the chrF of what it suggests first."""

    confidence: float
    quality: float


class Case(NamedTuple):
    text: str
    reference: str


def measure(row: Row, queries: int = QUERIES) -> None:
    """Rows for en→ru, ru→en and bg→en."""
    for tag, directions in (("ru", ("en→ru", "ru→en")), ("bg", ("bg→en",))):
        pairs = list(filter(fit_for_xml, real_pairs((tag,))))
        held, rest = hold_out_both(pairs, queries * len(directions))
        rest = rest[:UNITS]
        if not rest:
            row(f"chrF of the first suggestion, {', '.join(directions)}", "-", "no real text here")
            continue
        with tempfile.TemporaryDirectory() as name:
            workspace = _workspace(Path(name), rest)
            for number, direction in enumerate(directions):
                source, target = direction.split("→")
                side = 0 if source == "en" else 2
                cases = [
                    Case(pair[side], pair[2 - side]) for pair in held[number :: len(directions)]
                ]
                memory = [Case(pair[side], pair[2 - side]) for pair in rest]
                rivals = _rivals(memory, cases)
                ours = [_ours(workspace, source, target, case) for case in cases]
                _report(row, f"{direction}, {len(rest):,} units", ours, rivals)


def figure(suggestions: Sequence[Suggestion]) -> float:
    """The mean of the mean chrFs of the most confident, for each of `COVERAGE`."""
    ordered = sorted(suggestions, key=lambda item: -item.confidence)
    total = 0.0
    for share in COVERAGE:
        chosen = ordered[: round(share * len(ordered))]
        total += sum(item.quality for item in chosen) / len(chosen)
    return total / len(COVERAGE)


def interval(left: Sequence[Suggestion], right: Sequence[Suggestion]) -> tuple[float, float]:
    """The middle 95 % of left − right over queries drawn anew."""
    chance = random.Random(6)
    found = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(range(len(left)), k=len(left))
        found.append(figure([left[at] for at in drawn]) - figure([right[at] for at in drawn]))
    found.sort()
    return found[RESAMPLES * 25 // 1000], found[RESAMPLES * 975 // 1000 - 1]


def _report(
    row: Row, what: str, ours: Sequence[Suggestion], rivals: dict[str, list[Suggestion]]
) -> None:
    row(f"chrF of the first suggestion, {what}", f"{figure(ours):.1f}",
        f"{len(ours)} queries, {sum(item.confidence >= 70 for item in ours)} of them at 70 %",
    )  # fmt: skip
    for name, theirs in rivals.items():
        low, high = interval(ours, theirs)
        row(f"  beyond ranking by {name} ({figure(theirs):.1f})",
            f"{figure(ours) - figure(theirs):+.2f}",
            f"[{low:+.2f}, {high:+.2f}]{BOUNDS.get(name, '')}",
        )  # fmt: skip


def _ours(workspace: iomgloss.Workspace, source: str, target: str, case: Case) -> Suggestion:
    for minimum in (80.0, 60.0, FLOOR):  # the same answer as from the floor at once, sooner
        found = workspace.matches(case.text, source, target, minimum=minimum, limit=1)
        if found:
            return Suggestion(found[0].score, chrf(found[0].suggestion, case.reference))
    return Suggestion(0.0, 0.0)


def _rivals(memory: Sequence[Case], cases: Sequence[Case]) -> dict[str, list[Suggestion]]:
    owners: dict[str, list[Case]] = {}
    for unit in memory:
        owners.setdefault(comparison_key(unit.text), []).append(unit)
    keys = list(owners)
    numbers: dict[str, str] = {}
    words = [_words(key, numbers) for key in keys]
    found: dict[str, list[Suggestion]] = {}
    for case in cases:
        key = comparison_key(case.text)
        coded = _words(key, numbers)
        for name, (confidence, equals), other, others in (
            ("words", _best(coded, words), key, keys),
            ("characters", _best(key, keys), coded, words),
        ):
            plain = tied = 0.0
            if equals:
                alike = [_alike(other, others[at]) for at in equals]
                nearest = equals[alike.index(max(alike))]
                plain = chrf(owners[keys[equals[0]]][0].reference, case.reference)
                tied = chrf(_as_written(case.text, owners[keys[nearest]]), case.reference)
            found.setdefault(f"{name}, plain", []).append(Suggestion(confidence, plain))
            found.setdefault(f"{name}, tied", []).append(Suggestion(confidence, tied))
    return found


def _words(key: str, numbers: dict[str, str]) -> str:
    """One character for each word or sign, so that one call compares words."""
    return "".join(
        numbers.setdefault(piece, chr(0x10000 + len(numbers)))
        for piece in PIECES.findall(key)
        if piece != " "
    )


def _best(query: str, keys: Sequence[str]) -> tuple[float, list[int]]:
    """The best score, per cent, and the places of all keys that have it, ascending."""
    from rapidfuzz import process

    first = process.extractOne(query, keys, scorer=_alike, score_cutoff=FLOOR / 100, processor=None)
    if first is None:
        return 0.0, []
    equals = process.extract(
        query, keys, scorer=_alike, score_cutoff=first[1] - 1e-6, limit=None, processor=None
    )
    return 100 * first[1], sorted(place for _, _, place in equals)


def _as_written(text: str, units: Sequence[Case]) -> str:
    wanted = collapse(text)
    return max(units, key=lambda unit: _alike(wanted, collapse(unit.text))).reference


def _workspace(folder: Path, pairs: list[Pair]) -> iomgloss.Workspace:
    (folder / "iomgloss.toml").touch()
    (folder / "tm").mkdir()
    write_tmx(folder / "tm" / "m.tmx", iter(pairs))
    return iomgloss.open(folder)


if __name__ == "__main__":
    measure(
        lambda *cells: print("  {:58s} {:>14s}  {}".format(*cells), flush=True),
        *map(int, sys.argv[1:]),
    )
