"""Names and values of TBX, and how they are called in a term base."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from iomgloss.model import AdministrativeStatus, status

INSTRUCTION = "iomgloss"
"""Target of the processing instruction that holds, as JSON, the data categories of an element that
the written form of TBX has no full place for. Other tools pass over it."""

RELATIONS = ("broader", "narrower", "related", "confusable")

PARTS_OF_SPEECH = {
    "noun": "noun",
    "proper-noun": "properNoun",
    "verb": "verb",
    "adjective": "adjective",
    "adverb": "adverb",
    "other": "other",
}
GENDERS = {name: name for name in status.GENDERS}
NUMBERS = {name: name for name in status.NUMBERS}
TYPES = {
    "full": "fullForm",
    "short": "shortForm",
    "abbreviation": "abbreviation",
    "acronym": "acronym",
    "variant": "variant",
    "phrase": "phrase",
}
"""Ours → TBX-Basic's."""

STATUSES = {
    AdministrativeStatus.PREFERRED: "preferredTerm-admn-sts",
    AdministrativeStatus.ADMITTED: "admittedTerm-admn-sts",
    AdministrativeStatus.DEPRECATED: "deprecatedTerm-admn-sts",
    AdministrativeStatus.SUPERSEDED: "supersededTerm-admn-sts",
    AdministrativeStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}

FORBIDDEN_NOTE = "This term must not be used."
"""Makes a deprecated term a forbidden one, which TBX has no word for."""

_STATUS_WORDS = {
    **{status.value: status for status in AdministrativeStatus},
    "obsolete": AdministrativeStatus.SUPERSEDED,
    "notrecommended": AdministrativeStatus.DEPRECATED,
    "standardized": AdministrativeStatus.PREFERRED,
    "legal": AdministrativeStatus.ADMITTED,
    "regulated": AdministrativeStatus.ADMITTED,
}


def status_of(value: str) -> AdministrativeStatus | None:
    """The status called ``value`` in any of TBX's ways; None for an unknown one."""
    word = value.strip().lower().removesuffix("-admn-sts").removesuffix("term")
    return _STATUS_WORDS.get(word)


V3_WORDS = {"creation": "origination"}
"""Of transactionType: V4 → v1.2.1."""


def texts(values: Any) -> list[str]:
    """The texts of a data category as it stands in ``extra``: one value, or a list."""
    found = values if isinstance(values, list) else [values]
    plain = (item.get("text") if isinstance(item, Mapping) else item for item in found)
    return [item for item in plain if isinstance(item, str)]


# ------------------------------------------------------------------------- ids

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u018f"
    "\u0259\u02bb-\u02c1\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0401-\u040c\u040e-\u044f\u0451-\u045c"
    "\u045e-\u0481\u0490-\u04c4\u0531-\u0556\u0561-\u0586\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"
    "\u10d0-\u10f6\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
"""Letters that names may have in XML 1.0 up to the fourth edition too: libxml2 knows no other."""
_NAME = re.compile(f"[{_START}][{_START}\\-.0-9]*")
_NOT_NAME = re.compile(f"[^{_START}\\-.0-9]")
_ESCAPED = re.compile("_x([0-9a-f]{2,6})_")


def to_xml_id(identifier: str) -> str:
    """``identifier`` as an XML name: ``2008-protocol`` becomes ``_2008-protocol``."""
    if _NAME.fullmatch(identifier) and not identifier.startswith("_"):
        return identifier
    guarded = _ESCAPED.sub(lambda found: f"_x5f_{found.group()[1:]}", identifier)
    return "_" + _NOT_NAME.sub(lambda found: f"_x{ord(found.group()):02x}_", guarded)


def from_xml_id(name: str) -> str:
    """What `to_xml_id` was given. Names that it did not make come back as they are."""
    try:
        plain = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), name.removeprefix("_"))
    except ValueError:  # no such code point
        return name
    return plain if to_xml_id(plain) == name else name


# ------------------------------------------------------------------ white space

_BLANKS = " \t\r\n"
"""The white space of XML 1.0 (production S); no-break spaces and C1 controls are text."""
_WRAPPED = re.compile(f"[{_BLANKS}]*\n[ \t]+")
_RUN = re.compile(f"[{_BLANKS}]+")


def tidy(text: str) -> str:
    """``text`` without the indentation that pretty-printed XML puts into it."""
    return _WRAPPED.sub(" ", text.strip(_BLANKS))


def tidy_term(text: str) -> str:
    """``text`` on one line, its words parted by single spaces."""
    return _RUN.sub(" ", text).strip(" ")


def is_date(text: str) -> bool:
    """As XML Schema has dates and times: ``2020-01-31``, ``2020-01-31T12:00:00Z``."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?", text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
