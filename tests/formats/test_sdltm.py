"""SDLTM, on databases laid out as Trados Studio does."""

import io
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from formats.support import read

from iomgloss.errors import FormatError
from iomgloss.formats import registry
from iomgloss.formats.base import Log, Source
from iomgloss.model import (
    InlineCode,
    Property,
    Provenance,
    Segment,
    TranslationUnit,
    UnitState,
    Variant,
)

SCHEMA = """
CREATE TABLE translation_memories (
    id INTEGER PRIMARY KEY, guid TEXT, name TEXT, source_language TEXT, target_language TEXT);
CREATE TABLE translation_units (
    id INTEGER PRIMARY KEY, guid TEXT, translation_memory_id INTEGER,
    source_hash INTEGER, source_segment TEXT, target_hash INTEGER, target_segment TEXT,
    creation_date DATETIME, creation_user TEXT, change_date DATETIME, change_user TEXT,
    last_used_date DATETIME, last_used_user TEXT, usage_counter INTEGER, flags INTEGER,
    confirmation_level INTEGER);
CREATE TABLE string_attributes (translation_unit_id INTEGER, attribute_id INTEGER, value TEXT);
INSERT INTO translation_memories VALUES (1, 'tm', 'Press', 'bg-BG', 'en-US');
"""
TAG = (
    "<Tag><Type>{0}</Type><Anchor>{1}</Anchor><AlignmentAnchor>{1}</AlignmentAnchor>"
    "<TagID>{2}</TagID><CanHide>false</CanHide>{3}</Tag>"
)


def text(value: str) -> str:
    return f"<Text><Value>{value}</Value></Text>"


def xml(*elements: str, culture: str = "bg-BG") -> str:
    return (
        '<Segment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Elements>'
        f"{''.join(elements)}</Elements><CultureName>{culture}</CultureName></Segment>"
    )


def made(path: Path, *rows: dict[str, Any], schema: str = SCHEMA) -> Path:
    database = sqlite3.connect(path)
    database.executescript(schema)
    for row in rows:
        row = {"translation_memory_id": 1, **row}
        marks = ", ".join("?" * len(row))
        database.execute(
            f"INSERT INTO translation_units ({', '.join(row)}) VALUES ({marks})",
            tuple(row.values()),
        )
    database.commit()
    database.close()
    return path


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return made(
        tmp_path / "press.sdltm",
        {
            "guid": "a-1",
            "source_segment": xml(
                text("Натиснете "),
                TAG.format("Start", 1, "b", ""),
                text("Старт &amp; "),
                text(" край"),
                TAG.format("End", 1, "b", ""),
                TAG.format("Standalone", 2, "br", "<TextEquivalent>¶</TextEquivalent>"),
            ),
            "target_segment": xml(
                TAG.format("UnmatchedStart", 3, "", ""), text("Press Start"), culture="en-US"
            ),
            "creation_date": "2018-03-27 12:00:01",
            "creation_user": "PC\\anna",
            "change_date": "2019-01-02 03:04:05",
            "change_user": "PC\\boris",
            "last_used_date": "yesterday",
            "last_used_user": "PC\\vera",
            "usage_counter": 7,
        },
        {
            "guid": "a-2",
            "source_segment": xml(text("две")),
            "target_segment": xml(text("two")),
            "confirmation_level": 1,
        },
        {"guid": "a-3", "source_segment": xml(text("три")), "target_segment": xml()},
        {"guid": "a-4", "source_segment": "<Segment>", "target_segment": xml(text("four"))},
        {"guid": "a-5", "source_segment": None, "target_segment": xml(text("five"))},
        {"guid": "a-6", "source_segment": "<x/>", "target_segment": xml(text("six"))},
    )


ITEMS = [
    TranslationUnit(
        id="a-1",
        variants=(
            Variant(
                language="bg-BG",
                segment=Segment(
                    (
                        "Натиснете ",
                        InlineCode(kind="bpt", attributes=(("i", "1"), ("x", "1"), ("type", "b"))),
                        "Старт &  край",
                        InlineCode(kind="ept", attributes=(("i", "1"),)),
                        InlineCode(
                            kind="ph", attributes=(("x", "2"), ("type", "br")), content=("¶",)
                        ),
                    )
                ),
            ),
            Variant(
                language="en-US",
                segment=Segment(
                    (
                        InlineCode(kind="it", attributes=(("pos", "begin"), ("x", "3"))),
                        "Press Start",
                    )
                ),
            ),
        ),
        source_language="bg-BG",
        provenance=Provenance(
            created="20180327T120001Z",
            created_by="PC\\anna",
            changed="20190102T030405Z",
            changed_by="PC\\boris",
            used="yesterday",
            usage_count=7,
        ),
        properties=(Property(type="x-sdltm-last_used_user", value="PC\\vera"),),
    ),
    TranslationUnit(
        id="a-2",
        variants=(
            Variant(language="bg-BG", segment=Segment.of("две")),
            Variant(language="en-US", segment=Segment.of("two")),
        ),
        source_language="bg-BG",
        state=UnitState.DRAFT,
        properties=(Property(type="x-sdltm-confirmation_level", value="1"),),
    ),
]
REJECTED = [
    (None, "no translation"),
    (
        None,
        "its source segment cannot be read: the file ends in the middle: it was cut off",
    ),
    (None, "no text"),
    (None, "its source segment cannot be read: this is XML, but no segment"),
]


def test_units(memory: Path) -> None:
    outcome = read("sdltm", memory)
    assert outcome == (
        ITEMS,
        ["file: the date 'yesterday' is not YYYY-MM-DD hh:mm:ss; kept"],
        REJECTED,
    )
    assert outcome.items[0].location.unit == "a-1"


def test_read_where_it_lies_and_left_alone(memory: Path) -> None:
    before = memory.read_bytes()
    memory.chmod(0o444)
    memory.parent.joinpath("press.sdltm-journal").write_bytes(b"not ours")
    with memory.open("rb") as stream:
        reader = registry.reader(registry.format_named("sdltm"))
        items = list(reader(Source(stream=stream, file="file", log=Log("file"))))
    assert items == ITEMS
    assert memory.read_bytes() == before
    assert sorted(path.name for path in memory.parent.iterdir()) == [
        "press.sdltm",
        "press.sdltm-journal",
    ]


def test_custom_fields_are_left_out_with_a_warning(memory: Path) -> None:
    database = sqlite3.connect(memory)
    database.execute("INSERT INTO string_attributes VALUES (1, 1, 'client')")
    database.commit()
    database.close()
    assert "file: 1 rows of string_attributes are left out" in read("sdltm", memory).warnings


def test_languages_from_the_segments_or_the_user(tmp_path: Path) -> None:
    schema = "CREATE TABLE translation_units (id INTEGER, source_segment, target_segment, "
    schema += "translation_memory_id);"
    bare = "<Segment><Elements><Text><Value>x</Value></Text></Elements></Segment>"
    path = made(
        tmp_path / "x.sdltm",
        {"id": 1, "source_segment": xml(text("а")), "target_segment": bare},
        schema=schema,
    )
    (found,) = read("sdltm", path, target_languages=("en",)).items
    assert [variant.language for variant in found.variants] == ["bg-BG", "en"]
    assert read("sdltm", path).rejected == [(None, "no language is named")]


def test_an_empty_memory(tmp_path: Path) -> None:
    assert read("sdltm", made(tmp_path / "x.sdltm")) == ([], [], [])


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_empty_file(data: bytes) -> None:
    with pytest.raises(FormatError, match="the file is empty"):
        read("sdltm", data)


def test_a_cut_anywhere_is_refused(memory: Path) -> None:
    data = memory.read_bytes()
    for cut in [*range(1, len(data), len(data) // 50), len(data) - 1]:
        with pytest.raises(FormatError):
            read("sdltm", data[:cut])


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="this is no SDLTM memory"):
        read("sdltm", bytes(range(256)) * 4)
    with pytest.raises(FormatError, match="a database, but no SDLTM memory"):
        read("sdltm", made(tmp_path / "a.sdltm", schema="CREATE TABLE x (y);"))
    view = "CREATE TABLE x (id); CREATE VIEW translation_units AS "
    view += "SELECT id, id AS source_segment, id AS target_segment FROM x;"
    with pytest.raises(FormatError, match="a database, but no SDLTM memory"):
        read("sdltm", made(tmp_path / "b.sdltm", schema=view))


def test_damage_is_refused_or_reported(memory: Path) -> None:
    data = bytearray(memory.read_bytes())
    for place in range(100, len(data), 997):
        broken = data[:place] + bytes(64) + data[place + 64 :]
        try:
            outcome = read("sdltm", bytes(broken[: len(data)]))
        except FormatError:
            continue
        assert len(outcome.items) + len(outcome.rejected) <= 6


def test_entities_in_a_segment_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><Segment/>'
    path = made(tmp_path / "x.sdltm", {"source_segment": bomb, "target_segment": xml(text("a"))})
    assert read("sdltm", io.BytesIO(path.read_bytes()).getvalue()).rejected == [
        (None, "its source segment cannot be read: the file declares an entity (a)")
    ]
