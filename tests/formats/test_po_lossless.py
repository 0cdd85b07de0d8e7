"""What a catalogue said comes back: plural forms, former sources, places, notes, flags."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from formats.support import DATA, LINE, WORD, read, unit, write
from hypothesis import given, settings
from hypothesis import strategies as st

from iomgloss.model import Note, Property, Segment, TranslationUnit, UnitState, Variant

PAIR: dict[str, Any] = {"source_language": "en", "target_languages": ("ru",)}
SAMPLE = DATA / "po" / "gnome.po"


def test_a_real_catalogue_comes_back(tmp_path: Path) -> None:
    outcome = read("po", SAMPLE)
    data, losses = write("po", outcome.items, **PAIR)
    assert losses == {}
    assert read("po", data) == (outcome.items, [], [])
    head, _, entries = data.decode().partition("\n\n")
    assert '"Plural-Forms: nplurals=3; plural=(n%10==1 && ' in head
    assert entries.replace("#: - ", "#: ") == SAMPLE.read_text("utf-8").partition("\n\n")[2]
    if shutil.which("msgfmt"):
        path = tmp_path / "x.po"
        path.write_bytes(data)
        subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], check=True)


def test_states_are_those_of_the_file() -> None:
    found = [
        (item.variants[0].text, item.state.value, [entry.value for entry in item.properties])
        for item in read("po", SAMPLE).items
    ]
    assert found == [
        (
            "Open",
            "confirmed",
            ["menu", "src/menu.c:12", "\u2068src/app file.c\u2069:7", "c-format"],
        ),
        ("Open", "confirmed", []),
        ("%d border", "confirmed", ["src/border.c:3", "c-format", "0"]),
        ("%d borders", "confirmed", ["src/border.c:3", "c-format", "1"]),
        ("%d borders", "confirmed", ["src/border.c:3", "c-format", "2"]),
        (
            "external border",
            "fuzzy",
            ["src/border.c:9", 'msgctxt "old"\nmsgid ""\n"outer "\n"border"'],
        ),
    ]


def form(number: int, source: str, target: str, *more: Property) -> TranslationUnit:
    return replace(
        unit("x", "y"),
        source_language="en",
        variants=(
            Variant(language="en", segment=Segment.of(source)),
            Variant(language="ru", segment=Segment.of(target)),
        ),
        properties=(*more, Property(type="x-po-plural-form", value=str(number))),
    )


def test_forms_that_do_not_belong_together_stay_apart() -> None:
    flag = Property(type="x-po-flag", value="c-format")
    units = [
        form(1, "days", "дней"),  # without what comes before it
        form(0, "day", "день"),
        form(1, "days", "дня", flag),
        form(0, "hour", "час"),
        form(0, "hours", "часов"),
    ]
    data, losses = write("po", units, **PAIR)
    assert losses == {"properties": 5}
    assert b"msgid_plural" not in data
    assert [item.variants for item in read("po", data).items] == [item.variants for item in units]


@pytest.mark.parametrize(("count", "said"), [(1, 3), (3, 3), (4, 4)])
def test_as_many_forms_as_the_language_or_the_file_has(count: int, said: int) -> None:
    units = [form(number, f"a{'s' * bool(number)}", f"а{number}") for number in range(count)]
    if count == 1:
        units.append(form(0, "as", "а0"))
    data, losses = write("po", units, **PAIR)
    assert losses == {}
    assert f"Plural-Forms: nplurals={said};" in data.decode()
    assert f"msgstr[{said - 1}]" in data.decode()
    assert f"msgstr[{said}]" not in data.decode()


def test_a_former_source_that_is_none_is_lost() -> None:
    odd = Property(type="x-po-previous", value='msgid "a"\nmsgid "b" c')
    units = [replace(form(0, "a", "б"), properties=(odd,))]
    data, losses = write("po", units, **PAIR)
    assert losses == {"properties": 1}
    assert b"#|" not in data


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            WORD,
            st.lists(LINE, min_size=2, max_size=4),
            st.lists(LINE, max_size=2),
            st.lists(WORD, max_size=2, unique=True),
            st.booleans(),
        ),
        max_size=3,
        unique_by=lambda entry: entry[0],
    )
)
def test_any_plural_comes_back(
    entries: list[tuple[str, list[str], list[str], list[str], bool]],
) -> None:
    units = [
        replace(
            form(number, f"{word}{'s' * bool(number)}", target),
            notes=tuple(Note(text=text) for text in notes),
            state=UnitState.FUZZY if is_fuzzy else UnitState.CONFIRMED,
            properties=(
                *(Property(type="x-po-reference", value=place) for place in places),
                Property(type="x-po-plural-form", value=str(number)),
            ),
        )
        for word, targets, notes, places, is_fuzzy in entries
        for number, target in enumerate(targets)
    ]
    data, losses = write("po", units, **PAIR)
    assert losses == {}
    outcome = read("po", data)
    assert (outcome.items, outcome.warnings) == (units, [])
