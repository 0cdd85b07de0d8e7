"""The one table of form generators: language → generator, loaded when first asked for."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast
from zlib import crc32

from iomgloss.morphology.base import FormFilter, FormGenerator, Forms, TokenTraits
from iomgloss.text.normalize import word_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One language of the table."""

    generator: str
    """"module:function" inside this package."""
    sure: str | None = None
    """The same, of the filter for checks; None: all forms are sure."""
    label: str
    """What `status` shows when the rules are our own."""
    libraries: tuple[str, ...] = ()
    """Distributions the generator imports; the first names the backend. Module = name with `_`."""


DICTIONARIES = "simplemma"
"""Serves the languages that are not in the table, where it is installed."""
EXACT = Row(generator="base:exact", label="exact")
GENERATORS: dict[str, Row] = {
    "az": Row(generator="turkic:azerbaijani", sure="turkic:sure_turkic", label="suffix chains"),
    "bg": Row(generator="bg:bulgarian", sure="bg:sure_bulgarian", label="own rules"),
    "en": Row(generator="en:english", sure="en:sure_english", label="own rules"),
    "ru": Row(
        generator="ru:russian",
        sure="ru:sure_russian",
        label="pymorphy3",
        libraries=("pymorphy3", "pymorphy3-dicts-ru"),
    ),
    "uz": Row(generator="turkic:uzbek", sure="turkic:sure_turkic", label="suffix chains"),
}


def forms(token: str, language: str, traits: TokenTraits) -> frozenset[str]:
    """The text forms that lead to `token` in `language`, as word keys; its own is among them."""
    return _generator(language)(word_key(token), traits)


def all_forms(token: str, language: str, traits: TokenTraits) -> Forms:
    """The forms of `forms`, and which of them are sure enough for checks.

    Inside a multiword term all are: its other words bear witness.
    """
    key = word_key(token)
    found = _generator(language)(key, traits)
    row = _row(language)
    if row.sure is None or traits.multiword or _missing(row):
        return Forms(all=found, sure=found)
    sure = cast(FormFilter, _function(row.sure))
    return Forms(all=found, sure=sure(key, traits, found) | {key})


def backend(language: str) -> str:
    """What produces the forms of `language`, for people to read; imports no library."""
    row = _row(language)
    if row is EXACT and _has_dictionary(language):
        return f"{DICTIONARIES} {_installed(DICTIONARIES)}"
    if not row.libraries:
        return row.label
    if missing := _missing(row):
        return f"exact ({', '.join(missing)} not installed)"
    return f"{row.libraries[0]} {_installed(row.libraries[0])}"


def version(language: str) -> str:
    """A stamp that differs whenever the forms of `language` may differ: rebuild the index then.

    The rules are stamped by a digest of this package's source, so that nobody can change a rule and
    forget a number; libraries by their versions.
    """
    row = _row(language)
    parts = [f"rules-{_rules_digest()}", row.generator]
    if row is EXACT:
        parts.append(f"{DICTIONARIES}-{_installed(DICTIONARIES) or 'absent'}")
    parts += [f"{library}-{_installed(library) or 'absent'}" for library in row.libraries]
    return " ".join(parts)


def stamp() -> str:
    """The versions of all languages as one short text: cheap, since every look-up asks for it."""
    versions = "\n".join(f"{language} {version(language)}" for language in sorted(GENERATORS))
    versions += f"\n{DICTIONARIES} {_installed(DICTIONARIES)}"
    return f"{crc32(versions.encode()):08x}"


def _row(language: str) -> Row:
    """bg-BG → bg → exact: the tag is shortened from the right until the table knows it."""
    subtags = language.replace("_", "-").lower().split("-")
    while subtags:
        row = GENERATORS.get("-".join(subtags))
        if row is not None:
            return row
        subtags.pop()
    return EXACT


@cache
def _generator(language: str) -> FormGenerator:
    row = _row(language)
    if row is EXACT and _has_dictionary(language):
        from iomgloss.morphology.dictionary import generator

        return generator(_primary(language))
    if _missing(row):
        row = EXACT
    return cast(FormGenerator, _function(row.generator))


def _function(place: str) -> object:
    module, _, function = place.partition(":")
    return getattr(importlib.import_module(f"iomgloss.morphology.{module}"), function)


def _primary(language: str) -> str:
    return language.replace("_", "-").lower().split("-")[0]


@cache
def _has_dictionary(language: str) -> bool:
    """simplemma is installed and knows the language; it is not imported to find out."""
    spec = importlib.util.find_spec(DICTIONARIES)
    if spec is None or spec.origin is None or not _primary(language).isalpha():
        return False
    folder = Path(spec.origin).parent / "strategies" / "dictionaries" / "data"
    return (folder / f"{_primary(language)}.plzma").exists()


def _missing(row: Row) -> tuple[str, ...]:
    return tuple(library for library in row.libraries if _installed(library) is None)


@cache
def _installed(library: str) -> str | None:
    """The version of a distribution, None without it. (`importlib.metadata` costs 40 ms.)"""
    module = library.replace("-", "_")
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        return None
    beside = Path(spec.origin).parent.parent
    for entry in beside.glob(f"{module}-*.dist-info"):
        return entry.name.removeprefix(f"{module}-").removesuffix(".dist-info")
    return "of unknown version"


@cache
def _rules_digest() -> str:
    checksum = 0
    for path in sorted(Path(__file__).parent.glob("*.py")):
        checksum = crc32(path.name.encode() + b"\0" + path.read_bytes(), checksum)
    return f"{checksum:08x}"
