"""The table of languages whose numbers are described."""

from functools import lru_cache
from importlib import import_module

from iomgloss.languages.numerals.facts import Numerals

LANGUAGES = ("az", "bg", "en", "ru", "uz")
"""Each a module of this package with ``NUMERALS``."""


@lru_cache(maxsize=256)
def numerals(language: str) -> Numerals:
    """Those of ``language`` or of its fallback (``bg-BG`` → ``bg``), else the defaults."""
    primary = language.lower().split("-")[0]
    if primary not in LANGUAGES:
        return Numerals()
    found = import_module(f"iomgloss.languages.numerals.{primary}").NUMERALS
    assert isinstance(found, Numerals)  # noqa: S101  (ours, not input)
    return found
