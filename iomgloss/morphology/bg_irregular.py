"""Closed classes of Bulgarian: what no productive rule gives.

Membership is grammatical (Граматика на съвременния български книжовен език, т. 2: irregular
plurals, soft masculines, monosyllables with -и), never frequency in some text.
"""

from __future__ import annotations

from iomgloss.morphology.base import word_set

IRREGULAR_PLURALS: dict[str, tuple[str, ...]] = {
    "брат": ("братя",),
    "господин": ("господа",),
    "двор": ("дворове", "дворища"),
    "ден": ("дни",),
    "дете": ("деца",),
    "дърво": ("дървета", "дърва"),
    "един": ("едни",),
    "животно": ("животни",),
    "княз": ("князе",),
    "коляно": ("колена", "колене"),
    "кон": ("коне",),
    "край": ("краища",),
    "крак": ("крака",),
    "крал": ("крале",),
    "крило": ("крила", "криле"),
    "лакът": ("лакти",),
    "лев": ("лева", "левове"),
    "лист": ("листа", "листове", "листи"),
    "мъж": ("мъже",),
    "насекомо": ("насекоми",),
    "небе": ("небеса",),
    "нога": ("нозе", "ноги"),
    "номер": ("номера", "номери"),
    "овца": ("овце",),
    "огън": ("огньове",),
    "око": ("очи",),
    "път": ("пътища", "пъти"),
    "рамо": ("рамена", "рамене"),
    "рог": ("рога", "рогове"),
    "ръка": ("ръце",),
    "свиня": ("свине", "свини"),
    "сън": ("сънища",),
    "турчин": ("турци",),
    "ухо": ("уши",),
    "цар": ("царе",),
    "център": ("центрове",),
    "вятър": ("ветрове",),
    "човек": ("хора", "човеци"),
    "чудо": ("чудеса",),
}
"""Singular → plurals that replace the productive one."""

IRREGULAR_SINGULARS: dict[str, str] = {
    plural: singular for singular, plurals in IRREGULAR_PLURALS.items() for plural in plurals
}

SUPPLETIVE_COUNT_FORMS: dict[str, tuple[str, ...]] = {"човек": ("души",), "лев": ("лева",)}
"""Forms after numerals that are not the base + -а."""

SOFT_MASCULINES = word_set("ден княз кон крал лакът нокът огън път сън цар зет зъболекар господ")
"""Masculines with -ят/-я; those in -тел, -ар, -яр and -й are productive."""

MONOSYLLABIC_I_PLURALS = word_set(
    "внук вълк гост грък зъб клон копт миг перс пръст сикх сърб турк факт филм чех швед"
)
"""Monosyllabic masculines whose plural is -и and not -ове."""

CONSONANT_FEMININES = word_set(
    "бран вар вест вещ власт връв връст гръд длан жлъч кал кост кръв лъст мас мощ нощ пещ плът пот"
    " реч ръж свещ скръб смърт сган сол страст стръв твар цел част чест"
    " вечер есен любов мисъл памет песен пролет църков"
)
"""Consonant-final feminines that the endings -ост, -ест, -щ do not show."""

PLAIN_ADJECTIVES = word_set(
    "бивш бос бърз бял втори глух гол голям груб девети десети добър друг жив здрав зъл крив лош"
    " ляв млад ням общ осми пети прав прост пръв първи пълен седми сив син скъп слаб сляп"
    " стар строг сух същ твърд трети тъп цял четвърти чист чужд шести щур"
)
"""Adjectives and ordinals that no ending shows."""

INVARIABLE = word_set(
    "а без би в ви вместо во вън във върху да до докато е за зад заради и из извън или им като ли"
    " ме между ми му на над не него ни но о около освен от относно по поради под пред през при"
    " против с са се сме спрямо сред срещу си след сте със съм също така те ти то той тя тях у"
    " че чрез ще я"
)
"""Prepositions, conjunctions, particles, clitics: inside a multiword term they never inflect."""
