"""MultiTerm XML by example."""

import pytest
from formats.support import DATA, read, write

from iomgloss.errors import FormatError
from iomgloss.formats.multiterm_fields import field_of, process_status_of, status_of, value_of
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    LanguageSection,
    ProcessStatus,
    TermSection,
)

FILE = DATA / "multiterm" / "entries.xml"
MIGRANT = Concept(
    id="12",
    subject="migration",
    definitions=(Definition(language="en-GB", text="who moves away from home", source="IOM"),),
    languages=(
        LanguageSection(
            language="bg",
            terms=(
                TermSection(
                    term="мигрант", gender="masculine", type="short", extra={"Status": "golden"}
                ),
            ),
        ),
        LanguageSection(
            language="en-GB",
            terms=(
                TermSection(
                    term="migrant",
                    status=AdministrativeStatus.PREFERRED,
                    part_of_speech="noun",
                    context=Attestation(text="A migrant arrived.", source="press"),
                    note="a & b\nc",
                ),
                TermSection(
                    term="alien",
                    status=AdministrativeStatus.FORBIDDEN,
                    process_status=ProcessStatus.PROPOSED,
                ),
            ),
        ),
    ),
    extra={
        "entryClass": "1",
        "transactionType": {
            "text": "origination",
            "responsibility": "ann",
            "date": "2019-05-17T11:02:59",
        },
        "Client": "IOM",
        "See also": {"text": "see smuggling", "Clink": "13"},
        "languages": {"en-GB": {"Definition": {"Reliability": "3"}}},
    },
)
GUARD = Concept(
    id="border-guard",
    languages=(LanguageSection(language="en", terms=(TermSection(term="Border Guard"),)),),
)
OUTCOME = (
    [MIGRANT, GUARD],
    [
        "file:43: 'golden' is no status; taken as admitted",
        "file:48: 'Klingon' is no language tag; the section is left out",
        "file:55: a term in en is blank; it is left out",
    ],
    [(59, "the entry has no term")],
)


def test_entries() -> None:
    assert read("multiterm", FILE) == OUTCOME


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(encoding: str) -> None:
    text = FILE.read_text("utf-8").replace('"UTF-8"', '"UTF-16"')
    if encoding != "utf-16":
        text = "\ufeff" + text
    assert read("multiterm", text.encode(encoding)) == OUTCOME


def test_what_was_kept_goes_into_tbx() -> None:
    data, losses = write("tbx", [MIGRANT])
    assert b'<transac type="transactionType">origination</transac>' in data
    assert losses == {
        "forbidden status (written as deprecated)": 1,
        "imported data categories": 5,
        "process status of terms": 1,
        "times of day": 1,
    }


def test_definition_of_the_whole_concept() -> None:
    group = '<descripGrp><descrip type="Definition">d</descrip></descripGrp>'
    section = '<languageGrp><language lang="EN"/><termGrp><term>t</term></termGrp></languageGrp>'
    data = f"<mtf><conceptGrp>{group}{section}{group}</conceptGrp></mtf>".encode()
    (found,), warnings, _ = read("multiterm", data)
    assert found.definitions == (Definition(language="und", text="d"),)
    assert found.extra == {"languages": {"und": {"Definition": "d"}}}
    assert warnings == ["file:1: a second definition in und; kept apart"]
    (found,), _, _ = read("multiterm", data, source_language="en")
    assert found.definitions == (Definition(language="en", text="d"),)


def test_a_field_called_languages() -> None:
    group = '<descripGrp><descrip type="languages">two</descrip></descripGrp>'
    section = '<languageGrp><language lang="EN"/><termGrp><term>t</term></termGrp></languageGrp>'
    (found,), _, _ = read(
        "multiterm", f"<mtf><conceptGrp>{group}{section}</conceptGrp></mtf>".encode()
    )
    assert found.extra == {"Languages": "two"}


def test_repeats_are_said() -> None:
    section = '<languageGrp><language lang="en"/><termGrp><term>t</term></termGrp></languageGrp>'
    entry = f"<conceptGrp><concept>1</concept>{section}{section}</conceptGrp>"
    outcome = read("multiterm", f"<mtf>{entry}\n{entry}</mtf>".encode())
    assert [len(item.languages[0].terms) for item in outcome.items] == [2, 2]
    assert outcome.warnings == [
        "file:1: two sections in en; joined",
        "file:2: two sections in en; joined",
        "file:2: the entry 1 stands twice in the file",
    ]


def test_other_xml() -> None:
    with pytest.raises(FormatError, match="this is XML, but not MultiTerm's"):
        read("multiterm", b"<x><mtf/></x>")


def test_truncated_anywhere() -> None:
    data = FILE.read_bytes()
    for cut in range(1, len(data.rstrip()), 41):
        with pytest.raises(FormatError):
            read("multiterm", data[:cut])


def test_entities_are_refused() -> None:
    with pytest.raises(FormatError, match="declares an entity"):
        read("multiterm", b'<!DOCTYPE mtf [<!ENTITY f SYSTEM "file:///etc/passwd">]><mtf>&f;</mtf>')
    with pytest.raises(FormatError, match="the file is empty"):
        read("multiterm", b"")


def test_words() -> None:
    assert field_of("Part of speech") == field_of("PartOfSpeech") == "part_of_speech"
    assert (field_of("Fachgebiet"), field_of("Kürzel")) == ("subject", None)
    assert status_of("Not recommended") is AdministrativeStatus.DEPRECATED
    assert (status_of("golden"), process_status_of("golden")) == (None, None)
    assert value_of("part_of_speech", "Proper noun") == ("proper-noun", True)
    assert value_of("part_of_speech", "particle") == ("other", False)
    assert value_of("number", "dual") in ((None, False), ("dual", True))
