"""What is doubtful in imported items whatever their format: noted as they pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from iomgloss.formats.base import Item, Log
from iomgloss.model import Concept, UnitState
from iomgloss.text.scripts import mixed_words

_LISTED = 100
"""Mixed words that are named one by one, with their lines."""


class Doubts:
    """Words that mix Latin and Cyrillic letters, and units that nobody has confirmed."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._mixed = 0
        self._states: Counter[str] = Counter()
        self._lines: list[int] = []

    def note(self, item: Item) -> None:
        """Warn of the words of an item; remember its state."""
        line = item.location.line if item.location else None
        for text in _texts(item):
            for word in mixed_words(text):
                self._mixed += 1
                if self._mixed <= _LISTED:
                    message = f"“{word}” mixes Latin and Cyrillic letters"
                    self._log.warn("mixed-scripts", message, line=line, unit=item.id)
        if not isinstance(item, Concept) and item.state is not UnitState.CONFIRMED:
            self._states[item.state.value] += 1
            if line is not None and len(self._lines) < _LISTED:
                self._lines.append(line)

    def noted(self, item: Item) -> Item:
        """The same item, once it is noted."""
        self.note(item)
        return item

    def close(self) -> None:
        """Warn of what was counted."""
        if self._mixed > _LISTED:
            message = f"{self._mixed - _LISTED} more words mix Latin and Cyrillic letters"
            self._log.warn("mixed-scripts", message, line=None)
        if self._states:
            _warn_unconfirmed(self._states, self._lines, self._log)


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
