"""The segments of a document: cut block by block, each with its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iomgloss.model import Block, BlockKind, Run
from iomgloss.segmentation import BlockSegment, segments, segments_of


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **more: int) -> Block:
    return Block(text=text, kind=kind, runs=(Run(0, len(text), 0, len(text), 1, 1),), **more)


def texts(found: list[BlockSegment]) -> list[str]:
    return [segment.span.text for segment in found]


def test_a_line_break_made_on_purpose_ends_a_segment_unless_the_sentence_goes_on() -> None:
    lines = "ул. Граф Игнатиев 5\nСофия 1000\nтел. 02,\nФакс 03\nкрай. Друго."
    assert texts(list(segments_of([block(lines)], "bg"))) == [
        "ул. Граф Игнатиев 5",
        "София 1000\nтел. 02,\nФакс 03\nкрай.",
        "Друго.",
    ]


def test_preformatted_text_is_cut_as_plain_text_and_code_not_at_all() -> None:
    text = "Първи ред, който е дълъг\nи свършва.\n\n• Едно\n• Две"
    kinds = (BlockKind.PREFORMATTED, BlockKind.CODE)
    found = list(segments_of([block(text, kind) for kind in kinds], "bg"))
    assert [segment.span for segment in found] == list(segments(text, "bg"))


def test_no_segment_crosses_a_block() -> None:
    found = list(segments_of([block("От 2016"), block("г. МОМ е тук.")], "bg"))
    assert texts(found) == ["От 2016", "г. МОМ е тук."]


def test_the_language_is_that_of_the_paragraph_else_of_the_document() -> None:
    blocks = [
        block("Това е първото изречение, което се чете.", paragraph=1),
        block("мисия", paragraph=1),
        block("The second one is in English, as you see.", paragraph=2),
        block("OK 1", paragraph=3),
        block("мисия", paragraph=4),
        block("Още едно изречение, за да се знае кой е езикът.", paragraph=5),
    ]
    found = segments_of(blocks, among=("bg", "ru", "en"))
    assert [segment.language for segment in found] == ["bg", "bg", "en", "en", "bg", "bg"]
    short = segments_of(blocks[4:5], among=("bg", "ru"))
    assert [segment.language for segment in short] == ["und"]


PIECES = st.sampled_from(["От 2016 г. МОМ", " ", "\n", "Край.", "дума,", "• ", "? ", "A.", "\n\n"])


@given(st.lists(st.lists(PIECES, min_size=1).map("".join).filter(str.strip), max_size=4))
def test_every_character_is_in_one_segment(written: list[str]) -> None:
    blocks = [block(text.strip()) for text in written]
    found = list(segments_of(blocks, "bg"))
    for each in blocks:
        spans = [segment.span for segment in found if segment.block is each]
        assert all(each.text[span.start : span.end] == span.text for span in spans)
        assert "".join("".join(span.text.split()) for span in spans) == "".join(each.text.split())
        places = [place for span in spans for place in (span.start, span.end)]
        assert places == sorted(places)
