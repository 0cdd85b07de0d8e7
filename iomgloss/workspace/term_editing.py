"""Adding, editing and removing terms of concept files; who, when and why are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from iomgloss.errors import DataError, StorageError, UsageError
from iomgloss.files.atomic import sync_folder, write_whole
from iomgloss.model import (
    Concept,
    LanguageSection,
    TermSection,
    normalize_tag,
)
from iomgloss.termbase.layout import CONCEPT_ID, TERM, Kind
from iomgloss.termbase.read import read_concept
from iomgloss.termbase.write import render, update
from iomgloss.workspace import history
from iomgloss.workspace.history import Change
from iomgloss.workspace.workspace import Workspace


def add_term(
    workspace: Workspace,
    concept_id: str,
    language: str,
    values: Mapping[str, Any],
    change: Change,
    *,
    subject: str | None = None,
) -> Path:
    """Add a term to a concept; with ``subject``, to a new concept. Returns the concept's file.

    ``values``: keys of a term table (design §3) with their values.
    """
    tag = normalize_tag(language)
    term = _term(values, concept_id)

    def apply(concept: Concept) -> Concept:
        if any(known.term == term.term for known in _section(concept, tag)):
            raise UsageError(f"{concept.id} has the term {term.term!r} in {tag} already")
        return _with_section(concept, tag, (*_section(concept, tag), term))

    if subject is not None:
        section = LanguageSection(language=tag, terms=(term,))
        concept = Concept(id=concept_id, subject=subject, languages=(section,))
        return _new_concept(workspace, concept, change)
    return _change_concept(workspace, concept_id, change, "add-term", f"{tag} {term.term}", apply)


def edit_term(
    workspace: Workspace,
    concept_id: str,
    language: str,
    term: str,
    values: Mapping[str, Any],
    change: Change,
) -> Path:
    """Change keys of a term; the value None takes a key away. Returns the concept's file."""
    tag = normalize_tag(language)

    def apply(concept: Concept) -> Concept:
        terms = _section(concept, tag)
        old = _find(concept, tag, term)
        table = {key.name: getattr(old, key.name) for key in TERM if key.name != "x"}
        table = {name: value for name, value in (table | dict(values)).items() if value is not None}
        new = replace(_term(table, concept.id), extra=old.extra)
        return _with_section(concept, tag, tuple(new if item is old else item for item in terms))

    return _change_concept(workspace, concept_id, change, "edit-term", f"{tag} {term}", apply)


def remove_term(
    workspace: Workspace, concept_id: str, language: str, term: str, change: Change
) -> Path:
    """Remove a term; with the last one goes the concept's file. The history keeps both."""
    tag = normalize_tag(language)

    def apply(concept: Concept) -> Concept:
        old = _find(concept, tag, term)
        return _with_section(
            concept, tag, tuple(item for item in _section(concept, tag) if item is not old)
        )

    return _change_concept(workspace, concept_id, change, "remove-term", f"{tag} {term}", apply)


def _term(values: Mapping[str, Any], concept_id: str) -> TermSection:
    """A term section from a table, checked as a concept file is. Raises UsageError."""
    if "term" not in values:
        raise UsageError("a term section needs its term", hint="to rename it: --set term=…")
    plain = TermSection(term="x")
    kinds = {key.name: key.kind for key in TERM}
    for name, value in values.items():
        if name not in kinds or kinds[name] is Kind.EXTRA:
            raise UsageError(f"a term has no key {name!r}", hint=f"use one of {', '.join(kinds)}")
        plain = replace(plain, **{name: value})
    section = LanguageSection(language="und", terms=(plain,))
    text = render(Concept(id=concept_id, languages=(section,)))
    read, faults = read_concept(text.encode(), concept_id, f"{concept_id}.toml")
    if read is None:
        first = replace(faults[0], location=None)
        raise UsageError(first.message, hint=first.hint)
    return read.languages[0].terms[0]


def _section(concept: Concept, tag: str) -> tuple[TermSection, ...]:
    return next((item.terms for item in concept.languages if item.language == tag), ())


def _find(concept: Concept, tag: str, term: str) -> TermSection:
    terms = _section(concept, tag)
    for known in terms:
        if known.term == term:
            return known
    names = ", ".join(known.term for known in terms)
    raise UsageError(
        f"{concept.id} has no term {term!r} in {tag}", hint=f"it has: {names}" if names else None
    )


def _with_section(concept: Concept, tag: str, terms: tuple[TermSection, ...]) -> Concept:
    sections = {item.language: item for item in concept.languages}
    if terms:
        sections[tag] = LanguageSection(language=tag, terms=terms)
    else:
        del sections[tag]
    languages = tuple(sections[key] for key in sorted(sections, key=str.lower))
    return replace(concept, languages=languages)


def _new_concept(workspace: Workspace, concept: Concept, change: Change) -> Path:
    workspace.require_writable()
    if not CONCEPT_ID.fullmatch(concept.id):
        raise UsageError(
            f"{concept.id!r} cannot be the id of a concept",
            hint="use letters and digits joined by single hyphens",
        )
    folder = workspace.folder / "glossary"
    path = folder / str(concept.subject) / f"{concept.id}.toml"
    if path.resolve().parent.parent != folder.resolve():
        raise UsageError(f"{concept.subject!r} cannot be a subject", hint="use a plain word")
    with workspace.glossary_lock():
        paths = [*workspace.termbase.files(), f"{concept.subject}/{concept.id}.toml"]
        taken = workspace.termbase.repeated_ids(paths)
        if path.exists() or taken:
            raise UsageError(
                f"a concept is called {concept.id!r} already", hint="leave --subject out"
            )
        _record(workspace, change, "add-concept", concept.id, None, None)
        write_whole(path, [render(concept).encode()])
    return path


def _change_concept(
    workspace: Workspace,
    concept_id: str,
    change: Change,
    action: str,
    term: str,
    apply: Callable[[Concept], Concept],
) -> Path:
    workspace.require_writable()
    with workspace.glossary_lock():
        known = workspace.concept(concept_id)
        path = workspace.termbase.path_of(known.id)
        old = path.read_bytes().decode("utf-8")
        concept, faults = read_concept(old.encode(), known.id, workspace.shown(str(path)))
        if concept is None:
            raise DataError(faults)
        new = apply(concept)
        _record(workspace, change, action, known.id, term, old)
        if new.languages:
            write_whole(path, [update(new, old).encode()])
        else:
            try:
                path.unlink()
                sync_folder(path.parent)
            except OSError as error:
                raise StorageError.from_os(error, path, "remove") from error
    return path


def _record(
    workspace: Workspace,
    change: Change,
    action: str,
    concept: str,
    term: str | None,
    before: str | None,
) -> None:
    history.record(
        workspace.folder / "glossary",
        when=history.now(),
        who=change.who,
        why=change.why,
        action=action,
        concept=concept,
        term=term,
        before=before,
    )
