"""Marks that come in pairs: quotation marks and brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from iomgloss.checks.prose import running
from iomgloss.model import Draft, Passage

REACH = 20
"""Passages in which a mark that one of them opens may be closed."""


class Mark(NamedTuple):
    start: int
    opens: bool
    character: str


Unmatched = Callable[[str], Sequence[Mark]]
_QUOTE = re.compile('[„“”«»"]')
_STANDS_BEFORE = re.compile(r"[\s(\[{–—\-/=:„“«>]")


def quotes(text: str) -> Iterator[tuple[Mark, Mark | None]]:
    """The quotation marks of a text: pairs, and single ones with None, not in order."""
    stack: list[Mark] = []
    for match in _QUOTE.finditer(text):
        place, character = match.start(), match[0]
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if character == '"' and before.isdigit() and not any(m.character == '"' for m in stack):
            continue  # inches
        if _opens(character, before, after, stack):
            stack.append(Mark(place, True, character))
        elif stack:
            yield stack.pop(), Mark(place, False, character)
        else:
            yield Mark(place, False, character), None
    for mark in stack:
        yield mark, None


def _opens(character: str, before: str, after: str, stack: list[Mark]) -> bool:
    if character in "„«":
        return True
    if character in "”»":
        return character == "”" and not stack and bool(after.strip()) and not before.strip()
    if character == "“":
        if stack and stack[-1].character == "„":
            return False
        return not before or bool(_STANDS_BEFORE.match(before))
    return not any(mark.character == '"' for mark in stack)


def single_quotes(text: str) -> list[Mark]:
    """Quotation marks without their partner."""
    if not _QUOTE.search(text):
        return []
    return sorted(mark for mark, partner in quotes(text) if partner is None)


def lonely(draft: Draft, unmatched: Unmatched) -> Iterator[tuple[Passage, Mark]]:
    """Marks without a partner in their passage, in its source, or in the passages around."""
    found = [
        (passage, marks)
        for passage in running(draft)
        if (marks := unmatched(passage.text))
        and not (passage.source is not None and unmatched(passage.source))
    ]

    def begins(number: int) -> str:
        """The first character of the next passage: each paragraph of a quotation may open it."""
        following = draft.passages[number : number + 1]
        return following[0].text[:1] if following and not draft.bilingual else ""

    for place, (passage, marks) in enumerate(found):
        around = found[max(0, place - REACH) : place] + found[place + 1 : place + 1 + REACH]
        if not draft.bilingual and any(
            _may_join(mark, passage.number, other.number, far)
            for mark in marks
            for other, far in around
        ):
            continue
        for mark in marks:
            if not (mark.opens and mark.start == 0 and mark.character in begins(passage.number)):
                yield passage, mark


def _may_join(mark: Mark, here: int, there: int, marks: Sequence[Mark]) -> bool:
    """A quotation or insertion that runs over paragraphs."""
    if abs(there - here) > REACH or mark.opens is not (there > here):
        return False
    return any(mark.opens is not other.opens for other in marks)
