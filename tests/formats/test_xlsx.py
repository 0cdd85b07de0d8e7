"""XLSX by example; openpyxl as the other side."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from formats.support import concept, read, unit, write

from iomgloss.errors import FormatError
from iomgloss.files import archive as archives
from iomgloss.formats import xlsx_write
from iomgloss.formats.xlsx_parts import number
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    LanguageSection,
    TermSection,
)

openpyxl = pytest.importorskip("openpyxl")


def book(*rows: list[Any], sheets: dict[str, list[list[Any]]] | None = None) -> Any:
    """A workbook made by openpyxl."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for name, more in (sheets or {}).items():
        sheet = made.create_sheet(name)
        for row in more:
            sheet.append(row)
    return made


def saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with one of its parts edited."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            if name == part:
                assert old in text
                text = text.replace(old, new)
            after.writestr(name, text)
    return stream.getvalue()


def texts(found: list[Any], language: str) -> list[str]:
    return [item.variant(language).text for item in found]


def test_openpyxl_reads_what_we_write() -> None:
    items = [unit(" =1+1 ", "007\ttwo\nlines"), unit("_x000D_", "a & <b>", id="#N/A")]
    data, losses = write("xlsx", items, kind="memory")
    assert losses == {}
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet.title == "memory"
    assert [[cell.value for cell in row] for row in sheet] == [
        ["id", "document", "position", "state", "note", "bg", "en"],
        [None, None, None, None, None, " =1+1 ", "007\ttwo\nlines"],
        ["#N/A", None, None, None, None, "_x005F_x000D_", "a & <b>"],
    ]
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}
    assert sheet["F2"].number_format == "@"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:G3")
    assert read("xlsx", data) == (items, [], [])


def test_cells_as_text() -> None:
    made = book(
        ["bg", "en", "document"],
        ["число", 2018, "n"],
        ["дроб", 0.1, "n"],
        ["ден", date(2018, 3, 27), "n"],
        ["час", datetime(2018, 3, 27, 14, 30), "n"],
        ["вярно", True, "n"],
    )
    found = read("xlsx", saved(made)).items
    assert texts(found, "en") == ["2018", "0.1", "2018-03-27", "2018-03-27T14:30:00", "true"]
    assert [item.location.line for item in found] == [2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("text", "is_date", "since_1904", "expected"),
    [
        ("2018", False, False, "2018"),
        ("2018.0", False, False, "2018"),
        ("0.10000000000000001", False, False, "0.1"),
        ("12345678901234567890", False, False, "12345678901234567890"),
        ("-3", False, False, "-3"),
        ("1", True, False, "1900-01-01"),
        ("61", True, False, "1900-03-01"),
        ("43186", True, False, "2018-03-27"),
        ("41724", True, True, "2018-03-27"),
        ("0.5", True, False, "12:00:00"),
        ("1e300", True, False, "1e300"),
        ("nan", True, False, "nan"),
    ],
)
def test_numbers(text: str, is_date: bool, since_1904: bool, expected: str) -> None:
    assert number(text, is_date=is_date, since_1904=since_1904) == expected


def test_formulas_errors_and_hidden_rows() -> None:
    made = book(
        ["id", "bg", "en"],
        [1, "едно", "=1+1"],
        [2, "две", "two"],
        [3, "три", "#N/A"],
        [4, "четири", "=2+2"],
    )
    made.active.row_dimensions[3].hidden = True
    data = changed(saved(made), "xl/worksheets/sheet1.xml", "<f>2+2</f>", "<f>2+2</f><v>4</v>")
    outcome = read("xlsx", data)
    assert texts(outcome.items, "en") == ["two", "4"]
    assert outcome.rejected == [(2, "no translation"), (4, "no translation")]
    assert outcome.warnings == [
        "file:2: 1 cell of column C: a formula that was never calculated; taken as empty",
        "file:4: 1 cell of column C: the error #N/A; taken as empty",
        "file:5: 1 cell of column C: the result of a formula is taken",
        "file:3: hidden rows are taken too: 3",
    ]


def test_further_sheets_and_a_title() -> None:
    made = book(
        ["Our glossary"],
        ["id", "bg", "en"],
        [1, "едно", "one"],
        sheets={"Empty": [], "Old": [["bg", "en"], ["две", "two"]]},
    )
    outcome = read("xlsx", saved(made))
    assert texts(outcome.items, "bg") == ["едно"]
    assert outcome.items[0].location.line == 3
    assert outcome.warnings == [
        "file: the sheet 'Old' is left out; the table is 'Sheet'",
        "file:1: the row is taken for a title above the table",
    ]


def test_rich_text_and_a_wrong_dimension() -> None:
    data = saved(book(["id", "bg", "en"], [1, "едно", "one"]))
    rich = "<si><r><t>ед</t></r><r><rPr><b/></rPr><t>но</t></r><rPh><t>x</t></rPh></si>"
    data = changed(data, "xl/sharedStrings.xml", "<si><t>едно</t></si>", rich)
    data = changed(data, "xl/worksheets/sheet1.xml", 'ref="A1:C2"', 'ref="A1"')
    assert texts(read("xlsx", data).items, "bg") == ["едно"]


def test_short_rows_are_filled_and_long_ones_rejected() -> None:
    made = book(["bg", "en", "note"], ["едно", "one"], ["две", "two", "", "more"])
    outcome = read("xlsx", saved(made), kind="memory")
    assert texts(outcome.items, "bg") == ["едно"]
    assert outcome.rejected == [(3, "the row has 4 cells, the header 3")]


def test_memoq() -> None:
    made = book(
        (
            "Entry_ID|Entry_Subject|Entry_Created|Entry_Note|"
            "English_United_States_Def|English_United_States|Term_Info|Term_Example|"
            "Bulgarian_Def|Bulgarian|Term_Info|Term_Example|Bulgarian|Term_Info|Term_Example"
        ).split("|"),
        (
            "7|migration|3/27/2018|see|def|smuggling|CasePermissive|ex|"
            "|каналджийство|||трафик|CasePermissive;Forbidden|"
        ).split("|"),
        [8, "migration"],
    )
    assert read("xlsx", saved(made)) == (
        [
            Concept(
                id="7",
                subject="migration",
                note="see",
                definitions=(Definition(language="en-US", text="def"),),
                languages=(
                    LanguageSection(
                        language="bg",
                        terms=(
                            TermSection(term="каналджийство"),
                            TermSection(
                                term="трафик",
                                status=AdministrativeStatus.FORBIDDEN,
                                extra={"Term_Info": "CasePermissive;Forbidden"},
                            ),
                        ),
                    ),
                    LanguageSection(
                        language="en-US",
                        terms=(
                            TermSection(
                                term="smuggling",
                                context=Attestation(text="ex"),
                                extra={"Entry_Created": "3/27/2018", "Term_Info": "CasePermissive"},
                            ),
                        ),
                    ),
                ),
            )
        ],
        [
            "file:1: the column 'Entry_Created' is unknown; kept",
            "file:1: the column 'Term_Info' is unknown; kept",
        ],
        [(3, "the row has no term")],
    )


IATE = [
    ["E_ID", "E_DOMAINS", "L_CODE", "T_TERM", "T_TYPE", "T_RELIABILITY", "T_EVALUATION"],
    ["12", "migration", "en", "readmission", "Term", "Reliable", "Preferred"],
    ["12", "migration", "bg", "реадмисия", "Term", "Reliable", ""],
]
IATE_CONCEPT = Concept(
    id="12",
    subject="migration",
    languages=(
        LanguageSection(
            language="bg",
            terms=(TermSection(term="реадмисия", extra={"T_RELIABILITY": "Reliable"}),),
        ),
        LanguageSection(
            language="en",
            terms=(
                TermSection(
                    term="readmission",
                    status=AdministrativeStatus.PREFERRED,
                    extra={"T_RELIABILITY": "Reliable"},
                ),
            ),
        ),
    ),
)


def test_iate() -> None:
    table = "\n".join("|".join(row) for row in IATE) + "\n"
    assert read("xlsx", saved(book(*IATE))).items == [IATE_CONCEPT]
    assert read("csv", table.encode()).items == [IATE_CONCEPT]


def test_unterm() -> None:
    made = book(["Record ID", "Subjects", "English", "Russian"], ["a1", "law", "visa", "виза"])
    outcome = read("xlsx", saved(made))
    preferred = AdministrativeStatus.PREFERRED
    assert outcome.items == [
        Concept(
            id="a1",
            subject="law",
            languages=(
                LanguageSection(language="en", terms=(TermSection(term="visa", status=preferred),)),
                LanguageSection(language="ru", terms=(TermSection(term="виза", status=preferred),)),
            ),
        )
    ]
    assert outcome.warnings == [
        "file: the column 'English' is taken for en",
        "file: the column 'Russian' is taken for ru",
    ]


def test_a_cell_too_long_is_counted() -> None:
    data, losses = write("xlsx", [unit("а" * 32_768, "a"), unit("б" * 32_767, "b")], kind="memory")
    assert losses == {"rows with a text of more than 32,767 characters": 1}
    assert texts(read("xlsx", data).items, "en") == ["b"]


def test_a_sheet_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_write, "MAX_ROWS", 3)
    data, losses = write("xlsx", [concept("a"), concept("b")])
    assert losses == {"rows beyond the 1,048,576 of a sheet": 2}
    assert read("xlsx", data).items == [concept("a")]


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zipped(bomb=b"\0" * 20_000_000), "unpacks to 20,000,000 bytes from"),
        (zipped(**{f"p{n}": b"" for n in range(10_001)}), "the workbook has 10,001 parts"),
        (zipped(a=b"x"), "has no part '_rels/.rels'"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "an old .xls workbook"),
        (b"bg,en\na,b\n", "not a whole .xlsx workbook"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        read("xlsx", data)
    assert caught.value.hint


def test_a_workbook_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_SIZE", 1000)
    with pytest.raises(FormatError, match="unpacks to more than 1,000 bytes"):
        read("xlsx", write("xlsx", [concept("a")])[0])


def test_an_entity_in_a_part_is_refused() -> None:
    data = write("xlsx", [concept("a")])[0]
    part = "xl/worksheets/sheet1.xml"
    data = changed(data, part, "<worksheet ", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet ')
    with pytest.raises(FormatError, match="declares an entity"):
        read("xlsx", data)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('r="B1"', 'r="ZZZ1"', "more than 16,384 columns"),
        ('r="B1"', 'r="A1"', "out of order"),
        ('t="inlineStr"><is><t xml:space="preserve">a</t></is>', 't="s"><v>9</v>', "no shared"),
    ],
)
def test_impossible_cells(old: str, new: str, message: str) -> None:
    data = write("xlsx", [concept("a")])[0]
    with pytest.raises(FormatError, match=message):
        read("xlsx", changed(data, "xl/worksheets/sheet1.xml", old, new))


def test_bytes_tell_nothing_of_time_and_place(tmp_path: Path) -> None:
    data = write("xlsx", [concept("a")])[0]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in archive.infolist()} == {0}
