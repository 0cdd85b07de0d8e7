"""A name of several words, or an abbreviation, that the text has more than once and the term base
has not.

Why: what comes back in a text is likely to come back in the next one; entered in the term base, it
is translated alike. Off by default: many such names are of people and places.

Wrong: Националният статистически институт (НСИ) брои. НСИ публикува. (unknown to the term base)
Right: the same text, once the term has been entered.

Fix: none. Enter the term, or let it be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iomgloss.checks.base import Resources
from iomgloss.checks.terminology.introductions import ABBREVIATION
from iomgloss.checks.terminology.places import keys
from iomgloss.model import Draft, Finding, Passage

_UPPER = "A-ZА-ЯЁÀ-ÖØ-Þ"
_WORD = rf"[{_UPPER}][\w’ʻʼ-]+"
_NAME = re.compile(rf"(?<!\w){_WORD}(?: (?:(?:на|по|за|of|for|and) )?{_WORD}){{1,8}}")
_STEM = 4
"""Letters that tell words apart whatever their endings."""


class _Use(NamedTuple):
    passage: Passage
    start: int
    end: int


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    uses: dict[tuple[str, ...], list[_Use]] = {}
    doubtful: list[_Use] = []
    for passage in draft.passages:
        if passage.language:
            for start, end in _candidates(passage.text):
                use = _Use(passage, start, end)
                if _begins_sentence(use):
                    doubtful.append(use)
                else:
                    uses.setdefault(_identity(use), []).append(use)
    for use in doubtful:
        shorter = use._replace(start=_second(use))
        found = uses.get(_identity(use)) or uses.get(_identity(shorter))
        if found is not None and found is not uses.get(_identity(use)):
            found.append(shorter)
        else:
            uses.setdefault(_identity(use), []).append(use)
    for found in uses.values():
        found.sort(key=lambda use: (use.passage.number, use.start))
        if len(found) > 1 and not any(_known(use, resources) for use in found):
            first = found[0]
            yield Finding(
                passage=first.passage,
                start=first.start,
                end=first.end,
                message=f"{_text(first)!r} is in the text {len(found)} times and not in the "
                "term base",
            )


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    names = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        rest = text.find(" ", start, end) + 1
        if not ABBREVIATION.fullmatch(text, rest, end):  # Ask WHO: the second word only
            names.append((start, end))
    yield from names
    for match in ABBREVIATION.finditer(text):
        if not any(start <= match.start() and match.end() <= end for start, end in names):
            yield match.span()


def _begins_sentence(use: _Use) -> bool:
    """Is the capital of its first word one of the sentence, perhaps?"""
    before = use.passage.text[: use.start].rstrip(' \u00a0„“«"(–—-')
    return " " in _text(use) and (not before or before[-1] in ".!?…:;\n")


def _second(use: _Use) -> int:
    return use.passage.text.find(" ", use.start, use.end) + 1


def _identity(use: _Use) -> tuple[str, ...]:
    """Equal for the forms of one name; an abbreviation is itself."""
    name = _text(use)
    return tuple(key[:_STEM] for key in keys(name)) if " " in name else (name,)


def _text(use: _Use) -> str:
    return use.passage.text[use.start : use.end]


def _known(use: _Use, resources: Resources) -> bool:
    """Does a term cover it, but for a first word with a capital by chance?"""
    text = use.passage.text
    return any(
        hit.end >= use.end and (hit.start <= use.start or hit.start == _second(use))
        for hit in resources.terms(text, use.passage.language or "", strict=False)
    )
