"""The words of UTX for ours."""

from iomgloss.model import AdministrativeStatus, ProcessStatus

STATUSES = {
    "approved": (AdministrativeStatus.PREFERRED, ProcessStatus.APPROVED),
    "": (AdministrativeStatus.ADMITTED, ProcessStatus.APPROVED),
    "provisional": (AdministrativeStatus.ADMITTED, ProcessStatus.PROPOSED),
    "non-standard": (AdministrativeStatus.DEPRECATED, ProcessStatus.APPROVED),
    "forbidden": (AdministrativeStatus.FORBIDDEN, ProcessStatus.APPROVED),
}
PARTS = {
    "noun": "noun",
    "propernoun": "proper-noun",
    "verb": "verb",
    "adjective": "adjective",
    "adverb": "adverb",
}
"""In lower case, → ours."""
NAMES = {"proper-noun": "properNoun"}
"""Ours → as written, where it differs."""
COLUMNS = (
    "src",
    "tgt",
    "src:pos",
    "tgt:pos",
    "term status",
    "src:comment",
    "tgt:comment",
    "concept ID",
)
"""As they are written."""
