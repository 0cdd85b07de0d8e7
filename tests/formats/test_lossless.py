"""Files as other tools write them: read, written in the same format, read again."""

from dataclasses import replace
from typing import Any

import pytest
from formats.support import DATA, read, write

from iomgloss.model import AdministrativeStatus, UnitState

FILES: list[tuple[str, str, dict[str, Any], dict[str, int]]] = [
    ("tmx", "inline.tmx", {}, {}),
    ("tmx", "memoq.tmx", {}, {}),
    ("tmx", "omegat.tmx", {}, {}),
    ("tmx", "omegat-1.1.tmx", {}, {}),
    ("tmx", "trados.tmx", {}, {}),
    ("tmx", "weblate.tmx", {}, {}),
    ("xliff", "memoq.mqxliff", {"target_languages": ("en-GB",)}, {}),
    ("xliff", "memoq-rich.mqxliff", {"target_languages": ("en-GB",)}, {}),
    ("xliff", "trados.sdlxliff", {"source_language": "bg-BG", "target_languages": ("en-GB",)}, {}),
    ("xliff", "studio.sdlxliff", {"source_language": "bg-BG", "target_languages": ("en-US",)}, {}),
    ("xliff", "two.xlf", {"version": "2.1"}, {}),
    ("xliff", "rich-2.1.xlf", {"version": "2.1"}, {}),
    ("weblate", "memory.json", {"source_language": "en", "target_languages": ("bg",)}, {}),
    ("tbx", "microsoft.tbx", {}, {}),
    ("tbx", "min-2013.tbx", {}, {}),
    ("tbx", "v3-dca.tbx", {}, {}),
    ("tbx", "v3-dct.tbx", {}, {}),
]


@pytest.mark.parametrize(("name", "file", "options", "lost"), FILES, ids=[row[1] for row in FILES])
def test_a_file_comes_back(
    name: str, file: str, options: dict[str, Any], lost: dict[str, int]
) -> None:
    items = read(name, DATA / name / file).items
    data, losses = write(
        name,
        items,
        **{"source_language": "bg", "target_languages": ("en",)} | options
        if name != "tbx" and name != "tmx"
        else options,
    )
    assert losses == lost
    assert read(name, data).items == items
    assert items


def test_contexts_and_origins_of_trados() -> None:
    (unit,) = read("tmx", DATA / "tmx" / "trados.tmx").items
    assert [(item.type, item.value) for item in unit.properties] == [
        ("x-LastUsedBy", "PC\\ann"),
        ("x-Context", "-1234567890123456789, 987654321"),
        ("x-ContextContent", "Предишно | | Previous | "),
        ("x-Origin", "TM"),
        ("x-ConfirmationLevel", "ApprovedTranslation"),
        ("x-Client:SinglePicklist", "IOM"),
        ("x-Topic:MultiplePicklist", "press"),
        ("x-Topic:MultiplePicklist", "migration"),
    ]
    assert unit.provenance.usage_count == 2
    assert [variant.text for variant in unit.variants] == ["Виж тук и там", "See here and there"]
    assert [len(variant.segment.codes) for variant in unit.variants] == [4, 4]


def test_states_of_bilingual_files() -> None:
    def states(file: str) -> list[tuple[str | None, UnitState]]:
        return [(item.id, item.state) for item in read("xliff", DATA / "xliff" / file).items]

    confirmed, draft = UnitState.CONFIRMED, UnitState.DRAFT
    guid = "{0}{0}{0}{0}{0}{0}{0}{0}-2222-3333-4444-555555555555"
    assert states("studio.sdlxliff") == [
        (guid.format(1) + "-1", confirmed),
        (guid.format(1) + "-2", confirmed),
        (guid.format(2), draft),
    ]
    assert states("memoq-rich.mqxliff") == [
        ("1", confirmed),
        ("2", draft),
        ("3", draft),
        ("4", confirmed),
    ]
    assert states("rich-2.1.xlf") == [("u1", confirmed), ("u2", confirmed), ("u3", confirmed)]


def test_the_words_of_tbx_4() -> None:
    """usageStatus, creation, properNoun: read, and written as TBX-Basic of 2008 has them."""
    (concept,) = read("tbx", DATA / "tbx" / "v4-dca.tbx").items
    assert [(term.term, term.status, term.part_of_speech) for term in concept.terms("en")] == [
        ("Frontex", AdministrativeStatus.PREFERRED, "proper-noun"),
        ("border agency", AdministrativeStatus.ADMITTED, "noun"),
        ("border police", AdministrativeStatus.DEPRECATED, None),
    ]
    assert concept.extra == {"transactionType": {"text": "creation", "date": "2025-11-30"}}
    for version in ("2", "3"):
        data, losses = write("tbx", [concept], version=version)
        assert b"creation</transac>" not in data
        assert b">origination</transac>" in data
        assert losses == ({"proper nouns (written as nouns)": 1} if version == "3" else {})
        (back,) = read("tbx", data).items
        assert back.extra == concept.extra


KEPT = {
    "iate.tbx": {"imported data categories": 3},
    "termweb.tbx": {
        "imported data categories": 6,
        "forbidden status (written as deprecated)": 1,
    },
    "wild.tbx": {
        "imported data categories": 1,
        "forbidden status (written as deprecated)": 1,
    },
}


@pytest.mark.parametrize("style", [None, "dca", "dct"])
@pytest.mark.parametrize("file", KEPT)
def test_what_tbx_basic_cannot_hold_is_kept_beside(file: str, style: str | None) -> None:
    """In processing instructions, which are valid everywhere: other tools pass over them, so it is
    a loss to them, and counted."""
    items = read("tbx", DATA / "tbx" / file).items
    data, losses = write("tbx", items, style=style)
    assert losses == KEPT[file]
    assert read("tbx", data).items == items
    assert data.count(b"<?iomgloss {") == {"iate.tbx": 3, "termweb.tbx": 2, "wild.tbx": 1}[file]


def test_what_somebody_changed_counts_for_more() -> None:
    """A date that TBX has no form for is kept beside; then a tool says something else."""
    data = write("tbx", read("tbx", DATA / "tbx" / "termweb.tbx").items)[0]
    other = data.replace(b">origination<", b">modification<")
    outcome = read("tbx", other)
    assert outcome.items[0].extra["transactionType"] == {
        "text": "modification",
        "responsibility": "ann",
    }
    assert outcome.items[0].extra["Domain"] == "storage"
    assert [text for text in outcome.warnings if "changed" in text] == [
        "file:15: transactionType was changed since it was exported; "
        "what was kept of it is left out"
    ]


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": "\\ud800"}', "[" * 100_000])
def test_an_instruction_that_is_not_ours(text: str) -> None:
    data = write("tbx", read("tbx", DATA / "tbx" / "iate.tbx").items)[0]
    start, end = data.index(b"<?iomgloss "), data.index(b"?>", data.index(b"<?iomgloss "))
    outcome = read("tbx", data[:start] + b"<?iomgloss " + text.encode() + data[end:])
    assert len(outcome.items) == 1
    assert any("is not as it was written" in warning for warning in outcome.warnings)


@pytest.mark.parametrize("value", ["a ?> b", "<x>&", "\x85", "\ufffe", {"text": "a", "b": ["?>"]}])
def test_any_value_can_be_kept(value: Any) -> None:
    concept = read("tbx", DATA / "tbx" / "microsoft.tbx").items[0]
    concept = replace(concept, extra={"Own category": value, "languages": {"fr": {"x": value}}})
    data, losses = write("tbx", [concept])
    assert losses == {"imported data categories": 2}
    assert read("tbx", data).items == [concept]
