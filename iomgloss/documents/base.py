"""What all document formats share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn, Protocol

from iomgloss.errors import FormatError
from iomgloss.files.log import Log
from iomgloss.model import Block, Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document to read."""

    stream: BinaryIO
    """At its beginning, seekable."""
    file: str
    """Its name in messages."""
    log: Log
    encoding: str | None = None
    """As told by the user, for text formats."""
    is_pipe: bool = False
    """It comes from another program, which may have had nothing to say."""

    def refuse(
        self, message: str, hint: str, *, line: int | None = None, column: int | None = None
    ) -> NoReturn:
        location = Location(file=self.file, line=line, column=column)
        raise FormatError(message, hint=hint, location=location)


class Reader(Protocol):
    """Yields the blocks of a document in reading order. What it leaves out or doubts goes to the
    log. Raises FormatError at the first fault that makes the rest unsafe."""

    def __call__(self, source: Source, /) -> Iterator[Block]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFormat:
    """A row of the registry."""

    name: str
    title: str
    extensions: tuple[str, ...]
    """Lower case with the dot, the usual one first."""
    read: str
    """``module:function``, imported when used."""
    places: str
    """What leads to a block: ``line`` (and column), ``paragraph`` or ``page`` (and line)."""
    plain: bool = False
    """The file is meant to be read as it is: its text can be shown with marks in it."""
