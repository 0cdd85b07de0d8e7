"""Russian."""

from iomgloss.languages.profile import LanguageProfile

PROFILE = LanguageProfile(
    tag="ru",
    name="Russian",
    script="Cyrl",
    own_letters="ыэ",
    absent_letters="ѝіїєґѓќљњџ",
    function_words=frozenset(
        "не что это этот эта эти который которая которое которые для был была было "
        "были его её ее их или но при как может также между через после над без об из "
        "к ко о".split()
    ),
    quotes=("«»", "„“"),
    dash="—",
    one=frozenset("1 один одна одно одну одной одного одном".split()),
    doubled_words=frozenset(
        "да нет что это всё все его её ее их она он они оно так очень еле чуть вот кто ха хо бла "
        "ой ну тихо долго давно далеко много было был была".split()
    ),
)
