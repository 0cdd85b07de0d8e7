"""Numbers and dates by the conventions of a language."""

from __future__ import annotations

from decimal import Decimal

from iomgloss.checks.numbers.dates import Date
from iomgloss.checks.numbers.values import Value
from iomgloss.languages.numerals import numerals


def written(value: Value, surface: str, language: str) -> str | None:
    """A value of another language, whose ``surface`` shows how it was written; None for a code.

    Thousands are set apart where they were, or from five digits on.
    """
    if isinstance(value.amount, Date):
        return written_date(value.amount, language)
    if value.amount is None:
        return None
    plain = surface.isdecimal() and len(surface) < 5
    return written_number(value.amount, language, grouped=not plain)


def written_number(amount: Decimal, language: str, *, grouped: bool = True) -> str:
    """All digits of it: no power of ten is put into words."""
    facts = numerals(language)
    text = f"{amount:,f}" if grouped else f"{amount:f}"
    return text.translate({ord(","): facts.group, ord("."): facts.decimal})


def written_date(date: Date, language: str) -> str | None:
    """A day of a month, with the year if there is one; None without a day or a convention."""
    facts = numerals(language)
    if not date.days or not facts.months:
        return None
    month = facts.months[date.month - 1].split(" ")[0].rstrip("*")
    if facts.capital_months:
        month = month.capitalize()
    day = "–".join(map(str, date.days))
    form = facts.date if date.year else facts.day
    return form.format(day=day, month=month, year=date.year)
