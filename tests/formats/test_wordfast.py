"""Wordfast TXT memories."""

import io
from typing import Any

import pytest
from formats.support import read

from iomgloss.errors import FormatError
from iomgloss.model import (
    InlineCode,
    Property,
    Provenance,
    Segment,
    TranslationUnit,
    UnitState,
    Variant,
)

HEADER = (
    "%20100507~173730\t%User ID,ZB,ZB zb\t%TU=00000002\t%BG-01\t"
    "%Wordfast TM v.546/00\t%EN-GB\t%-\r\n"
)
ROWS = (
    "20100727~145333\tZB\t2\tBG-01\tВъзражение&'A0;&'93;да&'94;\tEN-GB\tObjection&'26;&tA;!\tLE\t\tx\r\n"
    "\tMT!\t\t\tЗащо\t\tWhy\r\n"
)
CODE = InlineCode(kind="ph", content=("&tA;",))


def units(source: Segment, target: Segment, **more: Any) -> TranslationUnit:
    return TranslationUnit(
        variants=(
            Variant(language="bg", segment=source),
            Variant(language="en-GB", segment=target),
        ),
        source_language="bg",
        **more,
    )


WANTED = [
    units(
        Segment.of("Възражение\xa0“да”"),
        Segment(("Objection&", CODE, "!")),
        provenance=Provenance(created="20100727T145333Z", created_by="ZB", usage_count=2),
        properties=(
            Property(type="x-wordfast-attribute-1", value="LE"),
            Property(type="x-wordfast-attribute-3", value="x"),
        ),
    ),
    units(
        Segment.of("Защо"),
        Segment.of("Why"),
        state=UnitState.DRAFT,
        provenance=Provenance(created_by="MT!"),
    ),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_everything(encoding: str) -> None:
    assert read("wordfast", (HEADER + ROWS).encode(encoding)) == (WANTED, [], [])


def test_another_encoding_is_told() -> None:
    data = (HEADER + ROWS).encode("cp1251")
    assert read("wordfast", data, encoding="cp1251").items == WANTED
    with pytest.raises(FormatError, match="not valid utf-8") as caught:
        read("wordfast", data)
    assert (caught.value.location or 0) and caught.value.location.line == 2


def test_mac_escapes_and_soft_breaks() -> None:
    row = "\t\t\tbg\t&'C7;да&'C8;&'B;и\ten\t“yes”&'1;\n"
    found = read("wordfast", (HEADER + row).encode()).items[0]
    assert [item.text for item in found.variants] == ["«да»\nи", "“yes”&'1;"]


def test_what_cannot_be_taken() -> None:
    rows = (
        "20100727~145333\tZB\t2\tBG\tедно\tEN\n"
        "\t\t\tBG\tедно\tEN\t\n"
        "\t\t\tBG\t\tEN\tone\n"
        "\t\t\tBG\tедно\t??\tone\n"
        "yesterday\tZB\tmany\tBG\tедно\tEN\tone\n"
        "\n"
    )
    outcome = read("wordfast", (HEADER + rows).encode())
    assert [item.variants[1].text for item in outcome.items] == ["one"]
    assert outcome.rejected == [
        (2, "the line has 6 fields, not 7"),
        (3, "no translation"),
        (4, "no text"),
        (5, "'??' is no language tag"),
    ]
    assert outcome.warnings == [
        "file:6: 'yesterday' is no date; left out",
        "file:6: 'many' is no number; left out",
    ]


def test_without_a_header() -> None:
    outcome = read("wordfast", ROWS.encode(), source_language="bg", target_languages=("en-GB",))
    assert (outcome.items, outcome.warnings) == (WANTED, ["file:1: the file has no header"])
    assert read("wordfast", ROWS.encode()).rejected == [(2, "the source language is not named")]


@pytest.mark.parametrize("data", ["a\tb\tc\n", "plain text\n", "{}\n"])
def test_another_format(data: str) -> None:
    with pytest.raises(FormatError, match="no memory of Wordfast"):
        read("wordfast", data.encode())


def test_truncated_is_reported() -> None:
    data = (HEADER + ROWS).encode()
    for cut in range(1, len(data)):
        if data[cut - 1] == ord("\n"):
            continue
        try:
            outcome = read("wordfast", data[:cut])
        except FormatError:
            continue
        assert outcome.warnings or outcome.rejected


def test_toolkit_finds_the_same_texts() -> None:
    from translate.storage import wordfast

    rows = "20100727~145333\tZB\t2\tBG-01\tВъзражение&'93;\tEN-GB\tObjection&'26;\r\n"
    data = (HEADER + rows).encode("utf-16")
    store = wordfast.WordfastTMFile(io.BytesIO(data))
    (ours,) = read("wordfast", data).items
    found = [(item.source, item.target) for item in store.units if item.source]
    assert found[-1] == (ours.variants[0].text, ours.variants[1].text)
