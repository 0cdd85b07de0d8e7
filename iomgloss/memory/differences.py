"""What differs between a query and a segment, by kind: for penalties and for people."""

from __future__ import annotations

import re
from collections import Counter

from iomgloss.text.normalize import comparison_key
from iomgloss.text.scripts import fold_lookalikes

KINDS = ("case", "look-alikes", "punctuation", "numbers", "spaces", "codes")
VIA = "via"
"""Name of the penalty for a match through a third language."""
_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d+)*")
_SIGN = re.compile(r"[^\w\s]|_")


def differences(query: str, source: str, codes: int = 0) -> tuple[str, ...]:
    """The kinds in which two collapsed texts differ, in the order of `KINDS`.

    ``case`` and ``look-alikes`` only where that is all that differs in the words; ``codes`` is the
    number of inline codes that one has and the other has not.
    """
    found = []
    if query != source and comparison_key(query) == comparison_key(source):
        if fold_lookalikes(query) != fold_lookalikes(source):
            found.append("case")
        if query.casefold() != source.casefold():
            found.append("look-alikes")
    if Counter(_SIGN.findall(query)) != Counter(_SIGN.findall(source)):
        found.append("punctuation")
    if Counter(_NUMBER.findall(query)) != Counter(_NUMBER.findall(source)):
        found.append("numbers")
    if query != source and query.replace(" ", "") == source.replace(" ", ""):
        found.append("spaces")
    if codes:
        found.append("codes")
    return tuple(found)
