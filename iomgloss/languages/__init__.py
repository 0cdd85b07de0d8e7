"""What differs by language, as data: one profile per module, one table."""

from iomgloss.languages.detect import likely_language, possible_languages
from iomgloss.languages.profile import LanguageProfile
from iomgloss.languages.registry import profile

__all__ = ["LanguageProfile", "likely_language", "possible_languages", "profile"]
