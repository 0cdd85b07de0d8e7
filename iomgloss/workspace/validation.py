"""Faults of the workspace's own files, beyond what keeps them from being read."""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.formats.base import Log
from iomgloss.memory.file import MemoryFile
from iomgloss.model import Diagnostic, Location, Severity
from iomgloss.workspace import glossary_faults
from iomgloss.workspace.glossary_faults import Places, in_concepts, in_definitions
from iomgloss.workspace.glossary_remarks import remarks_on
from iomgloss.workspace.workspace import Workspace

NAMES = {
    **glossary_faults.NAMES,
    "M101": "unit-rejected",
    "M102": "unit-doubtful",
    "M103": "repeated-unit-id",
}


def validate(workspace: Workspace) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The faults that keep files from being read, and the findings in those that can be.

    Raises FormatError where a memory is not well-formed.
    """
    concepts, faults = workspace.termbase.concepts()
    places = Places(workspace)
    findings = [
        *in_concepts(concepts, workspace.config.languages, places),
        *(in_definitions(concepts, workspace, places) if not faults else ()),
    ]
    for memory in workspace.memories:
        with memory.database.lock():
            memory.mend()
        findings += _in_memory(memory.file)
    return faults, findings


def remarks(workspace: Workspace) -> list[Diagnostic]:
    """What need not be a fault: homonyms, languages without a term, terms without a source."""
    concepts, _ = workspace.termbase.concepts()
    return list(remarks_on(concepts, workspace.config.languages, Places(workspace)))


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
