"""UTX glossaries."""

import io
from typing import Any

import pytest
from formats.support import concept, read, write

from iomgloss.errors import FormatError, UsageError
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Definition,
    LanguageSection,
    ProcessStatus,
    TermSection,
)

PAIR: dict[str, Any] = {"source_language": "bg", "target_languages": ("en",)}
FILE = """\
#UTX 1.11; en-US/bg; 2013-12-20T17:00:45; copyright: AAMT (2013); bidirectional\r
#description: a sample\r
#src\ttgt\tsrc:pos\ttgt:pos\tterm status\ttgt:comment\tcustomer\tconcept ID\r
border guard\tграничар\tnoun\tnoun\tapproved\tone\tIOM\tC1\r
# a remark in between\r
border guard\tмитничар\tnoun\tpronoun\tForbidden\t-\t\tC1\r
asylum\tубежище\t-\t\tprovisional\r
asylum\tпристан\t\t\tperhaps\r
"""


def test_read() -> None:
    outcome = read("utx", FILE.encode())
    guard = TermSection(term="border guard", part_of_speech="noun")
    assert outcome.items[0] == Concept(
        id="C1",
        languages=(
            LanguageSection(
                language="bg",
                terms=(
                    TermSection(
                        term="граничар",
                        status=AdministrativeStatus.PREFERRED,
                        part_of_speech="noun",
                        note="one",
                        extra={"customer": "IOM"},
                    ),
                    TermSection(
                        term="митничар",
                        status=AdministrativeStatus.FORBIDDEN,
                        extra={"pos": "pronoun"},
                    ),
                ),
            ),
            LanguageSection(language="en-US", terms=(guard,)),
        ),
    )
    assert [item.id for item in outcome.items] == ["C1", "asylum", "asylum-2"]
    assert outcome.items[1].languages[0].terms == (
        TermSection(term="убежище", process_status=ProcessStatus.PROPOSED),
    )
    assert outcome.items[2].languages[0].terms[0].extra == {"term status": "perhaps"}
    assert outcome.warnings == [
        "file:1: 'copyright: AAMT (2013); bidirectional' in the header is left out",
        "file:2: 'description: a sample' in the header is left out",
        "file:3: the column 'customer' is unknown; kept",
        "file:6: 'pronoun' is no pos; kept aside",
        "file:8: 'perhaps' is no term status; kept aside",
    ]
    assert outcome.rejected == []


def test_term_columns_of_1_20() -> None:
    data = (
        "#UTX 1.20; lang: bg/en\n#term:bg\tterm:en\tterm:ru\tpos:en\tstatus:ru\tconcept ID\n"
        "трафик\ttrafficking\tторговля\tnoun\tnon-standard\t7\n"
        "убежище\t\tубежище\t\t\t8\n\t\t\t\t\t9\n"
    )
    outcome = read("utx", data.encode())
    deprecated = AdministrativeStatus.DEPRECATED
    assert outcome.items == [
        Concept(
            id="7",
            languages=(
                LanguageSection(language="bg", terms=(TermSection(term="трафик"),)),
                LanguageSection(
                    language="en", terms=(TermSection(term="trafficking", part_of_speech="noun"),)
                ),
                LanguageSection(
                    language="ru", terms=(TermSection(term="торговля", status=deprecated),)
                ),
            ),
        ),
        Concept(
            id="8",
            languages=(
                LanguageSection(language="bg", terms=(TermSection(term="убежище"),)),
                LanguageSection(language="ru", terms=(TermSection(term="убежище"),)),
            ),
        ),
    ]
    assert outcome.rejected == [(5, "the row has no term")]


def test_what_cannot_be_taken() -> None:
    data = "#UTX-S 1.00; bg/en; 2013\n#src\ttgt\tsrc:pos\nедно\n\tone\nедно\tone\tnoun\tx\n"
    outcome = read("utx", data.encode())
    assert outcome.rejected == [
        (3, "no translation"),
        (4, "no translation"),
        (5, "the row has 4 cells, the header 3"),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("src\ttgt\n", "the first line is no header of UTX"),
        ("#UTX 1.11; bg/en\nедно\tone\n", "no line of the header names the columns"),
        ("#UTX 1.11; bg/en\n", "no line of the header names the columns"),
        ("#UTX 1.11\n#src\ttgt\nедно\tone\n", "does not name the languages"),
        ("#UTX 1.11; bg/en\n#one\ttwo\n", "does not name the columns"),
    ],
)
def test_faulty_headers(data: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        read("utx", data.encode())


def test_languages_may_be_told() -> None:
    data = "#UTX 1.11\n#src\ttgt\nедно\tone\n".encode()
    assert read("utx", data, **PAIR).items[0].terms("bg")[0].term == "едно"
    other = "#UTX 1.11; bg/en\n#src\ttgt\nедно\tone\n".encode()
    outcome = read("utx", other, source_language="ru", target_languages=("en",))
    assert outcome.warnings == ["file:1: the file names bg, not ru"]


SMUGGLING = Concept(
    id="smuggling",
    subject="crime",
    definitions=(Definition(language="bg", text="пренасяне"),),
    languages=(
        LanguageSection(
            language="bg",
            terms=(
                TermSection(term="контрабанда", status=AdministrativeStatus.PREFERRED),
                TermSection(term="#таг", note="a\tb"),
            ),
        ),
        LanguageSection(
            language="en",
            terms=(
                TermSection(
                    term="smuggling",
                    part_of_speech="proper-noun",
                    status=AdministrativeStatus.PREFERRED,
                    process_status=ProcessStatus.PROPOSED,
                    gender="neuter",
                ),
                TermSection(term="running", status=AdministrativeStatus.SUPERSEDED),
                TermSection(term="dealing", status=AdministrativeStatus.FORBIDDEN),
            ),
        ),
    ),
)


def test_write() -> None:
    bulgarian = Concept(id="x", languages=SMUGGLING.languages[:1])
    data, losses = write("utx", [SMUGGLING, bulgarian], **PAIR, tool_version="1")
    assert data.decode() == (
        "#UTX 1.11; bg/en; 1970-01-01T00:00:00Z; creator: iomgloss 1\r\n"
        "#src\ttgt\tsrc:pos\ttgt:pos\tterm status\tsrc:comment\ttgt:comment\tconcept ID\r\n"
        "контрабанда\tsmuggling\t-\tproperNoun\tprovisional\t\t\tsmuggling\r\n"
        "контрабанда\trunning\t-\t-\tnon-standard\t\t\tsmuggling\r\n"
        "контрабанда\tdealing\t-\t-\tforbidden\t\t\tsmuggling\r\n"
    )
    assert losses == {
        "concepts without a term in both languages": 1,
        "definitions": 1,
        "grammatical gender": 1,
        "line breaks and tabs of notes": 1,
        "preferred status of proposed terms (written as provisional)": 1,
        "status of source terms": 1,
        "subjects": 1,
        "superseded status (written as non-standard)": 1,
        "terms that UTX takes for comments or nothing (left out)": 1,
    }


def test_needs_a_pair() -> None:
    with pytest.raises(UsageError, match="one source and one target"):
        write("utx", [SMUGGLING], source_language="bg")


def test_toolkit_reads_ours() -> None:
    from translate.storage import utx

    data = write("utx", [concept("smuggling"), concept("asylum")], **PAIR)[0]
    store = utx.UtxFile(io.BytesIO(data))
    found = [(item.source, item.target) for item in store.units]
    assert found == [("smuggling бг", "smuggling"), ("asylum бг", "asylum")]
