"""The columns of a table of terms or units, and lists in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

CONCEPT_COLUMNS = (
    "concept",
    "subject",
    "concept_process_status",
    "broader",
    "narrower",
    "related",
    "confusable",
    "aliases",
    "concept_note",
)
"""What holds for all rows of a concept; written on the first, the id and the subject on each."""

TERM_COLUMNS = (
    "concept",
    "subject",
    "language",
    "term",
    "status",
    "process_status",
    "part_of_speech",
    "gender",
    "number",
    "type",
    "register",
    "region",
    "match",
    "forms",
    "do_not_translate",
    "context",
    "context_source",
    "source",
    "note",
    "definition",
    "definition_source",
    *CONCEPT_COLUMNS[2:],
)
"""As they are written. A definition stands on the first row of its language."""

UNIT_COLUMNS = ("id", "document", "position", "state", "note")
"""As they are written, before the languages."""

_ITEM = re.compile(r"(?:[^\\|]|\\.?)+", re.DOTALL)
_SPECIAL = re.compile(r"[\\|]")


def join(items: Iterable[str]) -> str:
    """A list in one cell."""
    return "|".join(_SPECIAL.sub(lambda found: "\\" + found.group(), item) for item in items)


def split(cell: str) -> tuple[str, ...]:
    """The list that `join` was given; blank items are left out."""
    items = (re.sub(r"\\([\\|])", r"\1", found).strip() for found in _ITEM.findall(cell))
    return tuple(item for item in items if item)
