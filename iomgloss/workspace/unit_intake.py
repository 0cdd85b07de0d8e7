"""Units of an imported file on their way into one memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import iomgloss
from iomgloss.formats.base import Item, Log
from iomgloss.formats.tmx import unit_text
from iomgloss.memory.index import Memory
from iomgloss.model import TranslationUnit
from iomgloss.workspace import history
from iomgloss.workspace.import_options import ImportOptions
from iomgloss.workspace.workspace import Workspace


class UnitIntake:
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
