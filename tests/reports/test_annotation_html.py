"""``annotate`` as a page: what is in it, that it stays harmless, that it goes out bit by bit."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from cli import cases
from documents.support import sample

from iomgloss.errors import UsageError
from iomgloss.formats.html_escape import escape
from iomgloss.model import (
    AdministrativeStatus,
    AnnotatedBlock,
    Block,
    BlockKind,
    Concept,
    Run,
    TermHit,
    Tier,
    Translation,
)
from iomgloss.reports import annotation_html
from iomgloss.reports.annotation import Annotation
from iomgloss.reports.annotation_entries import Entries
from iomgloss.reports.annotation_structure import Structure
from iomgloss.reports.occurrences import Piece, Place, pieces, places
from iomgloss.reports.terminal import Terminal
from iomgloss.workspace import open_workspace
from iomgloss.workspace.annotating import AnnotationOptions, annotate

HOSTILE = '</script></style><img src=x onerror=alert(1)>&amp;"\' onclick="x" {{terms}} {{files}}'
VOID = {"meta", "img", "br"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small workspace, the current folder."""
    place = tmp_path / "work"
    place.mkdir()
    cases.prepare({}, place, monkeypatch)
    return place


def page(*names: str, **options: object) -> str:
    """The page of files of the current folder."""
    told = AnnotationOptions(**options)  # type: ignore[arg-type]
    with open_workspace(".") as workspace:
        files = annotate(workspace, map(Path, names), told)
        parts = annotation_html.page(files, len(names), workspace, told.source_language)
        return "".join(parts)


def main(text: str) -> str:
    """The files and the entries, without what stands around them."""
    return text.partition("<main>\n")[2].partition("</main>")[0]


class Checked(HTMLParser):
    """A page whose elements are closed as they are opened; no link inside a link, no id twice."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.wanted: set[str] = set()
        self.tags: set[str] = set()
        self.raw: dict[str, str] = {}
        self.feed(text)
        self.close()
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))
        assert self.wanted <= set(self.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "a" or "a" not in self.open
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs)
        found = dict(attrs)
        self.tags.add(tag)
        self.ids += filter(None, [found.get("id")])
        for name in ("aria-describedby", "aria-labelledby"):
            self.wanted.update((found.get(name) or "").split())
        if (found.get("href") or "").startswith("#"):
            self.wanted.add((found["href"] or "")[1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            self.raw[self.open[-1]] = data


# ------------------------------------------------------------------- what is in it


def test_markdown_keeps_its_structure(folder: Path) -> None:
    (folder / "d.md").write_text(
        "# Каналджийство на мигранти\n\nТрафикът на мигранти.\n\n- мигрант\n- два\n\n"
        "| a | b |\n|---|---|\n| | c |\n\n## Край\n",
        encoding="utf-8",
    )
    text = page("d.md", source_language="bg", target_languages=("en",))
    Checked(text)
    assert (
        main(text)
        == """<section>
<h2 lang="bg" dir="ltr"><a class="term preferred" href="#t1" aria-describedby="t1 t2" \
data-entries="1,2">Каналджийство на мигранти</a></h2>
<p lang="bg" dir="ltr"><a class="term deprecated" href="#t3" aria-describedby="t3 t2" \
data-entries="3,2">Трафикът на <span class="preferred">мигранти</span></a>.</p>
<ul>
<li lang="bg" dir="ltr"><a class="term preferred" href="#t2" aria-describedby="t2" \
data-entries="2">мигрант</a></li>
<li lang="bg" dir="ltr">два</li>
</ul>
<table>
<tr><td><p lang="bg" dir="ltr">a</p></td><td><p lang="bg" dir="ltr">b</p></td></tr>
<tr><td></td><td><p lang="bg" dir="ltr">c</p></td></tr>
</table>
<h3 lang="bg" dir="ltr">Край</h3>
</section>
<section id="terms" aria-labelledby="terms-heading">
<h2 id="terms-heading">Terms</h2>
<article id="t1" class="entry preferred" tabindex="-1">
<h3><span class="number">1</span> <b lang="bg">каналджийство на мигранти</b> \
<i class="status">preferred</i></h3>
<p class="definition" lang="en">Getting people across a border unlawfully, for gain.</p>
<dl class="translations">
<dt>en</dt><dd lang="en">migrant smuggling; smuggling of migrants</dd>
</dl>
<p class="place">migrant-smuggling</p>
</article>
<article id="t2" class="entry preferred" tabindex="-1">
<h3><span class="number">2</span> <b lang="bg">мигрант</b> <i class="status">preferred</i></h3>
<dl class="translations">
<dt>en</dt><dd lang="en">migrant</dd>
</dl>
<p class="place">migrant</p>
</article>
<article id="t3" class="entry deprecated" tabindex="-1">
<h3><span class="number">3</span> <b lang="bg">трафик на мигранти</b> \
<i class="status">deprecated</i></h3>
<p class="instead">Use instead: <b lang="bg">каналджийство на мигранти</b></p>
<p class="definition" lang="en">Getting people across a border unlawfully, for gain.</p>
<dl class="translations">
<dt>en</dt><dd lang="en">migrant smuggling; smuggling of migrants</dd>
</dl>
<p class="place">migrant-smuggling</p>
</article>
</section>
"""
    )


def test_word_document(folder: Path) -> None:
    (folder / "s.docx").write_bytes(sample("docx"))
    text = page("s.docx", source_language="bg")
    Checked(text)
    assert main(text).partition("</section>")[0] == (
        '<section>\n<h2 lang="bg" dir="ltr">Доклад</h2>\n'
        '<h3 lang="bg" dir="ltr"><a class="term preferred" href="#t1" aria-describedby="t1" '
        'data-entries="1">Трафик на хора</a></h3>\n'
        '<p lang="bg" dir="ltr"><a class="term preferred" href="#t2" aria-describedby="t2 t3" '
        'data-entries="2,3">Каналджийството на миг\u00adранти</a> расте.\n'
        "Нов\tред\u2011два.</p>\n"
        '<p lang="bg" dir="ltr">Било е вмъкнато, видимо на 12 стр.</p>\n'
        '<ul>\n<li lang="bg" dir="ltr">Първо</li>\n<li lang="bg" dir="ltr">Второ</li>\n</ul>\n'
        '<p class="attribute" lang="bg" dir="ltr">Брой по държави</p>\n'
        '<table>\n<tr><td><p lang="bg" dir="ltr">Държава</p></td>'
        '<td><p lang="bg" dir="ltr">Брой</p></td></tr>\n'
        '<tr><td><p lang="bg" dir="ltr">България</p></td></tr>\n</table>\n'
        '<table>\n<tr><td><p lang="bg" dir="ltr">12</p></td></tr>\n</table>\n'
        '<table>\n<tr><td></td><td><p lang="bg" dir="ltr">общо</p></td></tr>\n</table>\n'
        '<p lang="bg" dir="ltr">Преди рамката и след нея.</p>\n'
        '<p class="attribute" lang="bg" dir="ltr">Снимка на граница</p>\n'
        '<p lang="bg" dir="ltr">В рамката</p>\n'
        '<p class="note" lang="bg" dir="ltr">По данни на МОМ.</p>\n'
        '<p class="header" lang="bg" dir="ltr">Мисия в България</p>\n'
    )


def test_units_are_a_table_with_each_side_in_its_language(folder: Path) -> None:
    (folder / "u.csv").write_text("id,en,ar\na1,A migrant,مهاجر\n", encoding="utf-8")
    (folder / "u.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n'
        'X-Source-Language: en\\nLanguage: bg\\n"\n\n#, fuzzy\nmsgid "migrant"\nmsgstr "мигрант"\n',
        encoding="utf-8",
    )
    text = page("u.csv", "u.po")
    Checked(text)
    table = (
        '<table class="units">\n<thead><tr><th scope="col">Unit</th><th scope="col">Source</th>'
        '<th scope="col">Target</th></tr></thead>\n<tbody>\n'
    )
    link = '<a class="term preferred" href="#t{0}" aria-describedby="t{0}" data-entries="{0}">'
    english, bulgarian = link.format(1), link.format(2)
    assert main(text).partition('<section id="terms"')[0] == (
        '<section aria-labelledby="file-1">\n<h2 id="file-1">u.csv</h2>\n'
        + table
        + '<tr><th scope="row">1<small>a1</small></th>'
        f'<td><small class="language">en</small><p lang="en" dir="ltr">A {english}migrant</a></p>'
        '</td><td><small class="language">ar</small><p lang="ar" dir="rtl">مهاجر</p></td></tr>\n'
        "</tbody>\n</table>\n</section>\n"
        '<section aria-labelledby="file-2">\n<h2 id="file-2">u.po</h2>\n'
        + table
        + '<tr><th scope="row">1 <i class="state">fuzzy</i></th>'
        f'<td><small class="language">en</small><p lang="en" dir="ltr">{english}migrant</a></p>'
        '</td><td><small class="language">bg</small>'
        f'<p lang="bg" dir="ltr">{bulgarian}мигрант</a></p></td></tr>\n'
        "</tbody>\n</table>\n</section>\n"
    )


def test_a_file_that_ends_in_a_fault_says_so(folder: Path) -> None:
    (folder / "a.csv").write_bytes(b"id,bg,en\n1,a,migrant\n2,\xff,b\n")
    text = page("a.csv")
    Checked(text)
    assert '<p class="fault" role="alert">The text ends here: a.csv:' in text


# ------------------------------------------------------------------ it is harmless


def test_nothing_but_its_own_style_and_script_is_allowed(folder: Path) -> None:
    (folder / "a.txt").write_text("мигрант", encoding="utf-8")
    text = page("a.txt")
    raw = Checked(text).raw
    style, script = (
        "sha256-" + base64.b64encode(hashlib.sha256(raw[name].encode()).digest()).decode()
        for name in ("style", "script")
    )
    assert re.findall('Content-Security-Policy" content="(.*?)"', text) == [
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; "
        "base-uri 'none'; form-action 'none'"
    ]
    assert "http" not in raw["style"] and "innerHTML" not in raw["script"]


def test_hostile_text_stays_text(folder: Path) -> None:
    (folder / "glossary/crime/bad.toml").write_text(
        "[[terms.bg]]\nterm = 'зло<script>'\n[[terms.en]]\nterm = '<img src=x>'\n"
        f"[definition.bg]\ntext = '''{HOSTILE}'''\n",
        encoding="utf-8",
    )
    name = "a{{terms}}<b>.csv"
    (folder / name).write_text("id,bg,en\n<b>,зло<script>\x01,</td><script>x\n", encoding="utf-8")
    text = page(name)
    assert "img" not in Checked(text).tags
    assert text.count("<script") == text.count("<style") == 1
    assert "<h1>Terms in a{{terms}}&lt;b&gt;.csv</h1>" in text
    assert (
        '<small>&lt;b&gt;</small></th><td><small class="language">bg</small><p lang="bg" dir="ltr">'
        '<a class="term admitted" href="#t1" aria-describedby="t1" data-entries="1">'
        "зло&lt;script</a>&gt;\ufffd</p></td>"
    ) in text
    assert escape(HOSTILE) in main(text)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "C:\\a.html"])
def test_links_lead_to_pages_only(address: str) -> None:
    with pytest.raises(UsageError):
        Entries(lambda name: Concept(id=name, languages=()), address)


def test_links_to_the_glossary() -> None:
    entries = Entries(lambda name: Concept(id=name, languages=()), 'g "1".html#x')
    assert entries.number(HIT) == 1
    assert '<p class="place"><a href="g &quot;1&quot;.html#a%26b">a&amp;b</a></p>' in "".join(
        entries.written()
    )


# ----------------------------------------------------------- places, pieces, blocks


HIT = TermHit(
    concept="a&b",
    term="a b",
    language="en",
    status=AdministrativeStatus.PREFERRED,
    surface="a b",
    start=0,
    end=3,
    tier=Tier.EXACT,
    translations=(Translation(language="bg", term="аб", status=AdministrativeStatus.PREFERRED),),
)


def test_hits_that_overlap_are_one_place() -> None:
    inner = replace(HIT, concept="b", surface="b", start=2, end=3)
    across = replace(HIT, concept="bc", surface="b c", start=2, end=5)
    alone = replace(HIT, concept="d", surface="d", start=6, end=7)
    assert list(places([alone, inner, across, HIT], whole=True)) == [
        Place(0, 5, (HIT, across, inner)),
        Place(6, 7, (alone,)),
    ]
    assert list(places([inner, across, HIT])) == [Place(0, 3, (HIT, across, inner))]
    assert list(pieces("a b c", Place(0, 5, (HIT, across, inner)))) == [
        Piece("a ", HIT),
        Piece("b", inner),
        Piece(" c", across),
    ]


def test_homonyms_are_the_concepts_of_one_place_and_language() -> None:
    other = replace(HIT, concept="other")
    foreign = replace(HIT, concept="foreign", language="bg")
    (place,) = places([HIT, other, foreign, replace(HIT, start=2, surface="b")])
    assert place.homonyms == (HIT, other)


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **facts: int) -> Block:
    return Block(text=text, kind=kind, runs=(Run(0, len(text), 0, len(text), 1, 1),), **facts)  # type: ignore[arg-type]


def test_two_paragraphs_of_a_cell_stay_in_it() -> None:
    structure = Structure(top=2)
    cell = BlockKind.TABLE_CELL
    written = [
        structure.block(block("", cell, table=1, row=1, cell=2), "a", ""),
        structure.block(block("", cell, table=1, row=1, cell=2), "b", ""),
        structure.block(block("", cell, table=1, row=3, cell=1), "c", ""),
        structure.block(block("", BlockKind.HEADING, level=9), "d", ""),
        structure.end(),
    ]
    assert "".join(written) == (
        "<table>\n<tr><td></td><td><p>a</p><p>b</p></td></tr>\n<tr><td><p>c</p></td></tr>\n"
        "</table>\n<h6>d</h6>\n"
    )


def test_a_block_goes_out_before_the_next_one_is_read(folder: Path) -> None:
    """Whatever the length of the file: no more than a block is held."""
    read: list[int] = []

    class File:
        shown, fault = "long.txt", None

        def __iter__(self) -> Iterator[AnnotatedBlock]:
            for number in range(1000):
                read.append(number)
                yield AnnotatedBlock(block=block(f"text {number}"), hits=(HIT,))

    with open_workspace(".") as workspace:
        out = annotation_html.page([File()], 1, workspace)  # type: ignore[list-item]
        for part in out:
            if " 500</p>" in part:
                break
    assert read[-1] == 500


def test_text_goes_out_block_by_block_too() -> None:
    read: list[int] = []

    def blocks() -> Iterator[AnnotatedBlock]:
        for number in range(1000):
            read.append(number)
            yield AnnotatedBlock(block=block(f"text {number}"), hits=())

    lines = Annotation(Terminal()).lines(blocks())
    assert next(line for line in lines if line == "text 500\n")
    assert read[-1] <= 501
