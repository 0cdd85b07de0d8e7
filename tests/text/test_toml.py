"""Places in TOML files, for whatever `tomllib` reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iomgloss.text.toml import line_and_column
from iomgloss.text.toml_places import SourceMap

SAMPLE = (Path(__file__).parent / "data" / "places.toml").read_text(encoding="utf-8")

PLACES = {
    ("title",): (2, 1, 9),
    ("owner",): (4, 5, 5),
    ("owner", "name"): (4, 5, 5),
    ("owner", "name", "quoted key"): (5, 1, 16),
    ("owner", "name", "dotted", "a", "b.c"): (6, 1, 20),
    ("owner", "name", "dotted"): (6, 1, 20),
    ("owner", "name", "dotted", "d"): (7, 1, 12),
    ("owner", "name", "dotted", "d", 0): (7, 14, 14),
    ("owner", "name", "dotted", "d", 1): (7, 20, 20),
    ("owner", "name", "dotted", "d", 2): (7, 25, 25),
    ("owner", "name", "dotted", "d", 2, 1): (7, 29, 29),
    ("owner", "name", "dotted", "d", 3): (9, 5, 5),
    ("owner", "name", "dotted", "d", 3, "in"): (9, 7, 12),
    ("owner", "name", "dotted", "d", 3, "line"): (9, 20, 29),
    ("owner", "name", "dotted", "d", 4): (7, 1, 12),  # there is none: what holds it
    ("terms",): (12, 3, 3),
    ("terms", "bg"): (12, 3, 3),
    ("terms", "bg", 0): (12, 3, 3),
    ("terms", "bg", 0, "status"): (12, 3, 3),
    ("terms", "bg", 0, "term"): (13, 1, 8),
    ("terms", "bg", 0, "context"): (17, 1, 11),
    ("terms", "bg", 0, "context", "text"): (17, 13, 20),
    ("terms", "bg", 0, "context", "x", "y"): (17, 25, 31),
    ("terms", "bg", 0, "context", "x", "y", "deep", 1): (17, 45, 45),
    ("terms", "bg", 0, "x"): (18, 2, 2),
    ("terms", "bg", 0, "x", "n"): (19, 1, 5),
    ("terms", "bg", 1): (20, 3, 3),
    ("terms", "bg", 1, "term"): (21, 1, 8),
    ("nothing",): (1, 1, 1),
    (): (1, 1, 1),
}


def test_the_sample_is_valid() -> None:
    assert tomllib.loads(SAMPLE)["terms"]["bg"][1] == {"term": "it's"}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize(("path", "place"), PLACES.items(), ids=str)
def test_places(path, place, ends) -> None:
    line, key, value = place
    source = SourceMap(SAMPLE.replace("\n", ends))
    assert source.place(path, of_key=True) == (line, key)
    assert source.place(path) == (line, value)


def test_entries_are_the_whole_text_without_gaps() -> None:
    source = SourceMap(SAMPLE)
    pieces = [SAMPLE[entry.lead : entry.end] for entry in source.entries]
    assert "".join(pieces) + SAMPLE[source.tail :] == SAMPLE


def test_an_empty_file_has_no_entries() -> None:
    assert (SourceMap("").entries, SourceMap("# only\n").entries) == ([], [])
    assert SourceMap("# only\n").tail == 0


@pytest.mark.parametrize(
    ("text", "offset", "wanted"),
    [("", 0, (1, 1)), ("ab", 2, (1, 3)), ("a\nб", 2, (2, 1)), ("a\r\nbc", 4, (2, 2))],
)
def test_lines_and_columns_count_code_points(text, offset, wanted) -> None:
    assert line_and_column(text, offset) == wanted


# ------------------------------------------------- any valid TOML, places known


SPACE = st.sampled_from(["", " ", "\t", "  "])
COMMENT = st.sampled_from(["", " # c", '# "a" = [1] \'', "  #]}"])
STRINGS = st.sampled_from(
    [
        '""',
        "''",
        '"a # b"',
        '"]}["',
        r'"q \" \\"',
        "'C:\\'",
        "'\"'",
        '""""""',
        "''''''",
        '"""a\n[b]\nc = 1\n"""',
        '"""x ""\\""" ""y"""""',
        "'''a # b\n]'''",
        "'''''z'''''",
        '"\\u0441"',
        "'мигрант 🧳'",
    ]
)
SCALARS = st.one_of(
    STRINGS,
    st.integers(-99, 99).map(str),
    st.sampled_from(["true", "-inf", "1e-3", "0xF_F", "1979-05-27 07:32:00", "07:32:00"]),
)
BARE = st.sampled_from(["a", "b-c", "d_1", "7", '"e f"', "'g.h'", '"\\u0069"', '"ъ"', '""'])


class Writer:
    """Puts a TOML text together and notes where everything came to stand."""

    def __init__(self, draw):
        self.draw, self.text, self.places, self.serial = draw, "", [], 0

    def put(self, piece: str) -> int:
        self.text += piece
        return len(self.text) - len(piece)

    def key(self) -> tuple[str, str]:
        """A key nobody has used yet, and its name."""
        self.serial += 1
        raw = self.draw(BARE)
        quote = raw[0] if raw[0] in "\"'" else ""
        raw = f"{raw.removesuffix(quote)}{self.serial}{quote}"
        return raw, next(iter(tomllib.loads(f"{raw} = 1")))

    def key_value(self, prefix, ends: str) -> None:
        parts = [self.key() for _ in range(self.draw(st.sampled_from([1, 1, 2])))]
        dots = [f"{self.draw(SPACE)}.{self.draw(SPACE)}" for _ in parts[1:]] + [""]
        at = self.put("".join(raw + dot for (raw, _), dot in zip(parts, dots, strict=True)))
        path = (*prefix, *(name for _, name in parts))
        self.put(f"{self.draw(SPACE)}={self.draw(SPACE)}")
        slot = len(self.places)
        self.places.append(None)
        self.places[slot] = (path, at, self.value(path, ends, 2))

    def value(self, path, ends: str, depth: int) -> int:
        kind = self.draw(st.sampled_from(["scalar", "scalar", "array", "table"]))
        if kind == "scalar" or not depth:
            scalar = self.draw(SCALARS)
            return self.put(scalar.replace("\n", ends))
        count = self.draw(st.integers(0, 3))
        if kind == "array":
            start = self.put("[")
            for index in range(count):
                self.filler(ends)
                item = self.value((*path, index), ends, depth - 1)
                self.places.append(((*path, index), item, item))
                self.put(f"{self.draw(SPACE)},")
            self.filler(ends)
            self.put("]")
            return start
        start = self.put("{" + self.draw(SPACE))
        for index in range(count):
            if index:
                self.put("," + self.draw(SPACE))
            raw, name = self.key()
            at = self.put(raw)
            self.put(f"{self.draw(SPACE)}={self.draw(SPACE)}")
            inner = self.value((*path, name), ends, depth - 1)
            self.places.append(((*path, name), at, inner))
            self.put(self.draw(SPACE))
        self.put("}")
        return start

    def filler(self, ends: str) -> None:
        self.put(self.draw(st.sampled_from(["", " ", f" # ] , x{ends}  ", ends])))

    def line_end(self, ends: str) -> None:
        self.put(self.draw(COMMENT) + ends * self.draw(st.integers(1, 2)))


@st.composite
def documents(draw):
    writer = Writer(draw)
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    arrays: dict[tuple[str, ...], int] = {}
    prefix: tuple[str | int, ...] = ()
    for _ in range(draw(st.integers(0, 8))):
        writer.put(draw(st.sampled_from(["", "", f"# lead = 1{ends}", ends])))
        writer.put(draw(SPACE))
        kind = draw(st.sampled_from(["key", "key", "key", "table", "array"]))
        if kind == "key":
            writer.key_value(prefix, ends)
        else:
            again = kind == "array" and arrays and draw(st.booleans())
            raw, name = draw(st.sampled_from(sorted(arrays))) if again else writer.key()
            opening, closing = ("[", "]") if kind == "table" else ("[[", "]]")
            writer.put(opening + draw(SPACE))
            at = writer.put(raw)
            writer.put(draw(SPACE) + closing)
            prefix = (name,)
            if kind == "array":
                arrays[raw, name] = arrays.get((raw, name), -1) + 1
                prefix = (name, arrays[raw, name])
            writer.places.append((prefix, at, at))
        writer.line_end(ends)
    return writer.text, writer.places


@settings(max_examples=600, deadline=None)
@given(documents())
def test_the_place_of_everything_in_any_document(document) -> None:
    text, places = document
    table = tomllib.loads(text)
    source = SourceMap(text)
    for path, key, value in places:
        found = table
        for part in path:
            found = found[part]  # the path is tomllib's
        assert source.place(path, of_key=True) == line_and_column(text, key)
        assert source.place(path) == line_and_column(text, value)
    pieces = [text[entry.lead : entry.end] for entry in source.entries]
    assert "".join(pieces) + text[source.tail :] == text
