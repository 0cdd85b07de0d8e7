"""What is in a workspace."""

from __future__ import annotations

from iomgloss.model import Status
from iomgloss.morphology.registry import backend
from iomgloss.workspace.workspace import Workspace


def status(workspace: Workspace) -> Status:
    """Count what is there and say what recognises inflected forms. Raises DataError."""
    concepts = len(workspace.concept_ids())
    query = "SELECT language, count(*) FROM term GROUP BY language"
    terms = dict(workspace.termbase.ask(lambda index: index.execute(query).fetchall()))
    memories = []
    units: dict[str, int] = {}
    for memory in workspace.memories:
        count, languages = memory.counts()
        memories.append((memory.name, count, memory.penalty))
        for language, number in languages.items():
            units[language] = units.get(language, 0) + number
    folder = workspace.index_folder
    return Status(
        folder=str(workspace.folder),
        writable=not workspace.built_in,
        concepts=concepts,
        terms=tuple(sorted(terms.items())),
        memories=tuple(memories),
        units=tuple(sorted(units.items())),
        recognition=tuple((tag, backend(tag)) for tag in workspace.languages),
        index=str(folder) if folder else "in memory",
    )
