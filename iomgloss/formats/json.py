"""JSON of everything the model has: terms (the usual kind) or units (``--as memory``).

The file is an object. ``"iomgloss": 1`` comes first, the version of the layout; then ``concepts``
or ``units`` (reading takes both), a list with an item a line. Each item has the fields of the
model (`iomgloss/model/`) under their names; a field at its default is left out. A segment
is a string, or a list of strings and codes: ``{"kind": "bpt", "attributes": [["i", "1"]],
"content": ["<b>"]}``. UTF-8, letters as they are.

Read back, nothing is lost; a date or the like that an import kept is text then. An item with a
value that the model does not take is rejected, with its line; keys that the model does not have are
warned of and left out. With ``-s`` and ``-t`` only these languages are written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from iomgloss.errors import FormatError
from iomgloss.formats.base import ExportOptions, Item, Source
from iomgloss.formats.json_items import elements
from iomgloss.formats.json_model import check, from_json, to_json
from iomgloss.formats.text import refuse
from iomgloss.model import Concept, Location, TranslationUnit, Variant, compatible, normalize_tag
from iomgloss.model.status import GENDERS, NUMBERS, PARTS_OF_SPEECH, TERM_TYPES

VERSION = 1
_KINDS: dict[str, Any] = {"concepts": Concept, "units": TranslationUnit}
_WANTED = {"terms": "concepts", "memory": "units"}
_VALUES = {
    "part_of_speech": PARTS_OF_SPEECH,
    "gender": GENDERS,
    "number": NUMBERS,
    "type": TERM_TYPES,
}


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield an object with the concepts or the units."""
    name = _WANTED[options.kind or "terms"]
    yield f'{{\n"iomgloss": {VERSION},\n"{name}": ['.encode()
    before = "\n"
    for item in items:
        if isinstance(item, _KINDS[name]):
            chosen = _select(item, options)
            if chosen is not None:
                value = to_json(chosen, options.losses)
                try:
                    check(value, "an item")
                except ValueError as error:
                    raise FormatError(
                        str(error),
                        hint="remove it from the text",
                        location=item.location or Location(file="JSON", unit=item.id),
                    ) from None
                text = json.dumps(value, ensure_ascii=False, allow_nan=False)
                yield (before + text).encode()
                before = ",\n"
    yield b"\n]\n}\n"


def _select(item: Item, options: ExportOptions) -> Item | None:
    """The item in the languages that were asked for; None when it has none of them."""
    wanted = options.target_languages
    if options.source_language and wanted:
        wanted = (options.source_language, *wanted)
    if not wanted:
        return item

    def serves(tag: str) -> bool:
        return any(compatible(tag, language) for language in wanted)

    if isinstance(item, TranslationUnit):
        variants = tuple(found for found in item.variants if serves(found.language))
        return replace(item, variants=variants) if variants else None
    sections = tuple(found for found in item.languages if serves(found.language))
    definitions = tuple(found for found in item.definitions if serves(found.language))
    return replace(item, languages=sections, definitions=definitions) if sections else None


def read(source: Source) -> Iterator[Item]:
    """Yield concepts and units. Raises FormatError where this is no JSON of ours."""
    version = None
    source.log.stated.add("status")
    for key, line, value in elements(source):
        if version is None:
            version = value if key == "iomgloss" else None
            if version != VERSION:
                ours = version is not None
                refuse(
                    source,
                    f"version {version!r} of the layout is unknown"
                    if ours
                    else 'this is JSON, but not ours: it does not begin with "iomgloss"',
                    "get the newest iomgloss" if ours else "see if another format fits: --from",
                    line=line,
                )
        elif key not in _KINDS:
            source.log.warn("unknown-key", f"{key!r} is unknown; left out", line=line)
        else:
            item = _item(source, key, line, value)
            if item is not None:
                yield item
    if version is None:
        refuse(source, "this is JSON, but not ours", "see if another format fits: --from")


def _item(source: Source, key: str, line: int, value: Any) -> Item | None:
    name = value.get("id") if isinstance(value, dict) else None
    unit = name if isinstance(name, str) else None
    unknown: list[str] = []
    try:
        item = from_json(_KINDS[key], value, unknown)
        done = _concept(source, item, line) if key == "concepts" else _unit(item)
    except (ValueError, RecursionError) as error:
        source.log.reject(str(error), line=line, unit=unit)
        return None
    for found in unknown:
        source.log.warn("unknown-key", f"{found!r} is unknown; left out", line=line, unit=unit)
    location = Location(file=source.file, line=line, unit=unit)
    return replace(done, location=location)


def _unit(unit: TranslationUnit) -> TranslationUnit:
    if not unit.variants:
        raise ValueError("the unit has no variant")

    def tagged(variant: Variant) -> Variant:
        return replace(variant, language=normalize_tag(variant.language))

    language = unit.source_language
    return replace(
        unit,
        source_language=normalize_tag(language) if language else None,
        variants=tuple(map(tagged, unit.variants)),
    )


def _concept(source: Source, concept: Concept, line: int) -> Concept:
    sections = {}
    for section in concept.languages:
        tag = normalize_tag(section.language)
        if tag in sections:
            raise ValueError(f"the language {tag} stands twice")
        if not section.terms or not all(term.term.strip() for term in section.terms):
            raise ValueError(f"a blank term, or none, in {tag}")
        terms = []
        for term in section.terms:
            odd = {
                name: found
                for name, values in _VALUES.items()
                if (found := getattr(term, name)) is not None and found not in values
            }
            for name, found in odd.items():
                message = f"{found!r} is no {name.replace('_', ' ')}; kept aside"
                source.log.warn("unknown-value", message, line=line, unit=concept.id)
            cleared: dict[str, Any] = dict.fromkeys(odd)
            terms.append(replace(term, **cleared, extra={**term.extra, **odd}) if odd else term)
        sections[tag] = replace(section, language=tag, terms=tuple(terms))
    if not sections or not concept.id.strip():
        raise ValueError("the concept has no term" if concept.id.strip() else "a blank id")
    return replace(
        concept,
        languages=tuple(sections[tag] for tag in sorted(sections, key=str.lower)),
        definitions=tuple(
            replace(found, language=normalize_tag(found.language)) for found in concept.definitions
        ),
    )
