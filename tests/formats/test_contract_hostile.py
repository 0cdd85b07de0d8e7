"""Hostile files, over every row of the registry: nothing expands, nothing else is opened."""

import gzip
import io
import socket
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from formats.samples import ROWS, kind_of, told, whole
from formats.support import read

from iomgloss.errors import FormatError
from iomgloss.formats import registry
from iomgloss.formats.base import Item
from iomgloss.model import TranslationUnit

NAMES = list(dict.fromkeys(kind_of(row)[0] for row in ROWS))
FIRST = {name: next(row for row in ROWS if kind_of(row)[0] == name) for name in NAMES}
XML = [name for name in NAMES if whole(FIRST[name]).startswith(b"<")]
ZIPPED = [name for name in NAMES if whole(FIRST[name]).startswith(b"PK")]
GZIPPED = [
    name for name in NAMES if any(e.endswith(".gz") for e in registry.format_named(name).extensions)
]
TEXTS = [name for name in NAMES if name not in (*XML, *ZIPPED) and b"\0" not in whole(FIRST[name])]


def said(name: str) -> dict[str, Any]:
    return told(FIRST[name])


LAUGHS = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{number} "{"&a;" * 10}">' for number in range(9)
)
SUBSETS = {
    "billion laughs": LAUGHS,
    "external entity": '<!ENTITY f SYSTEM "file:///etc/passwd">',
    "public entity": '<!ENTITY f PUBLIC "-//x//y" "http://127.0.0.1:9/x">',
    "parameter entity": '<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;',
    "internal parameter entity": "<!ENTITY % p \"<!ENTITY a 'b'>\"> %p;",
    "unparsed entity": '<!NOTATION n SYSTEM "n"><!ENTITY f SYSTEM "file:///etc/passwd" NDATA n>',
}

# ----------------------------------------------------------- what is opened meanwhile

for _row in ROWS:  # what they import is not theirs to open later
    read(kind_of(_row)[0], whole(_row), **told(_row))

_opened: list[tuple[str, Any]] | None = None
"""Files and connections, while somebody listens; an audit hook cannot be taken away again."""


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened is not None and event in ("open", "socket.connect", "socket.getaddrinfo"):
        _opened.append((event, arguments[0]))


sys.addaudithook(_hook)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Any]]]:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    global _opened
    _opened = []
    try:
        yield _opened
    finally:
        _opened = None


# ------------------------------------------------------------------------------- XML


def with_doctype(name: str, doctype: str) -> bytes:
    declaration, _, rest = whole(FIRST[name]).partition(b"?>")
    return declaration + b"?>\n" + doctype.encode() + rest


def put(name: str, text: bytes) -> bytes:
    """The sample with ``text`` at the end of its last term or sentence."""
    data = whole(FIRST[name])
    end = data.rindex(b"2</" if b"2</" in data else b"2") + 1
    return data[:end] + text + data[end:]


def texts(item: Item) -> list[str]:
    if isinstance(item, TranslationUnit):
        return [variant.text for variant in item.variants]
    return [term.term for section in item.languages for term in section.terms]


@pytest.mark.parametrize("subset", SUBSETS.values(), ids=SUBSETS)
@pytest.mark.parametrize("name", XML)
def test_entities_are_refused(name: str, subset: str, opened: list[tuple[str, Any]]) -> None:
    with pytest.raises(FormatError, match=r"declares an entity|is not declared") as caught:
        read(name, with_doctype(name, f"<!DOCTYPE x [{subset}]>"), **said(name))
    assert caught.value.location is not None and caught.value.location.line
    assert opened == []


@pytest.mark.parametrize(
    "doctype",
    ['<!DOCTYPE x SYSTEM "absent.dtd">', '<!DOCTYPE x PUBLIC "-//x" "http://127.0.0.1:9/x.dtd">'],
)
@pytest.mark.parametrize("name", XML)
def test_an_absent_dtd_is_never_fetched(
    name: str, doctype: str, opened: list[tuple[str, Any]]
) -> None:
    data = with_doctype(name, doctype)
    assert (
        read(name, data, **said(name)).items == read(name, whole(FIRST[name]), **said(name)).items
    )
    assert opened == []
    undeclared = put(name, b"&co;").replace(b"?>", b"?>\n" + doctype.encode(), 1)
    with pytest.raises(FormatError, match="&co; is not declared"):
        read(name, undeclared, **said(name))
    assert opened == []


@pytest.mark.parametrize("name", XML)
def test_depth(name: str) -> None:
    """256 elements, the root among them, are deep enough for anybody."""
    head, _, _ = whole(FIRST[name]).rpartition(b"</")
    root = head[head.index(b"<", head.index(b"?>")) + 1 :].split()[0].rstrip(b">")
    data = whole(FIRST[name])
    end = data.rindex(b"</" + root)
    for count, fault in ((255, None), (256, "nested more than 256 deep")):
        nested = data[:end] + b"<a>" * count + b"</a>" * count + data[end:]
        if fault is None:
            assert len(read(name, nested, **said(name)).items) == 3
        else:
            with pytest.raises(FormatError, match=fault):
                read(name, nested, **said(name))


@pytest.mark.parametrize("name", XML)
def test_one_text_has_ten_million_characters_at_most(name: str) -> None:
    with pytest.raises(FormatError, match="more than 10,000,000 characters"):
        read(name, put(name, b"x" * 10_000_001), **said(name))


@pytest.mark.parametrize("what", ["<!--{}-->", "<?x {}?>", '<a b="{}"/>'])
@pytest.mark.parametrize("name", XML)
def test_no_mark_up_is_endless(name: str, what: str) -> None:
    """A comment, an instruction, an attribute must be held whole: it is not held for ever."""
    with pytest.raises(FormatError, match="a tag, comment or instruction of more than"):
        read(name, put(name, what.format("x" * 12_000_000).encode()), **said(name))


@pytest.mark.parametrize("text", ["\x85", "\x80", "\x9f", "\x7f", "\ue000"])
@pytest.mark.parametrize("name", XML)
def test_c1_controls_are_text(name: str, text: str) -> None:
    """As they are, and as character references."""
    for form in (f"{text}x", f"&#{ord(text)};x"):
        (*_, last) = read(name, put(name, form.encode()), **said(name)).items
        assert f"2{text}x" in texts(last)[-1] or f"2{text}x" in texts(last)[0]


@pytest.mark.parametrize(
    "text",
    [b"\x0b", b"\x00", b"\x1f", b"&#0;", b"&#11;", b"&#xFFFE;", b"&#xD800;", b"\xef\xbf\xbf"],
)
@pytest.mark.parametrize("name", XML)
def test_what_xml_forbids_is_refused(name: str, text: bytes) -> None:
    with pytest.raises(FormatError) as caught:
        read(name, put(name, text), **said(name))
    assert caught.value.location is not None and caught.value.location.line


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "no-such", "us-ascii", "rot13"])
@pytest.mark.parametrize("name", XML)
def test_a_declaration_that_names_another_encoding(name: str, encoding: str) -> None:
    data = whole(FIRST[name])
    wrong = data.replace(b'encoding="UTF-8"', f'encoding="{encoding}"'.encode(), 1)
    assert wrong != data
    with pytest.raises(FormatError) as caught:
        read(name, wrong, **said(name))
    assert "UTF-8" in (caught.value.hint or "") or "encoding" in (caught.value.hint or "")


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251", "utf-8-sig"])
@pytest.mark.parametrize("name", XML)
def test_a_declaration_that_names_its_encoding(name: str, encoding: str) -> None:
    text = whole(FIRST[name]).decode()
    named = encoding.removesuffix("-sig")
    data = text.replace('encoding="UTF-8"', f'encoding="{named}"', 1).encode(encoding)
    assert read(name, data, **said(name)).items == read(name, text.encode(), **said(name)).items


# -------------------------------------------------------------------------- archives


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def zipped_anew(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info)))
    return stream.getvalue()


@pytest.mark.parametrize("name", GZIPPED)
def test_gzip_bombs(name: str) -> None:
    data = whole(FIRST[name])
    assert read(name, gzipped(data), **said(name)).items == read(name, data, **said(name)).items
    bomb = gzipped(data.replace(b"?>", b"?>" + b" " * 60_000_000, 1))
    assert len(bomb) < 100_000
    with pytest.raises(FormatError, match="times its size: a bomb"):
        read(name, bomb, **said(name))
    for cut in range(10, len(gzipped(data)), 20):
        with pytest.raises(FormatError):
            read(name, gzipped(data)[:cut], **said(name))


@pytest.mark.parametrize("name", ZIPPED)
def test_zip_bombs(name: str) -> None:
    data = whole(FIRST[name])

    def blown(part: str, content: bytes) -> bytes:
        is_sheet = "sheet" in part and part.endswith(".xml") and "worksheets" in part
        return (
            content.replace(b"<sheetData>", b"<sheetData>" + b" " * 60_000_000)
            if is_sheet
            else content
        )

    bomb = zipped_anew(data, blown)
    assert len(bomb) < 200_000
    with pytest.raises(FormatError, match="unpacks to"):
        read(name, bomb, **said(name))

    def entities(_: str, content: bytes) -> bytes:
        head, mark, rest = content.partition(b"?>")
        return head + mark + f"<!DOCTYPE x [{LAUGHS}]>".encode() + rest

    with pytest.raises(FormatError, match="declares an entity"):
        read(name, zipped_anew(data, entities), **said(name))


# ------------------------------------------------------------------------- every row


@pytest.mark.parametrize("row", ROWS)
def test_nothing_else_is_opened(row: str, opened: list[tuple[str, Any]]) -> None:
    """A library that can only read files from the disk may put this one into a temporary one."""
    data = whole(row)
    assert len(read(kind_of(row)[0], data, **told(row)).items) == 3
    others = [path for _, path in opened if not str(path).startswith(tempfile.gettempdir())]
    assert others == []
    assert row == "subtitles:memory" or opened == []


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t\n", b"\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]
)
@pytest.mark.parametrize("row", ROWS)
def test_nothing_is_in_the_file(row: str, data: bytes) -> None:
    with pytest.raises(FormatError, match="the file is empty"):
        read(kind_of(row)[0], data, **told(row))


@pytest.mark.parametrize("name", TEXTS)
def test_a_line_without_end(name: str) -> None:
    """More characters than a text may have, where a text ends."""
    data = whole(FIRST[name]).rstrip()
    at = data.rindex(b"2") + 1
    with pytest.raises(FormatError, match=r"(more|larger) than"):
        read(name, data[:at] + b"x" * 12_000_000 + data[at:], **said(name))
