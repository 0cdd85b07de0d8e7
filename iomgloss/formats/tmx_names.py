"""Names that reading and writing TMX share."""

OURS = "x-iomgloss-"
"""Prefix of the properties that hold what TMX has no place for."""
UNIT_NAMES = ("document", "position", "state", "reason")
VARIANT_NAMES = ("previous", "next", "tag")
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
VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4")
