"""Faults of the workspace's own files, beyond what keeps them from being read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iomgloss.formats.base import Log
from iomgloss.memory.file import MemoryFile
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Diagnostic,
    LanguageSection,
    Location,
    Severity,
    compatible,
)
from iomgloss.text.scripts import fold_lookalikes
from iomgloss.text.toml_places import Path, SourceMap
from iomgloss.workspace.workspace import Workspace

RELATIONS = ("broader", "narrower", "related", "confusable")

NAMES = {
    "G101": "unknown-relation",
    "G102": "alias-taken",
    "G103": "several-preferred",
    "G104": "mixed-script",
    "G105": "language-not-listed",
    "M101": "unit-rejected",
    "M102": "unit-doubtful",
    "M103": "repeated-unit-id",
}


def validate(workspace: Workspace) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The faults that keep files from being read, and the findings in those that can be.

    Raises FormatError where a memory is not well-formed.
    """
    concepts, faults = workspace.termbase.concepts()
    findings = list(_in_concepts(workspace, concepts))
    for memory in workspace.memories:
        with memory.database.lock():
            memory.mend()
        findings += _in_memory(memory.file)
    return faults, findings


def _in_concepts(workspace: Workspace, concepts: list[Concept]) -> Iterator[Diagnostic]:
    ids = {concept.id for concept in concepts}
    taken = {alias: concept.id for concept in concepts for alias in concept.aliases}
    for concept in concepts:
        for relation in RELATIONS:
            for other in getattr(concept, relation):
                if other not in ids and other not in taken:
                    message = f"{relation} names {other!r}, which is no concept"
                    yield _finding(workspace, concept, "G101", message, (relation,))
        for alias in concept.aliases:
            if alias in ids or taken[alias] != concept.id:
                message = f"the former id {alias!r} is another concept's"
                yield _finding(workspace, concept, "G102", message, ("aliases",))
        for section in concept.languages:
            yield from _in_section(workspace, concept, section)


def _in_section(
    workspace: Workspace, concept: Concept, section: LanguageSection
) -> Iterator[Diagnostic]:
    language, path = section.language, ("terms", section.language)
    listed = workspace.config.languages
    if listed and not any(compatible(language, tag) for tag in listed):
        message = f"{language} is no language of the workspace"
        yield _finding(workspace, concept, "G105", message, path)
    preferred = [
        term.term
        for term in section.terms
        if term.status is AdministrativeStatus.PREFERRED and term.region is None
    ]
    if len(preferred) > 1:
        message = f"{language} has {len(preferred)} preferred terms: {', '.join(preferred)}"
        yield _finding(workspace, concept, "G103", message, path)
    for position, term in enumerate(section.terms):
        for text in (term.term, *term.forms):
            if fold_lookalikes(text) != text:
                message = f"the {language} term {text!r} mixes Latin and Cyrillic letters"
                place: Path = (*path, position, "term" if text == term.term else "forms")
                yield _finding(workspace, concept, "G104", message, place)


def _in_memory(file: MemoryFile) -> Iterator[Diagnostic]:
    name, log = file.name, Log(file.name)
    seen: set[str] = set()
    for unit in file.units(log):
        if unit.id is not None and unit.id in seen:
            yield Diagnostic(
                code="M103",
                name=NAMES["M103"],
                message=f"the unit id {unit.id!r} stands twice",
                severity=Severity.WARNING,
                location=unit.location,
            )
        seen.add(unit.id or "")
    for rejected in log.rejected:
        yield Diagnostic(
            code="M101",
            name=NAMES["M101"],
            message=rejected.reason,
            location=Location(file=name, line=rejected.line, unit=rejected.unit),
        )
    for warning in log.warnings:
        yield Diagnostic(
            code="M102",
            name=NAMES["M102"],
            message=warning.message,
            severity=Severity.WARNING,
            location=warning.location,
        )


def _finding(
    workspace: Workspace, concept: Concept, code: str, message: str, path: Path
) -> Diagnostic:
    assert concept.location is not None  # noqa: S101  (it has been read)
    inside = concept.location.file.removeprefix(f"{workspace.termbase.shown}/")
    text = (workspace.termbase.folder / inside).read_text(encoding="utf-8-sig")
    line, column = SourceMap(text).place(path)
    return Diagnostic(
        code=code,
        name=NAMES[code],
        message=message,
        severity=Severity.WARNING,
        location=replace(concept.location, line=line, column=column),
    )
