"""The usual names of MultiTerm's fields, and of what stands in them."""

from __future__ import annotations

from iomgloss.formats import tbx_names as names
from iomgloss.model import AdministrativeStatus, ProcessStatus

_FIELDS = {
    "context": "context example usageexample contextsentence kontext beispiel",
    "definition": "definition definitions meaning",
    "gender": "gender grammaticalgender genus",
    "note": "note notes comment comments remark remarks anmerkung bemerkung kommentar",
    "number": "number grammaticalnumber numerus",
    "part_of_speech": "partofspeech pos wordclass wortart",
    "process_status": "processstatus",
    "region": "region geographicalusage geographicusage country land",
    "register": "register",
    "source": "source reference quelle",
    "status": "status usagestatus termstatus administrativestatus",
    "subject": "subject subjectfield subjectarea domain fachgebiet sachgebiet",
    "type": "type termtype termkind termtyp",
}
_BY_NAME = {name: field for field, known in _FIELDS.items() for name in known.split()}

_STATUSES = {
    "donotuse": AdministrativeStatus.FORBIDDEN,
    "prohibited": AdministrativeStatus.FORBIDDEN,
    "allowed": AdministrativeStatus.ADMITTED,
    "superseded": AdministrativeStatus.SUPERSEDED,
}
_PROCESS = {
    "approved": ProcessStatus.APPROVED,
    "finalized": ProcessStatus.APPROVED,
    "released": ProcessStatus.APPROVED,
    "draft": ProcessStatus.PROPOSED,
    "new": ProcessStatus.PROPOSED,
    "proposed": ProcessStatus.PROPOSED,
    "provisional": ProcessStatus.PROPOSED,
    "unverified": ProcessStatus.PROPOSED,
}
_LETTERS = {"m": "masculine", "f": "feminine", "n": "neuter"}
_VALUES = {
    "part_of_speech": (names.PARTS_OF_SPEECH, "other"),
    "gender": (names.GENDERS, "other"),
    "number": (names.NUMBERS, None),
    "type": (names.TYPES, None),
}
"""Field → ours and TBX's words, what an unknown word becomes."""


def plain(word: str) -> str:
    """Lower case, letters and digits only: ``Part of Speech`` gives ``partofspeech``."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def field_of(name: str) -> str | None:
    """What the field called ``name`` usually holds."""
    return _BY_NAME.get(plain(name))


def status_of(word: str) -> AdministrativeStatus | None:
    word = plain(word)
    return _STATUSES.get(word) or names.status_of(word)


def process_status_of(word: str) -> ProcessStatus | None:
    return _PROCESS.get(plain(word))


def value_of(field: str, word: str) -> tuple[str | None, bool]:
    """Our word for a value of ``field``, and whether ``word`` was known."""
    values, other = _VALUES[field]
    word = plain(word)
    if field == "gender":
        word = _LETTERS.get(word, word)
    for ours, theirs in values.items():
        if word in (plain(ours), plain(theirs)):
            return ours, True
    return other, False


def is_picklist(field: str) -> bool:
    return field in _VALUES
