"""Two texts against each other, word by word, readable with and without colour."""

from __future__ import annotations

import re

from iomgloss.reports.terminal import Span
from iomgloss.text.normalize import collapse
from iomgloss.text.scripts import fold_lookalikes

_PIECES = re.compile(r"\w+|\s+|[^\w\s]")


def differences(query: str, stored: str, color: bool) -> list[Span]:
    """``stored`` against ``query``: what only the memory has struck out, what only the query has
    put in. Without colour in wdiff's notation: ``[-memory-]{+query+}``.

    White space counts as matching does: as one space. Case counts.
    """
    spans: list[Span] = []
    for removed, added in _steps(collapse(stored), collapse(query)):
        if removed == added:
            spans.append(Span(removed))
            continue
        before, removed, after = _outer_space(removed)
        lead, added, tail = _outer_space(added)
        spans.append(Span(before or lead))
        if removed:
            spans.append(Span(removed if color else f"[-{removed}-]", "red strike"))
        if color and removed and added:
            spans.append(Span(" "))
        if added:
            spans.append(Span(added if color else f"{{+{added}+}}", "green underline"))
        spans.append(Span(after or tail))
    return [span for span in spans if span.text]


def lookalikes(query: str, stored: str) -> list[str]:
    """A sentence for each place where both differ only in look-alike letters: who has them."""
    return [
        f"{side} has look-alike letters of another script in “{words.strip()}”"
        for removed, added in _steps(collapse(stored), collapse(query))
        if removed != added and fold_lookalikes(removed) == fold_lookalikes(added)
        for side, words in (("the memory", removed), ("your text", added))
        if fold_lookalikes(words) != words
    ]


def _steps(stored: str, query: str) -> list[tuple[str, str]]:
    """Stretches of both texts, in order; equal ones hold the same text twice."""
    from rapidfuzz.distance import Levenshtein

    old, new = _PIECES.findall(stored), _PIECES.findall(query)
    steps: list[tuple[str, str]] = []
    for step in Levenshtein.opcodes(old, new):
        removed = "".join(old[step.src_start : step.src_end])
        added = "".join(new[step.dest_start : step.dest_end])
        if steps and steps[-1][0] != steps[-1][1] and step.tag != "equal":
            steps[-1] = (steps[-1][0] + removed, steps[-1][1] + added)
        else:
            steps.append((removed, added))
    return _merged(steps)


def _merged(steps: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words replaced one after the other as one phrase: the space between them is no anchor."""
    out: list[tuple[str, str]] = []
    for number, (removed, added) in enumerate(steps):
        between = (
            removed == added
            and removed.isspace()
            and 0 < number < len(steps) - 1
            and all(all(pair) for pair in (steps[number - 1], steps[number + 1]))
        )
        changed = removed != added
        if out and (between or (changed and out[-1][0] != out[-1][1])):
            out[-1] = (out[-1][0] + removed, out[-1][1] + added)
        else:
            out.append((removed, added))
    return out


def _outer_space(text: str) -> tuple[str, str, str]:
    """The space before a text, the text, the space after it."""
    inner = text.strip()
    if not inner:
        return text, "", ""
    start = text.index(inner)
    return text[:start], inner, text[start + len(inner) :]
