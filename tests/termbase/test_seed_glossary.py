"""The term base that ships with iomgloss: what it must hold, as numbers and as names."""

from __future__ import annotations

import pytest
from termbase.support import PROJECT, opened, shared, termbase

from iomgloss.model import AdministrativeStatus, ProcessStatus
from iomgloss.termbase.recognise import recognise
from iomgloss.termbase.write import render

GLOSSARY = PROJECT / "glossary"
BASE = termbase(GLOSSARY)
CONCEPTS, FAULTS = BASE.concepts()
BY_ID = {each.id: each for each in CONCEPTS}
TERMS = [
    (each, section.language, term)
    for each in CONCEPTS
    for section in each.languages
    for term in section.terms
]
MIRROR = {
    "broader": "narrower",
    "narrower": "broader",
    "related": "related",
    "confusable": "confusable",
}
SEEDS = {
    "mvr-iom-agreement-2015": "000_0a02bde41755b804.txt",
    "about-iom-bulgaria": "001_6422aca5aae2045b.txt",
    "azerbaijan-iom-meeting": "002_baa23979a0928521.txt",
    "uzbekistan-iom-2018": "003_6b55396785c4d33e.txt",
    "smuggling-2018": "004_eb45214e6e20b0dd.txt",
}
NOT_CONTIGUOUS = {
    ("accession-to-an-international-organisation", "ru"): "присоединения Узбекистана к …",
    ("bilateral-cooperation", "ru"): "сотрудничества … так и в двустороннем формате",
    ("multilateral-cooperation", "ru"): "сотрудничества … как на многостороннем уровне",
    ("host-society", "bg"): "приемащото ги общество",
    ("observer-state", "bg"): "държави, които заемат статут на наблюдатели",
    ("regional-office", "bg"): "регионални и национални офиси",
    ("regional-office", "en"): "regional and country offices",
}
"""Attested, but with other words in between: those are what `--gaps` will find."""


@pytest.fixture(scope="module")
def index():
    connection = opened(BASE)
    yield connection
    connection.close()


def test_it_has_no_faults() -> None:
    assert FAULTS == []


@pytest.mark.parametrize("path", sorted(BASE.files()), ids=lambda path: path)
def test_every_file_is_in_canonical_form(path) -> None:
    file = GLOSSARY / path
    assert file.read_text(encoding="utf-8") == render(BY_ID[file.stem])


def test_how_much_there_is() -> None:
    def with_languages(*languages):
        return sum({*languages} <= {s.language for s in each.languages} for each in CONCEPTS)

    def with_definitions(*languages):
        return sum({*languages} <= {d.language for d in each.definitions} for each in CONCEPTS)

    bad = [term for _, _, term in TERMS if not term.status.usable]
    pairs = {frozenset((each.id, other)) for each in CONCEPTS for other in each.confusable}
    assert len(CONCEPTS) >= 150
    assert with_languages("bg", "en", "ru") == len(CONCEPTS)
    assert with_languages("az", "uz") >= 60
    assert with_definitions("en") == len(CONCEPTS)
    assert with_definitions("bg", "ru") >= 40
    assert len(bad) >= 25
    assert len(pairs) >= 12


def test_ids_lie_in_the_folder_of_their_subject() -> None:
    odd = [
        path
        for path in BASE.files()
        if path.split("/")[:-1] != [BY_ID[path.split("/")[-1][:-5]].subject]
    ]
    assert odd == []


def test_relations_name_concepts_and_are_mirrored() -> None:
    unknown = []
    one_sided = []
    for each in CONCEPTS:
        for relation, back in MIRROR.items():
            for other in getattr(each, relation):
                if other not in BY_ID or other == each.id:
                    unknown.append((each.id, relation, other))
                elif each.id not in getattr(BY_ID[other], back):
                    one_sided.append((each.id, relation, other))
    assert (unknown, one_sided) == ([], [])


def test_one_preferred_term_in_a_language_unless_a_note_says_why() -> None:
    odd = []
    for each in CONCEPTS:
        for section in each.languages:
            preferred = [t for t in section.terms if t.status is AdministrativeStatus.PREFERRED]
            if len(preferred) != 1 and not all(term.note for term in preferred):
                odd.append((each.id, section.language, [term.term for term in preferred]))
            if not preferred:
                odd.append((each.id, section.language, []))
    assert odd == []


def test_bulgarian_and_russian_nouns_have_a_gender() -> None:
    odd = [
        (each.id, term.term)
        for each, language, term in TERMS
        if language in ("bg", "ru")
        and term.part_of_speech in ("noun", "proper-noun")
        and term.gender is None
        and term.number != "plural"
    ]
    assert odd == []


def test_every_term_says_its_part_of_speech_and_bad_terms_say_why() -> None:
    assert [(e.id, t.term) for e, _, t in TERMS if t.part_of_speech is None] == []
    assert [(e.id, t.term) for e, _, t in TERMS if not t.status.usable and not t.note] == []


def test_a_doubtful_term_says_what_is_doubtful() -> None:
    odd = [
        (each.id, term.term)
        for each, _, term in TERMS
        if term.process_status is ProcessStatus.PROPOSED and not term.note
    ]
    assert odd == []


STATUSES = [
    ("migrant-smuggling", "bg", "каналджийство на мигранти", "preferred"),
    ("migrant-smuggling", "bg", "контрабанда на мигранти", "admitted"),
    ("migrant-smuggling", "bg", "трафик на мигранти", "deprecated"),
    ("migrant-smuggling", "en", "migrant smuggling", "preferred"),
    ("migrant-smuggling", "en", "smuggling of migrants", "admitted"),
    ("migrant-smuggling", "ru", "незаконный ввоз мигрантов", "preferred"),
    ("trafficking-in-human-beings", "bg", "трафик на хора", "preferred"),
    ("trafficking-in-human-beings", "ru", "торговля людьми", "preferred"),
    ("trafficking-in-human-beings", "en", "trafficking in human beings", "preferred"),
    ("trafficking-in-human-beings", "en", "trafficking in persons", "admitted"),
    ("readmission", "bg", "реадмисия", "preferred"),
    ("readmission", "bg", "реадмиссия", "deprecated"),
    ("readmission", "ru", "реадмиссия", "preferred"),
    ("relocation", "bg", "релокация", "preferred"),
    ("relocation", "ru", "релокация", "preferred"),
    ("voluntary-return", "bg", "доброволно връщане", "preferred"),
    ("voluntary-return", "bg", "доброволно завръщане", "admitted"),
    ("voluntary-departure", "bg", "доброволно заминаване", "admitted"),
    ("forced-migration", "bg", "принудителна миграция", "preferred"),
    ("forced-migration", "bg", "насилствена миграция", "admitted"),
    ("irregular-migrant", "en", "illegal migrant", "deprecated"),
    ("irregular-migration", "ru", "незаконная миграция", "usable"),
    ("memorandum-of-understanding", "ru", "меморандум о взаимопонимании", "preferred"),
    ("internally-displaced-person", "bg", "вътрешно разселено лице", "usable"),
    ("unaccompanied-minor", "bg", "непридружен непълнолетен", "usable"),
    ("international-organization-for-migration", "bg", "МОМ", "usable"),
    ("international-organization-for-migration", "en", "IOM", "usable"),
    ("unhcr", "ru", "УВКБ", "usable"),
    ("unhcr", "bg", "ВКБООН", "usable"),
    ("unodc", "en", "UNODC", "usable"),
]


@pytest.mark.parametrize(("concept", "language", "term", "status"), STATUSES)
def test_named_terms_have_their_status(concept, language, term, status) -> None:
    found = [t.status for t in BY_ID[concept].terms(language) if t.term == term]
    if status == "usable":
        assert [each.usable for each in found] == [True]
    else:
        assert [each.value for each in found] == [status]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("migrant-smuggling", "trafficking-in-human-beings"),
        ("relocation", "resettlement"),
        ("refugee", "migrant"),
        ("refugee", "asylum-seeker"),
        ("migrant", "asylum-seeker"),
        ("voluntary-return", "voluntary-departure"),
        ("return", "readmission"),
        ("asylum", "international-protection"),
    ],
)
def test_pairs_that_people_confuse(one, other) -> None:
    assert other in BY_ID[one].confusable
    assert BY_ID[one].note or BY_ID[other].note


def test_relocation_is_never_deprecated_and_its_bare_rival_is_no_term() -> None:
    assert [t.term for _, _, t in TERMS if "релокаци" in t.term and not t.status.usable] == []
    assert [e.id for e, lang, t in TERMS if (lang, t.term) == ("bg", "преместване")] == []


# --------------------------------------------------------------- in the seed texts


def test_contexts_quote_the_seed_texts_exactly() -> None:
    folder = shared()
    if folder is None:
        pytest.skip("the seed texts are not on this machine")
    texts = {
        name: (folder / "seeds" / file).read_text(encoding="utf-8") for name, file in SEEDS.items()
    }
    quoted = [
        (each.id, term.term)
        for each, _, term in TERMS
        if term.context and term.context.text not in texts.get(term.context.source or "", "")
    ]
    assert quoted == []


def test_every_attested_term_is_recognised_where_it_is_attested(index) -> None:
    pytest.importorskip("pymorphy3")
    attested = [(e, lang, t) for e, lang, t in TERMS if t.context and t.context.source in SEEDS]
    assert len(attested) > 180
    missed = {
        (each.id, language)
        for each, language, term in attested
        if each.id not in {h.concept for h in recognise(index, term.context.text, [language])}
    }
    assert missed == NOT_CONTIGUOUS.keys()


def test_the_press_release_is_recognised_through_its_latin_letter(index) -> None:
    text = "Mеждународна организация по миграция"
    assert text[0].isascii()
    found = [
        (h.concept, h.surface, h.tier.value) for h in recognise(index, text, ["bg"], longest=True)
    ]
    assert found == [("international-organization-for-migration", text, "exact")]


def test_every_term_is_recognised_in_itself(index) -> None:
    missed = []
    for each, language, term in TERMS:
        hits = recognise(index, term.term, [language])
        spans = {(hit.start, hit.end) for hit in hits if hit.concept == each.id}
        start = next(i for i, c in enumerate(term.term) if c.isalnum())
        end = max(i for i, c in enumerate(term.term) if c.isalnum()) + 1
        if (start, end) not in spans:
            missed.append((each.id, language, term.term))
    assert missed == []


def test_what_the_issue_looks_up(index) -> None:
    pytest.importorskip("pymorphy3")
    found = {
        text: [hit.concept for hit in recognise(index, text, [language], longest=True)]
        for text, language in [
            ("каналджийството на мигранти", "bg"),
            ("реадмиссии", "ru"),
            ("релокацията", "bg"),
            ("торговлей людьми", "ru"),
            ("непридружените непълнолетни", "bg"),
            ("вътрешно разселените лица", "bg"),
        ]
    }
    assert found == {
        "каналджийството на мигранти": ["migrant-smuggling"],
        "реадмиссии": ["readmission"],
        "релокацията": ["relocation"],
        "торговлей людьми": ["trafficking-in-human-beings"],
        "непридружените непълнолетни": ["unaccompanied-minor"],
        "вътрешно разселените лица": ["internally-displaced-person"],
    }
