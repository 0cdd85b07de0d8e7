"""What differs between a query and a segment, by kind: for penalties and for people."""

from __future__ import annotations

import re

from iomgloss.text.scripts import fold_lookalikes

KINDS = ("case", "look-alikes", "punctuation", "numbers", "spaces", "codes")
VIA = "via"
"""Name of the penalty for a match through a third language."""
_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d+)*")
_SIGN = re.compile(r"[^\w\s]|_")


def differences(query: str, source: str, same_key: bool, codes: int = 0) -> tuple[str, ...]:
    """The kinds in which two collapsed texts differ, in the order of `KINDS`.

    ``same_key``: their comparison keys are the same; ``case`` and ``look-alikes`` are all that
    differs then. ``codes`` is the number of inline codes that one has and the other has not.
    """
    found = []
    if query != source:
        if same_key:
            if fold_lookalikes(query) != fold_lookalikes(source):
                found.append("case")
            if query.casefold() != source.casefold():
                found.append("look-alikes")
        for kind, pattern in (("punctuation", _SIGN), ("numbers", _NUMBER)):
            if sorted(pattern.findall(query)) != sorted(pattern.findall(source)):
                found.append(kind)
        if query.replace(" ", "") == source.replace(" ", ""):
            found.append("spaces")
    if codes:
        found.append("codes")
    return tuple(found)
