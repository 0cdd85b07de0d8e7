"""Dates of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from iomgloss.checks.numbers import vocabulary
from iomgloss.languages.numerals import numerals


class Date(NamedTuple):
    """One, or several of a month: 26–27 March."""

    days: tuple[int, ...]
    """None of them: a month and its year."""
    month: int
    year: int | None


Reading: TypeAlias = "Decimal | Date | str | tuple[str, int] | tuple[str, int, int]"
"""A number, dates, a code as it is written, ``("month", 3)``, ``("time", 14, 30)``."""

_ORDINAL = r"(?:[-’'\u02bc]?[^\W\d_]{1,3})?"
_IN_DIGITS = (
    r"(?P<iso>(?<![\d./-])(?P<y>[12]\d{3})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"(?![\d]|[./-]\d))"
    r"|(?P<dmy>(?<![\d./-])(?P<d1>\d{1,2})(?P<s1>[-./])(?P<m1>\d{1,2})(?P=s1)"
    r"(?P<y1>[12]\d{3}|\d\d(?<=\d[./]\d\d))(?![\d]|[./-]\d))"
)
_DIGITS = re.compile(_IN_DIGITS)
_SIGN = re.compile(r"\d[-./]\d")


@lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str]:
    month = f"(?:{vocabulary.months(language).pattern})"
    before = r"(?:(?P<y%d>[12]\d{3})(?:-?[^\W\d_]{1,3})?[- \u00a0]?y?il\w*,?[ \u00a0])?"
    day = rf"(?:(?P<from%d>\d{{1,2}}){_ORDINAL}\s?[–—-]\s?)?(?P<to%d>\d{{1,2}}){_ORDINAL}"
    after = r"(?P<from3>\d{1,2})%s(?:\s?[–—-]\s?(?P<to3>\d{1,2})%s)?" % (_ORDINAL, _ORDINAL)  # noqa: UP031
    year = r"(?:\.?,?[ \u00a0](?:of |на )?(?P<%s>[12]\d{3})(?!\d)(?:[ \u00a0]?(?:г\.|год\w*))?)"
    gap = r"[ \u00a0-](?:of |day of )?"
    return re.compile(
        rf"(?<![\d.,:/]){before % 2}{day % (2, 2)}{gap}(?P<m2>{month}){year % 'after2'}?"
        rf"|{before % 3}(?P<m3>{month})\.?[ \u00a0]{after}(?![\d:%]|[.,]\d){year % 'after3'}?"
        rf"|(?P<m4>{month}){year % 'after4'}"
        rf"|{_IN_DIGITS}"
    )


def dates(text: str, folded: str, language: str) -> Iterator[tuple[int, int, tuple[Date, ...]]]:
    """The dates of a text (and its folded form) in order: start, end, what each may mean."""
    in_words = next(vocabulary.months(language).words(folded), None) is not None
    if not in_words and not _SIGN.search(folded):
        return
    pattern = _pattern(language) if in_words else _DIGITS  # many times quicker
    for match in pattern.finditer(folded):
        if numerals(language).capital_months and _in_small(match, text):
            continue  # may
        found = tuple(date for date in _meanings(match, language) if _exists(date))
        if found:
            yield match.start(), match.end(), found


def _meanings(match: re.Match[str], language: str) -> Iterator[Date]:
    groups = match.groupdict()
    if groups["iso"]:
        yield Date((int(groups["d"]),), int(groups["m"]), int(groups["y"]))
        return
    if groups["dmy"]:
        first, second = int(groups["d1"]), int(groups["m1"])
        for year in _years(groups["y1"]):
            yield Date((first,), second, year)
            if groups["s1"] == "/" or numerals(language).month_first:
                yield Date((second,), first, year)
        return
    for number in "234":
        if groups.get(f"m{number}"):
            month = vocabulary.months(language).meaning(groups[f"m{number}"])
            days = [groups.get(f"{side}{number}") for side in ("from", "to")]
            told = groups.get(f"y{number}") or groups[f"after{number}"]
            assert isinstance(month, int)  # noqa: S101  (keys of the table)
            yield Date(tuple(int(day) for day in days if day), month, int(told) if told else None)


def _in_small(match: re.Match[str], text: str) -> bool:
    places = (match.start(name) for name in ("m2", "m3", "m4") if match.groupdict().get(name))
    return any(text[place].islower() for place in places)


def _years(digits: str) -> tuple[int, ...]:
    if len(digits) == 4:
        return (int(digits),)
    return (2000 + int(digits), 1900 + int(digits))


def _exists(date: Date) -> bool:
    return 1 <= date.month <= 12 and all(1 <= day <= 31 for day in date.days)
