"""Word documents (Office Open XML, ECMA-376), also with macros: those are never looked at.

Read: paragraphs, headings (by the outline level of their style, whatever it is called), list
items, cells of tables also nested ones, text boxes, content controls, results of fields, then
footnotes and endnotes, headers and footers. Tabs, line breaks, soft and no-break hyphens are
characters. Alternative texts of pictures and tables are blocks of their own kind.

Not read, and said where there are any: comments, hidden text, text whose deletion or moving away
is tracked (what is inserted is read), formulas, charts and diagrams, inserted files. Not read: the
properties of the document, numbers that Word makes.

Places are the part, the number of the paragraph in it, empty ones counted, and table, row and cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from iomgloss.documents.base import Source
from iomgloss.documents.docx_styles import Styles
from iomgloss.documents.package import PackagePart, Paragraph
from iomgloss.files.archive import Archive, Part, Words
from iomgloss.model import Block, BlockKind

_WORDS = Words(
    noun="document",
    extension=".docx",
    old="an old Word document (.doc)",
    program="a word processor",
    instead="see if its extension is right",
    smaller="split it",
)
_CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\xad",
    "ptab": "\t",
}
_LEFT_OUT = frozenset({"del", "moveFrom"})
_SKIPPED = _LEFT_OUT | {"Fallback", "rt"}
"""What stands there for older programs, and reading aids over a word, beside what is deleted."""
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FURTHER = {
    "footnotes": BlockKind.NOTE,
    "endnotes": BlockKind.NOTE,
    "header": BlockKind.HEADER,
    "footer": BlockKind.FOOTER,
}
_COUNTED = {
    "ins": "changes",
    "altChunk": "files",
    "chart": "diagrams",
    "relIds": "diagrams",
    f"{{{_MATH}}}oMath": "formulas",
}
_SAID = {
    "comments": "comments are left out",
    "changes": "tracked changes: insertions are read, deletions are left out",
    "hidden": "hidden text is left out",
    "formulas": "formulas are left out",
    "diagrams": "charts or diagrams are left out",
    "files": "inserted files are not read",
}


def read(source: Source) -> Iterator[Block]:
    """The blocks of a document. Raises FormatError."""
    archive = Archive(source.stream, source.file, _WORDS)
    if not archive.has("_rels/.rels"):
        archive.refuse(*_other(archive))
    main = next(
        (part for kind, part in archive.relations("").values() if kind == "officeDocument"), None
    )
    if main is None or not archive.has(main) or main.lower().startswith(("xl/", "ppt/")):
        archive.refuse(*_other(archive))
    folder, _, name = main.rpartition("/")
    related = (
        list(archive.relations(main).values())
        if archive.has(f"{folder}/_rels/{name}.rels".lstrip("/"))
        else []
    )
    parts = {kind: [part for key, part in related if key == kind] for kind, _ in related}
    styles = Styles()
    for part in parts.get("styles", ()):
        if archive.has(part):
            archive.parse(part, styles)
    said: Counter[str] = Counter()
    body = _Body(main, BlockKind.PARAGRAPH, styles, said)
    yield from _blocks(archive, body)
    if not body.is_document:
        archive.refuse(*_other(archive))
    for further, kind in _FURTHER.items():
        for part in dict.fromkeys(parts.get(further, ())):
            if archive.has(part):
                yield from _blocks(archive, _Body(part, kind, styles, said))
    for part in parts.get("comments", ()):
        if archive.has(part):
            archive.parse(part, _Comments(said))
    for key, sentence in _SAID.items():
        if said[key]:
            source.log.warn(f"left-out-{key}", f"{sentence} ({said[key]})", line=None)


def _other(archive: Archive) -> tuple[str, str]:
    kinds = {"xl/workbook.xml": "a workbook", "ppt/presentation.xml": "a presentation"}
    what = next((kind for part, kind in kinds.items() if archive.has(part)), "another archive")
    if archive.has("content.xml"):
        what = "an OpenDocument file"
    return f"this is {what}, no .docx document", "see if its extension is right"


def _blocks(archive: Archive, body: _Body) -> Iterator[Block]:
    for _ in archive.chunks(body.part, body):
        yield from body.taken()


class _Body(PackagePart):
    """The handler of a part that holds paragraphs."""

    keep = (_MATH, _DRAWING)

    def __init__(self, part: str, kind: BlockKind, styles: Styles, said: Counter[str]) -> None:
        super().__init__(part)
        self.is_document = False
        self._kind = kind
        self._styles = styles
        self._said = said
        self._skipped = 0
        """Depth inside what is left out."""
        self._fields: list[bool] = []
        """Of each field that is open: whether its result has begun."""
        self._properties: list[str] = []
        self._hidden = False
        self._inside = False
        """In a text element."""
        self._text: list[str] = []
        self._as_typed = False

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        self.tags += 1
        if self._skipped or name in _SKIPPED or name.endswith("PrChange"):
            self._skip(name)
            return
        if self._properties:
            self._property(name, dict(attributes))
            return
        if name in ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr"):
            self._properties.append(name)
        elif name == "p":
            self.begin(self._kind)
        elif name == "r":
            self._hidden = False
        elif name == "t":
            self._inside, self._text = True, []
            self._as_typed = ("xml:space", "preserve") in attributes
        elif name in _CHARACTERS:
            self._put(_CHARACTERS[name])
        elif name == "sym":
            self._symbol(dict(attributes).get("char", ""))
        elif name == "fldChar":
            self._field(dict(attributes).get("fldCharType"))
        else:
            self._structure(name, dict(attributes))

    def end(self, name: str) -> None:
        self.tags += 1
        if self._skipped:
            self._skipped -= 1
        elif self._properties:
            if name == self._properties[-1]:
                self._properties.pop()
        elif name == "t":
            self._inside = False
            self._put_text("".join(self._text))
        elif name == "p" and self.open:
            self.finish()
        elif name == "tbl":
            self.table_ends()
        elif name in ("footnote", "endnote"):
            self._hidden = False

    def text(self, data: str) -> None:
        if self._inside:
            self._text.append(data)

    # ----------------------------------------------------------------- details

    @property
    def _is_shown(self) -> bool:
        return not self._hidden and all(self._fields)

    def _skip(self, name: str) -> None:
        if not self._skipped and name in _LEFT_OUT:
            self._said["changes"] += 1
        self._skipped += 1

    def _put_text(self, text: str) -> None:
        """The content of the text element that ends now."""
        if self._is_shown and self.open:
            bare = text if self._as_typed else text.strip(" \t\n")
            start = text.find(bare)
            self.open[-1].builder.literal(bare.replace("\n", " "), start, self.tags - 1)

    def _put(self, text: str) -> None:
        if self._is_shown and self.open:
            self.open[-1].builder.replaced(text, 0, 0, self.tags)

    def _symbol(self, code: str) -> None:
        """A character of a font for symbols: often one of private use, kept as it is."""
        try:
            letter = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        if letter.isprintable() or "\ue000" <= letter <= "\uf8ff":
            self._put(letter)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _structure(self, name: str, given: dict[str, str]) -> None:
        if name in ("document", "footnotes", "endnotes", "hdr", "ftr"):
            self.is_document = True
        elif name == "tbl":
            self.table_begins()
        elif name == "tr":
            self.row_begins()
        elif name == "tc":
            self.cell_begins()
        elif name == "docPr":
            for key in ("title", "descr"):
                self.aside(given.get(key, ""))
        elif name in _COUNTED:
            self._said[_COUNTED[name]] += 1
        elif name in ("footnote", "endnote") and given.get("type", "normal") != "normal":
            self._skipped = 1

    def _property(self, name: str, given: dict[str, str]) -> None:
        """An element inside properties; they may nest: rPr in pPr."""
        if name in ("pPr", "rPr") and self._properties[-1] == "pPr":
            self._properties.append(name)
        elif self._properties[-1] == "pPr" and self.open:
            self._paragraph_property(name, given, self.open[-1])
        elif self._properties == ["rPr"]:
            hides = name == "vanish" and given.get("val", "1") not in ("0", "false", "off")
            if hides or (name == "rStyle" and self._styles.hides(given.get("val", ""))):
                self._hidden = True
                self._said["hidden"] += 1
        elif name in ("tblCaption", "tblDescription"):
            self.aside(given.get("val", ""))

    def _paragraph_property(self, name: str, given: dict[str, str], paragraph: Paragraph) -> None:
        value = given.get("val", "")
        if self._kind is not BlockKind.PARAGRAPH:
            return
        if name == "pStyle":
            paragraph.level = self._styles.level(value)
            if paragraph.level:
                paragraph.kind = BlockKind.HEADING
            else:
                paragraph.kind = self._styles.kind(value)
        elif name == "outlineLvl" and value.isdecimal():
            paragraph.level = int(value) + 1 if int(value) < 9 else None
            paragraph.kind = BlockKind.HEADING if paragraph.level else BlockKind.PARAGRAPH
        elif name == "numId" and paragraph.kind is BlockKind.PARAGRAPH and value != "0":
            paragraph.kind = BlockKind.LIST_ITEM


class _Comments(Part):
    def __init__(self, said: Counter[str]) -> None:
        self._said = said

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if name == "comment":
            self._said["comments"] += 1
