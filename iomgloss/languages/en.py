"""English."""

from iomgloss.languages.profile import LanguageProfile

PROFILE = LanguageProfile(
    tag="en",
    name="English",
    script="Latn",
    absent_letters="əğışçöüʻʼ",
    function_words=frozenset(
        "the of and to in is are was were that this for with on by from which has "
        "have had be been its their not or an as at it".split()
    ),
    quotes=("“”", "‘’"),
    one=frozenset("1 one a an single".split()),
    doubled_words=frozenset(
        "had that is was in on do you her very so no yes bye ha ho blah now there many long never "
        "far much well really who what it".split()
    ),
    varieties=frozenset("GB IE US CA AU NZ ZA IN".split()),
)
