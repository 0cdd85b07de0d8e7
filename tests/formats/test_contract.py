"""What every format must do, over every row of the registry."""

import io
from dataclasses import replace
from typing import Any

import pytest
from formats.support import concept, items_for, read, unit, write

from iomgloss.errors import FormatError, IomglossError, UsageError
from iomgloss.formats import registry
from iomgloss.formats.base import Log, Source
from iomgloss.model import TranslationUnit, Variant

ALL = [row.name for row in registry.FORMATS]
NAMES = [row.name for row in registry.FORMATS if row.read and row.write]
WRITTEN = [row.name for row in registry.FORMATS if row.write]
READ_ONLY = [row.name for row in registry.FORMATS if not row.write]
BINARY = {"xlsx"}
"""Formats whose bytes are no text."""
TEXT = ["po", "csv", "utx", "omegat-glossary", "weblate", "json"]
XML = ["tmx", "tbx", "xliff"]
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9))
    + "]><{root}>&a8;</{root}>"
)
ROOTS = {"tmx": "tmx", "tbx": "martif", "xliff": "xliff"}


def whole(name: str) -> bytes:
    """A file of three items."""
    kind = registry.format_named(name).holds[0]
    return write(name, items_for(name), source_language="bg", target_languages=("en",), kind=kind)[
        0
    ]


@pytest.mark.parametrize("name", ALL)
def test_registered(name: str) -> None:
    row = registry.format_named(name)
    module = __import__((row.read or row.write or "").partition(":")[0], fromlist=["read"])
    for target, load in ((row.read, registry.reader), (row.write, registry.writer)):
        if target:
            assert callable(load(row))
        else:
            with pytest.raises(UsageError, match=f"{name} is only "):
                load(row)
    assert len(module.__doc__ or "") > 300, "the docstring is the format's page"


@pytest.mark.parametrize("name", READ_ONLY)
def test_only_read(name: str) -> None:
    row = registry.format_named(name)
    assert callable(registry.reader(row))
    with pytest.raises(UsageError, match=f"{name} is only read"):
        registry.writer(row)


@pytest.mark.parametrize("name", NAMES)
def test_reads_what_it_writes(name: str) -> None:
    outcome = read(name, whole(name))
    assert outcome == (items_for(name), [], [])
    assert all(item.location.file == "file" for item in outcome.items)
    assert all(item.location.line for item in outcome.items)


@pytest.mark.parametrize("name", WRITTEN)
def test_same_bytes_every_time(name: str) -> None:
    assert whole(name) == whole(name)


@pytest.mark.parametrize("name", WRITTEN)
def test_ignores_items_of_the_other_kind(name: str) -> None:
    other = items_for("tbx" if registry.format_named(name).holds[0] == "memory" else "tmx")
    kind = registry.format_named(name).holds[0]
    options = {"source_language": "bg", "target_languages": ("en",), "kind": kind}
    assert write(name, items_for(name) + other, **options)[0] == whole(name)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("name", [*NAMES, *READ_ONLY])
def test_empty_file(name: str, data: bytes) -> None:
    with pytest.raises(FormatError, match="the file is empty"):
        read(name, data, source_language="bg", target_languages=("en",))


@pytest.mark.parametrize("name", XML)
def test_truncated_xml_is_refused_everywhere(name: str) -> None:
    data = whole(name)
    end = len(data.rstrip())
    for cut in [*range(1, end, 37), end - 1]:
        with pytest.raises(FormatError):
            read(name, data[:cut])


@pytest.mark.parametrize("name", sorted(BINARY))
def test_truncated_binary_is_refused_everywhere(name: str) -> None:
    data = whole(name)
    for cut in [*range(1, len(data), 37), len(data) - 1]:
        with pytest.raises(FormatError):
            read(name, data[:cut])


@pytest.mark.parametrize("name", TEXT)
def test_truncated_text_is_refused_or_reported(name: str) -> None:
    """A cut at the end of an entry leaves a whole file: nothing can tell."""
    data = whole(name)
    all_items = read(name, data).items
    for cut in range(1, len(data)):
        if data[cut - 1] == ord("\n"):
            continue
        try:
            outcome = read(name, data[:cut], source_language="bg", target_languages=("en",))
        except FormatError:
            continue
        assert outcome.items == all_items or outcome.rejected or outcome.warnings, data[:cut]


@pytest.mark.parametrize("name", TEXT)
def test_wrong_encoding_says_where_and_what_to_do(name: str) -> None:
    data = whole(name).decode().encode("cp1251")
    if name == "tbx":
        data = data.replace(b"concept-0 ", b"concept \xe1\xe3 ")
    with pytest.raises(FormatError) as caught:
        read(name, data)
    fault = caught.value
    assert fault.location is not None and (fault.location.line or 0) >= 1
    assert fault.location.column
    assert "encoding" in (fault.hint or "")


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("encoding", ["no-such", "rot13", "utf\0"])
def test_unknown_encoding(name: str, encoding: str) -> None:
    with pytest.raises(FormatError, match="no known encoding"):
        read(name, whole(name), encoding=encoding)


@pytest.mark.parametrize("name", XML)
def test_billion_laughs(name: str) -> None:
    with pytest.raises(FormatError, match="declares an entity"):
        read(name, BOMB.replace("{root}", ROOTS[name]).encode())


@pytest.mark.parametrize("name", XML)
def test_external_entity(name: str) -> None:
    data = whole(name).replace(
        b"\n", b'\n<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n', 1
    )
    with pytest.raises(FormatError, match="declares an entity"):
        read(name, data)


@pytest.mark.parametrize("name", XML)
def test_a_doctype_is_not_fetched(name: str) -> None:
    data = whole(name).replace(b"\n", b'\n<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">\n', 1)
    assert read(name, data).items == items_for(name)
    entity = data.replace(b"1</", b"&co;</")
    with pytest.raises(FormatError, match="&co; is not declared"):
        read(name, entity)


@pytest.mark.parametrize("name", XML)
def test_depth(name: str) -> None:
    root = ROOTS[name].encode()
    with pytest.raises(FormatError, match="nested more than 256 deep"):
        read(name, b"<" + root + b">" + b"<a>" * 300)


@pytest.mark.parametrize("name", XML)
def test_other_xml(name: str) -> None:
    with pytest.raises(FormatError, match="this is XML, but not"):
        read(name, b"<html><body/></html>")


@pytest.mark.parametrize(
    "name", ["tmx", "tbx", "po", "xliff", "csv-memory", "weblate", "json", "json-memory"]
)
def test_streamed(name: str) -> None:
    """The first item comes long before the end has been read."""
    name, _, kind = name.partition("-")
    kind = kind or registry.format_named(name).holds[0]
    items: list[Any] = (
        [concept(f"c{number}") for number in range(2000)]
        if kind == "terms"
        else [unit(f"изречение {number}", f"sentence {number}") for number in range(4000)]
    )
    pair = {"source_language": "bg", "target_languages": ("en",)}
    stream = io.BytesIO(write(name, items, kind=kind, **pair)[0])
    log = Log("file")
    found = registry.reader(registry.format_named(name))(
        Source(stream=stream, file="file", log=log, kind=kind)
    )
    assert next(iter(found)) == items[0]
    assert stream.tell() < len(stream.getvalue()) / 2


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "UTF_8", "utf-8"])
def test_utf_8_may_be_told(name: str, encoding: str) -> None:
    assert read(name, whole(name), encoding=encoding).items == items_for(name)


@pytest.mark.parametrize("name", [*NAMES, *READ_ONLY])
def test_random_bytes(name: str) -> None:
    with pytest.raises(FormatError):
        read(name, bytes(range(256)) * 4, source_language="bg", target_languages=("en",))


@pytest.mark.parametrize("name", NAMES)
def test_nul_is_neither_written_nor_read(name: str) -> None:
    if name not in BINARY:
        data = whole(name)
        end = data.rindex(b"2")
        with pytest.raises(FormatError):
            read(name, data[:end] + b"\0" + data[end:])
    (first, *_) = items_for(name)
    if isinstance(first, TranslationUnit):
        bad: object = first.variants[0].segment.of("a\0b")
        variants = (Variant(language="bg", segment=bad), first.variants[1])
        broken = [type(first)(variants=variants)]
    else:
        term = first.languages[0].terms[0]
        section = replace(first.languages[0], terms=(replace(term, term="a\0b"),))
        broken = [replace(first, languages=(section, *first.languages[1:]))]
    kind = registry.format_named(name).holds[0]
    with pytest.raises((IomglossError, ValueError)):
        write(name, broken, source_language="bg", target_languages=("en",), kind=kind)
