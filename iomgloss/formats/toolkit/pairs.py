"""Units out of pairs of texts, whichever way a format brought them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from iomgloss.formats.base import Item, Reader, Source
from iomgloss.formats.tags import tag_of
from iomgloss.formats.text import LONGEST, refuse
from iomgloss.model import (
    Location,
    Note,
    Property,
    Segment,
    TranslationUnit,
    UnitState,
    Variant,
    compatible,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text and its translation."""

    source: Segment
    target: Segment
    key: str | None = None
    """How reports call it."""
    form: str | None = None
    """Which plural form, where there are several."""
    state: UnitState = UnitState.CONFIRMED
    properties: tuple[tuple[str, str], ...] = ()
    """Names without what all properties of the format begin with."""
    notes: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """A file of two languages."""

    pairs: Iterator[Pair]
    source_language: str | None = None
    """As found."""
    target_language: str | None = None


def two_languages(name: str, open_file: Callable[[Source], Bilingual]) -> Reader:
    """A reader of the format ``name``, whose files hold texts and translations."""

    def read(source: Source, /) -> Iterator[Item]:
        found = open_file(source)
        languages = languages_of(source, found.source_language, found.target_language)
        yield from units(source, name, languages, found.pairs)

    return read


def languages_of(source: Source, first: str | None, second: str | None) -> tuple[str, str]:
    """Source and target: as the file names them, else as told. Raises FormatError without them."""
    told = source.target_languages
    asked = source.source_language, told[0] if len(told) == 1 else None
    found = []
    for side, tag, other in zip(("source", "target"), (first, second), asked, strict=True):
        own = tag_of(tag) if tag else None
        if tag and own is None:
            source.log.warn("language-tag", f"{tag!r} in the file is no language tag", line=1)
        if own and other and not compatible(own, other):
            message = f"the file names {own} as {side}, not {other}"
            source.log.warn("other-language", message, line=1)
        language = own or other
        if language is None:
            option = "-s" if side == "source" else "-t"
            refuse(
                source,
                f"the file does not name the {side} language",
                f"name the pair: -s LANG -t LANG ({option} is missing)",
            )
        found.append(language)
    if found[0].lower() == found[1].lower():
        refuse(source, f"source and target are both {found[0]}", "name the pair: -s en -t bg")
    return found[0], found[1]


def units(
    source: Source, name: str, languages: tuple[str, str], pairs: Iterator[Pair]
) -> Iterator[TranslationUnit]:
    """A unit for each pair with text on both sides; the rest is rejected."""
    for pair in pairs:
        if max(len(pair.source.text), len(pair.target.text)) > LONGEST:
            message = f"a text of more than {LONGEST:,} characters"
            refuse(source, message, "split it", line=pair.line)
        missing = "no source text" if not pair.source.text.strip() else "no translation"
        is_wanted = source.untranslated or pair.target.text.strip()
        if not pair.source.text.strip() or not is_wanted:
            suffix = f" of the plural form {pair.form}" if pair.form is not None else ""
            source.log.reject(missing + suffix, line=pair.line, unit=pair.key)
            continue
        said = pair.properties
        if pair.form is not None:
            said = (*said, ("plural-form", pair.form))
        yield TranslationUnit(
            variants=tuple(
                Variant(language=language, segment=segment)
                for language, segment in zip(languages, (pair.source, pair.target), strict=True)
            ),
            source_language=languages[0],
            state=pair.state,
            properties=tuple(
                Property(type=f"x-{name}-{kind}", value=value) for kind, value in said if value
            ),
            notes=tuple(Note(text=note) for note in pair.notes if note.strip()),
            location=Location(file=source.file, line=pair.line, unit=pair.key),
        )
