"""What several tests of the term base need."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from iomgloss.files.derived import DerivedDatabase
from iomgloss.model import Concept, LanguageSection, TermSection
from iomgloss.termbase.index import FORMAT, SCHEMA, Termbase
from iomgloss.termbase.write import render

DATA = Path(__file__).parent / "data"
PROJECT = Path(__file__).parents[2]
OLD = 1_600_000_000
"""A time of files that are surely settled."""


def shared() -> Path | None:
    """The founders' shared folder, or None on machines without it."""
    given = os.environ.get("IOMGLOSS_SHARED")
    folder = Path(given) if given else PROJECT.parent / "shared"
    return folder if folder.is_dir() else None


def termbase(folder: Path, index: Path | None = None) -> Termbase:
    """The term base of a folder; its index in the folder ``index`` or in memory."""
    return Termbase(folder, "glossary", DerivedDatabase(index, "termbase", SCHEMA, FORMAT))


def concept(id: str, terms: Mapping[str, list[str | TermSection]], **more: object) -> Concept:
    """A concept from language → terms; a bare string is a term with no details."""
    sections = tuple(
        LanguageSection(
            language=language,
            terms=tuple(
                TermSection(term=term) if isinstance(term, str) else term
                for term in terms[language]
            ),
        )
        for language in sorted(terms, key=str.lower)
    )
    return Concept(id=id, languages=sections, **more)  # type: ignore[arg-type]


def opened(base: Termbase) -> sqlite3.Connection:
    """A copy in memory of the index of a term base; whoever asks closes it."""
    copy = sqlite3.connect(":memory:")
    base.refresh().backup(copy)
    base.database.close()
    return copy


def index_of(folder: Path, *concepts: Concept) -> sqlite3.Connection:
    """An index in memory of concepts written to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in concepts:
        (folder / f"{each.id}.toml").write_text(render(each), encoding="utf-8")
    return opened(termbase(folder))


def dump(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """All that look-ups can see of an index, without the numbers its rows happen to have."""
    run = connection.execute
    forms: dict[int, list[str]] = {}
    for form, token in run("SELECT form, token FROM form ORDER BY form"):
        forms.setdefault(token, []).append(form)
    tokens = {
        number: (language, key, traits, tuple(forms.get(number, ())))
        for number, language, key, traits in run("SELECT number, language, key, traits FROM token")
    }
    patterns = []
    for *term, numbers, first, written, punctuated in run(
        "SELECT concept, language, term.term, tokens, first, written, punctuated"
        " FROM pattern JOIN term ON number = pattern.term"
    ):
        parts = tuple(tokens[int(number)] for number in numbers.split())
        patterns.append((*term, parts, tokens[first], written, punctuated))
    return {
        "files": run("SELECT path, concept, digest FROM file ORDER BY path").fetchall(),
        "concepts": run("SELECT id, path, source FROM concept ORDER BY id").fetchall(),
        "aliases": run("SELECT alias, concept FROM alias ORDER BY 1, 2").fetchall(),
        "terms": run(
            "SELECT concept, language, term, key, status, process_status FROM term"
            " ORDER BY concept, number"
        ).fetchall(),
        "patterns": sorted(patterns, key=repr),
    }
