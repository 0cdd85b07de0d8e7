"""OpenDocument texts (ODF 1.0–1.4, OASIS).

Read: headings, paragraphs, list items, cells of tables also nested ones, text boxes, sections,
fields as they stand, then headers and footers of the page styles. Footnotes and endnotes follow the
paragraph that they belong to. White space is collapsed as the standard says (part 3, 6.1.2); tabs,
line breaks and ``text:s`` are characters. Titles and descriptions of pictures are blocks of their
own kind.

Not read, and said where there are any: comments, text whose deletion is tracked (what is inserted
is read), hidden text, formulas and other embedded objects. Not read: the properties of the
document, numbers that the program makes.

Places are the part, the number of the paragraph or heading in it, and table, row and cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from iomgloss.documents.base import Source
from iomgloss.documents.package import PackagePart
from iomgloss.files.archive import Archive, Words
from iomgloss.model import Block, BlockKind

_WORDS = Words(
    noun="document",
    extension=".odt",
    old="an old Word document (.doc)",
    program="a word processor",
    instead="see if its extension is right",
    smaller="split it",
)
_TYPES = {
    "text": None,
    "text-template": None,
    "text-web": None,
    "text-master": None,
    "spreadsheet": "a spreadsheet",
    "presentation": "a presentation",
    "graphics": "a drawing",
}
_MIMETYPE = "application/vnd.oasis.opendocument."
_LEFT_OUT = {
    "annotation": "comments",
    "tracked-changes": "changes",
    "hidden-text": "hidden",
    "hidden-paragraph": "hidden",
    "object": "objects",
}
_HINT = "see if its extension is right"
_SAID = {
    "comments": "comments are left out",
    "changes": "tracked changes: insertions are read, deletions are left out",
    "hidden": "hidden text is left out",
    "objects": "embedded objects are left out",
}
_SVG = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
_LETTERED = frozenset({f"{{{_SVG}}}title", f"{{{_SVG}}}desc"})
_SILENT = _LETTERED | {"note-citation", "ruby-text", "binary-data"}
_MOST_BLANKS = 1000
"""Of one ``text:s``; more are a bomb."""
_HOLDERS = {"header": BlockKind.HEADER, "footer": BlockKind.FOOTER}
_STYLE_SUFFIXES = ("", "-left", "-first")


def read(source: Source) -> Iterator[Block]:
    """The blocks of a document. Raises FormatError."""
    archive = Archive(source.stream, source.file, _WORDS)
    mimetype = archive.data("mimetype", 100).decode("ascii", "replace").strip()
    kind = mimetype.removeprefix(_MIMETYPE)
    what = "another archive"
    if mimetype.startswith(_MIMETYPE):
        what = _TYPES.get(kind, what) or ""
    elif archive.has("word/document.xml"):
        what = "a Word document"
    elif archive.has("content.xml") and not mimetype:
        what = ""
    if what or not archive.has("content.xml"):
        archive.refuse(f"this is {what or 'another archive'}, no .odt document", _HINT)
    if b"encryption-data" in archive.data("META-INF/manifest.xml", 1 << 20):
        archive.refuse("the document has a password", "save it without one")
    said: Counter[str] = Counter()
    for part in ("content.xml", "styles.xml"):
        if archive.has(part):
            body = _Body(part, said)
            for _ in archive.chunks(part, body):
                yield from body.taken()
    for key, sentence in _SAID.items():
        if said[key]:
            source.log.warn(f"left-out-{key}", f"{sentence} ({said[key]})", line=None)


class _Body(PackagePart):
    """The handler of a part that holds paragraphs."""

    keep = (_SVG,)

    def __init__(self, part: str, said: Counter[str]) -> None:
        super().__init__(part)
        self._said = said
        self._kinds: list[BlockKind] = [] if part == "styles.xml" else [BlockKind.PARAGRAPH]
        """What paragraphs are where we stand; nowhere read while empty."""
        self._skipped = 0
        self._lettered: list[str] = []
        """Texts of ``svg:title`` and ``svg:desc`` that are open."""
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._offset = 0

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        self.tags += 1
        self._offset = 0
        given = dict(attributes)
        if name in _LETTERED and not self._skipped and self._kinds:
            self._lettered.append("")
        if self._skipped or name in _SILENT:
            self._skipped += 1
        elif name in _LEFT_OUT or self._is_hidden(name, given):
            self._said[_LEFT_OUT.get(name, "hidden")] += 1
            self._skipped = 1
        elif name == "style":
            self._style = given.get("name", "")
        elif name == "text-properties" and given.get("display") == "none":
            self._hidden_styles.add(self._style)
        else:
            self._structure(name, given)

    def end(self, name: str) -> None:
        self.tags += 1
        self._offset = 0
        if name in _LETTERED and self._lettered and self._skipped == 1:
            self.aside(self._lettered.pop())
        if self._skipped:
            self._skipped -= 1
        elif name in ("p", "h") and self.open:
            self.finish()
        elif name in ("note", "list") or self._holder(name):
            if len(self._kinds) > (self.part != "styles.xml"):
                self._kinds.pop()
        elif name == "table":
            self.table_ends()

    def text(self, data: str) -> None:
        if self._lettered:
            self._lettered[-1] += data
        if not self._skipped and self.open:
            self.open[-1].builder.collapsed(data, self._offset, self.tags)
        self._offset += len(data)

    # ----------------------------------------------------------------- details

    def _structure(self, name: str, given: dict[str, str]) -> None:
        holder = self._holder(name)
        if holder:
            self._kinds.append(holder)
        elif name == "list":
            inherited = self._kinds[-1] if self._kinds else BlockKind.PARAGRAPH
            self._kinds.append(
                BlockKind.LIST_ITEM if inherited is BlockKind.PARAGRAPH else inherited
            )
        elif name == "note":
            self._kinds.append(BlockKind.NOTE)
        elif name == "p" and self._kinds:
            self.begin(self._kinds[-1])
        elif name == "h" and self._kinds:
            level = given.get("outline-level", "1")
            self.begin(BlockKind.HEADING, int(level) if level.isdecimal() else 1)
        elif name == "table" and self._kinds:
            self.table_begins()
        elif name == "table-row":
            self.row_begins()
        elif name in ("table-cell", "covered-table-cell"):
            self.cell_begins()
        elif self.open:
            self._character(name, given)

    def _character(self, name: str, given: dict[str, str]) -> None:
        builder = self.open[-1].builder
        if name == "s":
            count = given.get("c", "1")
            builder.flush_blank()
            blanks = min(int(count), _MOST_BLANKS) if count.isdecimal() else 1
            if blanks:
                builder.replaced(" " * blanks, 0, 0, self.tags)
        elif name == "tab":
            builder.flush_blank()
            builder.replaced("\t", 0, 0, self.tags)
        elif name == "line-break":
            builder.drop_blank()
            builder.replaced("\n", 0, 0, self.tags)

    def _is_hidden(self, name: str, given: dict[str, str]) -> bool:
        if name == "section":
            return given.get("display") == "none"
        return name == "span" and given.get("style-name", "-") in self._hidden_styles

    def _holder(self, name: str) -> BlockKind | None:
        """Headers and footers of page styles."""
        if self.part != "styles.xml":
            return None
        for stem, kind in _HOLDERS.items():
            if name in {stem + suffix for suffix in _STYLE_SUFFIXES}:
                return kind
        return None
