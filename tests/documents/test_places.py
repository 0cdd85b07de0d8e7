"""Texts made at random: each character is found where it is said to stand, and what is read is what
slower, obvious readers see."""

from __future__ import annotations

import re

import lxml.html
import pytest
from documents.support import read
from documents.test_contract import assert_placed, assert_tiled
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from iomgloss.errors import FormatError
from iomgloss.model import Block, BlockKind, Run

WORDS = st.sampled_from("трафик на хора МОМ a b 1 — © 𝄞 й".split())
TAGS = [
    *"<p> </p> <b> </b> <br> <h2> </h2> <ul><li> <li> </ul> <table><tr><td> <td> <tr><td>".split(),
    *"</table> &amp; &nbsp; &#1090; &bogus; &lt <!--x--> <pre> </pre> <script>x<y</script>".split(),
    *("<i title='т'>", "</div>", "<div hidden>x</div>", '<img alt="a &amp;\n b">', "< 5"),
    *("\n", "\n\n", " \t", " "),
]
SIGNS = [
    *"* ** _ __ ~~ ` `` [a](b) [ ] ![c*d*](e) \\* \\ &amp; &bogus; < > # | ~ <b> <br>".split(),
    *("<http://a.b>", "a@b.c", " ", "  ", "\n", "\n\n", "  \n", "\\\n", "\r\n", "\n===\n"),
    *("\n> ", "\n- ", "\n1. ", "\n# ", "\n    ", "\n\t", "\n```\n", "\n|a|b|\n|-|-|\n|"),
    "\n\n<p>x &lt;\n</p>\n\n",
]
BREAKS = [" ", "\n", "\n\n", "\r\n", "\t", "\n• ", "\f"]
HTML, MARKDOWN, TEXT = (
    st.lists(WORDS | st.sampled_from(pieces), max_size=25).map("".join)
    for pieces in (TAGS, SIGNS, BREAKS)
)


@pytest.mark.parametrize("name", ["txt", "md", "html"])
@given(st.data())
def test_every_character_stands_where_it_is_said_to(name: str, data: st.DataObject) -> None:
    source = data.draw({"txt": TEXT, "md": MARKDOWN, "html": HTML}[name])
    try:
        blocks = read(name, source.encode(), is_pipe=True).blocks
    except FormatError:
        assert name == "html"
        return
    for block in blocks:
        assert_tiled(block)
        assert_placed(block, source)


@given(TEXT)
def test_plain_text_is_read_whole(source: str) -> None:
    blocks = read("txt", source.encode(), is_pipe=True).blocks
    assert "".join("".join(block.text.split()) for block in blocks) == "".join(source.split())


@given(HTML)
def test_a_tree_of_the_page_has_the_same_text(source: str) -> None:
    try:
        blocks = read("html", source.encode(), is_pipe=True).blocks
    except FormatError:
        return
    if not source.strip() or ("<" in source.replace("<", "", 1) and "< 5" in source):
        return  # lxml drops what a browser would show
    tree = lxml.html.fromstring(f"<div>{source}</div>")
    for hidden in tree.xpath("//script | //*[@hidden]"):
        hidden.drop_tree()
    text = "".join(block.text for block in blocks if block.kind is not BlockKind.ATTRIBUTE)
    assert "".join(text.split()) == "".join(tree.text_content().split())


@given(MARKDOWN)
def test_rendered_markdown_has_the_same_text(source: str) -> None:
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source)
    page = read("html", rendered.encode(), is_pipe=True).blocks

    def kept(blocks: list[Block]) -> list[str]:
        kinds = [BlockKind.ATTRIBUTE, BlockKind.CODE]
        return ["".join(block.text.split()) for block in blocks if block.kind not in kinds]

    assert kept(read("md", source.encode(), is_pipe=True).blocks) == kept(page)


def test_what_a_block_says_of_its_places() -> None:
    """`a &amp;\\n  b`, begun at line 3, column 5."""
    block = Block(
        text="a & b",
        runs=(
            Run(0, 2, 40, 42, 3, 5),
            Run(2, 3, 42, 47, 3, 7),
            Run(3, 4, 47, 50, 3, 12),
            Run(4, 5, 50, 51, 4, 3),
        ),
    )
    places = [block.location("f", at, at + 1) for at in range(5)]
    assert [(each.line, each.column, each.end_line, each.end_column) for each in places] == [
        (3, 5, 3, 6),
        (3, 6, 3, 7),
        (3, 7, 3, 12),
        (3, 12, 3, 15),
        (4, 3, 4, 4),
    ]
    assert block.source_span(1, 5) == (41, 51)
    whole = block.location("f", 0, 5)
    assert (whole.line, whole.column, whole.end_line, whole.end_column) == (3, 5, 4, 4)
    assert str(block.location("f", 4)) == "f:4:3"


def test_how_places_without_lines_are_written() -> None:
    run = Run(0, 1, 0, 1, node=7)
    assert str(Block(text="a", runs=(run,), paragraph=3).location("f")) == "f, paragraph 3"
    line = Run(0, 1, 0, 1, 4, 1)
    assert str(Block(text="a", runs=(line,), page=2).location("f")) == "f, page 2, line 4"
    assert re.fullmatch("f:4:1", str(Block(text="a", runs=(line,), paragraph=2).location("f")))
