"""Names that reading and writing XLIFF share."""

from __future__ import annotations

XLIFF_1 = "urn:oasis:names:tc:xliff:document:1.2"
XLIFF_1_1 = "urn:oasis:names:tc:xliff:document:1.1"
XLIFF_2 = "urn:oasis:names:tc:xliff:document:2.0"
"""Of 2.0 and 2.1."""
XLIFF_2_2 = "urn:oasis:names:tc:xliff:document:2.2"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
PREFIXES = {
    XLIFF_1: "",
    XLIFF_1_1: "",
    XLIFF_2: "",
    XLIFF_2_2: "",
    METADATA: "mda:",
    "http://sdl.com/FileTypes/SdlXliff/1.0": "sdl:",
    "MQXliff": "mq:",
}

OURS = "iomgloss"
"""Tool id, and name of the property groups that hold what XLIFF has no place for."""
OUR_NAME = "x-iomgloss-"
FOUND = "x-xliff-"
"""Prefix of properties that hold what was found in XLIFF."""
UNIT_NAMES = ("id", "document", "position", "reason", "source-language")
VARIANT_NAMES = ("previous", "next", "language")
PROVENANCE = ("created", "created_by", "changed", "changed_by", "used", "usage_count")
ATTRIBUTE = OUR_NAME + "attribute-"
STATE_NAMES = ("state", "state-qualifier", "approved")
STATE_NAMES_2 = ("state", "subState")
FUZZY_2 = "iomgloss:fuzzy"

Found = dict[str, str]


def is_generated(identifier: str) -> bool:
    """Whether the writer made it for a unit without any."""
    return identifier.startswith(f"{OURS}-") and identifier[len(OURS) + 1 :].isdecimal()
