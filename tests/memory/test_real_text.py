"""On real text at size, where it is at hand: the search gives what a scan of everything gives.

``make bench`` asks 1,000 each.
"""

import pytest
from bench.chrf import chrf
from bench.corpus import real_pairs
from bench.twin import MINIMA, UNITS, Scan

from iomgloss.memory.postings import Postings, build
from iomgloss.memory.retrieve import search
from iomgloss.memory.scoring import round_down
from iomgloss.text.normalize import comparison_key

QUERIES = 120


@pytest.mark.parametrize(("tag", "side"), [("ru", 0), ("bg", 2)], ids=["English", "Bulgarian"])
def test_the_search_among_100_000_texts_gives_what_a_scan_gives(tag: str, side: int) -> None:
    keys = list(dict.fromkeys(comparison_key(pair[side]) for pair in real_pairs((tag,))))
    if not keys:
        pytest.skip("no real text here")
    queries, texts = keys[:QUERIES], keys[QUERIES : QUERIES + UNITS]
    assert len(texts) == UNITS
    scan = Scan(texts)
    postings = Postings(b"".join(build(enumerate(texts, start=1), "test")), "test")
    count = dict.fromkeys(MINIMA, 0)
    for query in queries:
        everything = scan.above(query, MINIMA[0])
        for minimum in MINIMA:
            found = [
                (str(row), round_down(min(alike.total, 99.0)))
                for segment, alike in search(postings, query, lambda minimum=minimum: minimum)
                for row in postings.rows(segment)
            ]
            assert sorted(found) == sorted(item for item in everything if item[1] >= minimum)
            count[minimum] += len(found)
    assert count[50.0] > 200
    assert count[70.0] > 20


@pytest.mark.parametrize(
    ("text", "reference", "figure"),
    [
        ("a", "abc", 38.4615),
        ("файл не найден", "файлы не найдены", 61.6280),
        ("Отмена", "Отменить", 41.9518),
        ("a b", "ab", 100.0),
        ("ab", "cd", 0.0),
        ("", "x", 0.0),
    ],
)
def test_chrf_is_that_of_sacrebleu(text: str, reference: str, figure: float) -> None:
    """Figures from sacrebleu 2.6; on 2,370 real pairs no other difference was seen."""
    assert chrf(text, reference) == pytest.approx(figure, abs=1e-4)
