"""Bulgarian."""

from iomgloss.languages.profile import LanguageProfile

PROFILE = LanguageProfile(
    tag="bg",
    name="Bulgarian",
    script="Cyrl",
    own_letters="ѝ",
    absent_letters="ыэёіїєґѓќљњџ",
    function_words=frozenset(
        "е са се във със това този тази тези който която което които за да ще бъде "
        "беше като или но при през след между както може има няма също му ѝ им чрез".split()
    ),
    quotes=("„“", "«»", "’‘", "‚‘"),
    dash="–",
    one=frozenset("1 един една едно единствен".split()),
    doubled_words=frozenset(
        "да те ти я го ги ме ни ви му им ѝ е не аз тя то той ха хо бла".split()
    ),
    neighbours=("ru",),
    borrowed_endings=(
        ("та", ""),
        ("то", ""),
        ("ът", ""),
        ("ят", "й"),
        ("ът", "ь"),
        ("ят", "ь"),
        ("ите", "ы"),
        ("ите", "и"),
        ("ите", "ия"),
        ("ите", "ие"),
        ("ии", "ия"),
    ),
)
