"""Fixes go into the file, and nothing else in it changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from checks.probes import probe
from documents.support import DATA as DOCUMENTS
from documents.support import docx, odt, sample

import iomgloss
from iomgloss.checks.registry import Check
from iomgloss.workspace.checking import read_draft
from iomgloss.workspace.drafts import DraftFile, ReadOptions
from iomgloss.workspace.fixing import FixedFile, fix_file
from iomgloss.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
FORMATS = ROOT / "tests/formats/data"
BILINGUAL = sorted(
    path
    for pattern in ("po/*.po", "xliff/*", "tmx/*", "csv/memory.csv", "csv/*.tsv", "toolkit/*.ts")
    for path in FORMATS.glob(pattern)
)
TEXTS = [DOCUMENTS / name for name in ("article.md", "page.html")]
PAIR = ReadOptions(source_language="en", target_languages=("bg",))
LETTERS = probe("[оo]", "ö")
"""Of one letter, so that what was there can be told from what is there."""


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    opened = iomgloss.open(ROOT)
    yield opened
    opened.close()


def fix(workspace: Workspace, path: Path, *checks: Check, **told: bool) -> FixedFile:
    made = fix_file(workspace, path, checks, ReadOptions(), **told)
    if made.checked.fault is not None and "name the pair" in str(made.checked.fault):
        return fix_file(workspace, path, checks, PAIR, **told)
    return made


def texts(workspace: Workspace, path: Path) -> list[str]:
    for options in (ReadOptions(), PAIR):
        file = DraftFile(path, options)
        with file.opened():
            draft = read_draft(workspace, file)
        if file.fault is None:
            return [passage.text for passage in draft.passages]
    raise AssertionError(file.fault)


def copied(source: Path, folder: Path) -> Path:
    path = folder / source.name
    path.write_bytes(source.read_bytes())
    return path


@pytest.mark.parametrize("source", [*TEXTS, *BILINGUAL], ids=lambda path: path.name)
def test_only_what_is_meant_is_changed(workspace: Workspace, tmp_path: Path, source: Path) -> None:
    path = copied(source, tmp_path)
    before = texts(workspace, path)
    inside = r"(?<=[^\W\d_])[^\W\d_]+(?=[^\W\d_])"
    done = fix(workspace, path, probe(inside, ""))
    assert texts(workspace, path) == [re.sub(inside, "", text) for text in before]
    assert done.fixed == sum(len(re.findall(inside, text)) for text in before) > 0
    assert (done.remarks, done.checked.found) == ((), ())
    assert _is_within(path.read_bytes(), source.read_bytes())


def _is_within(short: bytes, long: bytes) -> bool:
    """Nothing but deletions makes one of the other."""
    rest = iter(long)
    return all(byte in rest for byte in short)


@pytest.mark.parametrize("source", [*TEXTS, *BILINGUAL], ids=lambda path: path.name)
def test_signs_of_the_format_are_escaped(
    workspace: Workspace, tmp_path: Path, source: Path
) -> None:
    path = copied(source, tmp_path)
    before = texts(workspace, path)
    new = "у" if source.suffix in (".csv", ".tsv") else "&<у>"
    done = fix(workspace, path, probe("[иi]", new))
    assert texts(workspace, path) == [t.replace("и", new).replace("i", new) for t in before]
    assert done.remarks == ()


@pytest.mark.parametrize("source", [*TEXTS, *BILINGUAL], ids=lambda path: path.name)
def test_a_second_run_changes_nothing(workspace: Workspace, tmp_path: Path, source: Path) -> None:
    path = copied(source, tmp_path)
    fix(workspace, path, LETTERS)
    before, stat = path.read_bytes(), path.stat()
    done = fix(workspace, path, LETTERS)
    assert (done.fixed, done.diff) == (0, "")
    assert path.read_bytes() == before
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (stat.st_ino, stat.st_mtime_ns)


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_packages_keep_everything_else(workspace: Workspace, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"draft.{name}"
    path.write_bytes(sample(name))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/image1.png", bytes(range(256)), zipfile.ZIP_STORED)
        archive.comment = "бележка".encode()
    before = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    fix(workspace, path, probe("о", "ö"))
    after = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    assert after.testzip() is None
    assert after.comment == before.comment
    assert [_facts(info) for info in after.infolist()] == [
        _facts(info) for info in before.infolist()
    ]
    changed = [
        info.filename
        for info in before.infolist()
        if before.read(info.filename) != after.read(info.filename)
    ]
    assert changed
    for part in changed:
        assert after.read(part).decode().replace("ö", "о") == before.read(part).decode()


def _facts(info: zipfile.ZipInfo) -> tuple[object, ...]:
    return info.filename, info.date_time, info.compress_type, info.extra, info.external_attr


def _document(body: str) -> dict[str, bytes]:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return {"document.xml": text.encode()}


def _part(path: Path, part: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(part).decode()


def test_a_word_over_several_runs(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(
        docx(
            _document(
                "<w:p><w:r><w:t>Aдми</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>нист</w:t></w:r>"
                '<w:r><w:t xml:space="preserve">рация  на &amp; границата</w:t></w:r></w:p>'
            )
        )
    )
    checks = probe("Aдминистрация", "Служба"), probe("  +", " ", code="X002")
    assert fix(workspace, path, *checks).fixed == 2
    assert (
        "<w:p><w:r><w:t>Служба</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t></w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> на &amp; границата</w:t></w:r></w:p>'
    ) in _part(path, "word/document.xml")


def test_words_with_blanks_over_mark_up_are_left(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>трафик <b>на мигранти</b></p>", encoding="utf-8")
    done = fix(workspace, path, probe("трафик на мигранти", "каналджийство"))
    assert path.read_text(encoding="utf-8") == "<p>трафик <b>на мигранти</b></p>"
    assert done.remarks == (
        f"{path}: 1 finding could not be fixed without harm to what stands around",
    )
    assert len(done.checked.found) == 1


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("a.html", '<p>⟦M⟧ир &amp; <a title="⟦M⟧ир" href="M">⟦M⟧ир</a>'),
        ("b.html", "<p>a&nbsp;⟦M⟧ир<br>⟦M⟧ир<!-- M --><script>M</script>"),
        ("c.md", "# ⟦M⟧ир\n\n| ⟦M⟧ир | `⟦M⟧` |\n|--|--|\n| **⟦M⟧**ир | [x](M) |\n"),
        (
            "d.po",
            'msgid ""\nmsgstr "Language: bg\\n"\n\n# M\n#~ msgid "M"\n#~ msgstr "M"\n\n'
            'msgid "M"\nmsgid_plural "M"\nmsgstr[0] ""\n"⟦M⟧ир\\n"\n"⟦M⟧и\\"р"\nmsgstr[1] "⟦M⟧"\n',
        ),
        ("e.csv", 'source;target;note\r\n"a;M";"⟦M⟧ир ""⟦M⟧""\n⟦M⟧";M\r\nM;⟦M⟧;M'),
    ],
)
def test_places(workspace: Workspace, tmp_path: Path, name: str, marked: str) -> None:
    """A Latin M becomes a Cyrillic one in texts, and nowhere else."""
    path = tmp_path / name
    path.write_bytes(marked.replace("⟦", "").replace("⟧", "").encode())
    options = ReadOptions() if name.endswith((".html", ".md")) else PAIR
    fix_file(workspace, path, [probe("M", "М")], options)
    assert path.read_bytes().decode() == marked.replace("⟦M⟧", "М")


def test_markdown_is_escaped_where_it_would_mean_something(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    path.write_text("Раз и два\n\nтри\n", encoding="utf-8")
    fix(workspace, path, probe("(?<!# )Раз", "# Раз"), probe("три", "3 * 4", code="X002"))
    assert path.read_text(encoding="utf-8") == "\\# Раз и два\n\n3 * 4\n"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("a.txt", "utf-8-sig"), ("a.txt", "utf-16"), ("a.html", "utf-8-sig"), ("a.tmx", "utf-16")],
)
def test_marks_line_ends_and_encodings_stay(
    workspace: Workspace, tmp_path: Path, name: str, encoding: str
) -> None:
    text = {
        "a.txt": "Mир\r\n\r\nвойна Mир",
        "a.html": "<p>Mир\r\n<p>M&#1080;р\r\n",
        "a.tmx": '<?xml version="1.0" encoding="UTF-16"?>\r\n<tmx version="1.4">'
        '<header srclang="en"/><body>\r\n<tu><tuv xml:lang="en"><seg>M</seg></tuv>\r\n'
        '<tuv xml:lang="bg"><seg>Щ\r\n&lt;𝔐Mир<ph>M</ph>Mир]]&gt;<![CDATA[Mи]]></seg></tuv></tu>'
        "</body></tmx>",
    }[name]
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    assert fix(workspace, path, probe("Mир?", "Мир")).checked.fault is None
    wanted = text.replace("Mир", "Мир").replace("M&#", "М&#").replace("[Mи]", "[Мир]")
    assert path.read_bytes() == wanted.encode(encoding)


def test_what_an_encoding_lacks(workspace: Workspace, tmp_path: Path) -> None:
    page, plain = tmp_path / "a.html", tmp_path / "a.txt"
    page.write_bytes('<meta charset="windows-1251"><p>Мир'.encode("cp1251"))
    plain.write_bytes("Мир".encode("cp1251"))
    fix(workspace, page, probe("и", "ҳ"))
    assert page.read_bytes() == '<meta charset="windows-1251"><p>М&#1203;р'.encode("cp1251")
    options = ReadOptions(encoding="cp1251")
    done = fix_file(workspace, plain, [probe("и", "ҳ"), probe("р", "т", code="X002")], options)
    assert plain.read_bytes() == "Мит".encode("cp1251")
    assert done.fixed == 1
    assert len(done.remarks) == 1


def test_rounds(workspace: Workspace, tmp_path: Path) -> None:
    """One fix can make place for another; what never ends is ended."""
    path = tmp_path / "a.txt"
    path.write_text("аб аб", encoding="utf-8")
    chain = probe("аб", "вг"), probe("в", "д", code="X002"), probe("бaaa", "", code="X003")
    assert fix(workspace, path, *chain).fixed == 4
    assert path.read_text(encoding="utf-8") == "дг дг"
    fix(workspace, path, probe("^", "x"))
    assert path.read_text(encoding="utf-8") == "x" * 10 + "дг дг"


def test_overlapping_fixes(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("една две три", encoding="utf-8")
    checks = probe("една две", "1 2"), probe("две три", "2 3", code="X002")
    done = fix(workspace, path, *checks)
    assert path.read_text(encoding="utf-8") == "1 2 три"
    assert (done.fixed, done.remarks, done.checked.found) == (1, (), ())


def test_unsafe_fixes_only_when_asked_for(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("стар", encoding="utf-8")
    check = probe("стар", "нов", safe=False)
    assert fix(workspace, path, check).fixed == 0
    assert path.read_text(encoding="utf-8") == "стар"
    assert fix(workspace, path, check, unsafe=True).fixed == 1
    assert path.read_text(encoding="utf-8") == "нов"


def test_alternative_texts_of_packages_are_left(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(odt({"content.xml": _CONTENT.encode()}))
    done = fix(workspace, path, probe("M", "М"))
    assert _part(path, "content.xml") == _CONTENT.replace("<t:p>M", "<t:p>М")
    assert (done.fixed, len(done.remarks)) == (1, 1)


_CONTENT = (
    '<d xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:s="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">'
    "<t:p>Mир</t:p><t:p>x<s:title>M</s:title></t:p></d>"
)


def test_fixes_that_would_join_paragraphs_are_left(workspace: Workspace, tmp_path: Path) -> None:
    """A line is a paragraph while the next word would have fitted into it: a longer one is not."""
    path = tmp_path / "a.txt"
    old = "Краен срок: 5 май\nПриемно време: всеки ден без петък и празниците\n\nДокументи\n"
    path.write_text(old, encoding="utf-8")
    longer = "5 май, но не по-късно от края на работното време"
    done = fix(workspace, path, probe("5 май$", longer), probe("о", "ö", code="X002"))
    expected = "Краен срöк: 5 май\nПриемнö време: всеки ден без петък и празниците\n\nДöкументи\n"
    assert path.read_text(encoding="utf-8") == expected
    assert (done.fixed, len(done.remarks), len(done.checked.found)) == (3, 1, 1)
