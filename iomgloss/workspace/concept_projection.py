"""What a format can hold of concepts: they are written in it, and read again."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from itertools import permutations

from iomgloss.errors import IomglossError
from iomgloss.formats.base import ExportOptions, Format, Log, Source
from iomgloss.formats.registry import reader, writer
from iomgloss.model import Concept


def projections(
    row: Format,
    concepts: Sequence[Concept],
    languages: Collection[str],
    source_language: str | None,
    target_languages: tuple[str, ...],
) -> Iterator[list[Concept]]:
    """Yield ``concepts`` as a file would have them, once for each way that the format has to write
    them: a file that comes in does not say in which of its versions we wrote it, nor a bilingual
    one which of its ``languages`` was the source. Nothing for a format that is only read.
    """
    if row.write is None or not concepts:
        return
    for options in _ways(row, languages, source_language, target_languages):
        try:
            data = b"".join(writer(row)(concepts, options))
            source = Source(
                stream=io.BytesIO(data),
                file=f"export{row.extensions[0]}",
                log=Log("export"),
                source_language=options.source_language or source_language,
                target_languages=options.target_languages,
                kind="terms",
            )
            yield [item for item in reader(row)(source) if isinstance(item, Concept)]
        except IomglossError:  # it can hold none of them this way
            continue


def _ways(
    row: Format,
    languages: Collection[str],
    source_language: str | None,
    target_languages: tuple[str, ...],
) -> Iterator[ExportOptions]:
    if not row.bilingual:
        for version in row.versions or (None,):
            yield ExportOptions(kind="terms", version=version)
        for style in row.styles:
            yield ExportOptions(kind="terms", style=style)
        return
    pairs = list(permutations(sorted(languages), 2)) if len(languages) == 2 else []
    if source_language and len(target_languages) == 1:
        pairs.sort(key=lambda pair: pair != (source_language, target_languages[0]))
    for first, second in pairs:
        yield ExportOptions(kind="terms", source_language=first, target_languages=(second,))
