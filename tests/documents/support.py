"""Documents for tests: made of files that can be read, and shown as such."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from iomgloss.documents.base import Source
from iomgloss.documents.registry import DOCUMENTS, document_named, reader
from iomgloss.files.log import Log
from iomgloss.model import Block

DATA = Path(__file__).parent / "data"
NAMES = [row.name for row in DOCUMENTS]
TEXT = [row.name for row in DOCUMENTS if row.places == "line"]
PACKAGES = [row.name for row in DOCUMENTS if row.places == "paragraph"]
FILES = {
    "txt": "notice.txt",
    "md": "article.md",
    "html": "page.html",
    "docx": "report.docx",
    "odt": "letter.odt",
    "pdf": "brochure.pdf.txt",
}
"""The sample of each format; of packages a folder of parts, of PDF what stands on the pages."""

_KINDS = {"styles", "footnotes", "endnotes", "header", "footer", "comments"}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


class Outcome(NamedTuple):
    blocks: list[Block]
    warnings: list[str]


def read(name: str, data: bytes, **told: Any) -> Outcome:
    """Everything that the reader called ``name`` makes of ``data``."""
    log = Log("file")
    source = Source(stream=io.BytesIO(data), file="file", log=log, **told)
    blocks = list(reader(document_named(name))(source))
    return Outcome(blocks, [str(warning) for warning in log.warnings])


def sample(name: str) -> bytes:
    """The sample of a format, as a file."""
    path = DATA / FILES[name]
    if name == "docx":
        return docx({part.name: part.read_bytes() for part in sorted(path.iterdir())})
    if name == "odt":
        return odt({part.name: part.read_bytes() for part in sorted(path.iterdir())})
    if name == "pdf":
        return pdf(path.read_text(encoding="utf-8"))
    return path.read_bytes()


def docx(parts: dict[str, bytes]) -> bytes:
    """A Word document of parts without their folder: ``document.xml``, ``header1.xml``."""
    related = [
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for number, name in enumerate(parts)
        if (kind := name.removesuffix(".xml").rstrip("0123456789")) in _KINDS
    ]
    outside = f'<Relationship Id="x" Type="{_OFFICE}/header" Target="http://a.invalid/" '
    related.append(outside + 'TargetMode="External"/>')
    main = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    files = {
        "_rels/.rels": f"{_RELATIONS}{main}</Relationships>".encode(),
        "word/_rels/document.xml.rels": (
            _RELATIONS + "".join(related) + "</Relationships>"
        ).encode(),
    }
    return zipped(files | {f"word/{name}": data for name, data in parts.items()})


def odt(parts: dict[str, bytes], kind: str = "text") -> bytes:
    """An OpenDocument text of its parts."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped({"mimetype": mimetype, "META-INF/manifest.xml": b"<manifest/>"} | parts)


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED
            )
    return stream.getvalue()


def pdf(lines: str, extra: str = "") -> bytes:
    """A PDF of ``x y size text`` rows, blank ones between pages; ``extra`` goes to its trailer."""
    pages = [
        [row.split(" ", 3) for row in page.splitlines() if not row.startswith("#")]
        for page in lines.strip().split("\n\n")
    ]
    letters = sorted({letter for page in pages for row in page for letter in row[3]})
    cmap = "".join(f"<{ord(each):04x}> <{ord(each):04x}>\n" for each in letters)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids["
        + " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
        + "]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H"
        "/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/DW 500"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        _stream(
            "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> "
            f"endcodespacerange {len(letters)} beginbfchar\n{cmap}endbfchar endcmap end"
        ),
    ]
    for number, page in enumerate(pages):
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {7 + 2 * number} 0 R>>"
        )
        objects.append(
            _stream(
                "".join(
                    f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"
                    for x, y, size, text in page
                )
            )
        )
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start, size = len(data), len(objects) + 1
    return (
        data
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer\n<</Size {size}/Root 1 0 R{extra}>>\nstartxref\n{start}\n%%EOF\n"
        ).encode()
    )


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>\nstream\n{content}\nendstream"


def shown(outcome: Outcome) -> str:
    """The blocks, one a line: kind, place, text; then the warnings."""
    rows = [
        f"{block.kind.value + (f' {block.level}' if block.level else ''):<13} "
        f"{_place(block):<28} {block.text}".replace("\n", "⏎").replace("\t", "⇥")
        for block in outcome.blocks
    ]
    return "\n".join([*rows, *(f"! {warning}" for warning in outcome.warnings)]) + "\n"


def _place(block: Block) -> str:
    place = block.location("", 0, len(block.text))
    parts = [
        (place.part or "").removeprefix("word/"),
        f"page {place.page}" if place.page else "",
        f"¶{place.paragraph}" if place.paragraph else "",
        f"{place.line}:{place.column}–{place.end_line}:{place.end_column}" if place.line else "",
        f"table {place.table}/{place.row}/{place.cell}" if place.table else "",
    ]
    return " ".join(filter(None, parts))
