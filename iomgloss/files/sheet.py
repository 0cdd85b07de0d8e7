"""A text file in memory, to be changed without touching a byte more than is meant."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from iomgloss.files.splice import Change, Slot, splice

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]+)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A decoded file."""

    text: str
    """Without its byte order mark."""
    encoding: str
    mark: bytes
    """The byte order mark, or nothing."""

    @classmethod
    def of(cls, data: bytes, encoding: str) -> Sheet:
        """A mark decides, else ``encoding``. Raises ValueError where decoding loses anything."""
        mark, name = next(
            ((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", encoding)
        )
        try:
            text = data[len(mark) :].decode(name)
            is_kept = text.encode(name) == data[len(mark) :]
        except LookupError:
            raise ValueError(f"the encoding {name!r} is unknown") from None
        if not is_kept:
            raise ValueError(f"the file cannot be written anew in {name} without changing it")
        return cls(text, name, mark)

    @classmethod
    def of_xml(cls, data: bytes) -> Sheet:
        """In the encoding that the XML declaration names. Raises ValueError as `of` does."""
        found = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
        return cls.of(data, found[1].decode("ascii") if found else "utf-8")

    def own(self, text: str) -> str:
        """``text`` itself. Raises ValueError for what the encoding lacks."""
        text.encode(self.encoding)
        return text

    def with_changes(self, changes: Iterable[Change], *, references: bool = False) -> bytes:
        """The bytes of the changed file. ``references``: what the encoding lacks is written as
        character references of XML and HTML; else ValueError is raised."""
        text = splice(self.text, changes)
        errors = "xmlcharrefreplace" if references else "strict"
        return self.mark + text.encode(self.encoding, errors)


@dataclass(frozen=True, slots=True)
class Placed:
    """A file with the place of every text in it that can be changed."""

    sheet: Sheet
    slots: tuple[Slot, ...]
    """In file order."""
    references: bool = False
    """What the encoding lacks can be written as character references."""

    def with_changes(self, changes: Iterable[Change]) -> bytes:
        """The bytes of the changed file. Raises ValueError for what the encoding lacks."""
        return self.sheet.with_changes(changes, references=self.references)
