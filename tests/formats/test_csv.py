"""CSV by example."""

from typing import Any

import pytest
from formats.support import DATA, read, unit, write

from iomgloss.errors import FormatError
from iomgloss.formats.table_columns import join, split
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    InlineCode,
    LanguageSection,
    MatchRule,
    Note,
    Property,
    Segment,
    TermSection,
    TranslationUnit,
    UnitState,
    Variant,
)

PREFERRED = AdministrativeStatus.PREFERRED


def section(language: str, *terms: TermSection) -> LanguageSection:
    return LanguageSection(language=language, terms=terms)


def test_a_term_a_row() -> None:
    assert read("csv", DATA / "csv" / "terms.csv") == (
        [
            Concept(
                id="border-guard",
                note="См. също",
                definitions=(
                    Definition(language="bg", text="служител, който\nохранява границата"),
                ),
                languages=(
                    section(
                        "bg",
                        TermSection(
                            term="граничен полицай",
                            status=PREFERRED,
                            gender="masculine",
                            match=MatchRule.CASE,
                            forms=("гранични полицаи", "а|б"),
                            extra={"Owner": "МВР"},
                        ),
                    ),
                    section(
                        "en",
                        TermSection(
                            term="=border guard", extra={"gender": "none", "match": "sometimes"}
                        ),
                    ),
                ),
            ),
            Concept(
                id="border-police",
                languages=(section("en", TermSection(term="Border  Police")),),
            ),
        ],
        [
            "file:1: the column 'Owner' is unknown; kept",
            "file:4: concept_note differs from the first row of the concept; left out",
            "file:4: 'old' is no status; taken as admitted",
            "file:4: 'sometimes' is no match; kept aside",
            "file:4: 'none' is no gender; kept aside",
        ],
        [
            (6, "'xx-1' is no language tag"),
            (7, "the row has no term"),
            (8, "the row has 3 cells, the header 10"),
        ],
    )


def test_a_concept_a_row_from_excel() -> None:
    path = DATA / "csv" / "excel-bg.csv"
    with pytest.raises(FormatError, match="0xce is not valid utf-8") as caught:
        read("csv", path)
    assert str(caught.value.location) == "file:1:7"
    assert "--encoding cp1251" in (caught.value.hint or "")
    assert read("csv", path, encoding="cp1251", kind="terms") == (
        [
            Concept(
                id="forced-migration",
                languages=(
                    section(
                        "bg",
                        TermSection(term="принудителна миграция", status=PREFERRED),
                        TermSection(term="насилствена миграция"),
                    ),
                    section(
                        "en",
                        TermSection(
                            term="forced migration",
                            status=PREFERRED,
                            extra={"Област": "asylum"},
                        ),
                    ),
                ),
            ),
            Concept(
                id="readmission",
                languages=(
                    section("bg", TermSection(term="реадмисия", status=PREFERRED)),
                    section("en", TermSection(term="readmission", status=PREFERRED)),
                ),
            ),
        ],
        ["file:1: the column 'Област' is unknown; kept"],
        [(5, "the row has no term"), (6, "the row has 2 cells, the header 3")],
    )


def test_source_and_target_in_utf_16() -> None:
    path = DATA / "csv" / "excel-unicode.tsv"
    with pytest.raises(FormatError, match="do not name their languages"):
        read("csv", path)
    assert read("csv", path, source_language="ru", target_languages=("en",)) == (
        [
            TranslationUnit(
                variants=(
                    Variant(language="ru", segment=Segment.of("торговля людьми")),
                    Variant(language="en", segment=Segment.of("trafficking in human beings")),
                ),
                source_language="ru",
                notes=(Note(text="two\r\nlines"),),
            )
        ],
        [],
        [(4, "no translation")],
    )


def test_a_unit_a_row() -> None:
    assert read("csv", DATA / "csv" / "memory.csv") == (
        [
            unit(
                'Здравей, "свят"',
                "Hello",
                id="u1",
                document="press",
                position=1,
                properties=(Property(type="Project", value="P1"),),
            ),
            unit(
                "Две",
                "Two",
                id="u2",
                document="press",
                state=UnitState.DRAFT,
                notes=(Note(text="check"),),
            ),
            unit("  Четири ", "Four", state=UnitState.DRAFT),
        ],
        [
            "file:1: the column 'Project' is unknown; kept",
            "file:3: position 'two' is no number; left out",
            "file:5: 'ready' is no state of a unit; taken as a draft",
        ],
        [(4, "no translation")],
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter: str) -> None:
    data = '"bg","en, the other"\n"а;б","c,d"\n'.replace('","', f'"{delimiter}"')
    outcome = read("csv", ("sep=" + delimiter + "\n" + data).encode(), kind="terms")
    assert outcome.items[0].languages == (
        section("bg", TermSection(term="а;б", status=PREFERRED, extra={"en, the other": "c,d"})),
    )
    assert outcome.items[0].location.line == 3


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('bg,en\n"а,b\n', "a quoted cell is not closed"),
        ('bg,en\n"а"x,b\n', "not well-formed CSV"),
        ("bg,bg\n", "two columns are called 'bg'"),
        ("price,weight\n1,2\n", "no column is called term, source or after a language"),
        ("term,url\na,b\n", "no column says the language"),
        ("bg,url\na,b\n", "fewer than two columns are called after a language"),
    ],
)
def test_faults(data: str, message: str) -> None:
    kind = "memory" if "fewer" in message else None
    with pytest.raises(FormatError, match=message) as caught:
        read("csv", data.encode(), kind=kind)
    assert caught.value.hint
    assert caught.value.location is not None and caught.value.location.line


def test_a_guess_is_said() -> None:
    outcome = read("csv", b"bg,en\na,b\n")
    assert outcome.warnings == ["file:1: the table is taken for terms; --as memory says otherwise"]


def test_a_cell_larger_than_the_usual_limit() -> None:
    text = "а" * 200_000
    (found,) = read("csv", f"bg,en\n{text},b\n".encode(), kind="memory").items
    assert found.variants[0].text == text


def test_written_memory() -> None:
    code = InlineCode(kind="ph", content=("<br/>",))
    items = [
        unit("=1+1", ' a "b",\nc', id="u1", document="d", position=3, state=UnitState.FUZZY),
        TranslationUnit(
            variants=(
                Variant(language="bg", segment=Segment(("x", code, "y"))),
                Variant(language="ru", segment=Segment.of("z")),
            ),
        ),
        TranslationUnit(variants=(Variant(language="bg", segment=Segment.of("lone")),)),
    ]
    data, losses = write("csv", items, kind="memory")
    assert data.decode() == (
        'id,document,position,state,note,bg,en,ru\nu1,d,3,fuzzy,,=1+1," a ""b"",\nc",\n,,,,,xy,,z\n'
    )
    assert losses == {"inline codes": 1, "units without text in two languages": 1}


def test_extra_columns_come_back() -> None:
    extra: dict[str, Any] = {"Owner": "МВР", "en": "a tag", "term": "taken", "table": {"a": 1}}
    term = TermSection(term="а", extra=extra)
    concept = Concept(id="a", languages=(section("bg", term),), extra={"x": "y"})
    data, losses = write("csv", [concept], kind="terms")
    assert losses == {"imported data categories": 4}
    assert read("csv", data).items == [
        Concept(id="a", languages=(section("bg", TermSection(term="а", extra={"Owner": "МВР"})),))
    ]


@pytest.mark.parametrize("items", [(), ("a",), ("a|b", "c\\", "\\|", "д е")])
def test_lists_in_a_cell(items: tuple[str, ...]) -> None:
    assert split(join(items)) == items


def test_blank_items_are_left_out() -> None:
    assert split(" a || b|") == ("a", "b")


def test_fields_of_one_language_in_a_table_with_a_concept_a_row() -> None:
    table = (
        "concept,bg,en,definition,Note: EN,status:bg,context,broader\n"
        "visa,виза|входна виза,visa,разрешение,not a permit,deprecated,Искам виза.,travel\n"
        "pass,,pass,документ,,,,\n"
    )
    outcome = read("csv", table.encode(), kind="terms")
    assert outcome.items == [
        Concept(
            id="visa",
            broader=("travel",),
            definitions=(Definition(language="bg", text="разрешение"),),
            languages=(
                LanguageSection(
                    language="bg",
                    terms=(
                        TermSection(
                            term="виза",
                            status=AdministrativeStatus.DEPRECATED,
                            context=Attestation(text="Искам виза."),
                        ),
                        TermSection(term="входна виза"),
                    ),
                ),
                LanguageSection(
                    language="en",
                    terms=(
                        TermSection(
                            term="visa",
                            status=AdministrativeStatus.PREFERRED,
                            note="not a permit",
                        ),
                    ),
                ),
            ),
        ),
        Concept(
            id="pass",
            definitions=(Definition(language="bg", text="документ"),),
            languages=(
                LanguageSection(
                    language="en",
                    terms=(TermSection(term="pass", status=AdministrativeStatus.PREFERRED),),
                ),
            ),
        ),
    ]
    assert outcome.warnings == []


@pytest.mark.parametrize(
    ("told", "languages"),
    [
        ((("bg", "термин"), ("en", "B")), ["bg", "en"]),
        ((("bg", "1"), ("en", "Превод ")), ["bg", "en"]),
        ((("udm", "A"), ("en_GB", "2")), ["en-GB", "udm"]),
        ((("bg", "A"), ("en", "B"), ("-", "note")), ["bg", "en"]),
    ],
)
def test_columns_that_are_told(told: tuple[tuple[str, str], ...], languages: list[str]) -> None:
    table = "Термин;Превод;note\nвиза;visa;x\n".encode()
    (found,) = read("csv", table, columns=told, kind="terms").items
    assert [section.language for section in found.languages] == languages
    assert found.note == (None if ("-", "note") in told else "x")


@pytest.mark.parametrize(
    "head",
    [
        '"Term\n(en, British)";bg;en',
        '"a,b,c,d";bg;en',
        "sep=;\nnote;bg;en",
        "\ufeffnote;bg;en",
        'note;"bg";"en"',
        "note; bg ; EN",
    ],
)
def test_delimiters_of_real_files(head: str) -> None:
    table = f'{head}\n"1,5";виза;"visa, ""entry""\nand exit"\n'
    (found,) = read("csv", table.encode(), kind="terms").items
    assert [term.term for section in found.languages for term in section.terms] == [
        "виза",
        'visa, "entry"\nand exit',
    ]
