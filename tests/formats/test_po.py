"""PO by example."""

from typing import Any

import pytest
from formats.support import DATA, concept, read, unit, write

from iomgloss.errors import FormatError, UsageError
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Definition,
    LanguageSection,
    Note,
    ProcessStatus,
    Property,
    Segment,
    TermSection,
    TranslationUnit,
    UnitState,
    Variant,
)

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"X-Source-Language: bg\\n"\n\n'
PAIR: dict[str, Any] = {"source_language": "bg", "target_languages": ("en",)}


def russian(source: str, target: str, *properties: tuple[str, str], **more: Any) -> Any:
    return TranslationUnit(
        variants=(
            Variant(language="en", segment=Segment.of(source)),
            Variant(language="ru-RU", segment=Segment.of(target)),
        ),
        source_language="en",
        properties=tuple(Property(type=f"x-po-{name}", value=value) for name, value in properties),
        **more,
    )


def test_a_real_catalogue() -> None:
    assert read("po", DATA / "po" / "django.po") == (
        [
            russian(
                "Open",
                "Открыть",
                ("msgctxt", "menu"),
                ("reference", "app/views.py:12"),
                ("reference", "app/forms.py:7"),
                ("flag", "c-format"),
                notes=(Note(text="For the menu."), Note(text="Translators: a button")),
            ),
            russian(
                "external border",
                'внешняя "граница"\n',
                ("previous", 'msgid "border"'),
                state=UnitState.FUZZY,
            ),
            russian(
                "%d migrant", "%d мигрант", ("reference", "app/models.py:3"), ("plural-form", "0")
            ),
            russian(
                "%d migrants",
                "%d мигранта",
                ("reference", "app/models.py:3"),
                ("plural-form", "1"),
            ),
        ],
        ["file:34: 1 obsolete entry (#~) left out"],
        [(25, "no translation of plural form 2"), (31, "no translation")],
    )


def test_charset_of_the_header() -> None:
    outcome = read("po", DATA / "po" / "cp1251.po", source_language="en")
    assert [variant.text for variant in outcome.items[0].variants] == ["relocation", "релокация"]


def test_one_plural_form_serves_both() -> None:
    data = HEADER + 'msgid "ден"\nmsgid_plural "дни"\nmsgstr[0] "day"\n'
    found = read("po", data.encode()).items
    assert [[variant.text for variant in item.variants] for item in found] == [
        ["ден", "day"],
        ["дни", "day"],
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('msgid "а"\nmsgstr "Запис\n', 7, "a string that is not closed"),
        ('msgid "а"\nmsgstr "b"c"\n', 7, "a quote inside one"),
        ('msgid "а"\n', 6, "cut off"),
        ('msgid "а"\nmsgid "b"\n', 7, "a second msgid before a msgstr"),
        ('msgstr "b"\n', 6, "a second translation"),
        ('msgid "а"\nmsgstr "b"\nmsgstr "c"\n', 8, "a second translation"),
        ('msgid "а"\nmsgstr[0] "b"\n', 7, "go together"),
        ('"lost"\n', 6, "belongs to nothing"),
        ('msgid "a"\nmsgstr "\\q"\n', 7, r"the escape \\q is unknown"),
        ("Hello\n", 6, "a line that PO does not know"),
    ],
)
def test_faults(text: str, line: int, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        read("po", (HEADER + text).encode())
    assert caught.value.location is not None
    assert caught.value.location.line == line
    assert caught.value.hint


def test_languages() -> None:
    bare = b'msgid "a"\nmsgstr "b"\n'
    with pytest.raises(FormatError, match="does not name the source language") as caught:
        read("po", bare)
    assert "-s" in (caught.value.hint or "")
    with pytest.raises(FormatError, match="does not name the target language"):
        read("po", bare, source_language="bg")
    with pytest.raises(FormatError, match="both bg"):
        read("po", bare, source_language="bg", target_languages=("bg",))
    outcome = read("po", bare, source_language="bg", target_languages=("en",))
    assert outcome == ([unit("a", "b")], ["file:1: the file has no PO header"], [])
    outcome = read("po", HEADER.encode(), source_language="ru", target_languages=("en",))
    assert outcome.warnings == ["file:1: the header names bg as source, not ru"]


@pytest.mark.parametrize(
    ("value", "tag"), [("sr@latin", "sr-Latn"), ("bg_BG.UTF-8", "bg-BG"), ("pt_BR", "pt-BR")]
)
def test_language_of_the_header(value: str, tag: str) -> None:
    data = HEADER.replace("Language: en", f"Language: {value}", 1) + 'msgid "а"\nmsgstr "b"\n'
    assert read("po", data.encode()).items[0].variants[1].language == tag


def test_marks_and_repetitions_are_said() -> None:
    data = b"\xef\xbb\xbf" + (HEADER + 'msgid "а"\nmsgstr "b"\n' * 2).encode()[:-1]
    outcome = read("po", data)
    assert [variant.text for variant in outcome.items[1].variants] == ["а", "b"]
    assert outcome.warnings == [
        "file:1: a PO file has no byte order mark",
        "file:9: the last line has no end; was the file cut off?",
        "file:8: the entry stands twice in the file",
    ]


def test_the_pair_must_be_named() -> None:
    for options in ({}, {"source_language": "bg"}, {**PAIR, "target_languages": ("en", "ru")}):
        with pytest.raises(UsageError) as caught:
            write("po", [], **options)
        assert "-s bg -t en" in (caught.value.hint or "")


def test_written_memory() -> None:
    items = [
        unit("едно", "one", document="a b", position=2, state=UnitState.DRAFT),
        unit("две\nтри", "two\nthree", notes=(Note(text="x"),), properties=properties("note")),
        unit("", "nothing"),
    ]
    data, losses = write("po", items, **PAIR, tool_version="1")
    assert data.decode() == (
        r"""msgid ""
msgstr ""
"Project-Id-Version: iomgloss\n"
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Source-Language: bg\n"
"X-Generator: iomgloss 1\n"

"""
        "#: \u2068a b\u2069:2\n"
        r"""#, fuzzy
msgid "едно"
msgstr "one"

# x
msgctxt "note"
msgid ""
"две\n"
"три"
msgstr ""
"two\n"
"three"
"""
    )
    assert losses == {
        "draft state (written as fuzzy)": 1,
        "units without text in both languages": 1,
    }


def properties(context: str) -> tuple[Property, ...]:
    return (Property(type="x-po-msgctxt", value=context),)


def test_terms_there_and_back() -> None:
    status = AdministrativeStatus
    written = concept(
        "smuggling",
        note="a\nb",
        definitions=(Definition(language="bg", text="дефиниция"),),
        languages=(
            LanguageSection(
                language="bg",
                terms=(
                    TermSection(term="каналджийство", status=status.PREFERRED),
                    TermSection(term="трафик", status=status.DEPRECATED),
                    TermSection(term="контрабанда", process_status=ProcessStatus.PROPOSED),
                ),
            ),
            LanguageSection(
                language="en",
                terms=(
                    TermSection(term="trafficking", status=status.FORBIDDEN),
                    TermSection(term="smuggling", status=status.PREFERRED),
                ),
            ),
        ),
    )
    lone = Concept(id="lone", languages=written.languages[:1])
    data, losses = write("po", [written, lone], **PAIR, kind="terms")
    assert losses == {
        "concepts without a usable term in both languages": 1,
        "deprecated terms": 1,
        "other target terms": 1,
    }
    expected = Concept(
        id="smuggling",
        note="a\nb",
        definitions=written.definitions,
        languages=(
            LanguageSection(
                language="bg",
                terms=(written.languages[0].terms[0], written.languages[0].terms[2]),
            ),
            LanguageSection(language="en", terms=(written.languages[1].terms[1],)),
        ),
    )
    assert read("po", data) == ([expected], [], [])


def test_any_catalogue_can_be_read_as_terms() -> None:
    data = HEADER + '#. verb\nmsgid "Отвори"\nmsgstr "Open it"\n'
    preferred = AdministrativeStatus.PREFERRED
    assert read("po", data.encode(), kind="terms").items == [
        Concept(
            id="open-it",
            note="verb",
            languages=(
                LanguageSection(
                    language="bg", terms=(TermSection(term="Отвори", status=preferred),)
                ),
                LanguageSection(
                    language="en", terms=(TermSection(term="Open it", status=preferred),)
                ),
            ),
        )
    ]


def test_numbers_of_escapes_are_bytes_of_the_charset() -> None:
    """As gettext takes them; a keyword may stand on a line of its own."""
    data = HEADER + 'msgid "A\\tB"\nmsgstr\n"caf\\303\\251 \\x41"\n"!"\n'
    found = read("po", data.encode()).items
    assert [variant.text for variant in found[0].variants] == ["A\tB", "café A!"]
    for escape, message in (("\\303", r"\\303 is not valid utf-8"), ("\\0", "a NUL character")):
        with pytest.raises(FormatError, match=message):
            read("po", (HEADER + f'msgid "a"\nmsgstr "b{escape}"\n').encode())


def test_no_text_is_endless() -> None:
    """Neither in one line, nor in many."""
    line = '"' + "x" * 999_999 + '"\n'
    for text in ('"' + "x" * 10_000_001 + '"\n', line * 11):
        with pytest.raises(FormatError, match="more than 10,000,000 characters"):
            read("po", (HEADER + f'msgid "a"\nmsgstr {text}').encode())
