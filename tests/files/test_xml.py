"""The XML parser that all formats use."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.errors import FormatError
from iomgloss.files.xml import Parser, attribute, escape, forbidden_character
from iomgloss.formats.base import slug


class Recorder:
    """Notes everything it is told."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        self.seen.append((name, attributes))

    def end(self, name: str) -> None:
        self.seen.append(name)

    def text(self, data: str) -> None:
        self.seen.append(repr(data))


def parse(data: bytes, **options: tuple[str, ...]) -> list[object]:
    recorder = Recorder()
    for _ in Parser("file", recorder, **options).chunks(io.BytesIO(data)):
        pass
    return recorder.seen


def test_names_and_attributes_in_order() -> None:
    data = b'<a xmlns="urn:x" xmlns:y="urn:y" xml:lang="bg" b="2" a="1"><y:c>1</y:c></a>'
    attributes = [("xml:lang", "bg"), ("b", "2"), ("a", "1")]
    assert parse(data) == [("a", attributes), ("c", []), "'1'", "c", "a"]
    kept = parse(data, keep_namespaces=("urn:y",))
    assert kept[1] == ("{urn:y}c", [])


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"<a>\n <b>", "file:2:5", "cut off"),
        (b"<a>\n <b></a>", "file:2:7", "mismatched tag"),
        (b"<a>R&D</a>", "file:1:7", "invalid token"),
        (b"<a>\xe1\xe3</a>", "file:1:4", "not valid in the file's encoding"),
        ("<a>е</a>".encode("utf-16")[:-3], "file:1:6", "cut off|partial"),
    ],
)
def test_faults_have_a_place(data: bytes, place: str, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        parse(data)
    assert str(caught.value.location) == place
    assert caught.value.hint


@pytest.mark.parametrize("encoding", ["klingon", "shift_jis"])
def test_encodings_that_the_parser_does_not_know(encoding: str) -> None:
    with pytest.raises(FormatError):
        parse(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode())


def test_long_texts_are_refused() -> None:
    with pytest.raises(FormatError, match="more than 10,000,000 characters"):
        parse(b"<a>" + b"x" * 10_000_001 + b"</a>")


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_escaped_comes_back(text: str) -> None:
    if forbidden_character(text):
        with pytest.raises(ValueError, match="XML cannot hold"):
            escape(text)
        return
    data = f"<a{attribute('b', text)}>{escape(text)}</a>".encode()
    seen = parse(data)
    assert seen[0] == ("a", [("b", text)])
    assert "".join(eval(str(item)) for item in seen[1:-1]) == text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Trafficking in human beings", "trafficking-in-human-beings"),
        ("  Каналджийство (на мигранти) ", "каналджийство-на-мигранти"),
        ("зако\u0301н", "закон"),
        ("Йога", "йога"),
        ("oʻzbek", "oʻzbek"),
        ("IOM's a_b", "iom-s-a-b"),
        ("?", "concept"),
        ("a" * 200, "a" * 80),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_slug(text: str, result: str) -> None:
    assert slug(text) == result
