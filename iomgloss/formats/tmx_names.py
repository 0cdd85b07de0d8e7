"""Names that reading and writing TMX share."""

OURS = "x-iomgloss-"
"""Prefix of the properties that hold what TMX has no place for."""
UNIT_NAMES = ("document", "position", "state", "reason")
VARIANT_NAMES = ("previous", "next")
"""Their names behind it, for a unit and for a variant."""
PROVENANCE = {
    "creationdate": "created",
    "creationid": "created_by",
    "changedate": "changed",
    "changeid": "changed_by",
    "lastusagedate": "used",
    "usagecount": "usage_count",
}
"""TMX attribute → field of `iomgloss.model.Provenance`."""
