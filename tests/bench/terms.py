"""Recognition in a large term base: its index, its speed, its start. Part of ``make bench``.

The terms are words and pairs of words of real texts where they are at hand, so nearly every word of
a text begins one or is one: dense beyond any glossary. The texts measured on are others.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from bench.corpus import invented_pairs, real_pairs

from iomgloss.text.normalize import word_key

TERMS = 100_000
_LANGUAGES = ("bg", "en", "ru")
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = 150
"""Words left out at the top: function words, of which glossaries have none."""
_TEXTS = 4_000
"""Of each language, to measure on."""
Row = Callable[[str, str, str], None]


def measure(row: Row, terms: int = TERMS) -> None:
    """Print every figure."""
    texts = _texts()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "iomgloss.toml").write_text('languages = ["bg", "en", "ru"]\n')
        count = _write(folder / "glossary", {tag: found[_TEXTS:] for tag, found in texts.items()},
                       terms)  # fmt: skip
        _measure(row, folder, count, {tag: found[:_TEXTS] for tag, found in texts.items()})


def _texts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {tag: [] for tag in _LANGUAGES}
    for source, tag, target in real_pairs() or invented_pairs(100_000):
        found["en"].append(source)
        found.setdefault(tag, []).append(target)
    return {tag: found[tag] for tag in _LANGUAGES if found[tag]}


def _write(folder: Path, texts: dict[str, list[str]], count: int) -> int:
    """Concepts with a term in each language; returns how many terms there are."""
    chosen = [_terms(found, tag, count // len(texts) + 1) for tag, found in texts.items()]
    written = 0
    for number, terms in enumerate(zip(*chosen, strict=False)):
        path = folder / f"{number // 500}" / f"concept-{number}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        sections = zip(texts, terms, strict=True)
        lines = [f'[[terms.{tag}]]\nterm = "{term}"\n' for tag, term in sections]
        path.write_text("\n".join(lines), encoding="utf-8")
        written += len(terms)
    return written


def _terms(texts: list[str], tag: str, count: int) -> list[str]:
    """Words and pairs of words, none a form of another: as in a glossary."""
    from iomgloss.morphology import TokenTraits, forms

    sentences = [_WORD.findall(text.casefold()) for text in texts]
    frequent = Counter(word for words in sentences for word in words)
    first: dict[str, str] = {}
    single = []
    for word, _ in frequent.most_common():
        if len(single) < count // 2 + _COMMON and word_key(word) not in first:
            single.append(word)
            for form in forms(word, tag, TokenTraits(multiword=True)):
                first.setdefault(form, word)
    for word in single[:_COMMON]:
        first.pop(word_key(word), None)
    del single[:_COMMON]
    pairs: Counter[str] = Counter()
    for words in sentences:
        known = [first.get(word_key(word), "") for word in words]
        pairs.update(f"{left} {right}" for left, right in pairwise(known) if left and right)
    return [*single, *(pair for pair, _ in pairs.most_common(count - len(single)))]


def _measure(row: Row, folder: Path, count: int, texts: dict[str, list[str]]) -> None:
    import iomgloss
    from iomgloss.termbase.recognise import Recogniser
    from iomgloss.text.tokenize import spans

    workspace = iomgloss.open(folder)
    reading = _seconds(workspace.termbase.concepts)
    row(f"index of {count:,} terms", f"{_seconds(workspace.termbase.refresh):.0f} s",
        f"reading the files alone {reading:.0f} s")  # fmt: skip
    files = list((folder / ".iomgloss").glob("termbase.*"))
    row("on disk", f"{sum(file.stat().st_size for file in files) / 1e6:.0f} MB", "")
    connection = workspace.termbase.refresh()
    for tag, found in texts.items():
        words = sum(1 for text in found for _ in spans(text))
        recogniser = Recogniser(connection)

        def run(tag: str = tag, recogniser: Recogniser = recogniser) -> int:
            return sum(len(recogniser.occurrences(text, [tag])) for text in texts[tag])

        cold = _seconds(run)
        hits = run()
        warm = min(_seconds(run) for _ in range(3))
        row(f"{tag}: words a second, warm", f"{words / warm:,.0f}",
            f"bound 200,000; {hits / words:.2f} a word; first {words / cold:,.0f}")  # fmt: skip
    time.sleep(2.5)  # file times settle, see iomgloss.files.stamp
    lookup = [sys.executable, "-m", "iomgloss", "-w", str(folder), "lookup", "закон", "-s", "bg"]
    once = min(_seconds(lambda: _run(lookup)) for _ in range(5))
    bare = min(_seconds(lambda: _run([sys.executable, "-c", "import click"])) for _ in range(5))
    row("warm look-up, whole process, against importing click", f"{once / bare:.1f} ×",
        f"{1000 * once:.0f} ms")  # fmt: skip


def _run(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time() + sum(_children())
    run()
    return time.process_time() + sum(_children()) - start


def _children() -> tuple[float, float]:
    """Seconds of the processor that ended child processes took."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0, 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime, used.ru_stime


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    measure(
        lambda *cells: print("  {:58s} {:>14s}  {}".format(*cells)),
        int((sys.argv[1:] or [TERMS])[0]),
    )
