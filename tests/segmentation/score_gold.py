"""Joins gold sentences in blocks of ten and prints how many of the inner boundaries are found.

    python tests/segmentation/score_gold.py [bg ru en] [--errors]

The gold data is not part of the project (licences): it is looked for in
`$IOMGLOSS_SHARED/gold/terms`, or in `../shared/gold/terms` beside the repository.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from iomgloss.segmentation import segments

LANGUAGES = ("bg", "ru", "en")
BLOCK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    precision: float
    recall: float
    f1: float
    """All in per cent."""
    sentences_per_second: float
    errors: tuple[str, ...]


def gold_file(language: str) -> Path | None:
    """A file of a sentence a line, or None when the machine has no gold data."""
    shared = os.environ.get("IOMGLOSS_SHARED")
    root = Path(shared) if shared else Path(__file__).resolve().parents[2].parent / "shared"
    path = root / "gold" / "terms" / language / "text.txt"
    return path if path.is_file() else None


def evaluate(language: str, path: Path) -> Result:
    sentences = [line.strip() for line in path.read_text(encoding="utf-8").split("\n")]
    sentences = [line for line in sentences if line]
    right = spurious = missed = 0
    seconds = 0.0
    errors = []
    for first in range(0, len(sentences), BLOCK):
        block = sentences[first : first + BLOCK]
        text = " ".join(block)
        gold = {len(" ".join(block[:count])) for count in range(1, len(block))}
        begun = time.perf_counter()
        ends = {span.end for span in segments(text, language)} - {len(text)}
        seconds += time.perf_counter() - begun
        right, spurious = right + len(gold & ends), spurious + len(ends - gold)
        missed += len(gold - ends)
        for place in sorted(gold ^ ends):
            sign = "+" if place in ends else "-"
            errors.append(f"{sign} {text[max(0, place - 40) : place]} ‖ {text[place : place + 40]}")
    return Result(
        precision=100 * right / (right + spurious),
        recall=100 * right / (right + missed),
        f1=200 * right / (2 * right + spurious + missed),
        sentences_per_second=len(sentences) / seconds,
        errors=tuple(errors),
    )


def main(arguments: list[str]) -> None:
    for language in [name for name in arguments if not name.startswith("-")] or LANGUAGES:
        path = gold_file(language)
        if path is None:
            print(f"{language}: no gold data")
            continue
        result = evaluate(language, path)
        print(
            f"{language}: P {result.precision:.2f}  R {result.recall:.2f}  F1 {result.f1:.2f}  "
            f"{result.sentences_per_second:,.0f} sentences/s"
        )
        if "--errors" in arguments:
            print("\n".join(result.errors))


if __name__ == "__main__":
    main(sys.argv[1:])
