"""Qt Linguist's ``.ts``, translations of programs that use Qt.

Read: as it comes, whatever its size. Languages stand in the file; without
``sourcelanguage`` the originals are English, unless ``-s`` says otherwise. An unfinished
translation gives a fuzzy unit, a message without one is rejected; obsolete and vanished messages
are skipped, with a warning. A message with plural forms gives a unit for each. Comments of
developers and translators become notes, the rest properties:

=========================  ====================================================================
``x-ts-context``           the class that the text is shown by
``x-ts-comment``           what tells equal texts apart
``x-ts-id``                the message's id
``x-ts-location``          a place in the sources, one property each
``x-ts-plural-form``       the number of the plural form
``x-ts-length-variant``    a shorter translation, one property each
=========================  ====================================================================

``<byte>`` becomes an inline code. A file of another kind with the name ``.ts`` (TypeScript, video)
is not taken for this one.

Lost: attributes of other names, comments of a whole context.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from iomgloss.files.xml import Parser
from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.pairs import Bilingual, Pair, two_languages
from iomgloss.model import InlineCode, Segment, UnitState

_TEXTS = frozenset("name source comment extracomment translatorcomment translation".split())
_FORMS = frozenset({"numerusform", "lengthvariant"})
_EMPTY = Segment(())


def _open(source: Source) -> Bilingual:
    handler = _Handler()
    parser = handler.parser = Parser(source.file, handler)
    chunks = parser.chunks(source.stream)
    for _ in chunks:
        if handler.root:
            break
    if handler.root != "TS":
        parser.fail("this is XML, but no TS", "see if another format fits: --from")
    return Bilingual(
        pairs=_pairs(source, handler, chunks),
        source_language=handler.languages.get("sourcelanguage") or source.source_language or "en",
        target_language=handler.languages.get("language"),
    )


def _pairs(source: Source, handler: _Handler, chunks: Iterator[None]) -> Iterator[Pair]:
    for _ in chain((None,), chunks):
        yield from handler.pairs
        handler.pairs.clear()
    if handler.skipped:
        source.log.warn("obsolete", f"obsolete messages, skipped: {handler.skipped}", line=None)


class _Handler:
    """Makes pairs of messages."""

    parser: Parser

    def __init__(self) -> None:
        self.root = ""
        self.languages: dict[str, str] = {}
        self.pairs: list[Pair] = []
        self.skipped = 0
        self.places = _Places()
        self.context = ""
        self.message: dict[str, str] | None = None
        """Attributes of the message that is open."""
        self.line = 0
        self.kind = ""
        """``type`` of its translation."""
        self.locations: list[str] = []
        self.texts: dict[str, Segment] = {}
        self.forms: list[list[Segment]] = []
        """Of each plural form, else of the one translation: its text, longest first."""
        self.open: list[tuple[str, list[str | InlineCode]]] = []
        """From an element with text down."""

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        pairs = dict(attributes)
        if not self.root:
            self.root, self.languages = name, pairs
        elif name == "byte" and self.open:
            value = f'<byte value="{pairs.get("value", "")}"/>'
            self.open[-1][1].append(InlineCode(kind="ph", content=(value,)))
        elif self.open or (name in _TEXTS and (self.message is not None or name == "name")):
            self.open.append((name, []))
            if name == "translation":
                self.kind = pairs.get("type", "")
            elif name == "numerusform":
                self.forms.append([])
        elif name == "context":
            self.context = ""
        elif name == "message":
            self.message, self.line, self.kind = pairs, self.parser.line, ""
            self.locations, self.texts, self.forms = [], {}, []
        elif name == "location" and self.message is not None:
            self.locations.append(self.places.place(pairs))

    def text(self, data: str) -> None:
        if self.open:
            self.open[-1][1].append(data)

    def end(self, name: str) -> None:
        if self.open and name == self.open[-1][0]:
            self._close(name, _segment(self.open.pop()[1]))
        elif name == "message" and self.message is not None:
            self._close_message(self.message)
            self.message = None

    def _close(self, name: str, found: Segment) -> None:
        above = self.open[-1][0] if self.open else ""
        if name in _FORMS:
            if not self.forms:
                self.forms.append([])
            if name == "lengthvariant" or not self.forms[-1]:
                self.forms[-1].append(found)
        elif not above:
            self.texts[name] = found
            if name == "name" and self.message is None:
                self.context = found.text

    def _close_message(self, attributes: dict[str, str]) -> None:
        if self.kind in ("obsolete", "vanished"):
            self.skipped += 1
            return
        texts = {name: found.text for name, found in self.texts.items()}
        properties = (
            ("context", self.context),
            ("comment", texts.get("comment", "")),
            ("id", attributes.get("id", "")),
            *(("location", place) for place in self.locations),
        )
        is_plural = attributes.get("numerus") == "yes" and bool(self.forms)
        for number, found in enumerate(self.forms or [[self.texts.get("translation", _EMPTY)]]):
            first, *shorter = found or [_EMPTY]
            self.pairs.append(
                Pair(
                    source=self.texts.get("source", _EMPTY),
                    target=first,
                    key=attributes.get("id"),
                    form=str(number) if is_plural else None,
                    state=UnitState.FUZZY if self.kind == "unfinished" else UnitState.CONFIRMED,
                    properties=(
                        *properties,
                        *(("length-variant", item.text) for item in shorter),
                    ),
                    notes=(texts.get("extracomment", ""), texts.get("translatorcomment", "")),
                    line=self.line,
                )
            )


def _segment(parts: list[str | InlineCode]) -> Segment:
    joined: list[str | InlineCode] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return Segment(tuple(joined))


class _Places:
    """Places in the sources; a line may be given relative to the one before in the same file."""

    def __init__(self) -> None:
        self.file = ""
        self.lines: dict[str, int] = {}

    def place(self, found: dict[str, str]) -> str:
        self.file = found.get("filename") or self.file
        line = found.get("line", "")
        digits = line[1:] if line[:1] in ("+", "-") else line
        if digits.isdecimal() and len(digits) < 10:
            number = int(line) + (self.lines.get(self.file, 0) if digits != line else 0)
            self.lines[self.file] = number
            line = str(number)
        return f"{self.file}:{line}" if line else self.file


read = two_languages("ts", _open)
