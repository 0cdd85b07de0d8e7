"""Writing XLIFF 1.2 and 2.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iomgloss.errors import FormatError, UsageError
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.xliff_writer import Writer
from iomgloss.formats.xliff_writer2 import Writer2
from iomgloss.model import Location, TranslationUnit

VERSIONS = ("1.2", "2.1")


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield an XLIFF file of one pair. Raises UsageError when the pair is not named or the version
    is none that is written, FormatError for a unit with what XML cannot hold."""
    if options.source_language is None or len(options.target_languages) != 1:
        raise UsageError(
            "an XLIFF file has one source and one target language", hint="name them: -s bg -t en"
        )
    version = options.version or VERSIONS[0]
    if version not in VERSIONS:
        raise UsageError(
            f"XLIFF {version} is not written", hint=f"use one of {', '.join(VERSIONS)}"
        )
    pair = options.source_language, options.target_languages[0]
    writer = (Writer2 if version == "2.1" else Writer)(options, *pair)
    yield writer.header().encode()
    for item in items:
        if isinstance(item, TranslationUnit):
            try:
                yield writer.unit(item).encode()
            except ValueError as error:
                raise FormatError(
                    f"the unit {item.id} cannot be written: {error}",
                    hint="remove the character from it",
                    location=item.location or Location(file="XLIFF", unit=item.id),
                ) from None
    yield writer.closing().encode()
