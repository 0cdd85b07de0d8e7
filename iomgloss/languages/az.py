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
    quotes=("“”", "«»", "„“", "„”"),
    dash="–",
    one=frozenset("1 bir tək".split()),
    doubled_words=frozenset(
        "bir tez yavaş az çox ayrı cür növ qrup dəstə hissə addım həftə il gün yer tək iki "
        "ev o bu".split()
    ),
)
