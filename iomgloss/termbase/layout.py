"""The keys of a concept file, in the order they are written: the one table of them."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from iomgloss.model.status import (
    GENDERS,
    NUMBERS,
    PARTS_OF_SPEECH,
    TERM_TYPES,
    AdministrativeStatus,
    MatchRule,
    ProcessStatus,
)


class Kind(Enum):
    """What a key holds."""

    TEXT = "a string"
    TEXTS = "an array of strings"
    FLAG = "true or false"
    CONTEXT = "a table with text and source"
    EXTRA = "a table"
    DEFINITIONS = "a table of definitions by language"
    TERMS = "arrays of term tables by language"


class Key(NamedTuple):
    name: str
    kind: Kind
    values: tuple[str, ...] = ()
    """The only ones allowed; empty: any."""


_PROCESS = tuple(status.value for status in ProcessStatus)

CONCEPT = (
    Key("subject", Kind.TEXT),
    Key("process_status", Kind.TEXT, _PROCESS),
    Key("broader", Kind.TEXTS),
    Key("narrower", Kind.TEXTS),
    Key("related", Kind.TEXTS),
    Key("confusable", Kind.TEXTS),
    Key("aliases", Kind.TEXTS),
    Key("note", Kind.TEXT),
    Key("x", Kind.EXTRA),
    Key("definition", Kind.DEFINITIONS),
    Key("terms", Kind.TERMS),
)
"""``x`` stands before the tables: TOML has no way back to the top level after one."""

DEFINITION = (Key("text", Kind.TEXT), Key("source", Kind.TEXT))

TERM = (
    Key("term", Kind.TEXT),
    Key("status", Kind.TEXT, tuple(status.value for status in AdministrativeStatus)),
    Key("process_status", Kind.TEXT, _PROCESS),
    Key("part_of_speech", Kind.TEXT, PARTS_OF_SPEECH),
    Key("gender", Kind.TEXT, GENDERS),
    Key("number", Kind.TEXT, NUMBERS),
    Key("type", Kind.TEXT, TERM_TYPES),
    Key("register", Kind.TEXT),
    Key("region", Kind.TEXT),
    Key("match", Kind.TEXT, tuple(rule.value for rule in MatchRule)),
    Key("forms", Kind.TEXTS),
    Key("do_not_translate", Kind.FLAG),
    Key("context", Kind.CONTEXT),
    Key("source", Kind.TEXT),
    Key("note", Kind.TEXT),
    Key("x", Kind.EXTRA),
)

CONCEPT_ID = re.compile(r"[^\W_]+(?:[-_.][^\W_]+)*")
"""Letters and digits of any script, joined by single ``-``, ``_`` or ``.``."""
