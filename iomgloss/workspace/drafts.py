"""Texts that people hand over: documents block by block, bilingual files unit by unit."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from iomgloss.documents import registry as documents
from iomgloss.documents.base import DocumentFormat
from iomgloss.documents.base import Source as Document
from iomgloss.documents.decoding import plain_text, text_of
from iomgloss.errors import IomglossError, StorageError, UsageError
from iomgloss.files.log import Log
from iomgloss.formats import registry as formats
from iomgloss.formats.base import Format, Source
from iomgloss.model import Block, Location, Side, TranslationUnit, Variant, compatible

_STDIN = "standard input"


def format_names() -> list[str]:
    """What can be read: documents, then the formats that hold units."""
    units = [row.name for row in formats.FORMATS if row.read and "memory" in row.holds]
    return [row.name for row in documents.DOCUMENTS] + units


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How files are read."""

    format: str | None = None
    """None: told from each file's name."""
    encoding: str | None = None
    source_file: Path | None = None
    """The originals, for formats whose files hold one language."""
    source_language: str | None = None
    """Of units: which language is the source side."""
    target_languages: tuple[str, ...] = ()
    document_language: str | None = None
    """Of what is no bilingual file, where ``source_language`` is not told."""
    stdin_name: str | None = None
    """What standard input is called, and read as."""


class DraftFile:
    """A file whose blocks or units are read as they are asked for."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.reading = options
        self.is_pipe = str(path) == "-"
        self.name = str(path)
        """As it was given, ``-`` for standard input."""
        self.shown = (options.stdin_name or _STDIN) if self.is_pipe else self.name
        self.path = Path(self.shown) if self.is_pipe and options.stdin_name else path
        self.log = Log(self.shown)
        """What reading doubted or left out so far."""
        self.fault: IomglossError | None = None
        """Why reading ended too early, once it has."""
        self.left_out = 0
        """Units without text in the languages that were told, so far."""
        self.stream: BinaryIO = io.BytesIO()
        self.originals: BinaryIO | None = None

    @contextmanager
    def opened(self, stdin: BinaryIO | None = None) -> Iterator[None]:
        """While the file can be read; ``-`` stands for ``stdin``. Failure is a `fault`."""
        with ExitStack() as stack:
            try:
                self.stream = _seekable(stack, self.path, stdin if self.is_pipe else None)
                if self.reading.source_file is not None:
                    self.originals = _seekable(stack, self.reading.source_file, None)
            except StorageError as error:
                self.fault = error
            yield

    def plain_text(self) -> str | None:
        """The file as it stands, where it is meant to be read so; else None."""
        if self.fault is None:
            try:
                row = self.format()
                if isinstance(row, DocumentFormat) and row.plain:
                    return plain_text(self._document())
            except IomglossError as error:
                self.fault = error
        return None

    def text_with_comments(self) -> str:
        """Of a file that has been read, in a format with ``<!-- comments -->``; else nothing."""
        if self.fault is not None:
            return ""
        row = self.format()
        if not isinstance(row, DocumentFormat) or row.places != "line":
            return ""
        from iomgloss.documents.html import declared

        self.stream.seek(0)
        return text_of(self._document(), declared if row.name == "html" else None)

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

    def items(self) -> Iterator[Block | TranslationUnit]:
        """What the file holds; what is wrong with the file itself ends it."""
        if self.fault is not None:
            return
        try:
            row = self.format()
            if isinstance(row, DocumentFormat):
                yield from documents.reader(row)(self._document())
            else:
                for item in formats.reader(row)(self.bilingual(row)):
                    if isinstance(item, TranslationUnit):
                        yield item
        except IomglossError as error:
            self.fault = error
        except OSError as error:
            self.fault = StorageError.from_os(error, self.shown, "read")

    def sides(self, unit: TranslationUnit) -> list[tuple[Side, Variant]]:
        """The sides that are wanted, source first; none where the wanted ones are not there."""
        told, wanted = self.reading.source_language, self.reading.target_languages
        source = unit.variant(told or unit.source_language or unit.variants[0].language)
        if told is None and source is not None and _is_among(source, wanted):
            rest = (variant for variant in unit.variants if not _is_among(variant, wanted))
            source = next(rest, None)  # the file is read the other way round
        if source is None and (told or wanted):
            return []
        others = [variant for variant in unit.variants if variant is not source]
        if wanted:
            chosen = (_variant(others, tag) for tag in wanted)
            others = [variant for variant in chosen if variant is not None]
            if not others:
                return []
        first = [(Side.SOURCE, source)] if source is not None else []
        return first + [(Side.TARGET, variant) for variant in others]

    def format(self) -> DocumentFormat | Format:
        """The format as told, else by the file's name. Raises UsageError for one of terms only."""
        told = self.reading.format
        if told in {row.name for row in documents.DOCUMENTS}:
            return documents.document_named(told or "")
        if told is None and str(self.path) == "-":
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
            encoding=self.reading.encoding,
            is_pipe=self.is_pipe,
        )

    def bilingual(self, row: Format) -> Source:
        options = self.reading
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


def _seekable(stack: ExitStack, path: Path, given: BinaryIO | None) -> BinaryIO:
    try:
        stream = given or stack.enter_context(path.open("rb"))
        return stream if stream.seekable() else io.BytesIO(stream.read())
    except OSError as error:
        raise StorageError.from_os(error, path, "read") from error


def _is_among(variant: Variant, tags: Sequence[str]) -> bool:
    return any(compatible(variant.language, tag) for tag in tags)


def _variant(variants: Sequence[Variant], tag: str) -> Variant | None:
    """The variant in the language of the tag, the same tag first."""
    close = [variant for variant in variants if compatible(variant.language, tag)]
    same = [variant for variant in close if variant.language.lower() == tag.lower()]
    return next(iter(same + close), None)
