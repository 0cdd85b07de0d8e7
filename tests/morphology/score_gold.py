"""Recognises the gold terms with `forms` and prints precision, recall and F1.

    python tests/morphology/score_gold.py [bg ru en] [--errors]

The gold data is not part of the project (licences): it is looked for in
`$IOMGLOSS_SHARED/gold/terms`, or in `../shared/gold/terms` beside the repository. A (line, term)
pair counts once; every match counts, nested ones too: the gold lists every contiguous occurrence.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from iomgloss.morphology import TokenTraits, forms
from iomgloss.morphology.base import APOSTROPHE
from iomgloss.text.normalize import word_key

LANGUAGES = ("bg", "ru", "en")
PARTS_OF_SPEECH = {"NOUN": "noun", "ADJ": "adjective", "PROPN": "proper-noun", "VERB": "verb"}
_WORD = re.compile(r"[^\W_]+")

Pair = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and F1 in percent."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one gold folder gave."""

    scores: dict[str, Score]
    """Under "single", "multi" and "all"."""
    missed: tuple[Pair, ...]
    spurious: tuple[Pair, ...]
    forms_per_token: float
    tokens_per_second: float


def gold_folder(language: str) -> Path | None:
    """The gold folder of the language, or None when the machine has no gold data."""
    shared = os.environ.get("IOMGLOSS_SHARED")
    root = Path(shared) if shared else Path(__file__).resolve().parents[2].parent / "shared"
    folder = root / "gold" / "terms" / language
    return folder if folder.is_dir() else None


def tokens(text: str) -> list[str]:
    """Folded words, split at hyphens; quotation marks that folded to apostrophes are dropped."""
    stripped = (word.strip(APOSTROPHE) for word in _WORD.findall(word_key(text)))
    return [word for word in stripped if word]


def read_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a headless tab-separated file."""
    for row in path.read_text(encoding="utf-8").splitlines():
        yield row.split("\t")


def score(found: set[Pair], gold: set[Pair]) -> Score:
    """Exact pairs only."""
    hits = len(found & gold)
    precision = 100 * hits / max(1, len(found))
    recall = 100 * hits / max(1, len(gold))
    return Score(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / max(1e-9, precision + recall),
    )


def evaluate(language: str, folder: Path) -> Result:
    """Recognises every contiguous occurrence of every gold term."""
    terms = {term: (pos, tokens(text)) for term, pos, text in read_rows(folder / "terms.tsv")}
    phrases = {
        term for term, _, text in read_rows(folder / "terms.tsv") if " " in text
    }  # as tools/score_terms.py tells them apart
    gold = {(int(line), term) for line, term in read_rows(folder / "gold.tsv")}
    index: dict[str, list[str]] = defaultdict(list)
    term_forms: dict[str, list[frozenset[str]]] = {}
    counts: Counter[str] = Counter()
    forms("слово", language, TokenTraits())  # loads the library before the clock runs
    started = time.perf_counter()
    for term, (pos, words) in terms.items():
        traits = (
            TokenTraits(multiword=True)
            if len(words) > 1
            else TokenTraits(part_of_speech=PARTS_OF_SPEECH.get(pos))
        )
        term_forms[term] = [forms(word, language, traits) for word in words]
        counts["tokens"] += len(words)
        counts["forms"] += sum(map(len, term_forms[term]))
        for form in term_forms[term][0]:
            index[form].append(term)
    elapsed = time.perf_counter() - started

    found: set[Pair] = set()
    lines = (folder / "text.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        words = tokens(line)
        for start, word in enumerate(words):
            for term in index.get(word, ()):
                parts = term_forms[term]
                window = words[start : start + len(parts)]
                if len(window) == len(parts) and all(
                    form in part for form, part in zip(window, parts, strict=True)
                ):
                    found.add((number, term))

    def kind(pairs: set[Pair], multiword: bool) -> set[Pair]:
        return {pair for pair in pairs if (pair[1] in phrases) == multiword}

    return Result(
        scores={
            "single": score(kind(found, False), kind(gold, False)),
            "multi": score(kind(found, True), kind(gold, True)),
            "all": score(found, gold),
        },
        missed=tuple(sorted(gold - found)),
        spurious=tuple(sorted(found - gold)),
        forms_per_token=counts["forms"] / counts["tokens"],
        tokens_per_second=counts["tokens"] / elapsed,
    )


def main(arguments: list[str]) -> int:
    """Prints a row per language; with --errors also every missed and spurious pair."""
    languages = [name for name in arguments if not name.startswith("-")] or list(LANGUAGES)
    for language in languages:
        folder = gold_folder(language)
        if folder is None:
            print(f"{language}: no gold data", file=sys.stderr)
            continue
        result = evaluate(language, folder)
        for name, value in result.scores.items():
            print(
                f"{language} {name:6s} P {value.precision:5.1f}  R {value.recall:5.1f}"
                f"  F1 {value.f1:5.1f}"
            )
        print(
            f"{language} {result.forms_per_token:.1f} forms per token,"
            f" {result.tokens_per_second:.0f} tokens/s"
        )
        if "--errors" in arguments:
            terms = {row[0]: row[1:] for row in read_rows(folder / "terms.tsv")}
            lines = (folder / "text.txt").read_text(encoding="utf-8").splitlines()
            for name, pairs in (("missed", result.missed), ("spurious", result.spurious)):
                for number, term in pairs:
                    print(f"{name}\t{'/'.join(terms[term])}\t{lines[number - 1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
