"""The terms in files: documents block by block, bilingual files unit by unit."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from iomgloss.documents import registry as documents
from iomgloss.documents.base import DocumentFormat
from iomgloss.documents.base import Source as Document
from iomgloss.documents.decoding import plain_text
from iomgloss.errors import IomglossError, StorageError, UsageError
from iomgloss.files.log import Log
from iomgloss.formats import registry as formats
from iomgloss.formats.base import Format, Source
from iomgloss.model import (
    AnnotatedBlock,
    AnnotatedSegment,
    AnnotatedUnit,
    Block,
    BlockKind,
    Location,
    Side,
    TermHit,
    TranslationUnit,
    Variant,
    compatible,
)

if TYPE_CHECKING:
    from iomgloss.workspace.workspace import Workspace

_STDIN = "standard input"


def format_names() -> list[str]:
    """What can be annotated: documents, then the formats that hold units."""
    units = [row.name for row in formats.FORMATS if row.read and "memory" in row.holds]
    return [row.name for row in documents.DOCUMENTS] + units


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationOptions:
    """What is looked for, and how files are read."""

    format: str | None = None
    """None: told from each file's name."""
    encoding: str | None = None
    source_file: Path | None = None
    """The originals, for formats whose files hold one language."""
    source_language: str | None = None
    """Of a document: only its terms. Of units: which language is the source side."""
    target_languages: tuple[str, ...] = ()
    """Of translations; of units also which target sides. Empty: all."""
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
        with ExitStack() as stack:
            file = AnnotatedFile(workspace, path, options, is_pipe=str(path) == "-")
            try:
                file.stream = _seekable(stack, path, stdin if file.is_pipe else None)
                if options.source_file is not None:
                    file.originals = _seekable(stack, options.source_file, None)
            except StorageError as error:
                file.fault = error
            yield file


def _seekable(stack: ExitStack, path: Path, given: BinaryIO | None) -> BinaryIO:
    try:
        stream = given or stack.enter_context(path.open("rb"))
        return stream if stream.seekable() else io.BytesIO(stream.read())
    except OSError as error:
        raise StorageError.from_os(error, path, "read") from error


class AnnotatedFile:
    """A file whose blocks or units are read, and their terms found, as they are asked for."""

    def __init__(
        self, workspace: Workspace, path: Path, options: AnnotationOptions, *, is_pipe: bool
    ) -> None:
        self.workspace, self.options, self.is_pipe = workspace, options, is_pipe
        self.path = path
        self.name = str(path)
        """As it was given, ``-`` for standard input."""
        self.shown = _STDIN if is_pipe else self.name
        self.log = Log(self.shown)
        """What reading doubted or left out so far."""
        self.fault: IomglossError | None = None
        """Why reading ended too early, once it has."""
        self.left_out = 0
        """Units without text in the languages that were told, so far."""
        self.stream: BinaryIO = io.BytesIO()
        self.originals: BinaryIO | None = None

    def plain_text(self) -> str | None:
        """The file as it stands, where it is meant to be read so; else None."""
        if self.fault is None:
            try:
                row = self._row()
                if isinstance(row, DocumentFormat) and row.plain:
                    return plain_text(self._document())
            except IomglossError as error:
                self.fault = error
        return None

    def remarks(self) -> list[str]:
        """What to say of a file that has been read: doubts, and what was left out."""
        said = [str(warning) for warning in self.log.warnings]
        reasons = Counter(rejected.reason for rejected in self.log.rejected)
        reasons["no text in the languages that were told"] += self.left_out
        for reason, count in reasons.items():
            if count:
                units = "1 unit was" if count == 1 else f"{count:,} units were"
                said.append(f"{self.shown}: {units} left out: {reason}")
        return said

    def __iter__(self) -> Iterator[AnnotatedBlock | AnnotatedUnit]:
        number = 0
        for item in self._read():
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

    def _read(self) -> Iterator[Block | TranslationUnit]:
        """What the file holds; what is wrong with the file itself ends it."""
        if self.fault is not None:
            return
        try:
            row = self._row()
            if isinstance(row, DocumentFormat):
                yield from documents.reader(row)(self._document())
            else:
                for item in formats.reader(row)(self._bilingual(row)):
                    if isinstance(item, TranslationUnit):
                        yield item
        except IomglossError as error:
            self.fault = error
        except OSError as error:
            self.fault = StorageError.from_os(error, self.shown, "read")

    def _row(self) -> DocumentFormat | Format:
        """The format as told, else by the file's name. Raises UsageError for one of terms only."""
        told = self.options.format
        if told in {row.name for row in documents.DOCUMENTS}:
            return documents.document_named(told or "")
        if told is None and self.is_pipe:
            return documents.document_named("txt")
        try:
            row = formats.format_named(told) if told else formats.format_of(self.path, self.stream)
        except UsageError:
            if told:
                raise
            return documents.document_of(self.path)
        if row.read is None or (row.one_language and self.originals is None and not told):
            return documents.document_of(self.path)  # HTML; texts without their originals
        if "memory" not in row.holds:
            raise UsageError(
                f"this is a list of terms ({row.name}), no text",
                hint="take it in with iomgloss import, or read it as plain text: --from txt",
                location=Location(file=self.shown),
            )
        return row

    def _document(self) -> Document:
        return Document(
            stream=self.stream,
            file=self.shown,
            log=self.log,
            encoding=self.options.encoding,
            is_pipe=self.is_pipe,
        )

    def _bilingual(self, row: Format) -> Source:
        options = self.options
        source = Source(
            stream=self.stream,
            file=self.shown,
            log=self.log,
            encoding=options.encoding,
            source_language=options.source_language,
            target_languages=options.target_languages,
            kind="memory",
            untranslated=True,
        )
        if self.originals is None or not row.one_language:
            return source
        name = str(options.source_file)
        original = replace(source, stream=self.originals, file=name, log=Log(name))
        return replace(source, original=original)

    def _hits_of(self, block: Block) -> tuple[TermHit, ...]:
        if block.kind is BlockKind.CODE:
            return ()
        config, options = self.workspace.config, self.options
        language = options.source_language or config.source
        return self._hits(block.text, language, options.target_languages or config.targets)

    def _segments(self, unit: TranslationUnit) -> tuple[AnnotatedSegment, ...]:
        """The sides that are wanted, source first; none where the wanted ones are not there."""
        told, wanted = self.options.source_language, self.options.target_languages
        source = unit.variant(told or unit.source_language or unit.variants[0].language)
        if told is None and source is not None and _is_among(source, wanted):
            rest = (variant for variant in unit.variants if not _is_among(variant, wanted))
            source = next(rest, None)  # the file is read the other way round
        if source is None and (told or wanted):
            return ()
        others = [variant for variant in unit.variants if variant is not source]
        if wanted:
            chosen = (_variant(others, tag) for tag in wanted)
            others = [variant for variant in chosen if variant is not None]
            if not others:
                return ()
        sides = [(Side.SOURCE, source)] if source is not None else []
        sides += [(Side.TARGET, variant) for variant in others]
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


def _is_among(variant: Variant, tags: Sequence[str]) -> bool:
    return any(compatible(variant.language, tag) for tag in tags)


def _variant(variants: Sequence[Variant], tag: str) -> Variant | None:
    """The variant in the language of the tag, the same tag first."""
    close = [variant for variant in variants if compatible(variant.language, tag)]
    same = [variant for variant in close if variant.language.lower() == tag.lower()]
    return next(iter(same + close), None)
