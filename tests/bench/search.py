"""Searching a made-up term base of 100,000 terms: CPU time of each kind of query."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from iomgloss.files.derived import DerivedDatabase
from iomgloss.model import Concept, LanguageSection, TermSection
from iomgloss.termbase.index import FORMAT, SCHEMA
from iomgloss.termbase.indexing import apply_changes
from iomgloss.termbase.search import search
from iomgloss.termbase.write import render

CONCEPTS = 20_000
SYLLABLES = {
    "bg": "ба ве ги до жу зъ ка ле ми но пу ра се ти ху ци ча ше ще юл ран лив кос мир".split(),
    "en": "ba ve gi do ju za ka le mi no pu ra se ti hu ci cha she ster ul ran liv cos".split(),
}
WORDS = 25_000
"""Of each language."""
PER_LANGUAGE = 3, 2
"""Terms of a concept in Bulgarian and in English."""


def base(folder: Path) -> DerivedDatabase:
    """The index of the made-up term base, in a file; whoever asks closes it."""
    database = DerivedDatabase(folder, "bench", SCHEMA, FORMAT)

    def fill(connection: sqlite3.Connection) -> None:
        concepts = ((f"{each.id}.toml", render(each).encode(), each) for each in _concepts())
        apply_changes(connection, [], concepts, {})

    database.rebuild(fill)
    return database


def measure(row: Callable[[str, str, str], None]) -> None:
    """A row for each kind of query: the median and the slowest of 60."""
    with tempfile.TemporaryDirectory() as name:
        start = time.process_time()
        with contextlib.closing(base(Path(name))) as database:
            row("index of 100,000 terms, CPU", f"{time.process_time() - start:.0f} s", "")
            connection = database.connection()
            assert connection is not None
            _queries(row, connection)


def _queries(row: Callable[[str, str, str], None], connection: sqlite3.Connection) -> None:
    generator = random.Random(7)
    bulgarian = [
        term
        for (term,) in connection.execute(
            "SELECT term FROM term WHERE language = 'bg' ORDER BY number LIMIT 4000"
        )
    ]
    chosen = generator.sample(bulgarian, 60)
    kinds = {
        "exact": (chosen, "bound 5 ms"),
        "a beginning of five letters": ([term[:5] for term in chosen], "bound 5 ms"),
        "a beginning of two letters": ([term[:2] for term in chosen], ""),
        "in Latin letters": ([_latin(term) for term in chosen], ""),
        "misspelt": ([_misspelt(term, generator) for term in chosen], "bound 60 ms"),
        "nothing": ([f"{term[::-1]}ыы" for term in chosen], ""),
    }
    for name, (queries, bound) in kinds.items():
        spent = sorted(_milliseconds(connection, query) for query in queries)
        middle = statistics.median(spent)
        row(f"{name}, CPU (slowest {spent[-1]:.1f} ms)", f"{middle:.1f} ms", bound)


def _milliseconds(connection: sqlite3.Connection, query: str) -> float:
    search(connection, query)
    start = time.process_time()
    search(connection, query)
    return 1000 * (time.process_time() - start)


def _concepts() -> Iterator[Concept]:
    generator = random.Random(3)
    words = {
        language: [
            "".join(generator.choices(syllables, k=generator.randint(2, 5))) for _ in range(WORDS)
        ]
        for language, syllables in SYLLABLES.items()
    }
    for number in range(CONCEPTS):
        yield Concept(
            id=f"concept-{number}",
            related=tuple(f"concept-{generator.randrange(CONCEPTS)}" for _ in range(3)),
            languages=tuple(
                LanguageSection(
                    language=language,
                    terms=tuple(
                        TermSection(term=" ".join(generator.choices(words[language], k=length)))
                        for length in generator.choices((1, 2, 3), k=count)
                    ),
                )
                for language, count in zip(words, PER_LANGUAGE, strict=True)
            ),
        )


def _latin(term: str) -> str:
    from iomgloss.text.transliterate import sound

    return sound(term.lower(), "bg")


def _misspelt(term: str, generator: random.Random) -> str:
    """Two neighbouring letters changed places."""
    place = generator.randrange(1, max(2, len(term) - 2))
    return term[:place] + term[place + 1 : place + 2] + term[place] + term[place + 2 :]
