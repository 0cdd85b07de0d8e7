"""How languages write numbers, dates, times and units: one module of data each."""

from iomgloss.languages.numerals.facts import Numerals
from iomgloss.languages.numerals.registry import numerals

__all__ = ["Numerals", "numerals"]
