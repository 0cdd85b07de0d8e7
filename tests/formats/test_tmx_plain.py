"""Plain units as bytes, read or transcribed, are what the parser makes of them: the slow twin."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import pytest
from formats.support import DATA, REPOSITORY, UNITS, unit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iomgloss.errors import FormatError
from iomgloss.files.xml import Parser
from iomgloss.formats import tmx, tmx_stream
from iomgloss.formats.base import Log, Source
from iomgloss.formats.tmx_handler import Handler
from iomgloss.formats.tmx_plain import UNIT
from iomgloss.formats.tmx_transcribe import is_dated, marked, unit_key
from iomgloss.model import Location, Provenance, TranslationUnit, UnitState
from iomgloss.text.scripts import mixed_words

MARK = Provenance(created="20260101T000000Z", created_by='me & "100 %"')
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="bg"/><body>\n'
TAIL = "</body></tmx>\n"

quick = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


class Outcome(NamedTuple):
    """What came of a file."""

    units: list[TranslationUnit]
    lines: list[Location | None]
    texts: list[bytes]
    keys: list[bytes]
    dated: list[bool]
    spans: list[tuple[int, int]]
    languages: set[bytes]
    said: list[str]


def _said(log: Log) -> list[str]:
    return [*map(str, log.warnings), *map(str, log.rejected)]


def slowly(data: bytes) -> Outcome | str:
    """Element by element."""
    log = Log("file")
    handler = Handler(log)
    parser = handler.parser = Parser("file", handler)
    try:
        for _ in parser.chunks(io.BytesIO(data)):
            pass
        if not handler.is_tmx:
            parser.fail("this is XML, but not TMX", "see if another format fits: --from")
    except FormatError as error:
        return str(error)
    units: list[TranslationUnit] = handler.units
    return Outcome(
        units,
        [item.location for item in units],
        [tmx.unit_text(marked(item, MARK)).encode() for item in units],
        [unit_key(item) for item in units],
        [is_dated(item) for item in units],
        handler.spans,
        {variant.language.encode() for item in units for variant in item.variants},
        _said(log),
    )


def quickly(data: bytes, chunk: int = tmx_stream.CHUNK) -> Outcome | str:
    """As bytes, so many at once: read, and transcribed."""
    with (
        mock.patch.object(tmx_stream, "CHUNK", chunk),
        mock.patch.object(tmx_stream, "PATIENCE", 4 * chunk),
    ):
        read, written = _read(data), _transcribed(data)
    if isinstance(read, str) or isinstance(written, str):
        assert read == written
        return read
    units, said = read
    assert written.said == said
    return written._replace(units=units, lines=[item.location for item in units])


def _read(data: bytes) -> tuple[list[TranslationUnit], list[str]] | str:
    log = Log("file")
    try:
        items = list(tmx.read(Source(stream=io.BytesIO(data), file="file", log=log)))
    except FormatError as error:
        return str(error)
    return [item for item in items if isinstance(item, TranslationUnit)], _said(log)


def _transcribed(data: bytes) -> Outcome | str:
    log = Log("file")
    outcome = Outcome([], [], [], [], [], [], set(), [])
    source = Source(stream=io.BytesIO(data), file="file", log=log)
    try:
        for batch in tmx.transcribe(source, MARK, with_spans=True):
            outcome.texts.extend(batch.texts)
            outcome.keys.extend(batch.keys)
            outcome.dated.extend(batch.dated)
            outcome.spans.extend(batch.spans)
            outcome.languages.update(batch.languages)
    except FormatError as error:
        return str(error)
    return outcome._replace(said=_said(log))


def is_plain(element: str) -> bool:
    found = UNIT.match(element.encode())
    return found is not None and found[1] is not None


def _pair(inner: str, attributes: str = "") -> str:
    return (
        f"<tu{attributes}>{inner}"
        '<tuv xml:lang="bg"><seg>едно</seg></tuv><tuv xml:lang="en"><seg>one</seg></tuv></tu>'
    )


def _seg(content: str, language: str = ' xml:lang="bg"', before: str = "") -> str:
    return (
        f"<tu>\n <tuv{language}>{before}<seg>{content}</seg></tuv>\r\n\t"
        '<tuv xml:lang="en-gb"><seg>one\r\ntwo</seg></tuv>\n</tu>\n'
    )


PLAIN = [
    _pair(""),
    _pair("", ' tuid="a"'),
    _pair("", ' changedate="20200101T000000Z" x="1" creationdate="20190101T000000Z" tuid="б"'),
    _pair("", ' creationid="me" srclang="EN_us" usagecount="12"'),
    _pair('<prop type="a">b</prop> <note>n &amp; m</note><prop type="c" xml:lang="bg">d</prop>'),
    _pair('<prop type="x-iomgloss-position">3</prop><prop type="x-iomgloss-document">d</prop>'),
    _pair('<prop type="x-iomgloss-state">fuzzy</prop><prop type="x">y</prop>'),
    _seg("plain &lt; text\twith\ttabs"),
    _seg("a &quot;quoted&quot; &apos;word&apos; > 1 &amp;quot;"),
    _seg('<bpt i="1" type="b" />x<ept i=\'1\'></ept>&quot;<ph x="2"/>'),
    _seg("""<ph x="'" y='z'/><ph  x='1'/>"""),
    _seg('<hi type="x"><it pos="begin">&lt;b&gt;</it>y<sub></sub></hi>'),
    _seg("x", ' changeid="mira"  xml:lang="BG"\n\tchangedate="20200101T000000Z"'),
    _seg(
        "x", before='<prop type="x-iomgloss-next">n</prop><prop type="x-iomgloss-previous"></prop>'
    ),
    _seg("x").replace("</tu>", '<tuv xml:lang="ru"><seg>один</seg></tuv></tu>'),
    '<tu><tuv xml:lang="en"><seg></seg></tuv></tu>',
]
"""The grammar takes these."""
ODD = [
    _pair("<!-- </tu> -->"),
    _pair("", " tuid='single'"),
    _pair("", ' tuid="R&amp;D"'),
    _pair("", ' tuid = "spaced"'),
    _pair("", ' creationdate="2020-01-01"'),
    _pair("", ' usagecount="many"'),
    _pair("", ' usagecount="007"'),
    _pair('<prop type="a">&#65;</prop>'),
    _pair('<prop o-encoding="x" type="a">b</prop>'),
    _pair('<prop type="a"/>'),
    _seg("a<!-- <seg> --><![CDATA[</seg><b>]]>"),
    _seg("a<?pi </seg>?>b"),
    _seg("x", before="<note>a\r\nb</note>"),
    _seg("x").replace("</seg>", "</seg >", 1),
    "<!-- <tu> --><other><tu/></other>",
    '<x:tu xmlns:x="urn:x"><x:tuv xml:lang="bg"><x:seg>с представка</x:seg></x:tuv></x:tu>',
    "<tu/>",
    "текст",
    "<tu><tu>" + _pair("") + "</tu><tuv><seg>x</seg></tuv></tu>",
    '<header srclang="ru"/>',
    "<![CDATA[" + _pair("") + "]]>",
]
"""The grammar does not."""
DOUBTFUL = [
    _seg("x", ' lang="bg"'),
    _pair("", ' srclang="no tag at all"'),
    _pair("", ' srclang="*all*"'),
    _pair("", ' xmlns="urn:y"'),
    _pair('<prop type="x-iomgloss-state">odd</prop>'),
    _pair('<prop type="x-iomgloss-state">confirmed</prop>'),
    _pair('<prop type="x-iomgloss-position">०३</prop>'),
    _pair('<prop type="x-iomgloss-position">1</prop><prop type="x-iomgloss-position">2</prop>'),
    _pair('<prop type="x-iomgloss-later">of a later version</prop>'),
    _pair('<prop type="x-iomgloss-document" xml:lang="bg">d</prop>'),
    _seg("&#xE9;"),
    _seg("&#13;"),
    _seg("<b>unknown</b>"),
    _seg('<ph x="&quot;"/>'),
    _seg("<ph x='\"'/>"),
    _seg('<ph xmlns="urn:z"/>'),
    _seg("<tuv>x</tuv>"),
    _seg("x", ' xml:lang="en-GB"'),
    _seg("x", ' xml:lang="Bulgarian language"'),
    _seg("x", ""),
    _seg("<hi>" * 40 + "</hi>" * 40),
]
"""It may, but more than it has to be asked."""
FAULTS = [
    _pair("", ' x="1" x="2"'),
    _pair("", ' y:x="1"'),
    _seg("a ]]> b"),
    _seg("a &co; b"),
    _seg("<hi>x</bpt>"),
    _seg("<hi>x"),
    _seg('<ph x="1" x="1"/>'),
    _seg("a\x01b"),
    _seg("a\ufffeb"),
    _pair('<prop type="a">\x1f</prop>'),
    _pair("", ' x="\x02"'),
    "<tu><tuv>",
    "</tu>",
]
"""These make the whole file unreadable."""


@pytest.mark.parametrize("element", [*PLAIN, *ODD, *DOUBTFUL, *FAULTS])
@pytest.mark.parametrize("chunk", [97, tmx_stream.CHUNK])
def test_every_shape_between_plain_units(element: str, chunk: int) -> None:
    data = "".join([HEAD, PLAIN[0], PLAIN[7], element, PLAIN[1], "\n", PLAIN[8], TAIL]).encode()
    assert quickly(data, chunk) == slowly(data)


@pytest.mark.parametrize("element", PLAIN)
def test_these_are_plain(element: str) -> None:
    assert is_plain(element)


@pytest.mark.parametrize("element", ODD)
def test_these_are_not(element: str) -> None:
    assert not is_plain(element)


@pytest.mark.parametrize("element", FAULTS)
def test_a_fault_is_found_where_the_parser_finds_it(element: str) -> None:
    data = "".join([HEAD, *PLAIN, "\n", element, TAIL]).encode()
    outcome = quickly(data)
    assert isinstance(outcome, str)
    assert outcome == slowly(data)


@pytest.mark.parametrize(
    "bad", [b"\xff", b"\xd0", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\xef\xbf\xbf"]
)
def test_bytes_that_are_no_characters(bad: bytes) -> None:
    data = (HEAD + PLAIN[0] + PLAIN[7].replace("plain", "@") + TAIL).encode().replace(b"@", bad)
    outcome = quickly(data)
    assert isinstance(outcome, str)
    assert outcome == slowly(data)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("\ufeff", "utf-8"),
        ("", "utf-16"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        ('<?xml version="1.0" encoding="utf-8"?>', "cp1251"),
        ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "utf-8"),
        ('<!DOCTYPE tmx [<!ENTITY co "x">]>', "utf-8"),
    ],
)
def test_heads(head: str, encoding: str) -> None:
    document = head + "<tmx><header/><body>" + PLAIN[0] + PLAIN[9] + PLAIN[3] + TAIL
    assert quickly(document.encode(encoding)) == slowly(document.encode(encoding))


@pytest.mark.parametrize(
    "document",
    [
        "<tmx>" + PLAIN[0] + "<body>" + PLAIN[1] + "</body>" + PLAIN[0] + "</tmx>",
        "<tmx><body x='>'>" + PLAIN[0] + PLAIN[1] + "</body><body>" + PLAIN[0] + "</body></tmx>",
        "<tmx><!-- <body> " + PLAIN[0] + "--><body>" + PLAIN[1] + "</body></tmx>",
        "<tmx>" + "<a>" * 200 + "<body>" + PLAIN[0] * 3 + "</body>" + "</a>" * 200 + "</tmx>",
        "<tmx><body>" + "<a>" * 250 + PLAIN[0] * 3 + "</a>" * 250 + "</body></tmx>",
        "<html><body>" + PLAIN[0] * 2 + "</body></html>",
        '<tmx><body><tu><prop type="x">' + PLAIN[0] + "</prop></tu>" + PLAIN[1] + "</body></tmx>",
        "<tmx><body><tu><tuv xml:lang='bg'>" + PLAIN[0] * 2 + "</tuv></tu></body></tmx>",
    ],
)
def test_documents(document: str) -> None:
    assert quickly(document.encode()) == slowly(document.encode())


@pytest.mark.parametrize(
    "path",
    sorted([*(DATA / "tmx").glob("*.tmx"), *(REPOSITORY / "tm").rglob("*.tmx")]),
    ids=lambda path: path.name,
)
def test_files(path: Path) -> None:
    outcome = quickly(path.read_bytes())
    assert outcome == slowly(path.read_bytes())
    assert not isinstance(outcome, str)
    assert outcome.texts


def test_what_is_skipped_does_not_count_as_one_text() -> None:
    """Ten million characters of white space would be refused."""
    document = HEAD + (PLAIN[0] + "\n") * 125_000 + "<!-- -->" + TAIL
    assert len(document) > 11_000_000
    outcome = quickly(document.encode())
    assert not isinstance(outcome, str)
    assert len(outcome.texts) == 125_000


@quick
@given(st.lists(UNITS | st.sampled_from(PLAIN + ODD + DOUBTFUL), max_size=6), st.integers(60, 2000))
def test_any_units(items: list[TranslationUnit | str], chunk: int) -> None:
    body = [item if isinstance(item, str) else tmx.unit_text(item) for item in items]
    data = "".join([HEAD, *body, TAIL]).encode()
    outcome = quickly(data, chunk)
    assert outcome == slowly(data)
    assert not isinstance(outcome, str)


@quick
@given(
    st.lists(st.sampled_from(PLAIN + ODD), min_size=1, max_size=4),
    st.floats(0, 1),
    st.sampled_from([*"<>&/'\"=! \r\n-]", "", "<tu>", "</tu>", "</seg>", "<!--", "]]>", "\0"]),
    st.integers(0, 9),
)
def test_any_damage(items: list[str], place: float, put: str, cut: int) -> None:
    data = "".join([HEAD, *items, TAIL])
    start = int(place * len(data))
    damaged = (data[:start] + put + data[start + cut :]).encode()
    fast, slow = quickly(damaged), slowly(damaged)
    assert fast == slow


MIXED = st.lists(
    st.sampled_from(["a", "б", "è", "ѝ", "ԯ", "ɏ", " ", "&amp;", "<ph/>", "<hi>", "</hi>"])
    | st.sampled_from(["<bpt>c</bpt>", "<ut><sub>a</sub></ut>", "-", "’", "ü", "日"]),
    max_size=12,
).map("".join)


@quick
@given(st.lists(st.tuples(MIXED, st.sampled_from(["", "draft", "confirmed"])), max_size=6))
def test_no_doubtful_unit_goes_unnoticed(contents: list[tuple[str, str]]) -> None:
    state = '<prop type="x-iomgloss-state">{}</prop>'
    body = "".join(
        _seg(content).replace("<tu>", "<tu>" + (state.format(said) if said else ""), 1)
        for content, said in contents
        if content.count("<hi>") == content.count("</hi>")
    )
    source = Source(stream=io.BytesIO((HEAD + body + TAIL).encode()), file="file", log=Log("file"))
    noticed: list[TranslationUnit] = []
    try:
        texts = [
            text for batch in tmx.transcribe(source, MARK, noticed.append) for text in batch.texts
        ]
    except FormatError:
        return
    assert len(noticed) <= len(texts)
    read = _read((HEAD + body + TAIL).encode())
    assert not isinstance(read, str)
    doubtful = [
        item
        for item in read[0]
        if item.state is not UnitState.CONFIRMED
        or any(mixed_words(variant.text) for variant in item.variants)
    ]
    assert [item for item in noticed if item in doubtful] == doubtful


def test_what_is_written_is_written_again_byte_for_byte() -> None:
    items = [
        unit("едно", "one", id=str(number), provenance=Provenance(created="20200101T000000Z"))
        for number in range(300)
    ]
    texts = [tmx.unit_text(item).encode() for item in items]
    outcome = quickly(HEAD.encode() + b"".join(texts) + TAIL.encode())
    assert not isinstance(outcome, str)
    assert outcome.texts == texts
