"""Numbers, dates and times of running text, with what they may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from iomgloss.checks.numbers import vocabulary
from iomgloss.checks.numbers.dates import Date, Reading, dates
from iomgloss.checks.numbers.vocabulary import folded
from iomgloss.languages.numerals import numerals

_DIGIT = re.compile(r"\d")
_LONGEST = 100
"""Digits of a number; longer ones are codes."""
_SKIPPED = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]+|</?\w[^<>]*>|<!--|&#?\w+;"
    r"|%\d++(?:\$\w+)?(?!\s?%)|(?<![\d%])%[-+#]?\d{0,4}(?:\.\d{1,4})?[a-zA-Z]|\{\d+[^{}]*\}|\\\w+"
)
"""Addresses, markup, placeholders: no numbers that a reader sees."""
_NUMERAL = re.compile(
    r"(?<![.,]\d)\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?(?![.,:]\d)"
    r"|\d+(?:[.,:]\d+)*"
)
_BLANK = " \u00a0\u2009\u202f'’"
_GAP = re.compile(r"[ \u00a0\u202f]?-?")
_STOP = re.compile(r"\.?[ \u00a0\u202f]?")
"""After the abbreviation of a power of ten: 5 млн. евро."""
_LETTERS = re.compile(r"-?[^\W\d_]+")
_ENDING = re.compile(r"(?:st|nd|rd|th|s)\b|-[^\W\d_]{1,4}\b")
"""Of ordinals and decades: 27th, 1990s, 5-та, 2-го."""


_CENTURY = re.compile(r"(?<!\d)(\d\d)\d\d[-–—/]$")
"""What 73 lacks in 1967–73."""
_OFTEN_UNSAID = (Decimal(0), Decimal(1))
"""In 1 week: след седмица."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """``text[start:end]``, a number in digits or a date."""

    start: int
    end: int
    """With the word for a power of ten (12 million)."""
    readings: frozenset[Reading]
    """Everything that it may stand for."""
    amount: Decimal | Date | None = None
    """What it stands for by the conventions of its language."""
    parts: tuple[Value, ...] = ()
    """Where it is made of numbers that may stand apart: 12 and 500, day and year."""
    scale: int = 0
    """The power of ten that is told by a word."""
    unit: str | None = None
    sure: bool = True
    """False inside words and codes (UTF8): it answers, but is not asked for."""

    @property
    def dated(self) -> bool:
        return isinstance(self.amount, Date)


@lru_cache(maxsize=8192)
def values(text: str, language: str) -> tuple[Value, ...]:
    """The values of a text in order, none overlapping."""
    if not _DIGIT.search(text):
        return ()
    small = folded(text)
    blank = _SKIPPED.sub(lambda match: "\ufffc" * len(match[0]), small)
    found: list[Value] = []
    place = 0
    for start, end, date in dates(text, blank, language):
        found += _numbers(blank, place, start, language)
        found.append(_dated(blank, start, end, date))
        place = end
    found += _numbers(blank, place, len(blank), language)
    return tuple(found)


def _dated(text: str, start: int, end: int, found: tuple[Date, ...]) -> Value:
    first = found[0]
    pieces = [
        Value(
            start=match.start() + start,
            end=match.end() + start,
            readings=frozenset({Decimal(match[0])}),
            amount=Decimal(match[0]),
        )
        for match in re.finditer(r"\d+", text[start:end])
    ]
    month = Value(start=start, end=end, readings=frozenset(("month", date.month) for date in found))
    spelt = text[start:end].replace(" ", "")
    words = len(pieces) == len(first.days) + (first.year is not None)
    parts = (*pieces, month) if words else ()
    return Value(
        start=start, end=end, readings=frozenset({*found, spelt}), amount=first, parts=parts
    )


def _numbers(text: str, place: int, until: int, language: str) -> Iterator[Value]:
    for match in _NUMERAL.finditer(text, place, until):
        yield _completed(text, _number(match[0], match.start(), language), language)


def _number(surface: str, start: int, language: str) -> Value:
    """A value of the digits alone."""
    end = start + len(surface)
    fields = re.split(r"\D", surface)
    parts = tuple(_parts(surface, start))
    if len(surface) > _LONGEST:
        return Value(start=start, end=end, readings=frozenset({surface}))
    marks = [mark for mark in surface if not mark.isdecimal()]
    if ":" in marks:
        return Value(
            start=start, end=end, readings=frozenset({surface, *_times(fields)}), parts=parts
        )
    whole = Decimal("".join(fields))
    if not marks:
        return Value(start=start, end=end, readings=frozenset({whole}), amount=whole)
    blanks = [mark for mark in marks if mark in _BLANK]
    last = Decimal(f"{''.join(fields[:-1])}.{fields[-1]}")
    if blanks:
        amount = whole if len(blanks) == len(marks) else last
        return Value(start=start, end=end, readings=frozenset({amount}), amount=amount, parts=parts)
    grouped = _is_grouped(fields) and len(set(marks)) == 1
    listed: tuple[Value, ...] = ()
    if "," in marks and numerals(language).decimal == "." and not _is_grouped(fields):
        listed = tuple(_listed(surface, start, language))  # 8,63 and 103.37,1: several numbers
    if len(marks) == 1:
        readings: set[Reading] = {last, *_times(fields)}
        if grouped:
            readings.add(whole)
        by_group = grouped and marks[0] != numerals(language).decimal
        amount = whole if by_group else last
        return Value(
            start=start, end=end, readings=frozenset(readings), amount=amount, parts=listed
        )
    if grouped:
        return Value(start=start, end=end, readings=frozenset({whole, surface}), amount=whole)
    if len(set(marks[:-1])) == 1 and marks[-1] != marks[0] and _is_grouped(fields[:-1]):
        return Value(start=start, end=end, readings=frozenset({last}), amount=last)
    return Value(start=start, end=end, readings=frozenset({surface}), parts=listed or parts)


def _listed(surface: str, start: int, language: str) -> Iterator[Value]:
    for match in re.finditer(r"[^,]+", surface):
        yield _number(match[0], start + match.start(), language)


def _parts(surface: str, start: int) -> Iterator[Value]:
    for match in re.finditer(r"\d+", surface[: _LONGEST * 4]):
        number: Reading = match[0] if len(match[0]) > _LONGEST else Decimal(match[0])
        yield Value(
            start=start + match.start(), end=start + match.end(), readings=frozenset({number})
        )


def _is_grouped(fields: list[str]) -> bool:
    first, *others = fields
    return len(first) <= 3 and first[0] != "0" and all(len(field) == 3 for field in others)


def _times(fields: list[str]) -> Iterator[Reading]:
    """14:30 as it is, and what 2:30 may mean after noon."""
    if len(fields) == 2 and len(fields[0]) <= 2 and len(fields[1]) == 2 and fields[1] < "60":
        hour, minute = map(int, fields)
        if hour <= 24:
            yield ("time", hour, minute)


def _completed(text: str, value: Value, language: str) -> Value:
    """With the words that follow: a power of ten, a part of the day, an ending; and its unit."""
    if text[value.start - 1 : value.start].isalpha() or text[value.start - 1 :][:1] == "_":
        value = replace(value, sure=value.start == 0)
    place = _after(text, value.end)
    if isinstance(value.amount, Decimal) and (told := vocabulary.scales(language).at(text, place)):
        power, end = told
        assert isinstance(power, int)  # noqa: S101  (keys of the table)
        amount = value.amount.scaleb(power)
        readings = {each.scaleb(power) for each in value.readings if isinstance(each, Decimal)} | {
            amount
        }
        value = replace(
            value, end=end, readings=frozenset(readings), amount=amount, scale=power, parts=()
        )
        stop = _STOP.match(text, end)
        place = stop.end() if stop else end
    elif told := vocabulary.day_parts(language).at(text, place):
        return replace(value, readings=value.readings | frozenset(_hours(value, str(told[0]))))
    if value.amount == 0:
        value = replace(value, sure=False)
    begun = _CENTURY.search(text[max(value.start - 6, 0) : value.start])
    if begun and isinstance(value.amount, Decimal) and 10 <= value.amount < 100:
        value = replace(value, readings=value.readings | {value.amount + 100 * int(begun[1])})
    unit = vocabulary.units(language).at(text, place)
    if unit is None and value.start:
        unit = _before(text, value.start, language)
    if unit is not None:
        return replace(value, unit=str(unit[0]))
    if value.amount in _OFTEN_UNSAID:
        value = replace(value, sure=False)
    letters = _LETTERS.match(text, value.end)
    if letters is None or not isinstance(value.amount, Decimal):
        return value
    if not _ENDING.match(text, value.end):
        return value if letters[0][0] == "-" else replace(value, sure=False)
    if 1000 <= value.amount <= 2100 and value.amount % 10 == 0:  # 1990s, the 90s
        return replace(value, readings=value.readings | {value.amount % 100})
    return value


def _after(text: str, place: int) -> int:
    gap = _GAP.match(text, place)
    return gap.end() if gap else place


def _before(text: str, start: int, language: str) -> tuple[object, int] | None:
    """A sign or code of a currency in front: $5, EUR 5."""
    place = start - 1 if text[start - 1] not in " \u00a0\u202f" else start - 2
    begin = place
    while begin > 0 and place - begin < 3 and text[begin - 1].isalpha():
        begin -= 1
    if place < 0 or not (text[place] in "€$£¥₽₼" or place - begin == 2):
        return None
    if text[place] in "€$£¥₽₼":
        begin = place
    found = vocabulary.units(language).at(text, begin)
    return found if found and found[1] == place + 1 else None


def _hours(value: Value, part: str) -> Iterator[Reading]:
    for reading in value.readings:
        if isinstance(reading, tuple) and len(reading) == 3 and reading[0] == "time":
            _, hour, minute = reading
        elif isinstance(reading, Decimal) and reading == reading.to_integral() and reading <= 24:
            hour, minute = int(reading), 0
        else:
            continue
        yield ("time", hour, minute)
        if part == "pm" and hour < 12:
            yield ("time", hour + 12, minute)
            if not minute:
                yield Decimal(hour + 12)
        if part == "am" and hour == 12:
            yield ("time", 0, minute)
