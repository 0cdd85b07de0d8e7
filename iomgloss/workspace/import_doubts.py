"""What is doubtful in imported items whatever their format: noted as they pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from iomgloss.formats.base import Item, Log
from iomgloss.model import Concept, UnitState
from iomgloss.text.scripts import mixed_words

_LISTED = 100
"""Mixed words that are named one by one, with their lines."""
_LATIN = re.compile("[A-Za-z]")


def noting_doubts(items: Iterator[Item], log: Log) -> Iterator[Item]:
    """``items``; words that mix Latin and Cyrillic letters, and units that nobody has confirmed,
    are warned of in ``log``."""
    mixed = 0
    states: Counter[str] = Counter()
    lines: list[int] = []
    for item in items:
        line = item.location.line if item.location else None
        for text in _texts(item):
            if text.isascii() or not _LATIN.search(text):  # most are
                continue
            for word in mixed_words(text):
                mixed += 1
                if mixed <= _LISTED:
                    message = f"“{word}” mixes Latin and Cyrillic letters"
                    log.warn("mixed-scripts", message, line=line, unit=item.id)
        if not isinstance(item, Concept) and item.state is not UnitState.CONFIRMED:
            states[item.state.value] += 1
            if line is not None and len(lines) < _LISTED:
                lines.append(line)
        yield item
    if mixed > _LISTED:
        message = f"{mixed - _LISTED} more words mix Latin and Cyrillic letters"
        log.warn("mixed-scripts", message, line=None)
    if states:
        _warn_unconfirmed(states, lines, log)


def _warn_unconfirmed(states: Counter[str], lines: list[int], log: Log) -> None:
    count = states.total()
    kinds = ", ".join(f"{name} {number}" for name, number in sorted(states.items()))
    where = ", ".join(map(str, lines)) + (" …" if len(lines) < count else "")
    log.warn(
        "unconfirmed",
        f"{count} {'unit is' if count == 1 else 'units are'} not confirmed ({kinds}); kept as such"
        + (f": lines {where}" if count > 1 and lines else ""),
        line=lines[0] if lines else None,
    )


def _texts(item: Item) -> Iterator[str]:
    if not isinstance(item, Concept):
        for variant in item.variants:
            yield variant.text
        return
    for section in item.languages:
        for term in section.terms:
            yield term.term
    for definition in item.definitions:
        yield definition.text
