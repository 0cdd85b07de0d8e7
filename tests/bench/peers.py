"""Others beside our look-up in the same run: rapidfuzz over everything, tantivy with our score.

They get distinct comparison keys and answer with keys; ours reads the units, explains them and
sorts them. tantivy is used where it happens to be installed (``.venv/bin/pip install tantivy``);
it is no dependency. Times are of the processor, so that others at work on the machine do not count.
"""

from __future__ import annotations

import importlib.util
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import iomgloss
from iomgloss.memory.scoring import Scorer
from iomgloss.text.normalize import comparison_key

SAMPLE = 30
"""Queries that a scan answers."""
TOP = 50
"""Candidates that tantivy gives."""
MINIMUM = 70.0
Row = Callable[[str, str, str], None]
_WORD = re.compile(r"[^\W_]+")  # as tantivy's tokenizer cuts
_Find = Callable[[str], Iterable[tuple[str, float]]]
"""The keys at or above `MINIMUM`, with their scores."""


def beside(
    row: Row, workspace: iomgloss.Workspace, sources: Iterable[str], queries: Sequence[str]
) -> None:
    """``sources``: the English text of each unit."""
    owners = Counter(map(comparison_key, sources))
    keys = list(owners)
    sample = random.Random(5).sample(queries, SAMPLE)

    def ours(text: str, **options: Any) -> list[iomgloss.Match]:
        return workspace.matches(text, "en", minimum=MINIMUM, **options)

    scan = _scan(keys)
    everything = {text: dict(scan(comparison_key(text))) for text in sample}
    _times(lambda text: ours(text, limit=5), queries[:100])  # warm, as all that follows is
    times = _times(lambda text: ours(text, limit=5), sample * 10)
    scans = _times(lambda text: scan(comparison_key(text)), sample)
    row("rapidfuzz, every key: mean, p95, p99", _three(scans),
        f"{SAMPLE} queries; ours takes {_mean(times):.2f} ms for these")  # fmt: skip
    row("speed-up over it, mean", f"{_mean(scans) / _mean(times):.0f} ×", "bound 200 ×")
    row("recall at 70 % by our score: ours", _recall(
        (sum(owners[key] for key in found), len(ours(text, limit=None)))
        for text, found in everything.items()
    ), "bound 1.000")  # fmt: skip
    if importlib.util.find_spec("tantivy") is None:
        row(f"tantivy top-{TOP} + our score", "not installed", "pip install tantivy")
        return
    start = time.perf_counter()
    tantivy = _tantivy(keys)
    row("tantivy, building its index", f"{time.perf_counter() - start:.0f} s", "without texts")
    _times(lambda text: tantivy(comparison_key(text)), queries[:100])
    spent = _times(lambda text: tantivy(comparison_key(text)), queries)
    row(f"tantivy top-{TOP} + our score: mean, p95, p99", _three(spent),
        f"{len(queries)} queries")  # fmt: skip
    row("recall at 70 % by our score: tantivy", _recall(
        (len(ours(text, limit=None)), sum(owners[key] for key, _ in tantivy(comparison_key(text))))
        for text in queries
    ), "against ours")  # fmt: skip


def _scan(keys: Sequence[str]) -> _Find:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    def find(key: str) -> Iterable[tuple[str, float]]:
        found = process.extract(
            key, keys, scorer=Levenshtein.normalized_similarity, processor=None,
            score_cutoff=MINIMUM / 100 - 1e-6, limit=None,
        )  # fmt: skip
        return _scored(key, (other for other, _, _ in found))

    return find


def _tantivy(keys: Sequence[str]) -> _Find:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", index_option="freq")
    builder.add_unsigned_field("number", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=512 << 20, num_threads=1)
    for number, key in enumerate(keys):
        writer.add_document(tantivy.Document(key=key, number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(key: str) -> Iterable[tuple[str, float]]:
        words = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "key", word))
            for word in dict.fromkeys(_WORD.findall(key))
        ]
        hits = searcher.search(tantivy.Query.boolean_query(words), TOP, count=False).hits
        return _scored(key, (keys[searcher.doc(place)["number"][0]] for _, place in hits))

    return find


def _scored(key: str, others: Iterable[str]) -> list[tuple[str, float]]:
    scorer = Scorer(key)
    found = []
    for other in others:
        alike = scorer.score(other, MINIMUM)
        if alike:
            found.append((other, alike.total))
    return sorted(found, key=lambda item: -item[1])


def _recall(counts: Iterable[tuple[int, int]]) -> str:
    """Of units there are and units found, by query."""
    there, found = (sum(column) for column in zip(*counts, strict=True))
    return f"{found / there:.3f} ({there:,})"


def _times(run: Callable[[str], object], queries: Iterable[str]) -> list[float]:
    """Milliseconds of the processor for each query, ascending."""
    spent = []
    for text in queries:
        start = time.process_time()
        run(text)
        spent.append(1000 * (time.process_time() - start))
    return sorted(spent)


def _mean(spent: Sequence[float]) -> float:
    return sum(spent) / len(spent)


def _three(spent: Sequence[float]) -> str:
    """Mean, p95 and p99 of ascending times."""
    places = (len(spent) * 95 // 100, len(spent) * 99 // 100)
    return ", ".join(f"{value:.2f}" for value in (_mean(spent), *(spent[at] for at in places)))
