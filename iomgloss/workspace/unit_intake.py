"""Units of an imported file on their way into one memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import iomgloss
from iomgloss.formats.base import Item, Log
from iomgloss.formats.tmx import Written
from iomgloss.memory.addition import add_new
from iomgloss.memory.index import Memory
from iomgloss.model import Provenance, TranslationUnit
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
        self.mark = Provenance(created=history.now(), created_by=options.change.who)
        """The origin of units that say nothing of theirs."""
        self.read = self.added = 0
        self.languages: set[str] = set()

    def take(self, items: Iterator[Item]) -> None:
        """Take in units from any format."""
        self.take_written(self._written(items))

    def take_written(self, written: Iterator[Written]) -> None:
        """Take in units as a memory has them, those without an origin with that of ``mark``."""
        with self.memory.database.lock():
            self.memory.mend()
            self.read, self.added = add_new(
                self.memory.file,
                self._noted(written),
                self.mark,
                iomgloss.__version__,
                dry_run=self.options.dry_run,
                watch=self.memory.watch,
            )

    def _noted(self, written: Iterator[Written]) -> Iterator[Written]:
        for batch in written:
            self.languages.update(map(bytes.decode, batch.languages))
            yield batch

    def _written(self, items: Iterator[Item]) -> Iterator[Written]:
        for item in items:
            if isinstance(item, TranslationUnit):
                batch = Written()
                try:
                    batch.add(item, self.mark)
                except ValueError as error:  # from a format that holds more than XML can
                    line = item.location.line if item.location else None
                    self.log.reject(f"{error}", line=line, unit=item.id)
                else:
                    yield batch
