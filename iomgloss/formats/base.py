"""What all formats share: what they read and write, and how they say what was doubtful or lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar

from iomgloss.files.log import Log as Log
from iomgloss.model import Concept, Provenance, TranslationUnit

if TYPE_CHECKING:
    from iomgloss.files.sheet import Placed
    from iomgloss.formats.tmx_transcribe import Written

Item = TranslationUnit | Concept
_Read = TypeVar("_Read")
Watch = Callable[[str, int, int], None]
"""Told what is being done, and how many bytes of how many are."""


def watched(
    items: Iterable[_Read], stream: BinaryIO, watch: Watch | None, what: str, every: int = 512
) -> Iterator[_Read]:
    """``items`` as they are read from ``stream``; ``watch`` hears of every so manieth."""
    if watch is None:
        yield from items
        return
    here = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(here)
    for number, item in enumerate(items, start=1):
        if number % every == 0:
            watch(what, stream.tell(), size)
        yield item
    watch(what, size, size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read."""

    stream: BinaryIO
    """At its beginning, seekable."""
    file: str
    """Its name in locations."""
    log: Log
    encoding: str | None = None
    """As told by the user, for formats that do not say."""
    source_language: str | None = None
    """As told by the user, for formats that do not say."""
    target_languages: tuple[str, ...] = ()
    kind: str | None = None
    """``terms`` or ``memory``, for formats that can hold either."""
    columns: tuple[tuple[str, str], ...] = ()
    """Of a table, as told by the user: what a column holds, and its name, letter or number."""
    header: bool = True
    """The first row of a table names its columns."""
    untranslated: bool = False
    """Units of bilingual files that have a source text only are wanted too, with an empty target;
    else they are rejected."""
    original: Source | None = None
    """The same texts in the source language, for formats whose files hold one language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What goes into an exported file."""

    source_language: str | None = None
    """None: the first language of each unit or concept, where the format wants one."""
    target_languages: tuple[str, ...] = ()
    """Empty: all."""
    kind: str | None = None
    """``terms`` or ``memory``, for formats that can hold either."""
    version: str | None = None
    """Of the format, where it has several; None: the usual one."""
    style: str | None = None
    """``dca`` or ``dct``: how TBX 3 names data categories."""
    unconfirmed: bool = False
    """Units that nobody has confirmed are wanted even where the format cannot say so."""
    tool_version: str = ""
    losses: Counter[str] = field(default_factory=Counter)
    """Filled by the writer: what the format could not hold, how often."""


class Reader(Protocol):
    """Yields the items of a file. Raises FormatError at the first fault that makes the rest unsafe;
    the caller stores nothing then."""

    def __call__(self, source: Source, /) -> Iterator[Item]: ...


class Transcriber(Protocol):
    """Yields the units of a file as a memory has them, those that say nothing of their origin with
    that of ``mark``; tells ``notice`` of the doubtful ones; raises as a `Reader` does."""

    def __call__(
        self, source: Source, mark: Provenance, notice: Callable[[TranslationUnit], None], /
    ) -> Iterator[Written]: ...


class Placer(Protocol):
    """Says where the texts of a file stand in it. Raises FormatError, and ValueError for a file
    that cannot be written back."""

    def __call__(self, source: Source, /) -> Placed: ...


class Writer(Protocol):
    """Yields the bytes of a file."""

    def __call__(self, items: Iterable[Item], options: ExportOptions, /) -> Iterator[bytes]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A row of the registry."""

    name: str
    title: str
    extensions: tuple[str, ...]
    """Lower case with the dot, the usual one first."""
    holds: tuple[str, ...]
    """``memory``, ``terms`` or both, the usual one first."""
    bilingual: bool = False
    """It is written for one source and one target language, never more."""
    tabular: bool = False
    """It has columns whose meaning can be told (`Source.columns`)."""
    one_language: bool = False
    """A file holds one language only; `Source.original` has the texts in the other."""
    states: bool = False
    """It says which units nobody has confirmed, in a way that its readers know or see."""
    read: str | None = None
    """``module:function``, imported when used. None: it is only written."""
    write: str | None = None
    """None: it is only read."""
    transcribe: str | None = None
    """A faster way into a memory than through ``read``, where there is one."""
    places: str | None = None
    """Where the texts of a file stand in it, for writing them back; None: they cannot be."""
    versions: tuple[str, ...] = ()
    """What `ExportOptions.version` may be, the usual one first; empty: there is one only."""
    styles: tuple[str, ...] = ()
    """What `ExportOptions.style` may be."""
    shared: tuple[str, ...] = ()
    """Extensions of other files too: claimed only where ``signature`` stands at the beginning."""
    signature: str = ""
    """A regular expression for what no other file begins with."""

    def claims(self, path: Path) -> bool:
        return path.name.lower().endswith(self.extensions)

    def recognises(self, path: Path, head: str) -> bool:
        """Claim a file with a shared extension by its first characters."""
        return path.name.lower().endswith(self.shared) and bool(re.match(self.signature, head))


def xml_root(name: str) -> str:
    """A `Format.signature` of XML whose outermost element is ``name``, whatever its prefix."""
    before = r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^\[>]*>)*+"  # never tried again
    return rf"(?s){before}<(?:[\w.-]+:)?{name}[\s/>]"


_MAX_SLUG = 80


def slug(text: str) -> str:
    """An id made from ``text``: its words in lower case, joined by hyphens, cut at 80 characters.

    ``Trafficking in human beings`` gives ``trafficking-in-human-beings``.
    """
    plain = unicodedata.normalize("NFC", text.lower())
    plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    result = ""
    for word in re.findall(r"[^\W_]+", plain):
        longer = f"{result}-{word}" if result else word[:_MAX_SLUG]
        if len(longer) > _MAX_SLUG:
            break
        result = longer
    return result or "concept"
