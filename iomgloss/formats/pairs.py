"""What glossaries that are tables share: ids, terms of a language, limits, losses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from iomgloss.formats.base import Source
from iomgloss.formats.tags import tag_of
from iomgloss.formats.text import one_line, refuse
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    ProcessStatus,
    TermSection,
)

MOST = 500_000
"""Lines of terms that are held at once: those of one concept may stand anywhere in the file."""


def hold(source: Source, count: int, line: int) -> None:
    """Refuse the line that is one too many."""
    if count > MOST:
        hint = "split the file, or make it TBX, which is read concept by concept"
        refuse(source, f"more than {MOST:,} lines of terms", hint, line=line)


def pair_of(source: Source, first: str, second: str) -> tuple[str, str] | None:
    """The languages that a file names; those that were told otherwise are warned of."""
    pair = tag_of(first), tag_of(second)
    told = source.target_languages
    asked = source.source_language, told[0] if len(told) == 1 else None
    for own, other in zip(pair, asked, strict=True):
        if own and other and own.lower() != other.lower():
            source.log.warn("other-language", f"the file names {own}, not {other}", line=1)
    return (pair[0], pair[1]) if pair[0] and pair[1] else None


def new_id(wanted: str, taken: set[str]) -> str:
    """``wanted``, with a number where it is taken."""
    number, identifier = 1, wanted
    while identifier in taken:
        number += 1
        identifier = f"{wanted}-{number}"
    taken.add(identifier)
    return identifier


def section(concept: Concept, language: str) -> tuple[TermSection, ...]:
    """The terms that serve in ``language``, best first; those of the same tag before others."""
    for found in concept.languages:
        if found.language.lower() == language.lower():
            return tuple(term for term in concept.terms(language) if term in found.terms)
    return concept.terms(language)


def concept_losses(concept: Concept, losses: Counter[str], lost: Collection[str]) -> None:
    """Count what is in ``concept`` beside its terms: relations and so on, and ``lost``."""
    proposed = concept.process_status is not ProcessStatus.APPROVED
    counts = {
        "relations": sum(
            len(getattr(concept, name)) for name in ("broader", "narrower", "related", "confusable")
        ),
        "aliases": len(concept.aliases),
        "process status of concepts": proposed,
        "imported data categories": len(concept.extra),
    }
    more = {
        "concept ids": 1,
        "subjects": concept.subject is not None,
        "notes of concepts": concept.note is not None,
        "definitions": len(concept.definitions),
    }
    for name, count in (counts | {name: more[name] for name in lost}).items():
        if count:
            losses[name] += int(count)


def term_losses(term: TermSection, losses: Counter[str], kept: Collection[str]) -> None:
    """Count what is in ``term`` but what ``kept`` names."""
    counts = {
        "status of source terms": term.status is not AdministrativeStatus.ADMITTED,
        "process status of source terms": term.process_status is not ProcessStatus.APPROVED,
        "part of speech": term.part_of_speech is not None,
        "grammatical gender": term.gender is not None,
        "grammatical number": term.number is not None,
        "term type": term.type is not None,
        "register": term.register is not None,
        "region": term.region is not None,
        "match rule": term.match is not None,
        "inflected forms": len(term.forms),
        "do-not-translate flag": term.do_not_translate,
        "contexts": term.context is not None,
        "sources of terms": term.source is not None,
        "notes of terms": term.note is not None,
        "imported data categories": len(term.extra),
        "line breaks, tabs and blanks at the ends of terms": one_line(term.term) != term.term,
    }
    for name, count in counts.items():
        if count and name not in kept:
            losses[name] += int(count)
