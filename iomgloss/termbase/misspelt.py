"""Forms of the term base that a misspelt word of a text comes close to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_SHORTEST = 6
"""Letters: shorter words have too many neighbours that are words of their own."""
_BATCH = 500


def near(connection: sqlite3.Connection, key: str) -> set[str]:
    """The inflected forms at a distance of one edit from a word key.

    An edit: a letter wrong, missing or too many, or two neighbours exchanged. All neighbours of the
    word are made and sought, which takes milliseconds however large the term base is.
    """
    if len(key) < _SHORTEST or not key.isalpha():
        return set()
    letters = [row[0] for row in connection.execute("SELECT letter FROM letter")]
    made = sorted({word for word in _neighbours(key, letters) if len(word) >= _SHORTEST} - {key})
    found: set[str] = set()
    for start in range(0, len(made), _BATCH):
        batch = made[start : start + _BATCH]
        marks = ",".join("?" * len(batch))
        rows = connection.execute(
            "SELECT DISTINCT form FROM form JOIN token ON token.number = form.token"
            f" WHERE form IN ({marks}) AND traits != 'exact'",
            batch,
        )
        found.update(row[0] for row in rows)
    return found


def _neighbours(word: str, letters: list[str]) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in letters:
            yield before + letter + after
        if after:
            yield before + after[1:]
            for letter in letters:
                yield before + letter + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
