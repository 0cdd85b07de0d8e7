"""Checks of drafts: sentences a second with a large term base; the start. Part of ``make bench``.

The concepts are words of real text with the words that most often stand in their translations, so a
sentence has about as many terms as one of a domain with a rich glossary.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.corpus import Pair, fit_for_xml, real_pairs, write_tmx

CONCEPTS = 10_000
SENTENCES = 4_000
"""Pairs of each language, to measure on."""
_MEMORY = 20_000
_LEARNT_FROM = 60_000
"""Pairs of each language that the concepts are made from."""
_COMMON = 400
"""Words left out at the top: function words and what is in every second sentence."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_MARKED = re.compile(r"[&_~<>%{}$\\\\]")
"""Texts with mark-up inside of words are no help in learning words."""
Row = Callable[[str, str, str], None]


def measure(row: Row, concepts: int = CONCEPTS) -> None:
    """Print every figure; nothing where the real texts are absent."""
    pairs = [pair for pair in real_pairs(("bg", "ru")) if fit_for_xml(pair)]
    if not pairs:
        row("no real texts here", "", "")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drafts = _workspace(folder, pairs, concepts)
        _measure(row, folder, drafts)


def _workspace(folder: Path, pairs: list[Pair], concepts: int) -> dict[str, list[Pair]]:
    """A term base and a memory; returns the pairs that neither was made from, by language."""
    (folder / "iomgloss.toml").write_text('languages = ["bg", "en", "ru"]\n')
    by_tag: dict[str, list[Pair]] = {"bg": [], "ru": []}
    for pair in pairs:
        by_tag[pair[1]].append(pair)
    learnt = {
        tag: dict(_translations(found[SENTENCES : SENTENCES + _LEARNT_FROM]))
        for tag, found in by_tag.items()
    }
    words = sorted(set(learnt["bg"]) | set(learnt["ru"]))
    both = [word for word in words if all(word in found for found in learnt.values())]
    chosen = [*both, *(word for word in words if word not in set(both))][:concepts]
    for number, word in enumerate(chosen):
        path = folder / "glossary" / f"{number // 500}" / f"concept-{number}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        terms = {"en": word} | {tag: found[word] for tag, found in learnt.items() if word in found}
        path.write_text(
            "\n".join(
                f'[[terms.{tag}]]\nterm = "{term}"\nstatus = "preferred"\n'
                for tag, term in sorted(terms.items())
            ),
            encoding="utf-8",
        )
    (folder / "tm").mkdir()
    for tag, found in by_tag.items():
        write_tmx(folder / "tm" / f"{tag}.tmx", iter(found[-_MEMORY // 2 :]))
    return {tag: found[:SENTENCES] for tag, found in by_tag.items()}


def _translations(pairs: Iterable[Pair]) -> Iterable[tuple[str, str]]:
    """An English word and the word that goes with it best (Dice), if it does so at all."""
    together: dict[str, Counter[str]] = defaultdict(Counter)
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for source, _, target in pairs:
        if _MARKED.search(source + target):
            continue
        sources = {word.lower() for word in _WORD.findall(source)}
        targets = {word.lower() for word in _WORD.findall(target)}
        left.update(sources)
        right.update(targets)
        for word in sources:
            together[word].update(targets)
    common = {word for counts in (left, right) for word, _ in counts.most_common(_COMMON)}
    taken: set[str] = set()
    for word, count in left.most_common():
        if word in common or not word.isascii():
            continue
        best = max(
            together[word], key=lambda other: (together[word][other] / right[other], other),
            default=None,
        )  # fmt: skip
        if best and best not in common and best not in taken and together[word][best] * 3 >= count:
            taken.add(best)
            yield word, best


def _measure(row: Row, folder: Path, drafts: dict[str, list[Pair]]) -> None:
    import iomgloss
    from iomgloss.checks.registry import selected
    from iomgloss.workspace.checking import check_file
    from iomgloss.workspace.drafts import ReadOptions

    workspace = iomgloss.open(folder)
    concepts = len(workspace.concept_ids())
    workspace.matches("x y", "en", list(drafts))  # indexes are there
    for tag, pairs in drafts.items():
        bilingual, plain = folder / f"draft.{tag}.tmx", folder / f"draft.{tag}.txt"
        write_tmx(bilingual, iter(pairs))
        plain.write_text("\n\n".join(target for _, _, target in pairs), encoding="utf-8")
        for sides, path, options in (
            (2, bilingual, ReadOptions(source_language="en", target_languages=(tag,))),
            (1, plain, ReadOptions(source_language=tag)),
        ):
            start = time.process_time()
            found = check_file(workspace, path, selected(), options).found
            spent = time.process_time() - start
            terms = sum(1 for one in found if one.check.code.startswith("T"))
            what = "sentences of pairs" if sides == 2 else "sentences"
            row(f"{tag}: {what} a second, {concepts:,} concepts",
                f"{sides * len(pairs) / spent:,.0f}",
                f"bound 2,000; {len(found):,} findings, {terms:,} of terms")  # fmt: skip
    page = folder / "page.txt"
    page.write_text(" ".join(target for _, _, target in drafts["bg"][:60])[:3000], "utf-8")
    command = [sys.executable, "-m", "iomgloss", "-w", str(folder)]
    lookup = [*command, "lookup", "закон", "-s", "bg"]
    check = [*command, "check", str(page), "-s", "bg", "--exit-zero"]
    time.sleep(2.5)  # file times settle, see iomgloss.files.stamp
    spent_on: dict[str, list[float]] = {"lookup": [], "check": []}
    for _ in range(7):
        for name, line in (("lookup", lookup), ("check", check)):
            start = time.perf_counter()
            subprocess.run(line, stdout=subprocess.DEVNULL, check=True)
            spent_on[name].append(time.perf_counter() - start)
    ratio = statistics.median(spent_on["check"]) / statistics.median(spent_on["lookup"])
    row("check of a page against lookup, whole processes", f"{ratio:.2f} ×", "bound 3 ×")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    measure(
        lambda *cells: print("  {:58s} {:>14s}  {}".format(*cells)),
        int((sys.argv[1:] or [CONCEPTS])[0]),
    )
