"""Where the translations of a PO file stand in it: for writing them back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from iomgloss.files.sheet import Placed, Sheet
from iomgloss.files.splice import Slot, Tracks
from iomgloss.formats.base import Source
from iomgloss.formats.po_syntax import BYTE, ESCAPE, LINE, PLAIN, STRINGS, encoding_of

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def places(source: Source) -> Placed:
    """The texts of every msgstr, wrapped and escaped as they are. Raises FormatError, and
    ValueError for an encoding that cannot be written back."""
    encoding = encoding_of(source)
    sheet = Sheet.of(source.stream.read(), encoding)
    return Placed(sheet, tuple(_slots(sheet)))


def _slots(sheet: Sheet) -> Iterator[Slot]:
    """Comments, obsolete entries among them, are passed over."""
    begun, is_plural = 0, False
    translations: list[Tracks] = []
    taken: Tracks | None = None
    place = 0
    for number, line in enumerate(sheet.text.split("\n"), start=1):
        found = LINE.fullmatch(line.removesuffix("\r")) if line.lstrip()[:1] != "#" else None
        keyword = found[1] if found else None
        if keyword in ("msgctxt", "msgid") and (translations or not begun):
            yield from _entry(sheet, translations, begun, is_plural)
            begun, is_plural, translations = number, False, []
        if keyword == "msgstr":
            taken = Tracks()
            translations.append(taken)
        elif keyword:
            is_plural = is_plural or keyword == "msgid_plural"
            taken = None
        if found and taken is not None:
            for string in STRINGS.finditer(found[3]):
                at = place + found.start(3) + string.start() + 1
                _take(taken, string.group()[1:-1], at, sheet.encoding)
        place += len(line) + 1
    yield from _entry(sheet, translations, begun, is_plural)


def _entry(sheet: Sheet, translations: list[Tracks], line: int, is_plural: bool) -> Iterator[Slot]:
    if is_plural and len(translations) == 1:
        translations = translations * 2  # the one form is read for both numbers
    for tracks in translations:
        write = partial(_write, sheet)
        yield Slot(text=tracks.text, runs=tuple(tracks.runs), writes=(write,), line=line)


def _take(tracks: Tracks, raw: str, at: int, encoding: str) -> None:
    done = 0
    for found in ESCAPE.finditer(raw):
        tracks.put(raw[done : found.start()], at + done, at + found.start())
        tracks.put(_plain(found, encoding), at + found.start(), at + found.end())
        done = found.end()
    tracks.put(raw[done:], at + done, at + len(raw))


def _plain(found: re.Match[str], encoding: str) -> str:
    letter, numbers, _ = found.groups()
    if letter:
        return PLAIN[letter]
    values = [int(octal or digits, 8 if octal else 16) for octal, digits in BYTE.findall(numbers)]
    return bytes(values).decode(encoding)


def _write(sheet: Sheet, text: str) -> str:
    return sheet.own(text).translate(_ESCAPED)
