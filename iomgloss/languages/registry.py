"""The table of languages."""

from functools import lru_cache
from importlib import import_module

from iomgloss.languages.profile import LanguageProfile

LANGUAGES = ("az", "bg", "en", "ru", "uz")
"""Each a module of this package with a ``PROFILE``."""


@lru_cache(maxsize=256)
def profile(language: str) -> LanguageProfile:
    """The profile of ``language`` or of its fallback (``bg-BG`` → ``bg``), else an empty one."""
    primary = language.lower().split("-")[0]
    if primary not in LANGUAGES:
        return LanguageProfile(tag=language, name=language)
    found = import_module(f"iomgloss.languages.{primary}").PROFILE
    assert isinstance(found, LanguageProfile)  # noqa: S101  (ours, not input)
    return found
