"""UTX out: see `iomgloss.formats.utx`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iomgloss.errors import UsageError
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.pairs import concept_losses, section, term_losses
from iomgloss.formats.text import encoded, one_line
from iomgloss.formats.utx_names import COLUMNS, NAMES, PARTS, STATUSES
from iomgloss.model import AdministrativeStatus, Concept, ProcessStatus, TermSection

_DATE = "1970-01-01T00:00:00Z"
_WORDS = {value: name for name, value in STATUSES.items()}
_KEPT = {"status", "process status", "part of speech", "notes of terms"}


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a glossary of one pair. Raises UsageError when the pair is not named."""
    if options.source_language is None or len(options.target_languages) != 1:
        raise UsageError(
            "a UTX glossary has one source and one target language", hint="name them: -s bg -t en"
        )
    source, target = options.source_language, options.target_languages[0]
    tool = f"iomgloss {options.tool_version}".strip()
    yield f"#UTX 1.11; {source}/{target}; {_DATE}; creator: {tool}\r\n".encode()
    yield ("#" + "\t".join(COLUMNS) + "\r\n").encode()
    for concept in items:
        if isinstance(concept, Concept):
            for cells in _rows(concept, source, target, options):
                line = "\t".join(map(one_line, cells)).rstrip("\t")
                yield encoded(line + "\r\n", "UTX", concept.location)


def _rows(
    concept: Concept, source: str, target: str, options: ExportOptions
) -> Iterator[list[str]]:
    losses = options.losses
    lefts, rights = section(concept, source), section(concept, target)
    if not lefts or not rights:
        losses["concepts without a term in both languages"] += 1
        return
    unsafe = [*filter(_is_unsafe, lefts), *filter(_is_unsafe, rights)]
    if unsafe:
        losses["terms that UTX takes for comments or nothing (left out)"] += len(unsafe)
    concept_losses(concept, losses, {"subjects", "notes of concepts", "definitions"})
    for term in lefts:
        term_losses(term, losses, _KEPT)
        if (term.status, term.process_status) != STATUSES[""]:
            losses["status of source terms"] += 1
    words = {}
    for term in rights:
        term_losses(term, losses, _KEPT)
        words[id(term)] = _status(term, options)
    for term in (*lefts, *rights):
        if term.note is not None and one_line(term.note) != term.note:
            losses["line breaks and tabs of notes"] += 1
        if term.part_of_speech and term.part_of_speech not in PARTS.values():
            losses["parts of speech that UTX does not have"] += 1
    for left in lefts:
        for right in rights:
            if left in unsafe or right in unsafe:
                continue
            yield [
                left.term,
                right.term,
                _part(left),
                _part(right),
                words[id(right)],
                left.note or "",
                right.note or "",
                concept.id,
            ]


def _is_unsafe(term: TermSection) -> bool:
    return one_line(term.term).startswith("#") or one_line(term.term) == "-"


def _part(term: TermSection) -> str:
    part = term.part_of_speech
    return NAMES.get(part, part) if part in PARTS.values() and part else "-"


def _status(term: TermSection, options: ExportOptions) -> str:
    status, agreed = term.status, term.process_status
    if status is AdministrativeStatus.SUPERSEDED:
        options.losses["superseded status (written as non-standard)"] += 1
        status = AdministrativeStatus.DEPRECATED
    if (status, agreed) in _WORDS:
        return _WORDS[status, agreed]
    if status.usable:
        options.losses["preferred status of proposed terms (written as provisional)"] += 1
        return "provisional"
    options.losses["process status"] += 1
    return _WORDS[status, ProcessStatus.APPROVED]
