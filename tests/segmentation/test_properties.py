"""What holds for every text: nothing is lost, order, no white space at the ends, linear time."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iomgloss.segmentation import paragraphs, segments

LANGUAGES = ("bg", "ru", "en", "az", "uz", "und", "de-CH", "uz-Cyrl", "")
PIECES = (
    'г. Иван The . ... … ? ! " „ “ « » ( ) [ ] — - • 1. 2016 а) т.е. и др. A. II ООН \n \n\n \t '
    "。 “！” www.iom.int info@iom.int 3.5 </b> <b> &quot; [1] ¹ Mr. No. 5 км. "
    "\f \u2029 \r\n \x1c \u200b"
).split(" ")
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from([*PIECES, " "])).map("".join))


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_every_character_is_in_one_segment(text: str, language: str) -> None:
    end = 0
    for span in segments(text, language):
        assert not text[end : span.start].strip()
        assert end <= span.start < span.end
        assert span.text == text[span.start : span.end] == span.text.strip()
        end = span.end
    assert not text[end:].strip()


@given(TEXTS)
def test_paragraphs_hold_all_that_is_not_blank(text: str) -> None:
    end = 0
    for start, stop in paragraphs(text):
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop].strip()
        end = stop
    assert not text[end:].strip()


@example("0\r•", "", "bg")
@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES))
def test_paragraphs_do_not_know_each_other(first: str, second: str, language: str) -> None:
    found = [span.text for span in segments(f"{first}\n\n{second}", language)]
    assert found == [span.text for text in (first, second) for span in segments(text, language)]


SENTENCES = st.lists(st.sampled_from("Той дойде 5 в 2016 и т.н г. МОМ е тук".split()), min_size=1)


@given(SENTENCES.map(lambda words: " ".join(words) + "."), st.sampled_from(["bg", "ru", "und"]))
def test_a_segment_stays_whole(text: str, language: str) -> None:
    for span in segments(text, language):
        alone = [each.text for each in segments(span.text, language)]
        assert "".join(alone).replace(" ", "") == span.text.replace(" ", "")
        if not re.search(r"\d|г\.", span.text):  # whose reading depends on where a sentence begins
            assert alone == [span.text]


HOSTILE = [
    ".", ". ", "?!", "A", "A. ", "А.", "\"", "\" ", ".\"", ". \"", "(", ".(", ".) ", "(.", "(A.) ",
    "„", "« ", "? » ", " ", "\n", "\n\n", " \n", "• ", "- ", "1. ", "1.1", "г. ", "2016 г. ", "a.b",
    "т.", "т. ", "…", "… ", "。", "<b", "<b>", ".<b> ", "&quot;", ".&quot;", "[1]", ".[1",
    "-", ".— ",
    "IV", "В. ", "No. ", "А? ", "А?» ", "\u00a0", ".\u00a0", "а\n", "A\n", "A b. ", "0", "0,",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_hostile_texts_come_to_an_end(piece: str) -> None:
    """A rule that goes back over the text for every mark would take hours for these."""
    text = "Той А " + piece * (100_000 // len(piece))
    found = "".join(span.text for span in segments(text, "bg"))
    assert "".join(found.split()) == "".join(text.split())
