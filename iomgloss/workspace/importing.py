"""Taking files of other tools into the workspace, with a report that adds up."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import iomgloss
from iomgloss.errors import StorageError
from iomgloss.files.atomic import write_whole
from iomgloss.formats.base import Item, Log, Source, watched
from iomgloss.formats.registry import format_named, format_of, reader
from iomgloss.formats.tmx import unit_text
from iomgloss.memory.index import Memory
from iomgloss.model import Concept, FileImport, TranslationUnit
from iomgloss.termbase.layout import CONCEPT_ID
from iomgloss.termbase.write import render
from iomgloss.workspace import history
from iomgloss.workspace.history import Change
from iomgloss.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How to read, and where to."""

    change: Change
    format: str | None = None
    """None: by the file's name."""
    encoding: str | None = None
    kind: str | None = None
    """``terms`` or ``memory``, for formats that can hold either."""
    source_language: str | None = None
    target_languages: tuple[str, ...] = ()
    memory: str | None = None
    """Where units go; None: a memory named after the file."""
    subject: str = "imported"
    """Where concepts go that have none."""
    dry_run: bool = False


def import_file(workspace: Workspace, path: Path, options: ImportOptions) -> FileImport:
    """Import one file wholly or not at all. Raises FormatError, UsageError, StorageError.

    A unit is a repeat when its id, languages, texts, codes and neighbours equal those of one
    in the same memory; a concept when its id and all it says equal one in the term base. A
    concept whose id is taken by another content is rejected: nothing is overwritten.
    """
    workspace.require_writable()
    row = format_named(options.format) if options.format else format_of(path)
    log = Log(str(path))
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise StorageError.from_os(error, path, "read") from error
        items = reader(row)(
            Source(
                stream=stream,
                file=str(path),
                log=log,
                encoding=options.encoding,
                source_language=options.source_language,
                target_languages=options.target_languages,
                kind=options.kind,
            )
        )
        items = watched(items, stream, workspace.watch, f"Reading {path}")
        first = next(items, None)
        intake: _Units | _Concepts
        if isinstance(first, Concept):
            intake = _Concepts(workspace, path, options, log)
        else:
            intake = _Units(workspace, path, options, log)
        intake.take(itertools.chain([] if first is None else [first], items))
    return FileImport(
        file=str(path),
        format=row.name,
        read=intake.read + len(log.rejected),
        added=intake.added,
        duplicates=intake.read - intake.added,
        rejected=tuple(log.rejected),
        warnings=tuple(log.warnings),
        languages=tuple(sorted(intake.languages)),
    )


class _Units:
    """Units into one memory."""

    def __init__(self, workspace: Workspace, path: Path, options: ImportOptions, log: Log) -> None:
        self.workspace, self.options, self.log = workspace, options, log
        stem = path.name.removesuffix(".gz").rsplit(".", 1)[0]
        name = options.memory or "".join(c if c.isalnum() or c in "._-" else "-" for c in stem)
        self.memory: Memory = workspace.memory(name.strip("-.") or "imported", new=True)
        self.read = self.added = 0
        self.languages: set[str] = set()

    def take(self, items: Iterator[Item]) -> None:
        with self.memory.database.lock():
            known: set[bytes] = set()
            if self.memory.file.path.exists():
                self.memory.mend()
                known = {_fingerprint(unit) for unit in self.memory.file.units()}
            fresh = self._fresh(items, known)
            if self.options.dry_run:
                for _ in fresh:
                    pass
                return
            head = next(fresh, None)
            if head is not None:
                units = itertools.chain([head], fresh)
                self.memory.file.append_whole(units, iomgloss.__version__)

    def _fresh(self, items: Iterator[Item], known: set[bytes]) -> Iterator[TranslationUnit]:
        for item in items:
            if not isinstance(item, TranslationUnit):
                continue
            line = item.location.line if item.location else None
            try:
                unit_text(item)
            except ValueError as error:  # from a format that holds more than XML can
                self.log.reject(f"{error}", line=line, unit=item.id)
                continue
            self.read += 1
            self.languages |= {variant.language for variant in item.variants}
            fingerprint = _fingerprint(item)
            if fingerprint not in known:
                known.add(fingerprint)
                self.added += 1
                yield self._marked(item)

    def _marked(self, unit: TranslationUnit) -> TranslationUnit:
        """A unit that says nothing of its origin is marked as the importer's, now."""
        if unit.provenance.created or unit.provenance.created_by:
            return unit
        provenance = replace(
            unit.provenance, created=history.now(), created_by=self.options.change.who
        )
        return replace(unit, provenance=provenance)


def _fingerprint(unit: TranslationUnit) -> bytes:
    """What makes a unit the same one again."""
    variants = sorted(
        (item.language, repr(item.segment.content), item.previous, item.next)
        for item in unit.variants
    )
    return blake2b(repr((unit.id, variants)).encode("utf-8", "replace"), digest_size=16).digest()


class _Concepts:
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
