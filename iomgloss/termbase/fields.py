"""Concepts, definitions and terms as flat fields, called as the columns of a table are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Definition,
    ProcessStatus,
    TermSection,
)

Values = dict[str, Any]
"""The fields of a term, of a definition or of a concept itself; ``x.NAME`` is one of ``extra``."""

_EMPTY: Values = {
    "status": AdministrativeStatus.ADMITTED,
    "process_status": ProcessStatus.APPROVED,
    "concept_process_status": ProcessStatus.APPROVED,
    "do_not_translate": False,
    **dict.fromkeys(("forms", "broader", "narrower", "related", "confusable", "aliases"), ()),
}
"""What a field holds of which nothing is said; None for all others."""
TERM = (
    *("status", "process_status", "part_of_speech", "gender", "number", "type", "register"),
    *("region", "match", "forms", "do_not_translate", "source", "note"),
)
CONCEPT = {
    "subject": "subject",
    "concept_process_status": "process_status",
    **{name: name for name in ("broader", "narrower", "related", "confusable", "aliases")},
    "concept_note": "note",
}
"""Column → field of `Concept`."""


def of_term(term: TermSection) -> Values:
    context = term.context
    return {
        **{name: getattr(term, name) for name in TERM},
        "context": context.text if context else None,
        "context_source": context.source if context else None,
        **{f"x.{key}": value for key, value in term.extra.items()},
    }


def of_definition(definition: Definition | None) -> Values:
    return {
        "definition": definition.text if definition else None,
        "definition_source": definition.source if definition else None,
    }


def of_concept(concept: Concept) -> Values:
    return {
        **{name: getattr(concept, field) for name, field in CONCEPT.items()},
        **{f"x.{key}": value for key, value in concept.extra.items()},
    }


def extra_of(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name.removeprefix("x."): value
        for name, value in values.items()
        if name.startswith("x.") and value is not None
    }


def usual(name: str) -> Any:
    """What the field holds when nothing is said of it."""
    return _EMPTY.get(name)


def plain(text: str) -> str:
    """A text but for the white space that formats with mark-up do not keep."""
    return " ".join(text.split())


def shown(value: Any) -> str | None:
    """A value as it is shown; None for nothing."""
    if value is None or value == ():
        return None
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return " | ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, default=str)
