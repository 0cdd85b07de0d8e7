"""What every document format must do, over every row of the registry."""

from __future__ import annotations

import io
import re
import tracemalloc
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest
from documents.support import FILES, NAMES, PACKAGES, TEXT, docx, odt, pdf, read, sample, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iomgloss.documents import DOCUMENTS, document_named, document_of, read_document
from iomgloss.documents.base import Source
from iomgloss.documents.registry import reader
from iomgloss.errors import FormatError, StorageError, UsageError
from iomgloss.files import archive
from iomgloss.files.log import Log
from iomgloss.model import Block, BlockKind

WORD = b'<w:document xmlns:w="urn:w"><w:body>%s</w:body></w:document>'
OPEN = (
    b'<o:document-content xmlns:o="urn:o"><o:body><o:text>%s</o:text></o:body></o:document-content>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600


def package(name: str, body: bytes) -> bytes:
    """A package whose main part holds ``body``; paragraphs are ``<P>``."""
    if name == "docx":
        body = body.replace(b"<P>", b"<w:p><w:r><w:t>").replace(b"</P>", b"</w:t></w:r></w:p>")
        return docx({"document.xml": WORD % body})
    body = body.replace(b"<P>", b"<o:p>").replace(b"</P>", b"</o:p>")
    return odt({"content.xml": OPEN % body})


def test_rows() -> None:
    assert sorted(FILES) == sorted(NAMES)
    extensions = list(chain.from_iterable(row.extensions for row in DOCUMENTS))
    assert len(extensions) == len(set(extensions))
    for row in DOCUMENTS:
        assert callable(reader(row))
        module = import_module(row.read.partition(":")[0])
        assert len(module.__doc__ or "") > 300, "the docstring is the format's page"
        for extension in row.extensions:
            assert document_of(Path(f"A.B{extension.upper()}")) is row
    assert document_of(Path("README")).name == "txt"
    with pytest.raises(UsageError, match="no document format is called 'doc'"):
        document_named("doc")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("name", NAMES)
def test_empty_file(name: str, data: bytes) -> None:
    with pytest.raises(FormatError, match="the file is empty"):
        read(name, data)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_may_have_no_text_but_not_a_pdf(name: str) -> None:
    empty = {"txt": b"\x0c", "md": b"---\n---\n", "html": b"<p></p>", "pdf": pdf("# nothing")}
    data = empty.get(name) or package(name, b"<P></P>")
    if name == "pdf":
        with pytest.raises(FormatError, match="has no text") as caught:
            read(name, data)
        assert "OCR" in (caught.value.hint or "")
    elif name == "txt":
        with pytest.raises(FormatError, match="the file is empty"):
            read(name, b" ")
        assert read(name, b"", is_pipe=True).blocks == []
    else:
        assert read(name, data) == ([], [])


# ------------------------------------------------------------------------- places


@pytest.mark.parametrize("name", NAMES)
def test_runs_tile_the_text(name: str) -> None:
    for block in read(name, sample(name)).blocks:
        assert_tiled(block)


@pytest.mark.parametrize("name", TEXT)
def test_the_text_stands_where_it_is_said_to(name: str) -> None:
    source = sample(name).decode()
    for block in read(name, source.encode()).blocks:
        assert_placed(block, source)


def assert_tiled(block: Block) -> None:
    assert block.text == block.text.strip() != ""
    assert [run.start for run in block.runs] == [0, *(run.end for run in block.runs[:-1])]
    assert block.runs[-1].end == len(block.text)
    assert all(run.start < run.end for run in block.runs)
    places = [(run.node or 0, run.source_start) for run in block.runs]
    assert places == sorted(places)


def assert_placed(block: Block, source: str) -> None:
    """Each character stands in the file at the line and column that are said: by a slow reckoning
    of its own, which cuts the file into lines."""
    lines = re.split(r"\r\n|\r|\n", source)
    for run in block.runs:
        for offset in range(run.start, run.end):
            place = block.location("f", offset, offset + 1)
            assert place.line is not None and place.column is not None
            if run.literal and block.text[offset] not in " \n":
                assert lines[place.line - 1][place.column - 1] == block.text[offset]
                start, end = block.source_span(offset, offset + 1)
                assert source[start:end] == block.text[offset]
                assert (place.end_line, place.end_column) == (place.line, place.column + 1)
        written = source[run.source_start : run.source_end]
        if run.literal:
            text = block.text[run.start : run.end]
            assert re.sub("[\r\n\t]", " ", written) == re.sub("[\n\t]", " ", text)
        else:
            assert written[0] in "&\\<" or written[0].isspace(), "an entity, an escape, a break"


# ------------------------------------------------------------------------ damaged


@pytest.mark.parametrize("name", [*PACKAGES, "pdf"])
def test_truncated_packages_are_refused_everywhere(name: str) -> None:
    data = sample(name)
    for cut in cuts(data):
        with pytest.raises(FormatError) as caught:
            read(name, data[:cut])
        assert caught.value.hint


@pytest.mark.parametrize("name", TEXT)
def test_truncated_text_is_refused_or_its_beginning_is_read(name: str) -> None:
    data = sample(name)
    whole = "".join(block.text for block in read(name, data).blocks)
    for cut in cuts(data)[1:]:
        try:
            outcome = read(name, data[:cut])
        except FormatError:
            continue
        assert name != "html" or cut > data.rindex(b"</html") + 7 or outcome.warnings
        if name == "txt":
            text = "".join(block.text for block in outcome.blocks)
            assert whole.startswith(text)


def cuts(data: bytes) -> list[int]:
    """Every fiftieth of a file, and close to its ends."""
    return sorted({1, 10, *(len(data) * part // 50 for part in range(1, 50)), len(data) - 7})


@pytest.mark.parametrize("name", NAMES)
def test_random_bytes(name: str) -> None:
    with pytest.raises(FormatError):
        read(name, bytes(range(256)) * 4)


@pytest.mark.parametrize("name", NAMES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_changed_bytes_are_read_or_refused(name: str, data: st.DataObject) -> None:
    whole = bytearray(sample(name))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    try:
        for block in read(name, bytes(whole)).blocks:
            assert_tiled(block)
    except FormatError as fault:
        assert fault.location is not None and fault.location.file.startswith("file")


# ----------------------------------------------------------------------- encodings


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_another_encoding_is_named_told_and_never_guessed(name: str, encoding: str) -> None:
    text = sample(name).decode().replace('<meta charset="utf-8">', "")
    plain = text.encode(encoding, "ignore").decode(encoding)
    data = plain.encode(encoding)
    with pytest.raises(FormatError, match="the text is not UTF-8") as caught:
        read(name, data)
    assert f"--encoding {encoding}" in (caught.value.hint or "")
    location = caught.value.location
    assert location is not None and location.line and location.column
    line = plain.splitlines()[location.line - 1]
    assert not line[location.column - 1].isascii() and line[: location.column - 1].isascii()
    assert read(name, data, encoding=encoding) == read(name, plain.encode())


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_decides(name: str, encoding: str) -> None:
    data = sample(name).decode().encode(encoding)
    assert read(name, data, encoding="cp1251") == read(name, sample(name))


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends(name: str, ending: str) -> None:
    text = sample(name).decode().replace("\n", ending)
    found, usual = read(name, text.encode()).blocks, read(name, sample(name)).blocks
    for block, other in zip(found, usual, strict=True):
        assert block.text == other.text
        assert_placed(block, text)
        for offset in range(len(block.text)):
            assert block.location("", offset) == other.location("", offset)


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("encoding", ["no-such", "rot13"])
def test_unknown_encoding(name: str, encoding: str) -> None:
    with pytest.raises(UsageError, match=f"no encoding is called '{encoding}'"):
        read(name, sample(name), encoding=encoding)


# ------------------------------------------------------------------------ mistaken


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("docx", OLE, r"an old Word document \(.doc\), or one with a password"),
        ("odt", OLE, r"an old Word document \(.doc\), or one with a password"),
        ("docx", b"{\\rtf1 a}", "this is RTF text"),
        ("docx", sample("odt"), "this is an OpenDocument file, no .docx document"),
        ("odt", sample("docx"), "this is a Word document, no .odt document"),
        ("docx", zipped({"_rels/.rels": b"<Relationships/>"}), "another archive, no .docx"),
        ("docx", zipped({"xl/workbook.xml": b"<a/>"}), "this is a workbook, no .docx"),
        ("docx", docx({"document.xml": b"<a/>"}), "another archive, no .docx"),
        ("odt", odt({"content.xml": b"<a/>"}, "spreadsheet"), "a spreadsheet, no .odt"),
        ("odt", zipped({"a": b"b"}), "another archive, no .odt"),
        ("docx", b"text", "not a whole .docx document"),
        ("odt", sample("pdf"), "not a whole .odt document"),
        ("pdf", sample("docx"), "this is no PDF document"),
        ("txt", sample("pdf"), "this is a PDF document, no plain text"),
        ("md", sample("docx"), "this is an archive, no plain text"),
        ("txt", OLE, "this is an old Word document"),
        ("txt", b"a\nb\0", "no plain text: it holds a NUL character"),
    ],
)
def test_taken_for_another_format(name: str, data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        read(name, data)
    assert caught.value.hint


# ------------------------------------------------------------------------- hostile


@pytest.mark.parametrize("name", PACKAGES)
def test_entities_are_refused(name: str) -> None:
    external = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    parts = {"document.xml": external + WORD % b"&f;", "content.xml": external + OPEN % b"&f;"}
    data = (docx if name == "docx" else odt)(parts)
    with pytest.raises(FormatError, match="declares an entity"):
        read(name, data)


@pytest.mark.parametrize("name", PACKAGES)
def test_depth_of_packages(name: str) -> None:
    with pytest.raises(FormatError, match="nested more than 256 deep"):
        read(name, package(name, b"<a>" * 300))


def test_depth_of_pages() -> None:
    assert len(read("html", b"<div>a" * 200).blocks) == 200
    with pytest.raises(FormatError, match="nested more than 256 deep"):
        read("html", b"<div>a" * 300)


@pytest.mark.parametrize("name", PACKAGES)
def test_bombs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FormatError, match="unpacks to 20,000,"):
        read(name, package(name, b"<P>" + b" " * 20_000_000 + b"</P>"))
    monkeypatch.setattr(archive, "MAX_SIZE", 100)
    with pytest.raises(FormatError, match="unpacks to more than 100 bytes"):
        read(name, package(name, b"<P>a</P>"))


@pytest.mark.parametrize("name", PACKAGES)
def test_memory_is_flat(name: str) -> None:
    """Ten times the paragraphs, no more memory than a few."""

    def peak(count: int) -> int:
        data = package(name, b"".join(b"<P>text %d of a document</P>" % n for n in range(count)))
        source = Source(stream=io.BytesIO(data), file="f", log=Log("f"))
        tracemalloc.start()
        try:
            assert sum(1 for _ in reader(document_named(name))(source)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(40_000) < 2 * peak(4_000)


@pytest.mark.parametrize("name", ["html", "md", "txt"])
@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<a ", '<a b="', "<p>", "</p>", "&", "&amp;", "&#", "<!--", "<td>", "<li>", "<br>"),
        *("[", "]", "*", "_", "`", "![", "](", "> ", "- ", "# ", "|a", "\\", "~~", "**a ", "\n"),
    ],
    ids=ascii,
)
def test_hostile_texts_come_to_an_end(name: str, piece: str) -> None:
    """A reader that goes back over the text for every mark would take hours for these."""
    text = "x " + piece * (50_000 // len(piece))
    try:
        blocks = read(name, text.encode()).blocks
    except FormatError:
        return
    assert sum(len(block.text) for block in blocks) <= len(text)


# ---------------------------------------------------------------------------- files


def test_reading_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Трафик", encoding="utf-8")
    (block,) = read_document(path, Log("a.md"))
    assert (block.kind, block.level, block.text) == (BlockKind.HEADING, 1, "Трафик")
    with pytest.raises(StorageError, match="cannot read"):
        list(read_document(tmp_path / "b.md", Log("b.md")))
