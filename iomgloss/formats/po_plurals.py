"""Plural forms of PO: units that were one entry, one entry again; what a header says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from iomgloss.model import TranslationUnit

FORM = "x-po-plural-form"
"""Property with the number of the plural form."""
NO_DOCUMENT = "-"
"""Stands in ``#:`` where the document would, before places that were found there."""

Entry = tuple[TranslationUnit, ...]


def form_of(unit: TranslationUnit) -> int | None:
    """The number of the plural form that ``unit`` was read from."""
    said = next((item.value for item in unit.properties if item.type == FORM), "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else None


def entries(units: Iterable[TranslationUnit]) -> Iterator[Entry]:
    """Units side by side that are forms of one entry together, all others alone."""
    entry: Entry = ()
    for unit in units:
        if entry and not _belongs(unit, entry):
            yield entry
            entry = ()
        entry = (*entry, unit)
    if entry:
        yield entry


def _belongs(unit: TranslationUnit, entry: Entry) -> bool:
    """Whether ``unit`` is the next form of what begins with the form 0."""
    form, last = form_of(unit), form_of(entry[-1])
    if form is None or last is None or form_of(entry[0]) != 0 or _frame(unit) != _frame(entry[0]):
        return False
    if form == 0:  # of a language that has but one, ``msgid_plural`` with the same translation
        return len(entry) == 1 and _texts(unit)[1:] == _texts(entry[0])[1:]
    return form > last and (len(entry) == 1 or _texts(unit)[0] == _texts(entry[-1])[0])


def _frame(unit: TranslationUnit) -> TranslationUnit:
    """All that the forms of an entry have in common."""
    properties = tuple(item for item in unit.properties if item.type != FORM)
    return replace(unit, variants=unit.variants[:0], properties=properties, id=None, position=None)


def _texts(unit: TranslationUnit) -> list[str]:
    return [variant.text for variant in unit.variants]


@cache
def rule(language: str) -> tuple[int, str]:
    """How many plural forms gettext has for a language, and which serves for ``n``, as
    translate-toolkit lists them; those of English for a language that it does not know."""
    from translate.lang.data import languages  # a slow import, for few catalogues

    known = {name.replace("_", "-").lower(): facts for name, facts in languages.items()}
    tag = language.lower()
    _, count, expression = known.get(tag) or known.get(tag.split("-")[0]) or ("", 0, "")
    return (count, expression) if count else (2, "(n != 1)")
