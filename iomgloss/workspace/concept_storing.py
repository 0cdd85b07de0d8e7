"""New and changed concepts into their files, all or none as far as a file system allows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from iomgloss.files.atomic import staged
from iomgloss.model import Concept
from iomgloss.termbase.write import render, update
from iomgloss.workspace import history
from iomgloss.workspace.history import Change
from iomgloss.workspace.workspace import Workspace


def store(
    workspace: Workspace,
    added: Sequence[Concept],
    updated: Sequence[Concept],
    change: Change,
    origin: str,
) -> None:
    """Write concepts that came from the file ``origin``; the caller has the glossary's lock.

    A changed concept keeps its file, with its comments and layout. All new contents are on the disk
    before the first takes its place, and so is the history with the old ones: whoever is killed in
    between imports again, and the rest is done. Raises StorageError; then nothing has changed.
    """
    if not added and not updated:
        return
    folder = workspace.folder / "glossary"
    files: list[tuple[Path, bytes]] = []
    entries: list[dict[str, str | None]] = []
    usual = {"when": history.now(), "who": change.who, "why": change.why}
    if added:
        names = ", ".join(concept.id for concept in added)
        entries.append({**usual, "action": "import", "concept": names, "origin": origin})
    for concept in added:
        path = folder / plain_name(concept.subject or "") / f"{concept.id}.toml"
        files.append((path, render(concept).encode()))
    paths = {Path(name).stem: folder / name for name in workspace.termbase.files()}
    for concept in updated:
        path = paths[concept.id]
        old = path.read_bytes().decode("utf-8")
        files.append((path, update(concept, old).encode()))
        about = {"action": "import-update", "concept": concept.id, "origin": origin}
        entries.append({**usual, **about, "before": old})
    with staged(files) as put:
        history.record_all(folder, entries)
        put()


def plain_name(raw: str) -> str:
    """``raw`` as an id or the name of a folder."""
    parts = "".join(c if c.isalnum() else " " for c in raw.casefold()).split()
    return "-".join(parts) or "concept"
