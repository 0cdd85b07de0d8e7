"""Wordfast TXT: translation memories of Wordfast Classic and Server, read only.

A unit a line, its fields parted by tabs: date, user, counter, source language, source, target
language, target, attributes. UTF-16 and UTF-8 with a byte order mark; another encoding must be told
(``--encoding cp1252``). The languages are the unit's own, else the header's, else those told with
``-s`` and ``-t``; ``BG-01`` is ``bg``.

* ``&'A0;`` and the like become the characters that they stand for, of Windows or of the Mac;
  ``&'B;`` is a line break. Placeables (``&tA;``) are kept as inline codes.
* Date, user and counter become the unit's; the date is local time, taken as UTC.
* Units of the user ``MT!`` are machine translation: drafts.
* The attributes are kept as properties ``x-wordfast-attribute-1`` and so on, as found.

Lines with fewer than seven fields, and units without text, are rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.formats.base import Item, Source
from iomgloss.formats.tags import tag_of
from iomgloss.formats.text import lines, refuse
from iomgloss.model import (
    InlineCode,
    Location,
    Property,
    Provenance,
    Segment,
    TranslationUnit,
    UnitState,
    Variant,
)

_DATE = re.compile(r"([12]\d{7})~(\d{6})")
_MARKUP = re.compile(r"&'([0-9A-F]{1,2});|(&t[A-Z]+;)")
_WINDOWS = {0x82, 0x85, *range(0x91, 0x9A), 0xA0, 0xA9, 0xAE, 0xBC, 0xBD, 0xBE}
"""What Wordfast escapes under Windows; the rest is of the Mac's Roman character set."""


def read(source: Source) -> Iterator[Item]:
    """Yield units. Raises FormatError where this is no memory of Wordfast."""
    header: list[str] = []
    for number, line in lines(source):
        fields = line.split("\t")
        if number == 1:
            if line.startswith("%"):
                header = fields
                continue
            if len(fields) < 7 or not (_DATE.fullmatch(fields[0]) or tag_of(fields[3])):
                refuse(
                    source,
                    "this is no memory of Wordfast: no header that begins with %",
                    "see if another format fits: --from",
                )
            source.log.warn("no-header", "the file has no header", line=1)
        if not line.strip() or line.startswith("%"):
            continue
        unit = _unit(source, header, fields, number)
        if unit is not None:
            yield unit


def _unit(
    source: Source, header: list[str], fields: list[str], line: int
) -> TranslationUnit | None:
    if len(fields) < 7:
        count = f"{len(fields)} field{'' if len(fields) == 1 else 's'}"
        source.log.reject(f"the line has {count}, not 7", line=line)
        return None
    told = source.target_languages
    tags = [
        _language(fields[3], header[3:4], source.source_language),
        _language(fields[5], header[5:6], told[0] if len(told) == 1 else None),
    ]
    first, second = tags
    if first is None or second is None:
        side, found = ("target", fields[5]) if first else ("source", fields[3])
        source.log.reject(
            f"{found!r} is no language tag" if found else f"the {side} language is not named",
            line=line,
        )
        return None
    texts = [_segment(fields[4]), _segment(fields[6])]
    if not all(text.text.strip() for text in texts):
        source.log.reject("no translation" if texts[0].text.strip() else "no text", line=line)
        return None
    date = _DATE.fullmatch(fields[0])
    if fields[0].strip() and date is None:
        source.log.warn("bad-date", f"{fields[0]!r} is no date; left out", line=line)
    count = fields[2].strip()
    is_count = count.isascii() and count.isdecimal() and len(count) < 10
    if count and not is_count:
        source.log.warn("bad-count", f"{count!r} is no number; left out", line=line)
    return TranslationUnit(
        variants=(
            Variant(language=first, segment=texts[0]),
            Variant(language=second, segment=texts[1]),
        ),
        source_language=first,
        state=UnitState.DRAFT if fields[1].strip() == "MT!" else UnitState.CONFIRMED,
        provenance=Provenance(
            created=f"{date[1]}T{date[2]}Z" if date else None,
            created_by=fields[1].strip() or None,
            usage_count=int(count) if is_count else None,
        ),
        properties=tuple(
            Property(type=f"x-wordfast-attribute-{position}", value=value)
            for position, value in enumerate(fields[7:], start=1)
            if value
        ),
        location=Location(file=source.file, line=line),
    )


def _language(own: str, header: list[str], told: str | None) -> str | None:
    if own.strip():
        return tag_of(own)
    return tag_of(header[0].removeprefix("%")) if header and header[0] != "%" else told


def _segment(text: str) -> Segment:
    content: list[str | InlineCode] = []
    plain, end = "", 0
    for found in _MARKUP.finditer(text):
        plain += text[end : found.start()]
        end = found.end()
        if found[1]:
            plain += _character(int(found[1], 16)) or found[0]
            continue
        if plain:
            content.append(plain)
        plain = ""
        content.append(InlineCode(kind="ph", content=(found[0],)))
    plain += text[end:]
    return Segment((*content, plain) if plain else tuple(content))


def _character(code: int) -> str:
    if code == 0x0B:
        return "\n"
    if code < 0x20:
        return ""
    encoding = "cp1252" if code < 0x80 or code in _WINDOWS else "mac_roman"
    return bytes([code]).decode(encoding)
