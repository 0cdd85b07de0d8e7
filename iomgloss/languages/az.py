"""Azerbaijani (Latin script)."""

from iomgloss.languages.profile import LanguageProfile

PROFILE = LanguageProfile(
    tag="az",
    name="Azerbaijani",
    script="Latn",
    own_letters="ə",
    absent_letters="ʻʼ",
    function_words=frozenset(
        "və ilə üçün olan bu bir daha kimi görə də da ki onun olaraq üzrə isə həm edən".split()
    ),
)
