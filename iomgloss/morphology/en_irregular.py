"""Closed classes of English: irregular plurals and verbs, plural-only nouns, function words."""

from __future__ import annotations

from iomgloss.morphology.base import word_set

IRREGULAR_PLURALS: dict[str, tuple[str, ...]] = {
    "addendum": ("addenda", "addendums"),
    "alumnus": ("alumni",),
    "appendix": ("appendices", "appendixes"),
    "axis": ("axes",),
    "bacterium": ("bacteria",),
    "calf": ("calves",),
    "child": ("children",),
    "corpus": ("corpora", "corpuses"),
    "corrigendum": ("corrigenda",),
    "criterion": ("criteria",),
    "curriculum": ("curricula", "curriculums"),
    "datum": ("data",),
    "elf": ("elves",),
    "erratum": ("errata",),
    "foot": ("feet",),
    "forum": ("forums", "fora"),
    "fungus": ("fungi", "funguses"),
    "genus": ("genera",),
    "goose": ("geese",),
    "half": ("halves",),
    "index": ("indexes", "indices"),
    "knife": ("knives",),
    "larva": ("larvae",),
    "leaf": ("leaves",),
    "life": ("lives",),
    "loaf": ("loaves",),
    "louse": ("lice",),
    "man": ("men",),
    "matrix": ("matrices", "matrixes"),
    "medium": ("media", "mediums"),
    "memorandum": ("memoranda", "memorandums"),
    "mouse": ("mice",),
    "nucleus": ("nuclei",),
    "ox": ("oxen",),
    "phenomenon": ("phenomena", "phenomenons"),
    "quiz": ("quizzes",),
    "radius": ("radii",),
    "referendum": ("referendums", "referenda"),
    "scarf": ("scarves", "scarfs"),
    "self": ("selves",),
    "shelf": ("shelves",),
    "species": ("species",),
    "stimulus": ("stimuli",),
    "stratum": ("strata",),
    "symposium": ("symposia", "symposiums"),
    "syllabus": ("syllabuses", "syllabi"),
    "thesis": ("theses",),
    "thief": ("thieves",),
    "tooth": ("teeth",),
    "vertex": ("vertices",),
    "wife": ("wives",),
    "wolf": ("wolves",),
    "woman": ("women",),
}
"""Singular → plurals. person/people is not here: people is a term of its own."""

IRREGULAR_SINGULARS: dict[str, str] = {
    plural: singular
    for singular, plurals in IRREGULAR_PLURALS.items()
    for plural in plurals
    if plural not in ("axes", "species")
}

PLURAL_ONLY = word_set(
    "alms arms clothes congratulations customs damages earnings goods headquarters means news odds"
    " premises proceedings proceeds remains savings series species surroundings thanks whereabouts"
    " works"
)
"""Nouns in -s without singular, or whose singular is another word: customs is not custom."""

SINGULAR_IN_S = word_set(
    "alias atlas bias biceps canvas chaos christmas diabetes gas herpes lens measles mumps pancreas"
    " rabies rickets scabies texas"
)
"""Singulars in -s that the endings -ss, -us, -is, -ics do not show."""

UNINFLECTED = word_set(
    "a about above across after against all along also among an and any as at be before being below"
    " between beyond both but by can do during each for from had has have he her his how if in into"
    " is it its may more most must my no nor not of off on onto or other our out over own per shall"
    " she should so such than that the their them then there these they this those through to too"
    " under until up upon us very via was we were what when where which while who whom whose why"
    " will with within without would you your"
)
"""Function words: inside a multiword term they never inflect."""

INVARIANT_MAN = word_set("german human ottoman roman shaman talisman caiman norman")
"""Nouns in -man that are no compounds of man: humans, never humen."""

IRREGULAR_VERBS: dict[str, tuple[str, ...]] = {
    "be": ("is", "are", "was", "were", "been", "am"),
    "become": ("became",),
    "begin": ("began", "begun"),
    "bind": ("bound",),
    "bring": ("brought",),
    "build": ("built",),
    "buy": ("bought",),
    "choose": ("chose", "chosen"),
    "come": ("came",),
    "deal": ("dealt",),
    "do": ("did", "done"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "feed": ("fed",),
    "find": ("found",),
    "flee": ("fled",),
    "forbid": ("forbade", "forbidden"),
    "get": ("got", "gotten"),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "grow": ("grew", "grown"),
    "have": ("has", "had"),
    "hear": ("heard",),
    "hide": ("hid", "hidden"),
    "hold": ("held",),
    "keep": ("kept",),
    "know": ("knew", "known"),
    "lay": ("laid",),
    "lead": ("led",),
    "leave": ("left",),
    "lend": ("lent",),
    "let": ("let",),
    "lose": ("lost",),
    "make": ("made",),
    "meet": ("met",),
    "overcome": ("overcame",),
    "pay": ("paid",),
    "put": ("put",),
    "read": ("read",),
    "rise": ("rose", "risen"),
    "run": ("ran",),
    "see": ("saw", "seen"),
    "seek": ("sought",),
    "sell": ("sold",),
    "send": ("sent",),
    "set": ("set",),
    "speak": ("spoke", "spoken"),
    "spend": ("spent",),
    "stand": ("stood",),
    "steal": ("stole", "stolen"),
    "take": ("took", "taken"),
    "teach": ("taught",),
    "tell": ("told",),
    "think": ("thought",),
    "undertake": ("undertook", "undertaken"),
    "understand": ("understood",),
    "withdraw": ("withdrew", "withdrawn"),
    "withhold": ("withheld",),
    "write": ("wrote", "written"),
}
"""Infinitive → past tense and past participle."""
