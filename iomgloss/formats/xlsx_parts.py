"""The parts of a workbook beside its sheets: names, shared texts, which numbers are dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from iomgloss.files.archive import Archive, Part, Words

WORDS = Words(
    noun="workbook",
    extension=".xlsx",
    old="an old .xls workbook",
    program="a spreadsheet",
    instead="see if it is a table in another format: --from csv",
    smaller="split it, or use CSV",
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Built-in number formats that are dates or times (ECMA-376 part 1, 18.8.30)."""
_NOT_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    sheets: list[Sheet]
    texts: list[str]
    """Shared by the sheets."""
    dates: frozenset[int]
    """The styles that make a number a date."""
    since_1904: bool


def book(archive: Archive) -> Book:
    """What the sheets need. Raises FormatError where a part is at fault."""
    root = archive.relations("")
    main = next((name for kind, name in root.values() if kind == "officeDocument"), None)
    if main is None:
        archive.refuse(
            "this is an archive, but not an .xlsx workbook", "see if another format fits"
        )
    related = archive.relations(main)
    workbook = _Workbook()
    archive.parse(main, workbook)
    if not workbook.is_workbook:
        archive.refuse(
            "this is an archive, but not an .xlsx workbook", "see if another format fits"
        )
    texts, styles = Texts(), _Styles()
    parts: tuple[tuple[str, Part], ...] = (("sharedStrings", texts), ("styles", styles))
    for kind, handler in parts:
        for found, part in related.values():
            if found == kind and archive.has(part):
                archive.parse(part, handler)
    return Book(
        [
            Sheet(title, related[key][1], hidden)
            for title, key, hidden in workbook.sheets
            if key in related and related[key][0] == "worksheet"
        ],
        texts.found,
        frozenset(at for at, number in enumerate(styles.numbers) if styles.is_date(number)),
        workbook.since_1904,
    )


class _Workbook(Part):
    def __init__(self) -> None:
        self.is_workbook = self.since_1904 = False
        self.sheets: list[tuple[str, str, bool]] = []

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        given = dict(attributes)
        if name == "workbook":
            self.is_workbook = True
        elif name == "workbookPr":
            self.since_1904 = given.get("date1904") in ("1", "true")
        elif name == "sheet":
            hidden = given.get("state", "visible") != "visible"
            self.sheets.append((given.get("name", ""), given.get("id", ""), hidden))


MAX_SHARED = 100_000_000
"""Characters of the table of shared strings: cells refer to it in any order, so it is held."""


class Texts(Part):
    """Texts of shared strings: rich runs joined, phonetic hints left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._inside = self._phonetic = False
        self._length = 0

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._inside = not self._phonetic

    def text(self, data: str) -> None:
        if self._inside:
            self._parts.append(data)

    def end(self, name: str) -> None:
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append(unescaped("".join(self._parts)))
            self._length += len(self.found[-1])
            if self._length > MAX_SHARED:
                self.parser.fail(
                    f"the workbook's texts have more than {MAX_SHARED:,} characters",
                    "split it, or use CSV",
                )


class _Styles(Part):
    """The number format of each style."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.codes: dict[int, str] = {}
        self._used = False

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        given = dict(attributes)
        number = given.get("numFmtId", "0")
        if name == "numFmt" and number.isdecimal():
            self.codes[int(number)] = given.get("formatCode", "")
        elif name == "cellXfs":
            self._used = True
        elif name == "xf" and self._used:
            self.numbers.append(int(number) if number.isdecimal() else 0)

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._used = False

    def is_date(self, number: int) -> bool:
        code = self.codes.get(number)
        if code is None:
            return number in _DATES
        return bool(re.search("[dmyhs]", _NOT_DATE.sub("", code), re.IGNORECASE))


def unescaped(text: str) -> str:
    """``_x000D_`` stands for a character that XML changes or cannot hold; none of the latter."""

    def character(found: re.Match[str]) -> str:
        letter = chr(int(found.group(1), 16))
        return found.group() if "\ud800" <= letter <= "\udfff" or letter == "\0" else letter

    return _ESCAPED.sub(character, text) if "_x" in text else text


def number(text: str, *, is_date: bool, since_1904: bool) -> str:
    """A number as one would type it, a date in ISO 8601; other things as they are."""
    try:
        value = float(text)
        if is_date:
            return _date(value, since_1904)
    except (ValueError, OverflowError):
        return text
    if text.strip().lstrip("-").isdecimal():
        return text.strip()
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def _date(value: float, since_1904: bool) -> str:
    seconds = round(value * 86_400)
    if 0 <= seconds < 86_400:
        return str(timedelta(seconds=seconds)).rjust(8, "0")
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not since_1904 and value < 60:  # Excel has a 29 February 1900
        start = datetime(1899, 12, 31)
    moment = start + timedelta(seconds=seconds)
    return moment.date().isoformat() if seconds % 86_400 == 0 else moment.isoformat()
