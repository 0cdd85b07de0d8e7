"""JSON: ours, and Weblate's memory."""

import io
import json
from datetime import date
from typing import Any

import pytest
from formats.support import concept, read, unit, write

from iomgloss.errors import FormatError
from iomgloss.formats.base import Log, Source
from iomgloss.formats.json_items import elements
from iomgloss.model import (
    InlineCode,
    Property,
    Segment,
    TermSection,
    TranslationUnit,
    UnitState,
    Variant,
)

PAIR: dict[str, Any] = {"source_language": "bg", "target_languages": ("en",)}


# ------------------------------------------------------------------- the stream


def found(text: str) -> list[Any]:
    source = Source(stream=io.BytesIO(text.encode()), file="file", log=Log("file"))
    return list(elements(source))


def test_elements() -> None:
    assert found(' [1, {"a": [2]},\n"x\\n",\n\n[ ], -2.5e3]\n') == [
        ("", 1, 1),
        ("", 1, {"a": [2]}),
        ("", 2, "x\n"),
        ("", 4, []),
        ("", 4, -2500.0),
    ]
    assert found('{"a": 12,\n"b": [3,\n4], "c": {}}') == [
        ("a", 1, 12),
        ("b", 2, 3),
        ("b", 3, 4),
        ("c", 3, {}),
    ]
    assert found("[]") == found("{}") == []


def test_large_items_are_read_in_pieces() -> None:
    items = ["я" * 300_000, 123456789, {"a" * 70_000: [None, True] * 30_000}]
    assert [value for *_, value in found(json.dumps(items))] == items
    assert [value for *_, value in found(json.dumps(items, ensure_ascii=False))] == items


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("5", "1:2", "a list or an object was expected"),
        ("[1\n,2", "2:3", "ends too early"),
        ("[1,\n 2 3]", "2:5", "a comma or ] was expected"),
        ("[1]\n[2]", "2:1", "something follows the end"),
        ('{"a" 1}', "1:7", "a colon was expected"),
        ('{"a": 1, "a": 2}', "1:13", "the key 'a' stands twice"),
        ("{1: 2}", "1:3", "a key was expected"),
        ("[nan]", "1:2", "expecting value"),
        ("[NaN]", "1:2", "NaN is no JSON"),
        ("[\n'a']", "2:1", "expecting value"),
        ('["a\nb"]', "1:4", "invalid control character"),
        ("[" + "[" * 200_000 + "]", "1:2", "nested too deep|expecting value|ends"),
        ("[" + "9" * 5000 + "]", "1:2", "Exceeds the limit"),
    ],
)
def test_faults(text: str, place: str, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        found(text)
    if "deep" not in message:
        assert str(caught.value.location) == f"file:{place}"


# ------------------------------------------------------------------------- ours


def test_layout() -> None:
    code = InlineCode(kind="ph", attributes=(("x", "1"),), content=("<br>",))
    bold = TranslationUnit(
        id="u",
        variants=(
            Variant(language="bg", segment=Segment(("а", code))),
            Variant(language="en", segment=Segment.of('"a"')),
        ),
        state=UnitState.DRAFT,
    )
    assert write("json", [bold], kind="memory")[0].decode() == (
        '{\n"iomgloss": 1,\n"units": [\n'
        '{"id": "u", "variants": [{"language": "bg", "segment": ["а", {"kind": "ph", '
        '"attributes": [["x", "1"]], "content": ["<br>"]}]}, '
        '{"language": "en", "segment": "\\"a\\""}], "state": "draft"}\n]\n}\n'
    )
    assert write("json", [])[0] == b'{\n"iomgloss": 1,\n"concepts": [\n]\n}\n'
    assert read("json", write("json", [])[0]) == ([], [], [])


def test_reformatted_and_both_kinds() -> None:
    value = json.loads(write("json", [concept("a")])[0])
    value |= json.loads(write("json", [unit("едно", "one")], kind="memory")[0])
    value["more"] = 1
    text = json.dumps(value, indent=4)
    line = text[: text.index('"more"')].count("\n") + 1
    outcome = read("json", text.encode("utf-16"))
    assert outcome == (
        [concept("a"), unit("едно", "one")],
        [f"file:{line}: 'more' is unknown; left out"],
        [],
    )


def test_only_the_languages_asked_for() -> None:
    items = [concept("a"), unit("едно", "one")]
    data = write("json", items, target_languages=("en",))[0]
    assert [item.language for item in read("json", data).items[0].languages] == ["en"]
    data = write("json", items, target_languages=("en",), kind="memory")[0]
    assert [item.language for item in read("json", data).items[0].variants] == ["en"]
    assert write("json", items, target_languages=("uz",))[0] == write("json", [])[0]


def test_what_json_has_no_type_for() -> None:
    odd = concept("a", extra={"day": date(2020, 1, 2), "many": [float("inf")]})
    data, losses = write("json", [odd])
    assert read("json", data).items[0].extra == {"day": "2020-01-02", "many": ["inf"]}
    assert losses == {"types of imported values (written as text)": 2}


TERM = '"languages": [{"language": "BG", "terms": [{"term": "а"}]}]'
VARIANTS = '"variants": [{"language": "bg", "segment": "а"}]'


@pytest.mark.parametrize(
    ("key", "item", "reason"),
    [
        ("concepts", "5", "the item is no object"),
        ("concepts", "{" + TERM + "}", "the item has no id"),
        ("concepts", '{"id": "a"}', "the item has no languages"),
        ("concepts", '{"id": "a", "languages": []}', "the concept has no term"),
        ("concepts", '{"id": " ", ' + TERM + "}", "a blank id"),
        ("concepts", '{"id": 5, ' + TERM + "}", "id is no text"),
        ("concepts", '{"id": "a", "broader": "b", ' + TERM + "}", "broader is no list"),
        ("concepts", '{"id": "a", "extra": [], ' + TERM + "}", "extra is no object"),
        ("concepts", '{"id": "a", "note": "\\ud800", ' + TERM + "}", "note is no text"),
        (
            "concepts",
            '{"id": "a", "extra": {"a": ["\\u0000"]}, ' + TERM + "}",
            "extra has a character that no text may have",
        ),
        (
            "concepts",
            '{"id": "a", "languages": [{"language": "bg", "terms": [{"term": " "}]}]}',
            "a blank term, or none, in bg",
        ),
        (
            "concepts",
            '{"id": "a", "languages": [{"language": "?", "terms": [{"term": "а"}]}]}',
            "'?' is not a well-formed language tag",
        ),
        ("units", '{"variants": []}', "the unit has no variant"),
        ("units", '{"position": true, ' + VARIANTS + "}", "position is no number"),
        (
            "units",
            '{"state": "good", ' + VARIANTS + "}",
            "state: 'good' is none of confirmed, draft, fuzzy",
        ),
        (
            "units",
            '{"attributes": [["a"]], ' + VARIANTS + "}",
            "attributes[0] has 1 items, not 2",
        ),
        (
            "units",
            '{"variants": [{"language": "bg", "segment": [{"kind": 1}]}]}',
            "variants[0].segment[0].kind is no text",
        ),
        (
            "units",
            '{"variants": [{"language": "bg", "segment": [[]]}]}',
            "variants[0].segment[0] is neither text nor a code",
        ),
    ],
)
def test_rejected(key: str, item: str, reason: str) -> None:
    outcome = read("json", f'{{"iomgloss": 1, "{key}":\n[{item}]}}'.encode())
    assert outcome == ([], [], [(2, reason)])


def test_deep_segments() -> None:
    item = '[{"kind": "sub", "content": ' * 400 + "[]" + "}]" * 400
    text = (
        f'{{"iomgloss": 1, "units": [{{"variants": [{{"language": "bg", "segment": {item}}}]}}]}}'
    )
    assert read("json", text.encode()).rejected == [(1, "nested too deep")]


def test_repaired() -> None:
    text = (
        '{"iomgloss": 1, "concepts": [{"id": "a", "colour": 1, "languages": ['
        '{"language": "en_gb", "terms": [{"term": "a", "gender": "strong", "x": 1}]},'
        '{"language": "BG", "terms": [{"term": "а"}]}]}],'
        '"units": [{"variants": [{"language": "bg", "segment": ["а", "", "б"]}]}]}'
    )
    outcome = read("json", text.encode())
    one, two = outcome.items
    assert [(section.language, section.terms) for section in one.languages] == [
        ("bg", (TermSection(term="а"),)),
        ("en-GB", (TermSection(term="a", extra={"gender": "strong"}),)),
    ]
    assert two.variants[0].segment == Segment.of("аб")
    assert outcome.warnings == [
        "file:1: 'strong' is no gender; kept aside",
        "file:1: 'colour' is unknown; left out",
        "file:1: 'languages[0].terms[0].x' is unknown; left out",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "this is JSON, but not ours"),
        ("{}", "this is JSON, but not ours"),
        ('{"a": 1}', "this is JSON, but not ours"),
        ('{"iomgloss": 2}', "version 2 of the layout is unknown"),
    ],
)
def test_not_ours(text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        read("json", text.encode())


# -------------------------------------------------------------------- Weblate's

MEMORY = """[
 {"source": "едно", "source_language": "bg_BG", "target": "one", "target_language": "en",
  "origin": "project/component", "category": 10000001, "context": "key", "status": 0},
 {"source": "две", "source_language": "bg", "target": "two", "target_language": "en",
  "origin": "", "category": 1, "colour": [1]}
]
"""


def test_weblate() -> None:
    outcome = read("weblate", MEMORY.encode())
    first, second = outcome.items
    assert (first.source_language, first.document) == ("bg-BG", "project/component")
    assert first.state is UnitState.DRAFT
    assert first.properties == (
        Property(type="x-weblate-context", value="key"),
        Property(type="x-weblate-category", value="10000001"),
        Property(type="x-weblate-status", value="0"),
    )
    assert second == unit(
        "две", "two", properties=(Property(type="x-weblate-colour", value="[1]"),)
    )
    assert outcome.warnings == ["file:4: 'colour' is unknown; kept"]
    data, losses = write("weblate", outcome.items)
    wanted = json.loads(MEMORY)
    del wanted[1]["colour"]
    assert json.loads(data) == wanted
    assert losses == {"properties": 1}


def test_weblate_rejects() -> None:
    entry = {"source": "а", "source_language": "bg", "target": "a", "target_language": "en"}
    changes: list[Any] = [
        {"source": ""},
        {"target": " "},
        {"target": 5},
        {"target_language": "?"},
        {"source_language": None},
        {"origin": "\ud800"},
        {"category": "x"},
    ]
    text = ",\n".join(json.dumps(entry | change) for change in changes)
    outcome = read("weblate", f"[{text},\n7]".encode())
    assert outcome.rejected == [
        (1, "no text"),
        (2, "no translation"),
        (3, "target is no text"),
        (4, "target_language '?' is no language tag"),
        (5, "source_language None is no language tag"),
        (6, "origin is no text"),
        (8, "the entry is no object"),
    ]
    assert outcome.items == [unit("а", "a")]
    assert outcome.warnings == ["file:7: category 'x' is no number; left out"]


def test_weblate_writes_what_its_schema_has() -> None:
    code = InlineCode(kind="ph", content=("<br>",))
    three = TranslationUnit(
        id="u",
        variants=(
            Variant(language="en-GB", segment=Segment(("one", code))),
            Variant(language="bg", segment=Segment.of("едно")),
            Variant(language="ru", segment=Segment.of("один")),
        ),
        source_language="bg",
        document="d",
    )
    data, losses = write("weblate", [three, unit("а", "a", state=UnitState.FUZZY), unit("б", " ")])
    both = {"source": "едно", "source_language": "bg", "origin": "d", "category": 1}
    assert json.loads(data) == [
        both | {"target": "one", "target_language": "en_GB"},
        both | {"target": "один", "target_language": "ru"},
    ]
    assert losses == {
        "inline codes": 1,
        "unit ids": 1,
        "units that nobody confirmed; --unconfirmed takes them": 1,
        "units without text in two languages": 1,
    }
    assert write("weblate", [])[0] == b"[]\n"
    assert read("weblate", b"[]\n") == ([], [], [])


def test_not_weblate() -> None:
    with pytest.raises(FormatError, match="not a memory of Weblate"):
        read("weblate", b'{"iomgloss": 1}')
