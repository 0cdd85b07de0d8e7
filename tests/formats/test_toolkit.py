"""What translate-toolkit reads for us: each format's fixtures, and files that mean harm."""

import io
import logging
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from formats.support import DATA, Outcome, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iomgloss.errors import FormatError, UsageError
from iomgloss.formats.base import Log, Source
from iomgloss.formats.registry import FORMATS, format_of, reader
from iomgloss.formats.toolkit import store
from iomgloss.formats.toolkit.markup import tagged
from iomgloss.formats.toolkit.rows import ROWS
from iomgloss.model import InlineCode, Location

FOLDER = DATA / "toolkit"


class Case(NamedTuple):
    """A fixture and all that is to come out of it."""

    name: str
    file: str
    original: str | None
    target: str | None
    """None: the files say their languages."""
    units: list[tuple[str, str, str, str, str, int | None]]
    """Source, target, state, properties, notes, line."""
    warnings: list[str]
    rejected: list[tuple[int | None, str]]


CASES: list[Case] = [
    Case(
        name="android",
        file="values-ru/strings.xml",
        original="values/strings.xml",
        target="ru",
        units=[
            (
                "en Hello, world: it's %1$s <now>",
                "ru Привет, мир: %1$s <сейчас>",
                "confirmed",
                "key=greeting",
                "Shown at the start",
                3,
            ),
            (
                "en First line\nsecond line",
                "ru Первая  строка\nвторая строка",
                "confirmed",
                "key=two_lines",
                "",
                4,
            ),
            ("en OK", "ru OK", "draft", "key=ok", "", 5),
            ("en Monday", "ru понедельник", "confirmed", "key=days[0]", "", 8),
            ("en Tuesday", "ru вторник", "confirmed", "key=days[1]", "", 9),
            ("en %d migrant", "ru %d мигрант", "confirmed", "key=migrants plural-form=one", "", 12),
            (
                "en %d migrants",
                "ru %d мигранта",
                "confirmed",
                "key=migrants plural-form=few",
                "",
                13,
            ),
            (
                "en %d migrants",
                "ru %d мигрантов",
                "confirmed",
                "key=migrants plural-form=many",
                "",
                14,
            ),
            (
                "en %d migrants",
                "ru %d мигранта",
                "confirmed",
                "key=migrants plural-form=other",
                "",
                15,
            ),
        ],
        warnings=[
            "original: texts that are not for translation, left out: 1",
            "file: drafts, for their texts are the same in both files: 1",
        ],
        rejected=[(None, "no translation"), (6, "no original has this key")],
    ),
    Case(
        name="properties",
        file="messages_bg.properties",
        original="messages_en.properties",
        target="bg",
        units=[
            (
                "en Migration glossary",
                "bg Речник за миграцията",
                "confirmed",
                "key=window.title",
                "Title of the window / заглавие",
                1,
            ),
            ("en Type a term", "bg Въведете термин", "confirmed", "key=search.hint", "", 3),
            ("en She said “yes”", "bg Тя каза „да“", "confirmed", "key=quote", "", 4),
        ],
        warnings=["original:5: the key search.hint stands twice in the file; the last is taken"],
        rejected=[(None, "no source text")],
    ),
    Case(
        name="strings",
        file="bg.strings",
        original="en.strings",
        target="bg",
        units=[
            (
                'en Open "file"',
                "bg Отваряне на „файл“",
                "confirmed",
                'key=Open "file"',
                "Button",
                1,
            ),
            ("en One\nTwo", "bg Едно\nДве", "confirmed", "key=lines", "", 2),
        ],
        warnings=[],
        rejected=[],
    ),
    Case(
        name="stringsdict",
        file="ru.stringsdict",
        original="en.stringsdict",
        target="ru",
        units=[
            ("en %d day", "ru %d день", "confirmed", "key=waiting:days plural-form=one", "", None),
            ("en %d days", "ru %d дня", "confirmed", "key=waiting:days plural-form=few", "", None),
            (
                "en %d days",
                "ru %d дней",
                "confirmed",
                "key=waiting:days plural-form=many",
                "",
                None,
            ),
            (
                "en %d days",
                "ru %d дня",
                "confirmed",
                "key=waiting:days plural-form=other",
                "",
                None,
            ),
        ],
        warnings=[],
        rejected=[],
    ),
    Case(
        name="resx",
        file="Resources.bg.resx",
        original="Resources.en.resx",
        target="bg",
        units=[
            (
                "en Asylum seeker",
                "bg Търсещо убежище лице",
                "confirmed",
                "key=Seeker",
                "a person",
                4,
            ),
            ("en Border", "bg Граница", "confirmed", "key=Border", "", 5),
        ],
        warnings=[],
        rejected=[],
    ),
    Case(
        name="i18n-json",
        file="ru.json",
        original="en.json",
        target="ru",
        units=[
            ("en Open", "ru Открыть", "confirmed", "key=menu.open", "", None),
            ("en first", "ru первое", "confirmed", "key=menu.list[0]", "", None),
            ("en second", "ru второе", "confirmed", "key=menu.list[1]", "", None),
            (
                "en {{count}} day",
                "ru {{count}} день",
                "confirmed",
                "key=day plural-form=one",
                "",
                None,
            ),
            (
                "en {{count}} days",
                "ru {{count}} дня",
                "confirmed",
                "key=day plural-form=few",
                "",
                None,
            ),
            (
                "en {{count}} days",
                "ru {{count}} дня",
                "confirmed",
                "key=day plural-form=other",
                "",
                None,
            ),
        ],
        warnings=[],
        rejected=[],
    ),
    Case(
        name="i18n-json",
        file="app_bg.arb",
        original="app_en.arb",
        target=None,
        units=[
            (
                "en Hello {name}",
                "bg Здравей, {name}",
                "confirmed",
                "key=hello",
                "Greets the user",
                None,
            )
        ],
        warnings=[],
        rejected=[],
    ),
    Case(
        name="i18n-json",
        file="messages.bg.json",
        original="messages.en.json",
        target="bg",
        units=[("en Look it up", "bg Потърси", "confirmed", "key=extension", "The button", None)],
        warnings=[],
        rejected=[],
    ),
    Case(
        name="yaml",
        file="ru.yml",
        original="en.yml",
        target=None,
        units=[
            ("en Glossary", "ru Глоссарий", "confirmed", "key=title", "", None),
            (
                "en %{count} term",
                "ru %{count} термин",
                "confirmed",
                "key=terms plural-form=one",
                "",
                None,
            ),
            (
                "en %{count} terms",
                "ru %{count} термина",
                "confirmed",
                "key=terms plural-form=few",
                "",
                None,
            ),
            (
                "en %{count} terms",
                "ru %{count} терминов",
                "confirmed",
                "key=terms plural-form=many",
                "",
                None,
            ),
            (
                "en %{count} terms",
                "ru %{count} термина",
                "confirmed",
                "key=terms plural-form=other",
                "",
                None,
            ),
            ("en Read", "ru Читать", "confirmed", "key=steps->[0]", "", None),
            ("en Write", "ru Писать", "confirmed", "key=steps->[1]", "", None),
        ],
        warnings=[],
        rejected=[],
    ),
    Case(
        name="ini",
        file="bg.ini",
        original="en.ini",
        target="bg",
        units=[
            ("en Open", "bg Отваряне", "confirmed", "key=[Menu]Open", "", None),
            ("en Close it", "bg Затваряне", "confirmed", "key=[Menu]Close", "", None),
        ],
        warnings=[],
        rejected=[],
    ),
    Case(
        name="rc",
        file="bg.rc",
        original="en.rc",
        target="bg",
        units=[
            ("en Open", "bg Отваряне", "confirmed", "key=STRINGTABLE.IDS_OPEN", "", None),
            (
                'en He said "no"',
                'bg Той каза "не"',
                "confirmed",
                "key=STRINGTABLE.IDS_SAID",
                "",
                None,
            ),
        ],
        warnings=[],
        rejected=[],
    ),
    Case(
        name="fluent",
        file="bg.ftl",
        original="en.ftl",
        target="bg",
        units=[
            (
                "en Hello, { $name }!",
                "bg Здравей, { $name }!",
                "confirmed",
                "key=hello",
                "Greets the user",
                None,
            ),
            ("en Iomgloss", "bg Йомглос", "confirmed", "key=-brand", "", None),
        ],
        warnings=[],
        rejected=[],
    ),
    Case(
        name="subtitles",
        file="film.bg.srt",
        original="film.en.srt",
        target="bg",
        units=[
            (
                "en They crossed\nthe border.",
                "bg Те преминаха\nграницата.",
                "confirmed",
                "key=00:00:01.000-->00:00:02.500",
                "",
                None,
            ),
            (
                "en At night.",
                "bg През нощта.",
                "confirmed",
                "key=00:00:03.000-->00:00:04.000",
                "",
                None,
            ),
        ],
        warnings=[],
        rejected=[(None, "no translation"), (None, "no original has this key")],
    ),
    Case(
        name="ts",
        file="program_bg.ts",
        original=None,
        target=None,
        units=[
            (
                "en Save all",
                "bg-BG Запис на всичко",
                "confirmed",
                "context=MainWindow comment=menu id=save-all"
                " location=../main.cpp:12 location=../main.cpp:15",
                "Shown in the File menu / както в OmegaT",
                6,
            ),
            (
                "en %n file(s)",
                "bg-BG %n файл",
                "confirmed",
                "context=MainWindow location=../main.cpp:22 plural-form=0",
                "",
                15,
            ),
            (
                "en %n file(s)",
                "bg-BG %n файла",
                "confirmed",
                "context=MainWindow location=../main.cpp:22 plural-form=1",
                "",
                15,
            ),
            ("en Quit", "bg-BG Изход?", "fuzzy", "context=MainWindow", "", 23),
            ("en Escape", "bg-BG Ескейп", "confirmed", "context=MainWindow", "", 35),
            (
                "en Preferences",
                "bg-BG Предпочитания",
                "confirmed",
                "context=MainWindow length-variant=Предп.",
                "",
                39,
            ),
        ],
        warnings=["file: obsolete messages, skipped: 1"],
        rejected=[(27, "no translation")],
    ),
    Case(
        name="lang",
        file="page.lang",
        original=None,
        target="bg",
        units=[
            (
                "en Migration and asylum",
                "bg Миграция и убежище",
                "confirmed",
                "",
                "heading of the page",
                3,
            ),
            ("en OK", "bg OK", "confirmed", "", "", 7),
        ],
        warnings=[],
        rejected=[(11, "no translation")],
    ),
    Case(
        name="catkeys",
        file="bg.catkeys",
        original=None,
        target="bg",
        units=[
            (
                "en Open file",
                "bg Отваряне на файл",
                "confirmed",
                "context=Menu",
                "keep it short",
                None,
            ),
            ("en Close", "bg Затваряне", "confirmed", "context=Menu", "", None),
        ],
        warnings=[],
        rejected=[],
    ),
]


MO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: bg\\nX-Source-Language: en\\n"
msgctxt "menu"
msgid "Open"
msgstr "Отваряне"
msgid "day"
msgid_plural "days"
msgstr[0] "ден"
msgstr[1] "дни"
"""


def catalogue() -> bytes:
    from translate.storage import mo, pypo

    made = mo.mofile()
    for unit in pypo.pofile(io.BytesIO(MO.encode())).units:
        entry = mo.mounit(unit.source)
        entry.target = unit.target
        if unit.getcontext():
            entry.msgctxt.append(unit.getcontext())
        made.addunit(entry)
    return bytes(made)


def beside(data: bytes | None) -> Source | None:
    if data is None:
        return None
    return Source(stream=io.BytesIO(data), file="original", log=Log("original"))


def run(case: Case, data: bytes | None = None, **more: Any) -> Outcome:
    told: dict[str, Any] = {}
    if case.target:
        told = {"source_language": "en", "target_languages": (case.target,)}
    original = (FOLDER / case.original).read_bytes() if case.original else None
    told["original"] = beside(original)
    return read(
        case.name, (FOLDER / case.file).read_bytes() if data is None else data, **told | more
    )


@pytest.mark.parametrize("case", CASES, ids=[case.file for case in CASES])
def test_fixture(case: Case) -> None:
    outcome = run(case)
    prefix = f"x-{case.name}-"
    found = [
        (
            f"{unit.variants[0].language} {unit.variants[0].text}",
            f"{unit.variants[1].language} {unit.variants[1].text}",
            unit.state.value,
            " ".join(f"{p.type.removeprefix(prefix)}={p.value}" for p in unit.properties),
            " / ".join(note.text for note in unit.notes),
            unit.location.line,
        )
        for unit in outcome.items
    ]
    assert found == case.units
    assert (outcome.warnings, outcome.rejected) == (case.warnings, case.rejected)
    assert {unit.source_language for unit in outcome.items} == {"en"}


def test_every_row_has_a_fixture() -> None:
    assert {case.name for case in CASES} | {"mo"} == {row.name for row in ROWS} | {"ts"}


@pytest.mark.parametrize("case", CASES, ids=[case.file for case in CASES])
def test_told_by_its_name(case: Case) -> None:
    path = FOLDER / case.file
    if path.suffix == ".json":  # a name that memories have too
        assert format_of(path).name == "json"
    else:
        assert format_of(path).name == case.name


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.ts", "<!-- licence --><!DOCTYPE TS><TS version='2.1'>", "ts"),
        ("a.ts", "export const TS = 1;", None),
        ("a.ts", "G@\x11\x10", None),
        ("a.xml", "<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<resources>", "android"),
        ("a.xml", "\ufeff<mtf>", "multiterm"),
        ("a.xml", "<mtfx>", None),
        ("a.xml", "<html>", None),
        ("a.xml", "<!---->" * 500 + "<html>", None),
    ],
)
def test_told_by_its_root(tmp_path: Path, name: str, text: str, wanted: str | None) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    if wanted:
        assert format_of(path).name == wanted
    else:
        with pytest.raises(UsageError, match="cannot be told"):
            format_of(path)


def test_no_two_formats_claim_an_extension() -> None:
    claimed = [extension for row in FORMATS for extension in row.extensions]
    assert sorted(claimed) == sorted(set(claimed))


# ------------------------------------------------------------- single formats


def test_mo() -> None:
    outcome = read("mo", catalogue())
    found = [
        (*(v.text for v in unit.variants), [(p.type, p.value) for p in unit.properties])
        for unit in outcome.items
    ]
    assert found == [
        ("day", "ден", [("x-mo-plural-form", "0")]),
        ("days", "дни", [("x-mo-plural-form", "1")]),
        ("Open", "Отваряне", [("x-mo-msgctxt", "menu")]),
    ]
    assert (outcome.warnings, outcome.rejected) == ([], [])


def test_mo_of_the_other_byte_order() -> None:
    texts = [("", "Language: bg\nX-Source-Language: en\n"), ("Open", "Отваряне")]
    table, data = [[], []], b""
    for pair in texts:
        for side, text in enumerate(pair):
            table[side] += [len(text.encode()), 28 + 16 * len(texts) + len(data)]
            data += text.encode() + b"\0"
    head = struct.pack(">7I", 0x950412DE, 0, 2, 28, 28 + 8 * len(texts), 0, 0)
    (unit,) = read("mo", head + struct.pack(">8I", *table[0], *table[1]) + data).items
    assert [variant.text for variant in unit.variants] == ["Open", "Отваряне"]


def test_a_mo_that_was_cut_off_is_refused_everywhere() -> None:
    data = catalogue()
    for cut in range(1, len(data)):
        with pytest.raises(FormatError):
            read("mo", data[:cut])


def test_ts_without_languages() -> None:
    data = b"<TS><context><name>c</name><message><source>a</source><translation>b</translation>"
    data += b"</message></context></TS>"
    (unit,) = read("ts", data, target_languages=("bg",)).items
    assert [variant.language for variant in unit.variants] == ["en", "bg"]
    (unit,) = read("ts", data, source_language="ru", target_languages=("bg",)).items
    assert [variant.language for variant in unit.variants] == ["ru", "bg"]
    with pytest.raises(FormatError, match="does not name the target language"):
        read("ts", data)


def test_ts_is_read_as_it_comes() -> None:
    """However many messages a context has: the first is there long before the end is read."""
    message = "<message><source>a</source><translation>b</translation></message>"
    data = f'<TS language="bg"><context><name>c</name>{message * 20_000}</context></TS>'.encode()
    stream = io.BytesIO(data)
    row = next(row for row in FORMATS if row.name == "ts")
    units = reader(row)(Source(stream=stream, file="file", log=Log("file")))
    assert next(iter(units)).location == Location(file="file", line=1)
    assert stream.tell() < len(data) / 4
    assert sum(1 for _ in units) == 19_999


def test_ts_that_is_out_of_order() -> None:
    """Names and texts in odd places harm nobody; each message has its own."""
    data = b"""<TS language="bg"><name>x</name><source>lost</source>
    <context><message><source>a<b>c</b>d</source><translation>e</translation><name>n</name></message>
    <name>late</name><message id="i"><translation/></message><message/></context>
    <message><source>f</source><translation><numerusform>g</numerusform></translation></message>
    </TS>"""
    outcome = read("ts", data)
    assert [[variant.text for variant in unit.variants] for unit in outcome.items] == [
        ["ad", "e"],
        ["f", "g"],
    ]
    assert outcome.rejected == [(3, "no source text"), (3, "no source text")]


def test_properties_in_another_encoding() -> None:
    case = next(case for case in CASES if case.name == "properties")
    data = "window.title = Речник\n".encode("cp1251")
    with pytest.raises(FormatError, match="not valid utf-8") as caught:
        run(case, data)
    assert "--encoding" in (caught.value.hint or "")
    assert [unit.variants[1].text for unit in run(case, data, encoding="cp1251").items] == [
        "Речник"
    ]


def test_strings_in_utf_16() -> None:
    case = next(case for case in CASES if case.name == "strings")
    data = (FOLDER / case.file).read_text(encoding="utf-8").encode("utf-16")
    assert run(case, data) == run(case)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("plain < and > text", ("plain < and > text",)),
        (
            "<b>a</b>",
            (
                InlineCode(kind="bpt", attributes=(("i", "1"),), content=("<b>",)),
                "a",
                InlineCode(kind="ept", attributes=(("i", "1"),), content=("</b>",)),
            ),
        ),
        (
            "<b>a<i>b</b>",
            (
                InlineCode(kind="it", attributes=(("pos", "begin"),), content=("<b>",)),
                "a",
                InlineCode(kind="it", attributes=(("pos", "begin"),), content=("<i>",)),
                "b",
                InlineCode(kind="it", attributes=(("pos", "end"),), content=("</b>",)),
            ),
        ),
        ('x<img src="a>b"/>', ("x", InlineCode(kind="ph", content=('<img src="a>b"/>',)))),
        ("", ()),
    ],
)
def test_markup(text: str, content: tuple[Any, ...]) -> None:
    assert tagged(text).content == content


# ------------------------------------------------------- two files of a format

ONE = [case for case in CASES if case.original]


@pytest.mark.parametrize("case", ONE, ids=[case.file for case in ONE])
def test_the_originals_are_needed(case: Case) -> None:
    with pytest.raises(FormatError, match="holds one language") as caught:
        run(case, original=None)
    assert "--source-file" in (caught.value.hint or "")


@pytest.mark.parametrize("case", ONE, ids=[case.file for case in ONE])
def test_faults_of_the_originals_name_their_file(case: Case) -> None:
    with pytest.raises(FormatError, match="original:1:1: the file is empty"):
        run(case, original=beside(b" \n"))


def test_a_copy_is_a_draft() -> None:
    case = next(case for case in CASES if case.name == "ini")
    outcome = run(
        case, b"[Menu]\nOpen=Open\nClose=7\n", original=beside(b"[Menu]\nOpen=Open\nClose=7\n")
    )
    assert [unit.state.value for unit in outcome.items] == ["draft", "confirmed"]
    assert outcome.warnings == ["file: drafts, for their texts are the same in both files: 1"]


# --------------------------------------------------------------------- hostile

XML = [case for case in CASES if case.name in ("ts", "android", "resx", "stringsdict")]
TEXTS = [case for case in CASES if case not in XML]


@pytest.mark.parametrize("case", XML, ids=[case.name for case in XML])
def test_xml_goes_through_our_parser_first(case: Case) -> None:
    data = (FOLDER / case.file).read_bytes()
    start = data.index(b"?>") + 2
    doctype = data.find(b"<!DOCTYPE")
    body = data[data.index(b">", doctype) + 1 :] if doctype >= 0 else data[start:]
    for declared in (
        b'<!ENTITY f SYSTEM "file:///etc/passwd">',
        b'<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">',
        b'<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">',
    ):
        with pytest.raises(FormatError, match="declares an entity"):
            run(case, data[:start] + b"<!DOCTYPE x [" + declared + b"]>" + body)
    absent = data[:start] + b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + body
    assert run(case, absent).items == run(case).items
    with pytest.raises(FormatError, match="this is XML, but no"):
        run(case, b"<html/>")
    with pytest.raises(FormatError, match="nested more than 256 deep"):
        run(case, b"<TS>" + b"<a>" * 300)
    end = len(data.rstrip())
    for cut in [*range(1, end, 37), end - 1]:
        with pytest.raises(FormatError):
            run(case, data[:cut])


@pytest.mark.parametrize("case", TEXTS, ids=[case.file for case in TEXTS])
def test_truncated_text_is_refused_or_reported(case: Case) -> None:
    data = (FOLDER / case.file).read_bytes()
    whole = run(case).items
    for cut in range(1, len(data), 3):
        if data[cut - 1] in b"\r\n":
            continue
        try:
            outcome = run(case, data[:cut])
        except FormatError:
            continue
        assert outcome.items == whole or outcome.rejected or outcome.warnings, data[:cut]


WHOLE = [case for case in CASES if case.name != "ts"]


@pytest.mark.parametrize("case", WHOLE, ids=[case.file for case in WHOLE])
def test_a_huge_file_is_refused(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LARGEST", 50)
    with pytest.raises(FormatError, match="read into memory whole"):
        run(case)


@pytest.mark.parametrize("case", CASES, ids=[case.file for case in CASES])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_damaged_files_end_in_a_report_or_a_refusal(case: Case, data: st.DataObject) -> None:
    damaged = bytearray((FOLDER / case.file).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(damaged) - 1))
        size = data.draw(st.integers(0, 8))
        damaged[start : start + size] = data.draw(st.binary(max_size=8))
        if not damaged:
            return
    try:
        outcome = run(case, bytes(damaged))
    except FormatError:
        return
    assert len(outcome.items) <= len(case.units) + 10


def test_logging_is_left_as_it_was() -> None:
    logger = logging.getLogger("translate")
    before = logger.propagate, list(logger.handlers)
    for case in CASES:
        run(case)
    assert (logger.propagate, list(logger.handlers)) == before


def test_only_what_is_read_is_loaded() -> None:
    code = (
        "import sys, iomgloss.formats.registry as r;"
        "[r.reader(row) for row in r.FORMATS if row.read];"
        "assert not {'translate', 'lxml', 'ruamel', 'aeidon'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
