"""Quotation marks of two styles in one text.

Of each language in a draft, the rarer style is reported, of equally frequent ones the later.
Quotations inside quotations have marks of their own, and are no mixture.

Why: the mixture looks careless, and hides where a quotation within a quotation begins.

Wrong: „Школа по миграция“ и "Център за обучение"
Right: „Школа по миграция“ и „Център за обучение“

Fix: the marks of the usual style.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.consistency.wording import usual
from iomgloss.model import Draft, Finding, Passage

_CLOSING = {"„": '“”"', "“": '”"', "«": "»", '"': '"', "”": "”"}
_MARK = re.compile('[„“”«»"]')
_WORD = re.compile(r"[^\W\d_]{2}")
_MARKUP = re.compile(r"</?\w[^<>]*>")
Quotation = tuple[Passage, int, int]
"""From the opening mark to the closing one."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    by_language: dict[str | None, list[Quotation]] = defaultdict(list)
    for passage in draft.passages:
        for start, end in _quotations(_MARKUP.sub(_blank, passage.text)):
            by_language[passage.language].append((passage, start, end))
    for quotations in by_language.values():
        styles = [passage.text[start] + passage.text[end - 1] for passage, start, end in quotations]
        kept = usual(styles) if styles else ""
        for (passage, start, end), style in zip(quotations, styles, strict=True):
            if style != kept:
                yield Finding(
                    passage=passage,
                    start=start,
                    end=end,
                    message=f"{style!r} here, elsewhere in this text {kept!r}",
                    suggestions=(kept[0] + passage.text[start + 1 : end - 1] + kept[1],),
                )


def _blank(markup: re.Match[str]) -> str:
    return "\ufffc" * len(markup[0])


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """The outermost ones, from mark to mark; what does not close is none."""
    awaited: list[str] = []
    begin = 0
    for match in _MARK.finditer(text):
        place, mark = match.start(), match[0]
        after_space = place == 0 or not (text[place - 1].isalnum() or text[place - 1] in ".,!?…)")
        if awaited and mark in awaited[-1] and not (mark in '"“' and _opens(text, place)):
            awaited.pop()
            if not awaited and (mark != '"' or _WORD.search(text, begin, place)):
                yield begin, place + 1  # ".*" is code, not a quotation
        elif mark in _CLOSING and after_space and text[place + 1 : place + 2].strip():
            if not awaited:
                begin = place
            awaited.append(_CLOSING[mark])


def _opens(text: str, place: int) -> bool:
    """A blank or a bracket before it, a word after it."""
    return text[place - 1] in " \u00a0([" and text[place + 1 : place + 2].isalnum()
