"""Concepts of an imported file on their way into the term base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from iomgloss.errors import StorageError
from iomgloss.files.atomic import write_whole
from iomgloss.formats.base import Item, Log
from iomgloss.model import Concept
from iomgloss.termbase.layout import CONCEPT_ID
from iomgloss.termbase.write import render
from iomgloss.workspace import history
from iomgloss.workspace.import_options import ImportOptions
from iomgloss.workspace.workspace import Workspace


class ConceptIntake:
    """Concepts into the term base, one file each."""

    def __init__(self, workspace: Workspace, path: Path, options: ImportOptions, log: Log) -> None:
        self.workspace, self.options, self.log = workspace, options, log
        self.read = self.added = 0
        self.languages: set[str] = set()
        self.origin = str(path)

    def take(self, items: Iterator[Item]) -> None:
        with self.workspace.glossary_lock():
            known = {concept.id.casefold(): concept for concept in self._existing()}
            new: dict[str, Concept] = {}
            for item in items:
                if isinstance(item, Concept):
                    self._take_one(item, known, new)
            if not self.options.dry_run:
                self._store(list(new.values()))

    def _take_one(
        self, concept: Concept, known: dict[str, Concept], new: dict[str, Concept]
    ) -> None:
        line = concept.location.line if concept.location else None
        for section in concept.languages:
            self.languages.add(section.language)
        if not CONCEPT_ID.fullmatch(concept.id):
            concept = replace(concept, id=_valid_id(concept.id))
        other = known.get(concept.id.casefold())
        if other is None:
            self.read += 1
            self.added += 1
            subject = concept.subject or self.options.subject
            concept = replace(concept, subject=subject)
            known[concept.id.casefold()] = concept
            new[concept.id] = concept
        elif _same_concept(other, concept):
            self.read += 1
        else:
            self.log.reject(
                f"a concept with this id says something else: {_difference(other, concept)}",
                line=line,
                unit=concept.id,
            )

    def _existing(self) -> list[Concept]:
        self.workspace.termbase.refresh()  # refuses a faulty term base with all its faults
        return self.workspace.termbase.concepts()[0]

    def _store(self, concepts: list[Concept]) -> None:
        if not concepts:
            return
        history.record(
            self.workspace.folder / "glossary",
            when=history.now(),
            who=self.options.change.who,
            why=self.options.change.why,
            action="import",
            concept=", ".join(concept.id for concept in concepts),
            origin=self.origin,
        )
        written: list[Path] = []
        try:
            for concept in concepts:
                folder = self.workspace.folder / "glossary" / _valid_id(concept.subject or "")
                path = folder / f"{concept.id}.toml"
                written.append(path)
                write_whole(path, [render(concept).encode()])
        except StorageError:
            for path in written:
                path.unlink(missing_ok=True)
            raise


def _valid_id(raw: str) -> str:
    parts = "".join(c if c.isalnum() else " " for c in raw.casefold()).split()
    return "-".join(parts) or "concept"


def _same_concept(left: Concept, right: Concept) -> bool:
    """Equal but for what an exchange format may not carry: the subject of one without any."""
    return replace(left, subject=None) == replace(right, subject=None)


def _difference(old: Concept, new: Concept) -> str:
    """What differs, in a few words."""
    tags = {section.language: section.terms for section in old.languages}
    for section in new.languages:
        if tags.get(section.language) != section.terms:
            return f"its {section.language} terms differ"
    if len(tags) != len(new.languages):
        return "it has fewer languages"
    return "its definitions, relations or notes differ"
