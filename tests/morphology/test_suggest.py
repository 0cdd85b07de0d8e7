"""Tables of sentences: a term to be replaced, what replaces it, and what must come out."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from iomgloss.model import MatchRule, Suggestion, TermSection
from iomgloss.morphology.inflection import suggest

DATA = Path(__file__).parent / "data"
LANGUAGES = ("az", "bg", "en", "ru", "uz")
LEAST_CASES = {"az": 30, "bg": 150, "en": 60, "ru": 150, "uz": 30}
COVERAGE = {"az": 97, "bg": 98, "en": 97, "ru": 97, "uz": 97}
"""Sure suggestions in per cent of the sentences that have an expected text."""


class Case(NamedTuple):
    marked: str
    expected: str | None
    """None: nothing certain can be said."""
    old: TermSection
    new: TermSection


def term(record: dict[str, str]) -> TermSection:
    rule = record.get("match")
    return TermSection(
        **{"part_of_speech": "noun"} | record | {"match": MatchRule(rule) if rule else None}
    )


def cases(language: str) -> Iterator[Case]:
    data = tomllib.loads((DATA / f"suggest_{language}.toml").read_text(encoding="utf-8"))
    for group in data["group"]:
        old, new = term(group["old"]), term(group["new"])
        for marked, expected in group.get("cases", ()):
            yield Case(marked, expected, old, new)
        for marked in group.get("doubtful", ()):
            yield Case(marked, None, old, new)


def answer(language: str, case: Case) -> tuple[str, Suggestion]:
    """The sentence with the suggestion in it, and the suggestion."""
    start, end = case.marked.index("["), case.marked.index("]") - 1
    text = case.marked.replace("[", "").replace("]", "")
    found = suggest(text, start, end, language, case.old, case.new)
    return text[: found.start] + found.text + text[found.end :], found


def measure(language: str) -> tuple[list[str], list[str], float]:
    """Wrong answers that claim to be sure, doubts about clear places, sure answers in per cent."""
    wrong, doubts, clear, sure = [], [], 0, 0
    for case in cases(language):
        sentence, found = answer(language, case)
        clear += case.expected is not None
        if found.sure and sentence != case.expected:
            wrong.append(f"{case.marked} → {sentence} ({found.why})")
        elif found.sure:
            sure += 1
        elif case.expected is not None:
            doubts.append(f"{case.marked} → {sentence} ({found.why})")
    return wrong, doubts, 100 * sure / clear


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_sure_is_right(language: str) -> None:
    if language == "ru":
        pytest.importorskip("pymorphy3")
    wrong, _, coverage = measure(language)
    assert wrong == []
    assert coverage >= COVERAGE[language]
    clear = sum(case.expected is not None for case in cases(language))
    assert clear >= LEAST_CASES[language]
    page = (Path(__file__).parents[2] / "docs" / "suggestions.md").read_text(encoding="utf-8")
    assert f"| `{language}` | {clear} | {int(coverage)} % |" in page


if __name__ == "__main__":
    for language in sys.argv[1:] or LANGUAGES:
        wrong, doubts, coverage = measure(language)
        print(f"{language}: {len(list(cases(language)))} cases, {coverage:.1f} % sure and right")
        print(*[f"  wrong: {each}" for each in wrong], sep="\n")
        print(*[f"  doubt: {each}" for each in doubts], sep="\n")
