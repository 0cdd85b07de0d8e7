"""The terms in files: documents block by block, bilingual files unit by unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from iomgloss.model import (
    AnnotatedBlock,
    AnnotatedSegment,
    AnnotatedUnit,
    Block,
    BlockKind,
    TermHit,
    TranslationUnit,
    compatible,
)
from iomgloss.workspace.drafts import DraftFile, ReadOptions

if TYPE_CHECKING:
    from iomgloss.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationOptions(ReadOptions):
    """What is looked for, and how files are read."""

    longest: bool = False
    """Leave out terms that lie inside longer ones."""
    gaps: bool = False
    """Also terms with another word in between."""
    fuzzy: bool = False
    """Also misspelt words."""
    statuses: tuple[str, ...] = ()
    """Only terms of these; empty: all."""


def annotate(
    workspace: Workspace,
    paths: Iterable[Path],
    options: AnnotationOptions,
    stdin: BinaryIO | None = None,
) -> Iterator[AnnotatedFile]:
    """The files one after the other; each is closed when the next one is asked for.

    ``-`` stands for ``stdin``. What cannot be read does not stop the rest: see
    `AnnotatedFile.fault`. Raises DataError, StorageError for faults of the workspace itself.
    """
    for path in paths:
        file = AnnotatedFile(workspace, path, options)
        with file.opened(stdin):
            yield file


class AnnotatedFile(DraftFile):
    """A file whose blocks or units are read, and their terms found, as they are asked for.

    Of a document, `ReadOptions.source_language` limits the terms, of units it says which side is
    the source; `ReadOptions.target_languages` limits translations, of units also the target sides.
    """

    def __init__(self, workspace: Workspace, path: Path, options: AnnotationOptions) -> None:
        super().__init__(path, options)
        self.workspace, self.options = workspace, options

    def __iter__(self) -> Iterator[AnnotatedBlock | AnnotatedUnit]:
        number = 0
        for item in self.items():
            if isinstance(item, Block):
                yield AnnotatedBlock(block=item, hits=self._hits_of(item))
                continue
            number += 1
            segments = self._segments(item)
            if not segments:
                self.left_out += 1
                continue
            at = item.location
            yield AnnotatedUnit(
                number=number,
                id=item.id or (at.unit if at else None),
                state=item.state,
                line=at.line if at else None,
                segments=segments,
            )

    def _hits_of(self, block: Block) -> tuple[TermHit, ...]:
        if block.kind is BlockKind.CODE:
            return ()
        config, options = self.workspace.config, self.options
        language = options.source_language or config.source
        return self._hits(block.text, language, options.target_languages or config.targets)

    def _segments(self, unit: TranslationUnit) -> tuple[AnnotatedSegment, ...]:
        sides = self.sides(unit)
        here = [variant.language for _, variant in sides]
        return tuple(
            AnnotatedSegment(
                side=side,
                language=variant.language,
                text=variant.text,
                hits=self._hits(
                    variant.text, variant.language, self._targets(variant.language, here)
                ),
            )
            for side, variant in sides
        )

    def _targets(self, language: str, here: Sequence[str]) -> list[str]:
        """Languages of translations: those of the unit first, then, unless told, all others."""
        further = () if self.options.target_languages else self.workspace.languages
        found: list[str] = []
        for tag in (*here, *further):
            if not any(compatible(tag, known) for known in (language, *found)):
                found.append(tag)
        return found

    def _hits(self, text: str, language: str | None, targets: Sequence[str]) -> tuple[TermHit, ...]:
        options = self.options
        wanted = options.statuses
        found = self.workspace.terms_in(
            text,
            language,
            targets=targets,
            longest=options.longest,
            gaps=options.gaps,
            fuzzy=options.fuzzy,
        )
        return tuple(hit for hit in found if not wanted or hit.status in wanted)
