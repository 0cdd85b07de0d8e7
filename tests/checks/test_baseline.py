"""What is known of findings."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.checks.baseline import Fingerprint, fingerprint, read, written
from iomgloss.checks.registry import Check
from iomgloss.model import Finding, Passage, Side

ROW = Check("T001", "deprecated-term", "terminology.deprecated")
MARKS = st.builds(Fingerprint, st.sampled_from(["T001", "P005"]), st.text(max_size=4))


ROWS = st.dictionaries(MARKS, st.integers(1, 9), min_size=1, max_size=3)


@given(st.dictionaries(st.text(max_size=4), ROWS, max_size=3))
def test_what_is_written_is_read(known: dict[str, dict[Fingerprint, int]]) -> None:
    baseline = {file: Counter(rows) for file, rows in known.items()}
    assert read(written(baseline)) == baseline
    turned = {file: Counter(dict(reversed(rows.items()))) for file, rows in known.items()}
    assert written(dict(reversed(turned.items()))) == written(baseline)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"files": {}}',
        '{"version": 2, "files": {}}',
        '{"version": 1, "files": {"a": {}}}',
        '{"version": 1, "files": {"a": [{"code": "T001", "text": 3, "count": 1}]}}',
        '{"version": 1, "files": ' + "[" * 100_000,
    ],
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(text)


def test_fingerprints() -> None:
    passage = Passage(number=1, text="нова  дума", language="bg", source="a new word")
    whole = Finding(passage=passage, start=0, end=10, message="x")
    source = Finding(passage=passage, start=2, end=5, message="x", side=Side.SOURCE)
    missing = Finding(passage=passage, start=0, end=0, message="'word' is missing")
    assert [fingerprint(ROW, each).text for each in (whole, source, missing)] == [
        "нова дума",
        "new",
        "'word' is missing a new word",
    ]
