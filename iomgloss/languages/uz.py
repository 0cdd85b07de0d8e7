"""Uzbek (Latin script)."""

from iomgloss.languages.profile import LanguageProfile

PROFILE = LanguageProfile(
    tag="uz",
    name="Uzbek",
    script="Latn",
    own_letters=("oʼ", "gʼ"),
    absent_letters="əğışçöü",
    function_words=frozenset(
        "va bilan uchun bu bir ham boʼlgan boʼlib ushbu yoki orqali boʼyicha kerak "
        "emas qilish shu oʼz hamda".split()
    ),
    quotes=("“”", "«»", "„“", "„”"),
    dash="–",
    one=frozenset("1 bir bitta yagona".split()),
    doubled_words=frozenset("bir ikki katta kichik tez sekin oz koʼp har u bu".split()),
)
