"""TMX by example."""

from formats.support import DATA, read, unit, write

from iomgloss.model import (
    InlineCode,
    Note,
    Property,
    Provenance,
    Segment,
    TranslationUnit,
    Variant,
)


def _segment(verb: str, noun: str, adverb: str) -> Segment:
    return Segment(
        (
            f"{verb} ",
            InlineCode(kind="bpt", attributes=(("i", "1"), ("x", "1")), content=("<b>",)),
            noun,
            InlineCode(kind="ept", attributes=(("i", "1"),), content=("</b>",)),
            " ",
            InlineCode(kind="hi", attributes=(("type", "x"),), content=(adverb,)),
            InlineCode(kind="ph", attributes=(("x", "2"),)),
            ".",
        )
    )


INLINE = TranslationUnit(
    id="1",
    variants=(
        Variant(
            language="bg",
            segment=_segment("Натиснете", "Старт", "сега"),
            provenance=Provenance(created="20180326T080000Z"),
        ),
        Variant(language="en-GB", segment=_segment("Press", "Start", "now")),
    ),
    source_language="bg",
    provenance=Provenance(changed="20180327T120000Z", changed_by="mira", usage_count=3),
    properties=(Property(type="x-project", value="press"),),
    notes=(Note(text="seen twice"),),
)


def test_inline_codes() -> None:
    outcome = read("tmx", DATA / "tmx" / "inline.tmx")
    assert outcome == ([INLINE], [], [])
    assert [variant.text for variant in outcome.items[0].variants] == [
        "Натиснете Старт сега.",
        "Press Start now.",
    ]


def test_what_omegat_saves() -> None:
    assert read("tmx", DATA / "tmx" / "omegat-1.1.tmx") == (
        [
            TranslationUnit(
                variants=(
                    Variant(language="ru-RU", segment=Segment.of("торговля людьми")),
                    Variant(language="en-US", segment=Segment.of("trafficking in human beings")),
                ),
                source_language="ru-RU",
            )
        ],
        [
            "file:7: lang stands for xml:lang",
            "file:8: lang stands for xml:lang",
            "file:11: lang stands for xml:lang",
        ],
        [(10, "a variant without a language")],
    )


def test_source_first_and_what_was_asked_for() -> None:
    data, _ = write("tmx", [unit("едно", "one")], source_language="en", target_languages=("bg",))
    assert data.decode() == (
        """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="iomgloss" creationtoolversion="" segtype="sentence" o-tmf="iomgloss" """
        """adminlang="en" srclang="en" datatype="plaintext"/>
  <body>
    <tu srclang="bg">
      <tuv xml:lang="en">
        <seg>one</seg>
      </tuv>
      <tuv xml:lang="bg">
        <seg>едно</seg>
      </tuv>
    </tu>
  </body>
</tmx>
"""
    )


def test_tags_in_the_wild_are_normalised_and_come_back() -> None:
    """As they were, where any tool takes them for tags; else beside, for whoever needs them."""
    tags = {"EN-US": "en-US", "bg_BG": "bg-BG", "RU-01": "ru", "English": "en"}
    units = "".join(
        f'<tu><tuv xml:lang="{tag}"><seg>a</seg></tuv><tuv xml:lang="az"><seg>b</seg></tuv></tu>'
        for tag in tags
    )
    head = '<tmx version="1.4"><header srclang="*all*"/><body>'
    found = read("tmx", f"{head}{units}</body></tmx>".encode()).items
    assert [item.variants[0].language for item in found] == list(tags.values())
    assert [item.variants[0].tag for item in found] == list(tags)
    assert [item.variants[1].tag for item in found] == [None] * 4
    assert [item.source_language for item in found] == [None] * 4
    data, _ = write("tmx", found)
    assert data.decode().count("<prop") == 3
    assert 'xml:lang="EN-US"' in data.decode()
    assert '<tuv xml:lang="bg-BG">\n        <prop type="x-iomgloss-tag">bg_BG<' in data.decode()
    again = read("tmx", data).items
    assert [item.variants[0].tag for item in again] == list(tags)
    assert [item.variants[0].language for item in again] == list(tags.values())


def test_any_language_may_be_the_source_of_a_unit() -> None:
    units = '<tu srclang="*all*"><tuv xml:lang="bg"><seg>a</seg></tuv></tu>'
    head = '<tmx version="1.4"><header srclang="bg"/><body>'
    (found,) = read("tmx", f"{head}{units}</body></tmx>".encode()).items
    assert found.source_language is None
