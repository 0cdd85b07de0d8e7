"""XLIFF by example, by round trip, and by what others make of it."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from formats.support import (
    DATA,
    REPOSITORY,
    UNITS,
    XML_TEXT,
    Outcome,
    joined,
    read,
    unit,
    write,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iomgloss.errors import FormatError, UsageError
from iomgloss.model import InlineCode, Note, Property, Segment, TranslationUnit, UnitState, Variant

SHARED = Path(os.environ.get("IOMGLOSS_SHARED", REPOSITORY.parent / "shared"))
VALIDATOR = SHARED / "tools" / "validate_exchange.py"
PAIR: dict[str, Any] = {"source_language": "bg", "target_languages": ("en-GB",)}
VERSIONS = ("1.2", "2.1")
FILES = ("trados.sdlxliff", "memoq.mqxliff", "two.xlf")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sample(name: str) -> Outcome:
    return read("xliff", DATA / "xliff" / name)


def brief(items: list[Any]) -> list[tuple[Any, ...]]:
    """Id, texts, state, document and place of each."""
    return [
        (item.id, *(v.text for v in item.variants), item.state.value, item.document, item.position)
        for item in items
    ]


def test_trados() -> None:
    items, warnings, rejected = sample("trados.sdlxliff")
    assert brief(items) == [
        ("b2-1", "Първо.", "First.", "confirmed", "C:\\letter.docx", 2),
        ("b2-2", "Второ .", "Second .", "draft", "C:\\letter.docx", 3),
    ]
    assert [(v.language, v.previous, v.next) for v in items[1].variants] == [
        ("bg-BG", "Първо.", "Трето."),
        ("en-GB", "First.", None),
    ]
    assert items[1].variants[0].segment.codes == (InlineCode(kind="x", attributes=(("id", "2"),)),)
    assert items[1].properties == (
        Property(type="x-xliff-segment-conf", value="Draft"),
        Property(type="x-xliff-segment-origin", value="tm"),
        Property(type="x-xliff-segment-percent", value="80"),
        Property(type="x-xliff-segment-sdl:value-x", value="y"),
    )
    assert rejected == [(7, "no text"), (8, "no translation")]
    assert warnings == [
        "file:11: left out: text that a tracked change deletes",
        "file:14: left out: sdl:prev-origin",
    ]


def test_memoq() -> None:
    items, warnings, rejected = sample("memoq.mqxliff")
    assert brief(items) == [
        ("1", "Едно две", "One two", "confirmed", "letter.docx", 1),
        ("2", "Три", "Three", "draft", "letter.docx", 2),
        ("b.docx#1", "Пет", "Five", "confirmed", "b.docx", 1),
        ("b.docx#2", "Шест", "Six", "draft", "b.docx", 2),
        ("b.docx#3", "Седем", "Seven", "fuzzy", "b.docx", 3),
        ("4", "Осем", "Eight", "draft", "b.docx", 4),
        ("5", "Девет", "Nine", "draft", "b.docx", 5),
    ]
    assert items[0].properties == (
        Property(type="x-xliff-unit-mq:status", value="ManuallyConfirmed"),
    )
    assert items[0].variants[1] == Variant(
        language="en-GB",
        segment=Segment(
            (
                "One ",
                InlineCode(
                    kind="bpt", attributes=(("id", "1"), ("ctype", "bold")), content=("{}",)
                ),
                "two",
                InlineCode(kind="ept", attributes=(("id", "1"),), content=("{}",)),
            )
        ),
        next="Three",
        notes=(Note(text="check"),),
        properties=(Property(type="x-xliff-note-1-from", value="Ann"),),
    )
    assert items[1].variants[0].next == "Четири"
    assert items[2].properties == (
        Property(type="x-xliff-state", value="translated"),
        Property(type="x-xliff-approved", value="yes"),
        Property(type="x-xliff-unit-resname", value="t"),
        Property(type="x-xliff-context-sourcefile", value="b.c"),
    )
    assert warnings == ["file:12: left out: alt-trans"]
    assert rejected == [(14, "no translation")]


def test_two() -> None:
    items, warnings, rejected = sample("two.xlf")
    assert brief(items) == [
        ("u1-s1", "Важно слово.", "An important word.", "confirmed", "page.html", 1),
        ("u1-2", "Друго A", "Other Ax", "confirmed", "page.html", 2),
        ("u2", "Чернова", "Draft", "draft", "page.html", 3),
    ]
    paired = (("id", "1"), ("dataStart", "<b>"), ("dataEnd", "</b>"))
    assert items[0].variants[0].segment.codes == (
        InlineCode(kind="pc", attributes=paired, content=("слово",)),
    )
    assert items[1].variants[0].segment.content == (
        InlineCode(kind="sc", attributes=(("id", "2"),), content=("<b>",)),
        "Друго",
        InlineCode(kind="ec", attributes=(("startRef", "2"),), content=("</b>",)),
        " A",
        InlineCode(kind="cp", attributes=(("hex", "001A"),)),
    )
    assert items[0].notes == (Note(text="Heading"),)
    assert items[0].properties == (
        Property(type="x-xliff-unit-name", value="title"),
        Property(type="x-xliff-note-1-id", value="n1"),
        Property(type="x-xliff-note-1-category", value="hint"),
    )
    assert warnings == [
        "file:5: left out: <matches> of another namespace",
        "file:12: segments without a state are in the state initial: drafts",
    ]
    assert rejected == [(13, "no translation")]


@pytest.mark.parametrize("version", ["2.1", "2.2"])
def test_later_versions(version: str) -> None:
    data = (DATA / "xliff" / "two.xlf").read_bytes().replace(b'version="2.0"', version.encode())
    data = data.replace(version.encode(), f'version="{version}"'.encode())
    if version == "2.2":
        data = data.replace(b"document:2.0", b"document:2.2")
    assert read("xliff", data) == sample("two.xlf")


@pytest.mark.parametrize("name", FILES)
def test_samples_come_back(name: str) -> None:
    items = sample(name).items
    first = items[0].variants
    pair: dict[str, Any] = {
        "source_language": first[0].language,
        "target_languages": (first[1].language,),
    }
    version = "2.1" if name == "two.xlf" else "1.2"
    data, losses = write("xliff", items, **pair, version=version)
    assert losses == {}
    assert read("xliff", data) == (items, [], [])


def test_layout() -> None:
    one = unit("едно", "one", id="a", document="d", position=1, notes=(Note(text="n"),))
    data, _ = write("xliff", [one], source_language="bg", target_languages=("en",))
    assert (
        data.decode()
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="d" source-language="bg" target-language="en" datatype="plaintext" \
tool-id="iomgloss">
    <header>
      <tool tool-id="iomgloss" tool-name="iomgloss"/>
    </header>
    <body>
      <trans-unit id="a" approved="yes" xml:space="preserve">
        <source>едно</source>
        <target state="final">one</target>
        <prop-group name="iomgloss">
          <prop prop-type="x-iomgloss-position">1</prop>
        </prop-group>
        <note>n</note>
      </trans-unit>
    </body>
  </file>
</xliff>
"""
    )


@pytest.mark.parametrize("name", FILES)
def test_texts_in_tmx(name: str) -> None:
    items = sample(name).items
    data, losses = write("tmx", items)
    assert brief(read("tmx", data).items) == brief(items)
    assert (
        losses
        == {
            "memoq.mqxliff": {},
            "trados.sdlxliff": {"annotations": 1},
            "two.xlf": {"annotations": 1, "attributes of inline codes": 2},  # canDelete, hex
        }[name]
    )


# ------------------------------------------------------------------- round trips

TOKENS = st.from_regex("[a-z0-9]{1,4}", fullmatch=True)


def codes_1(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[InlineCode]:
    attributes = st.tuples(st.tuples(st.just("id"), TOKENS)) | st.tuples(
        st.tuples(st.just("id"), TOKENS), st.tuples(st.just("equiv-text"), XML_TEXT)
    )
    native = XML_TEXT.map(lambda text: (text,) if text else ())
    marks = st.sampled_from([(("mtype", "term"),), (("mtype", "x-own"), ("comment", "c"))])
    sub = st.builds(InlineCode, kind=st.just("sub"), content=inner)
    return (
        st.builds(InlineCode, kind=st.just("g"), attributes=attributes, content=inner)
        | st.builds(InlineCode, kind=st.just("mrk"), attributes=marks, content=inner)
        | st.builds(InlineCode, kind=st.sampled_from(["x", "bx", "ex"]), attributes=attributes)
        | st.builds(
            InlineCode,
            kind=st.sampled_from(["bpt", "ept", "ph"]),
            attributes=attributes,
            content=native | sub.map(lambda code: (code,)),
        )
        | st.builds(
            InlineCode,
            kind=st.just("it"),
            attributes=TOKENS.map(lambda token: (("id", token), ("pos", "close"))),
            content=native,
        )
    )


CONTENT_1: st.SearchStrategy[Any] = st.recursive(
    XML_TEXT.map(lambda text: (text,) if text else ()),
    lambda inner: st.lists(XML_TEXT | codes_1(inner), max_size=4).map(joined),
    max_leaves=8,
)


@st.composite
def contents_2(draw: st.DrawFn) -> Any:
    """Codes of 2.1 with ids of their own."""
    parts: list[Any] = ["a"]
    for number in range(draw(st.integers(0, 4))):
        name = f"{number}"
        text = draw(XML_TEXT)
        inner = (text,) if text else ()
        pair = (("id", name), ("dataStart", "<b>"), ("dataEnd", "</b>"))
        kinds: list[list[Any]] = [
            [InlineCode(kind="pc", attributes=pair, content=inner)],
            [InlineCode(kind="ph", attributes=(("id", name), ("equiv", "e")), content=inner)],
            [InlineCode(kind="mrk", attributes=(("id", name), ("type", "term")), content=inner)],
            [
                InlineCode(kind="sc", attributes=(("id", name), ("type", "fmt")), content=inner),
                text,
                InlineCode(kind="ec", attributes=(("startRef", name),)),
            ],
            [InlineCode(kind="ec", attributes=(("id", name), ("isolated", "yes")), content=inner)],
            [
                InlineCode(kind="sm", attributes=(("id", name),)),
                InlineCode(kind="em", attributes=(("startRef", name),)),
            ],
            [InlineCode(kind="cp", attributes=(("hex", "0001"),))],
        ]
        parts += [*draw(st.sampled_from(kinds)), draw(XML_TEXT)]
    return joined(parts)


def with_contents(found: TranslationUnit, contents: list[Any]) -> TranslationUnit:
    """``found`` with these contents, which always have text."""
    variants = [
        replace(variant, segment=Segment(joined(["t", *content])))
        for variant, content in zip(found.variants, contents, strict=True)
    ]
    return replace(found, variants=tuple(variants))


UNITS_1 = st.builds(with_contents, UNITS, st.lists(CONTENT_1, min_size=2, max_size=2))
UNITS_2 = st.builds(with_contents, UNITS, st.lists(contents_2(), min_size=2, max_size=2))


@quick
@given(st.lists(UNITS_1, max_size=3))
def test_round_trip(units: list[TranslationUnit]) -> None:
    data, losses = write("xliff", units, **PAIR)
    assert losses == {}
    assert read("xliff", data) == (units, [], [])


@quick
@given(st.lists(UNITS_2, max_size=3))
def test_round_trip_of_2(units: list[TranslationUnit]) -> None:
    data, losses = write("xliff", units, **PAIR, version="2.1")
    assert losses == {}
    assert read("xliff", data) == (units, [], [])


@quick
@given(st.lists(UNITS | UNITS_1 | UNITS_2, max_size=3), st.sampled_from(VERSIONS))
def test_texts_and_states_come_back_whatever_the_codes(
    units: list[TranslationUnit], version: str
) -> None:
    data, losses = write("xliff", units, **PAIR, version=version)
    found = read("xliff", data)
    kept = [item for item in units if all(variant.text.strip() for variant in item.variants)]
    assert found.warnings == found.rejected == []
    assert brief(found.items) == brief(kept)
    assert losses.get("units without text in both languages", 0) == len(units) - len(kept)


# ---------------------------------------------------------------- hand and hazard


def test_states_that_are_stale_are_not_written() -> None:
    said = Property(type="x-xliff-state", value="needs-adaptation")
    one = unit("едно", "one", properties=(said,))
    data, _ = write("xliff", [one], source_language="bg", target_languages=("en",))
    assert b'state="final"' in data
    assert read("xliff", data).items == [one]


def test_ours_segmented_anew_by_a_tool() -> None:
    one = unit("Едно. Две.", "One. Two.", id="a", document="d", position=4)
    data, _ = write("xliff", [one], source_language="bg", target_languages=("en",))
    for text, tag in (("Едно. Две.", "source"), ("One. Two.", "target")):
        first, last = text.split()
        marked = (
            f'<mrk mtype="seg" mid="0">{first}</mrk> <mrk mtype="seg" mid="1">{last}</mrk></{tag}>'
        )
        data = data.replace(f"{text}</{tag}>".encode(), marked.encode())
    items, *faults = read("xliff", data)
    assert brief(items) == [
        ("a-0", "Едно.", "One.", "confirmed", "d", 1),
        ("a-1", "Две.", "Two.", "confirmed", "d", 2),
    ]
    assert items[0].variants[0].next == "Две."
    assert faults == [[], []]


def test_losses_are_counted() -> None:
    third = Variant(language="ru", segment=Segment.of("один"))
    lone = InlineCode(kind="sm", attributes=(("id", "1"),))
    units = [
        replace(unit("едно", "one"), variants=(*unit("едно", "one").variants, third)),
        unit("две", " "),
        TranslationUnit(variants=(third,)),
        TranslationUnit(
            variants=(
                Variant(language="bg", segment=Segment(("a", lone))),
                Variant(language="en", segment=Segment.of("a")),
            )
        ),
    ]
    told: dict[str, Any] = {"source_language": "bg", "target_languages": ("en",)}
    assert write("xliff", units, **told, version="2.1")[1] == {
        "other languages": 1,
        "units without text in both languages": 1,
        "units without both languages": 1,
        "annotations without beginning or end": 1,
    }


def test_what_is_not_named_is_asked_for() -> None:
    with pytest.raises(UsageError, match="one source and one target"):
        write("xliff", [])
    with pytest.raises(UsageError, match="XLIFF 3 is not written"):
        write("xliff", [], **PAIR, version="3")
    data = write("xliff", [unit("едно", "one")], source_language="bg", target_languages=("en",))[0]
    bare = data.replace(b' target-language="en"', b"")
    with pytest.raises(FormatError, match="does not name the target language"):
        read("xliff", bare)
    assert len(read("xliff", bare, target_languages=("en",)).items) == 1


def test_without_a_namespace() -> None:
    data = write("xliff", [unit("едно", "one")], source_language="bg", target_languages=("en",))[0]
    outcome = read("xliff", data.replace(b' xmlns="urn:oasis:names:tc:xliff:document:1.2"', b""))
    assert outcome.items == [unit("едно", "one")]
    assert outcome.warnings == ["file:2: the file is in no namespace of XLIFF 1.2 or 2"]


# ------------------------------------------------------------------------ others

BOLD = InlineCode(kind="bpt", attributes=(("i", "1"), ("x", "1")), content=("<b>",))
END = InlineCode(kind="ept", attributes=(("i", "1"),), content=("</b>",))
CODES: tuple[Any, ...] = (
    BOLD,
    "ден",
    END,
    InlineCode(kind="it", attributes=(("pos", "begin"),), content=("<i>",)),
    InlineCode(kind="hi", content=("ви",)),
    InlineCode(
        kind="ph",
        attributes=(("type", "link"), ("ctype", "nonsense"), ("rid", "a b")),
        content=("<a>", InlineCode(kind="sub", attributes=(("type", "t"),), content=("под",))),
    ),
    InlineCode(kind="ut", content=("<br>",)),
    InlineCode(kind="x", content=("?",)),
    InlineCode(kind="ept", attributes=(("rid", "9"), ("id", "9"))),
    InlineCode(kind="mrk", attributes=(("mtype", "seg"), ("mid", "4")), content=("x",)),
    InlineCode(kind="sub", content=("sub",)),
)


def official() -> list[TranslationUnit]:
    made = [
        TranslationUnit(
            variants=tuple(
                Variant(language=tag, segment=Segment(("Добър ", *CODES)), notes=(Note(text="n"),))
                for tag in ("bg", "en")
            ),
            state=state,
            id="same",
            document=document,
        )
        for state in UnitState
        for document in (None, "a", "a")
    ]
    wild = {"x-xliff-state": "x-own", "x-xliff-subState": "odd"}
    properties = tuple(Property(type=kind, value=value) for kind, value in wild.items())
    return [*made, unit("б", "b", id="a b", properties=properties, state=UnitState.DRAFT)]


@pytest.mark.skipif(not VALIDATOR.is_file(), reason="the official grammars are not here")
def test_official_grammars(tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    paths = []
    for version in VERSIONS:
        told: dict[str, Any] = {"source_language": "bg", "version": version}
        files = {
            "empty": write("xliff", [], **told, target_languages=("en",))[0],
            "codes": write("xliff", official(), **told, target_languages=("en",))[0],
        }
        for name in FILES:
            files[name] = write("xliff", sample(name).items, **told, target_languages=("en",))[0]
        for name, data in files.items():
            assert read("xliff", data).rejected == []
            paths.append(tmp_path / f"{name}-{version}.xlf")
            paths[-1].write_bytes(data)
    for name in FILES:
        paths.append(tmp_path / f"{name}.tmx")
        paths[-1].write_bytes(write("tmx", sample(name).items)[0])
    ran = subprocess.run(
        [sys.executable, str(VALIDATOR), *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode == 2:
        pytest.skip(ran.stderr)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count("OK ") == len(paths)


@pytest.mark.parametrize("version", VERSIONS)
def test_toolkit_reads_ours(version: str) -> None:
    pytest.importorskip("translate")
    from translate.storage import xliff, xliff2

    units = [
        unit("Добър ден & <лек>", "Good day & <easy>", id="a"),
        unit("две  думи\nи ред", "two  words\nand a line", state=UnitState.DRAFT),
        unit("три", "three", document="d", notes=(Note(text="n"),)),
    ]
    told: dict[str, Any] = {"source_language": "bg", "target_languages": ("en",)}
    data = write("xliff", units, **told, version=version)[0]
    stream = io.BytesIO(data)
    store = xliff2.Xliff2File(stream) if version == "2.1" else xliff.Xliff1File(stream)
    assert [(item.source, item.target) for item in store.units] == [
        (item.variants[0].text, item.variants[1].text) for item in units
    ]
