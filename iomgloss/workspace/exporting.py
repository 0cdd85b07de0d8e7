"""Handing term base and memories to other tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import iomgloss
from iomgloss.errors import DataError, UsageError
from iomgloss.files.atomic import write_whole
from iomgloss.formats.base import ExportOptions, Item, Log
from iomgloss.formats.registry import format_named, writer
from iomgloss.model import (
    Concept,
    ExportReport,
    LanguageSection,
    TranslationUnit,
    UnitState,
    Variant,
    compatible,
)
from iomgloss.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which part of the workspace goes out; empty: all of it."""

    memories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    """Of terms: administrative; of units: their state."""
    unconfirmed: bool = False
    """Also units that nobody has confirmed, in formats that cannot say so."""
    since: str | None = None
    """Units changed or created on or after this date, ``YYYY-MM-DD``."""
    source_language: str | None = None
    target_languages: tuple[str, ...] = ()
    kind: str | None = None
    """``terms`` or ``memory``, for formats that can hold either."""
    version: str | None = None
    """Of the format, where it has several; None: the usual one."""
    style: str | None = None
    """``dca`` or ``dct``, for TBX 3."""


def export_file(
    workspace: Workspace, format_name: str, path: Path, selection: Selection
) -> ExportReport:
    """Write one file, wholly or not at all. Raises UsageError, DataError, StorageError.

    A bilingual format takes the default pair of the settings where none is told. Units that nobody
    has confirmed leave only by formats that say so, unless the selection asks for them; units
    without text in two languages only by formats that hold whatever a memory does. What stays
    behind is counted among the losses.
    """
    row = format_named(format_name)
    write = writer(row)
    for what, told, known in (
        ("version", selection.version, row.versions),
        ("style", selection.style, row.styles),
    ):
        if told is not None and told not in known:
            hint = f"use one of {', '.join(known)}" if known else "leave the option out"
            raise UsageError(f"{row.name} has no {what} {told}", hint=hint)
    kind = selection.kind or row.holds[0]
    if kind not in row.holds:
        raise UsageError(f"{row.name} does not hold {kind}", hint=f"use --as {row.holds[0]}")
    if row.bilingual:
        config = workspace.config
        selection = replace(
            selection,
            source_language=selection.source_language or config.source,
            target_languages=selection.target_languages or config.targets,
        )
    losses: Counter[str] = Counter()
    unconfirmed = selection.unconfirmed or bool(_UNCONFIRMED & set(selection.statuses))
    options = ExportOptions(
        source_language=selection.source_language,
        target_languages=selection.target_languages,
        kind=kind,
        version=selection.version,
        style=selection.style,
        unconfirmed=unconfirmed,
        tool_version=iomgloss.__version__,
        losses=losses,
    )
    items: Iterator[Item]
    if kind == "terms":
        items = concepts(workspace, selection)
    else:
        found = units(workspace, selection, losses)
        if not (row.states or unconfirmed):
            found = _confirmed(found, losses)
        is_whole = row.states and not row.bilingual  # JSON, tables: they come back
        items = found if is_whole else _filled(found, selection, losses)
    counted = _Counted(items)
    write_whole(path, write(counted, options))
    return ExportReport(
        file=str(path),
        format=row.name,
        written=counted.count,
        losses=tuple(sorted(losses.items())),
    )


_UNCONFIRMED = {state.value for state in UnitState if state is not UnitState.CONFIRMED}


def _confirmed(found: Iterator[TranslationUnit], losses: Counter[str]) -> Iterator[TranslationUnit]:
    for unit in found:
        if unit.state is UnitState.CONFIRMED:
            yield unit
        else:
            losses["units that nobody confirmed; --unconfirmed takes them"] += 1


def _filled(
    found: Iterator[TranslationUnit], selection: Selection, losses: Counter[str]
) -> Iterator[TranslationUnit]:
    """Units in the source and a target language, else in any two; without their blank segments."""
    for unit in found:
        said = tuple(filter(_says_something, unit.variants))
        unit = unit if len(said) == len(unit.variants) else replace(unit, variants=said)
        source = unit.variant(selection.source_language) if selection.source_language else None
        targets = [unit.variant(tag) for tag in selection.target_languages] or list(said)
        others = [item for item in targets if item is not None and item is not source]
        if others and (source or (len(others) > 1 and not selection.source_language)):
            yield unit
        else:
            losses["units without text in two languages"] += 1


def _says_something(variant: Variant) -> bool:
    return bool(variant.text.strip() or variant.segment.codes)


class _Counted:
    """Counts what passes."""

    def __init__(self, items: Iterator[Item]) -> None:
        self.items, self.count = items, 0

    def __iter__(self) -> Iterator[Item]:
        for item in self.items:
            self.count += 1
            yield item


def units(
    workspace: Workspace, selection: Selection, losses: Counter[str] | None = None
) -> Iterator[TranslationUnit]:
    """The units that are wanted, memory by memory in file order.

    Units that cannot be read (`iomgloss validate` names them) are counted in ``losses``.
    """
    memories = (
        [workspace.memory(name) for name in selection.memories]
        if selection.memories
        else workspace.memories
    )
    for memory in memories:
        memory.refresh()  # mends a file that was cut off
        log = Log(memory.shown)
        for unit in memory.file.units(log):
            if _wanted(unit, selection):
                yield unit
        if log.rejected and losses is not None:
            losses[f"faulty units of {memory.shown}, see validate"] += len(log.rejected)


def _wanted(unit: TranslationUnit, selection: Selection) -> bool:
    if selection.statuses and unit.state.value not in selection.statuses:
        return False
    if selection.since:
        changed = unit.provenance.changed or unit.provenance.created or ""
        if changed[:8] < selection.since.replace("-", ""):
            return False
    source = selection.source_language
    if source and unit.variant(source) is None:
        return False
    targets = selection.target_languages
    return not targets or any(unit.variant(target) for target in targets)


def concepts(workspace: Workspace, selection: Selection) -> Iterator[Concept]:
    """The concepts that are wanted, by id, cut down to the wanted languages and statuses."""
    found, faults = workspace.termbase.concepts()
    if faults:
        raise DataError(faults)
    wanted = [tag for tag in (selection.source_language, *selection.target_languages) if tag]
    if not selection.target_languages:
        wanted = []
    for concept in sorted(found, key=lambda item: item.id):
        if selection.subjects and concept.subject not in selection.subjects:
            continue
        sections = []
        for section in concept.languages:
            if wanted and not any(compatible(section.language, tag) for tag in wanted):
                continue
            terms = tuple(
                term
                for term in section.terms
                if not selection.statuses or term.status.value in selection.statuses
            )
            if terms:
                sections.append(LanguageSection(language=section.language, terms=terms))
        if sections:
            yield replace(concept, languages=tuple(sections))
