"""Adding, editing and removing units of memories; who, when and why are kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import iomgloss
from iomgloss.errors import UsageError
from iomgloss.files.xml import forbidden_character
from iomgloss.formats.tmx import unit_text
from iomgloss.memory.index import Memory
from iomgloss.model import (
    Provenance,
    Segment,
    TranslationUnit,
    UnitState,
    Variant,
    normalize_tag,
)
from iomgloss.text.normalize import collapse
from iomgloss.workspace import history
from iomgloss.workspace.history import Change
from iomgloss.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A unit to be added: plain texts by language, the source first."""

    texts: tuple[tuple[str, str], ...]
    document: str | None = None
    state: UnitState = UnitState.CONFIRMED


def add_units(
    workspace: Workspace, memory_name: str, units: Iterable[NewUnit], change: Change
) -> Iterator[tuple[str, bool]]:
    """Add units to a memory; yield the id of each, and whether it is new, once it is durable.

    A unit that the memory has already (same languages, same texts) is not added again. Raises
    UsageError for a unit that cannot be, StorageError; what was yielded before is kept.
    """
    workspace.require_writable()
    memory = workspace.memory(memory_name, new=True)
    for new in units:
        unit = _unit(new, change)
        with memory.database.lock():
            memory.mend()
            known = _same(memory, unit) if memory.path.exists() else None
            if known is None:
                memory.append([unit], iomgloss.__version__)
        assert unit.id is not None  # noqa: S101  (_unit gives one)
        yield (known, False) if known is not None else (unit.id, True)


def edit_unit(
    workspace: Workspace,
    memory_name: str | None,
    unit_id: str,
    change: Change,
    *,
    texts: Mapping[str, str] | None = None,
    state: UnitState | None = None,
) -> TranslationUnit:
    """Change the text of a unit in some languages, or its state. Returns the unit as it is now."""

    def apply(unit: TranslationUnit) -> TranslationUnit:
        variants = list(unit.variants)
        for tag, text in (texts or {}).items():
            language = normalize_tag(tag)
            _check_text(language, text)
            old = unit.variant(language)
            if old is None:
                variants.append(Variant(language=language, segment=Segment.of(text)))
            else:
                variants[variants.index(old)] = replace(old, segment=Segment.of(text))
        provenance = replace(unit.provenance, changed=history.now(), changed_by=change.who)
        return replace(
            unit,
            variants=tuple(variants),
            state=state or unit.state,
            reason=change.why or unit.reason,
            provenance=provenance,
        )

    unit = _change_unit(workspace, memory_name, unit_id, change, "edit-unit", apply)
    assert unit is not None  # noqa: S101  (apply never removes)
    return unit


def remove_unit(
    workspace: Workspace, memory_name: str | None, unit_id: str, change: Change
) -> None:
    """Remove a unit; the history keeps it whole."""
    _change_unit(workspace, memory_name, unit_id, change, "remove-unit", lambda unit: None)


def _change_unit(
    workspace: Workspace,
    memory_name: str | None,
    unit_id: str,
    change: Change,
    action: str,
    apply: Callable[[TranslationUnit], TranslationUnit | None],
) -> TranslationUnit | None:
    workspace.require_writable()
    memory = _memory_with(workspace, memory_name, unit_id)
    with memory.database.lock():
        memory.mend()
        old = memory.file.find(unit_id)
        if old is None:
            raise UsageError(f"the memory {memory.name} has no unit {unit_id!r}")
        new = apply(old)
        history.record(
            workspace.folder / "tm",
            when=history.now(),
            who=change.who,
            why=change.why,
            action=action,
            memory=memory.name,
            unit=unit_id,
            before=unit_text(old),
        )
        memory.replace(unit_id, new)
    return new


def _memory_with(workspace: Workspace, name: str | None, unit_id: str) -> Memory:
    if name is not None:
        return workspace.memory(name)
    found = [memory for memory in workspace.memories if memory.has(unit_id)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"no memory has a unit {unit_id!r}", hint="look-ups show the ids")
    names = ", ".join(memory.name for memory in found)
    raise UsageError(f"the unit {unit_id!r} is in {names}", hint="say which: --memory NAME")


def _unit(new: NewUnit, change: Change) -> TranslationUnit:
    if len({language for language, _ in new.texts}) < 2:
        raise UsageError("a unit needs two languages", hint="say them: -s bg -t en")
    for language, text in new.texts:
        _check_text(language, text)
    return TranslationUnit(
        id=secrets.token_hex(6),
        variants=tuple(
            Variant(language=language, segment=Segment.of(text)) for language, text in new.texts
        ),
        source_language=new.texts[0][0],
        document=new.document,
        state=new.state,
        reason=change.why,
        provenance=Provenance(created=history.now(), created_by=change.who),
    )


def _check_text(language: str, text: str) -> None:
    if not text.strip():
        raise UsageError(f"the {language} text is blank", hint="give it one")
    character = forbidden_character(text)
    if character:
        raise UsageError(
            f"the {language} text holds the character {character}, which TMX cannot hold",
            hint="remove it",
        )


def _same(memory: Memory, unit: TranslationUnit) -> str | None:
    """The id of a unit of the memory with the same languages and texts."""
    source, target = unit.variants[:2]
    wanted = {variant.language: variant.text for variant in unit.variants}
    for candidate in memory.exact(source.language, target.language, source.text):
        if collapse(target.text) == candidate.target and candidate.unit is not None:
            found = memory.file.find(candidate.unit)
            if found and {item.language: item.text for item in found.variants} == wanted:
                return candidate.unit
    return None
