"""TBX by example."""

import pytest
from formats.support import DATA, concept, read, write

from iomgloss.errors import FormatError, UsageError
from iomgloss.formats.tbx_names import from_xml_id, status_of, to_xml_id
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    LanguageSection,
    TermSection,
)

SMUGGLING = Concept(
    id="c1",
    subject="migration",
    definitions=(Definition(language="bg", text="незаконно пренасяне на стоки"),),
    languages=(
        LanguageSection(
            language="bg",
            terms=(
                TermSection(
                    term="контрабанда",
                    status=AdministrativeStatus.PREFERRED,
                    part_of_speech="noun",
                ),
            ),
        ),
        LanguageSection(
            language="en",
            terms=(TermSection(term="smuggling", part_of_speech="proper-noun"),),
        ),
    ),
)


def test_2008_with_ntig() -> None:
    assert read("tbx", DATA / "tbx" / "martif-ntig.tbx") == (
        [
            Concept(
                id="2008-act",
                subject="law",
                broader=("statute",),
                confusable=("decree",),
                note="Not in force.",
                definitions=(
                    Definition(language="en", text="written law of a parliament", source="Oxford"),
                ),
                languages=(
                    LanguageSection(
                        language="en", terms=(TermSection(term="Act of 2008", extra={"id": "t1"}),)
                    ),
                    LanguageSection(
                        language="ru",
                        terms=(
                            TermSection(
                                term="зако\u0301н 2008",
                                status=AdministrativeStatus.SUPERSEDED,
                                part_of_speech="noun",
                                gender="masculine",
                                number="singular",
                                type="short",
                                register="neutral",
                                region="RU",
                                context=Attestation(text="Закон 2008 года.", source="RG"),
                                source="RG 1",
                                note="a\nb",
                                extra={
                                    "administrativeStatus": {"date": "2009-01-01"},
                                    "customerSubset": "IOM",
                                    "reliabilityCode": "3",
                                },
                            ),
                        ),
                    ),
                ),
                extra={
                    "subjectField": "borders",
                    "languages": {
                        "en": {
                            "transactionType": {
                                "text": "origination",
                                "responsibility": {"text": "Ann", "target": "p1"},
                                "date": "2009-05-01",
                            }
                        }
                    },
                },
            )
        ],
        ["file:39: 'reliabilityCode' is no data category of TBX-Basic; kept"],
        [],
    )


@pytest.mark.parametrize("style", ["dca", "dct"])
def test_v3_in_both_styles(style: str) -> None:
    assert read("tbx", DATA / "tbx" / f"v3-{style}.tbx") == ([SMUGGLING], [], [])


def test_what_is_found_in_the_wild() -> None:
    status = AdministrativeStatus
    assert read("tbx", DATA / "tbx" / "wild.tbx") == (
        [
            Concept(
                id="migrant-smuggling",
                languages=(
                    LanguageSection(
                        language="en",
                        terms=(
                            TermSection(term="Migrant Smuggling", status=status.DEPRECATED),
                            TermSection(
                                term="human smuggling",
                                extra={"administrativeStatus": "frozen"},
                            ),
                            TermSection(term="people smuggling", status=status.FORBIDDEN),
                        ),
                    ),
                ),
            )
        ],
        [
            "file:2: the file calls itself 'TBX-Company'; what is not known is kept as it is",
            "file:6: lang stands for xml:lang",
            "file:8: a term in en is blank; it is left out",
            "file:9: 'frozen' is no status; taken as admitted",
            "file:12: '1' is no language tag; it is left out",
        ],
        [(14, "the entry has no term")],
    )


def test_tbx_min_of_2013() -> None:
    hund = TermSection(term="Hund", status=AdministrativeStatus.SUPERSEDED, part_of_speech="noun")
    assert read("tbx", DATA / "tbx" / "min-2013.tbx") == (
        [
            Concept(
                id="C002",
                subject="biology",
                languages=(LanguageSection(language="de", terms=(hund,)),),
            )
        ],
        [],
        [],
    )


def test_utf16() -> None:
    text = (DATA / "tbx" / "v3-dca.tbx").read_text("utf-8").replace('"UTF-8"', '"UTF-16"')
    assert read("tbx", text.encode("utf-16")) == ([SMUGGLING], [], [])


def test_written_file() -> None:
    data, losses = write("tbx", [SMUGGLING], tool_version="1")
    assert losses == {}
    assert data.decode() == (
        """\
<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader>
    <fileDesc>
      <sourceDesc>
        <p>Written by iomgloss 1</p>
      </sourceDesc>
    </fileDesc>
    <encodingDesc>
      <p type="XCSURI">TBXBasicXCSV02.xcs</p>
    </encodingDesc>
  </martifHeader>
  <text>
    <body>
      <termEntry id="c1">
        <descrip type="subjectField">migration</descrip>
        <langSet xml:lang="bg">
          <descripGrp>
            <descrip type="definition">незаконно пренасяне на стоки</descrip>
          </descripGrp>
          <tig>
            <term>контрабанда</term>
            <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
            <termNote type="partOfSpeech">noun</termNote>
          </tig>
        </langSet>
        <langSet xml:lang="en">
          <tig>
            <term>smuggling</term>
            <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>
            <termNote type="partOfSpeech">properNoun</termNote>
          </tig>
        </langSet>
      </termEntry>
    </body>
  </text>
</martif>
"""
    )


def test_written_file_of_2019_in_style_dct() -> None:
    data, losses = write("tbx", [SMUGGLING], version="3", style="dct", tool_version="1")
    assert losses == {"proper nouns (written as nouns)": 1}
    assert data.decode() == (
        """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" \
xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>Written by iomgloss 1</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>
      <conceptEntry id="c1">
        <min:subjectField>migration</min:subjectField>
        <langSec xml:lang="bg">
          <descripGrp>
            <basic:definition>незаконно пренасяне на стоки</basic:definition>
          </descripGrp>
          <termSec>
            <term>контрабанда</term>
            <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
            <min:partOfSpeech>noun</min:partOfSpeech>
          </termSec>
        </langSec>
        <langSec xml:lang="en">
          <termSec>
            <term>smuggling</term>
            <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>
            <min:partOfSpeech>noun</min:partOfSpeech>
          </termSec>
        </langSec>
      </conceptEntry>
    </body>
  </text>
</tbx>
"""
    )


def test_style_dca_is_the_default_of_2019() -> None:
    data = write("tbx", [SMUGGLING], version="3")[0]
    assert b'<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:' in data
    assert b'<termNote type="partOfSpeech">noun</termNote>' in data
    assert data == write("tbx", [SMUGGLING], style="dca")[0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"version": "4"}, "no TBX version '4'"),
        ({"version": "2", "style": "dca"}, "TBX 2 has no styles"),
        ({"style": "dcx"}, "no TBX style 'dcx'"),
    ],
)
def test_unknown_forms(options: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        write("tbx", [SMUGGLING], **options)


def test_languages_asked_for() -> None:
    data, _ = write("tbx", [SMUGGLING], source_language="de", target_languages=("en-GB",))
    (found,) = read("tbx", data).items
    assert found.definitions == ()
    assert found.languages == SMUGGLING.languages[1:]
    with pytest.raises(UsageError, match="there is no concept to write"):
        write("tbx", [SMUGGLING], target_languages=("ru",))


def test_what_xml_cannot_hold() -> None:
    with pytest.raises(FormatError, match=r"the concept x cannot be written: .* U\+0007"):
        write("tbx", [concept("x", note="bell \a")])


def test_repeated_ids_are_said() -> None:
    text = (DATA / "tbx" / "v3-dca.tbx").read_text("utf-8")
    start, end = text.index("<conceptEntry"), text.index("    </body>")
    outcome = read("tbx", (text[:end] + text[start:end] + text[end:]).encode())
    assert outcome.items == [SMUGGLING, SMUGGLING]
    assert outcome.warnings == ["file:24: the id 'c1' stands twice in the file"]


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("migrant-smuggling", "migrant-smuggling"),
        ("каналджийство", "каналджийство"),
        ("2008-act", "_2008-act"),
        ("_a", "__a"),
        ("a b", "_a_x20_b"),
        ("a_x20_b", "a_x20_b"),
        ("1_x20_b", "_1_x5f_x20_b"),
        ("²", "__xb2_"),
        ("ힰ", "__xd7b0_"),
        ("oʻzbek-ə", "oʻzbek-ə"),
        ("", "_"),
    ],
)
def test_ids_are_xml_names(identifier: str, name: str) -> None:
    assert to_xml_id(identifier) == name
    assert from_xml_id(name) == identifier


@pytest.mark.parametrize("name", ["_abc", "1234", "a b", "_xffffff_", "__xffffff_", "TB-5"])
def test_foreign_ids_stay(name: str) -> None:
    assert from_xml_id(name) == name


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("preferredTerm-admn-sts", "preferred"),
        ("Preferred", "preferred"),
        ("preferredTerm", "preferred"),
        ("obsolete", "superseded"),
        ("notRecommended", "deprecated"),
        ("deprecatedTerm-admn-sts", "deprecated"),
        ("forbidden", "forbidden"),
        ("", None),
        ("best", None),
    ],
)
def test_status_words(word: str, status: str | None) -> None:
    assert status_of(word) == status
