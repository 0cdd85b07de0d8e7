"""Two files of one language each: the texts of the same key are a unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from iomgloss.formats.base import Item, Reader, Source
from iomgloss.formats.text import refuse
from iomgloss.formats.toolkit.entries import Entry, Monolingual
from iomgloss.formats.toolkit.pairs import Pair, languages_of, units
from iomgloss.model import Segment, UnitState

_EMPTY = Segment(())
Forms = dict[str | None, Entry]


def one_language(name: str, open_file: Callable[[Source], Monolingual]) -> Reader:
    """A reader of the format ``name``; the originals are in `Source.original`."""

    def read(source: Source, /) -> Iterator[Item]:
        translated = open_file(source)
        targets = _by_key(source, translated.entries)
        if source.original is None:
            refuse(
                source,
                "a file of this format holds one language",
                "name the file with the original texts: --source-file FILE",
            )
        original = open_file(source.original)
        sources = _by_key(source.original, original.entries)
        source.log.warnings += source.original.log.warnings
        languages = languages_of(source, original.language, translated.language)
        pairs = _pairs(source, sources, targets)
        yield from units(source, name, languages, pairs)

    return read


def _by_key(source: Source, entries: Iterable[Entry]) -> dict[str, Forms]:
    """The last of a key counts, as it does for the programs that read these files."""
    found: dict[str, Forms] = {}
    for entry in entries:
        forms = found.setdefault(entry.key, {})
        if entry.form in forms:
            message = f"the key {entry.key} stands twice in the file; the last is taken"
            source.log.warn("repeated-key", message, line=entry.line, unit=entry.key)
        forms[entry.form] = entry
    return found


def _pairs(source: Source, sources: dict[str, Forms], targets: dict[str, Forms]) -> Iterator[Pair]:
    same = 0
    for key, originals in sources.items():
        first = next(iter(originals.values()))
        fallback = originals.get("other", first)
        translations: Forms = targets.pop(key, {})
        if not translations:
            yield Pair(source=first.text, target=_EMPTY, key=key)
        for form, entry in translations.items():
            original = originals.get(form, fallback)
            copied = entry.text == original.text and any(map(str.isalpha, entry.text.text))
            same += copied
            yield Pair(
                source=original.text,
                target=entry.text,
                key=key,
                form=form,
                state=UnitState.DRAFT if copied else UnitState.CONFIRMED,
                properties=(("key", key),),
                notes=tuple(dict.fromkeys((*original.notes, *entry.notes))),
                line=entry.line,
            )
    for key, forms in targets.items():
        for entry in forms.values():
            source.log.reject("no original has this key", line=entry.line, unit=key)
    if same:
        message = f"drafts, for their texts are the same in both files: {same}"
        source.log.warn("untranslated", message, line=None)
