"""The only XML parser: streamed, no network, no other file, nothing that expands.

expat underneath. A DOCTYPE is legal TMX and TBX, so it may stand there and name whatever it likes:
it is never fetched. Declaring or using an entity of one's own ends the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NoReturn, Protocol
from xml.parsers import expat

from iomgloss.errors import FormatError
from iomgloss.model import Location

MAX_DEPTH = 256
MAX_TEXT = 10_000_000
"""Characters in one run of text."""
MAX_MARKUP = 10_000_000
"""Bytes of one tag, comment or processing instruction: expat holds it whole, and reads it again
with every chunk."""
CHUNK = 1 << 16
XML_LANG = "xml:lang"

_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace "
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 §2.2 cannot hold."""
_CUT = {"no element found", "unclosed token", "unclosed CDATA section", "partial character"}


class Handler(Protocol):
    """Receives the document. Names are ``local`` or ``{namespace}local``, attributes in order.

    One that has ``instruction(target, data)`` too receives processing instructions, one that has
    ``cdata(is_open)`` hears where CDATA sections begin and end.
    """

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


class Parser:
    """Feeds a handler from a stream, chunk by chunk."""

    def __init__(
        self,
        file: str,
        handler: Handler,
        keep_namespaces: tuple[str, ...] = (),
        *,
        buffered: bool = True,
    ) -> None:
        """Not ``buffered``: text comes in the pieces it is written in, so that `offset` is right
        for each; line breaks and references are pieces of their own."""
        self.file = file
        self.handler = handler
        self._keep = keep_namespaces
        self._names: dict[str, str] = {}
        self.depth = 0
        """How many elements are open."""
        self._run = 0
        self._fed = self._shift = 0
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.ordered_attributes = True
        if buffered:  # setting the size alone would do it, too
            parser.buffer_text = True
            parser.buffer_size = CHUNK
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        parser.ProcessingInstructionHandler = getattr(handler, "instruction", None)
        if cdata := getattr(handler, "cdata", None):
            parser.StartCdataSectionHandler = lambda: cdata(True)
            parser.EndCdataSectionHandler = lambda: cdata(False)

    @property
    def line(self) -> int:
        """1-based line of what is being handled."""
        return self._parser.CurrentLineNumber

    @property
    def offset(self) -> int:
        """Byte offset of what is being handled."""
        return self._parser.CurrentByteIndex + self._shift

    def chunks(self, stream: BinaryIO) -> Iterator[None]:
        """Parse ``stream``, pausing after every chunk. Raises FormatError at the first fault."""
        self.refuse_empty(stream)
        while True:
            data = stream.read(CHUNK)
            self.feed(data)
            yield
            if not data:
                return

    def release(self) -> None:
        """Let go of the handler, for whoever parses many small documents: a circle of references
        would keep each parser and its buffer until the collector comes by."""
        self._parser.StartElementHandler = self._parser.EndElementHandler = None
        self._parser.CharacterDataHandler = self._parser.ProcessingInstructionHandler = None
        self._parser.EntityDeclHandler = self._parser.SkippedEntityHandler = None

    def feed(self, data: bytes) -> None:
        """Parse what comes next; nothing ends the document. Raises FormatError at a fault."""
        try:
            self._parser.Parse(data, not data)
        except expat.ExpatError as error:
            self._explain(error, data)
        except (LookupError, ValueError) as error:  # from looking the encoding up
            raise FormatError(
                f"the XML declaration names an encoding that cannot be read: {error}",
                hint="save the file as UTF-8",
                location=Location(file=self.file, line=1, column=1),
            ) from None
        self._fed += len(data)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > MAX_MARKUP + CHUNK:
            self.fail(
                f"a tag, comment or instruction of more than {MAX_MARKUP:,} bytes",
                "no honest file does that",
            )

    def skip(self, data: bytes) -> None:
        """Go on behind ``data``, whole elements in UTF-8 that somebody else has read.

        To the document it is white space as long as ``data``: lines, columns and offsets stay
        right.
        """
        size = len(data)
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        last = data[data.rfind(b"\n") + 1 :].decode()
        blank = b"\n" * data.count(b"\n") + b" " * len(last)
        self._run = 0
        self.feed(blank)
        self._shift += size - len(blank)

    def fail(self, message: str, hint: str | None = None) -> NoReturn:
        """Refuse the document at the present place."""
        location = Location(
            file=self.file, line=self.line, column=self._parser.CurrentColumnNumber + 1
        )
        raise FormatError(message, hint=hint, location=location)

    # ----------------------------------------------------------------- handlers

    def _start(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        self._run = 0
        if self.depth > MAX_DEPTH:
            self.fail(f"elements are nested more than {MAX_DEPTH} deep", "no honest file does that")
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        self.handler.start(self._name(name), [(self._name(key), value) for key, value in pairs])

    def _end(self, name: str) -> None:
        self.depth -= 1
        self._run = 0
        self.handler.end(self._name(name))

    def _text(self, data: str) -> None:
        self._run += len(data)
        if self._run > MAX_TEXT:
            self.fail(f"one text has more than {MAX_TEXT:,} characters", "split it")
        self.handler.text(data)

    def _entity(self, name: str, *_: object) -> None:
        self.fail(
            f"the file declares an entity ({name})",
            "entities can hide bombs and other files; replace them by their text",
        )

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.fail(f"the entity &{name}; is not declared in the file", "replace it by its text")

    def _name(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            if name.startswith(_XML_NAMESPACE):
                known = "xml:" + name[len(_XML_NAMESPACE) :]
            else:
                namespace, _, local = name.rpartition(" ")
                known = f"{{{namespace}}}{local}" if namespace in self._keep else local
            self._names[name] = known
        return known

    # ------------------------------------------------------------------- faults

    def refuse_empty(self, stream: BinaryIO) -> None:
        """Raises FormatError for nothing but blanks or a byte order mark."""
        head = stream.read(1024)
        stream.seek(-len(head), 1)
        if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe") and len(head) < 1024:
            raise FormatError(
                "the file is empty", location=Location(file=self.file, line=1, column=1)
            )

    def _explain(self, error: expat.ExpatError, data: bytes) -> NoReturn:
        what = expat.ErrorString(error.code)
        location = Location(file=self.file, line=error.lineno, column=error.offset + 1)
        if what in _CUT and not data:
            raise FormatError(
                "the file ends in the middle: it was cut off",
                hint="get the whole file",
                location=location,
            ) from None
        hint = "mend the mark-up there; a bare & is written &amp;, a bare < is written &lt;"
        if what == "not well-formed (invalid token)" and self._is_undecodable(data):
            what = "bytes that are not valid in the file's encoding"
            hint = "save the file as UTF-8, or name its encoding in the XML declaration"
        elif "encoding" in what:
            hint = "make the XML declaration name the encoding the file is in"
        what = what.removeprefix("not well-formed ").strip("()")
        raise FormatError(f"not well-formed XML: {what}", hint=hint, location=location) from None

    def _is_undecodable(self, data: bytes) -> bool:
        start = self._parser.ErrorByteIndex - self._fed
        return 0 <= start < len(data) and data[start] >= 0x80


def forbidden_character(text: str) -> str | None:
    """The first character of ``text`` that XML 1.0 cannot hold, as ``U+XXXX``."""
    found = _FORBIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def escape(text: str) -> str:
    """Character data. Raises ValueError for what XML cannot hold."""
    _refuse(text)
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    )


def attribute(name: str, value: str) -> str:
    """`` name="value"``. Raises ValueError for what XML cannot hold."""
    escaped = escape(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f' {name}="{escaped}"'


def attributes(pairs: Iterator[tuple[str, object]] | list[tuple[str, object]]) -> str:
    """All pairs whose value is not None."""
    return "".join(attribute(name, str(value)) for name, value in pairs if value is not None)


def _refuse(text: str) -> None:
    character = forbidden_character(text)
    if character:
        raise ValueError(f"XML cannot hold the character {character}")
