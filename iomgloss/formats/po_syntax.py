"""The syntax of PO: lines in, entries out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, NoReturn

from iomgloss.errors import FormatError
from iomgloss.formats.base import Source
from iomgloss.formats.tags import tag_of
from iomgloss.model import Location

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
LINE = re.compile(
    rf"\s*(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{{1,3}})\])?(?![^\"\s])\s*)?"
    rf"((?:{_STRING}\s*)*)"
)
STRINGS = re.compile(_STRING)
ESCAPE = re.compile(r"\\([abfnrtv\\\"])|((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}))+)|\\(.)", re.DOTALL)
BYTE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2}))")
PLAIN = dict(zip('abfnrtv\\"', '\a\b\f\n\r\t\v\\"', strict=True))
_CHARSET = re.compile(rb"charset=([^\s\"\\;]+)", re.IGNORECASE)
_REFERENCE = re.compile("\u2068[^\u2069]+\u2069(?::\\d+)?|\\S+")
"""gettext puts names with blanks between isolates."""
_GUARDED = re.compile(r"(\\ *) $")
"""The blank that the writer puts behind a comment's last backslash."""
_HEAD = 1 << 16
_LONGEST_LINE = 40_000_000
"""Bytes."""
_LONGEST = 10_000_000
"""Characters of a text, its lines together."""


def refuse(
    source: Source, message: str, hint: str, *, line: int | None = None, column: int | None = None
) -> NoReturn:
    location = Location(file=source.file, line=line, column=column)
    raise FormatError(message, hint=hint, location=location)


@dataclass(slots=True)
class Entry:
    line: int
    context: str | None = None
    id: str | None = None
    plural: str | None = None
    strings: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous: list[str] = field(default_factory=list)

    @property
    def has_begun(self) -> bool:
        return self.context is not None or self.id is not None


def encoding_of(source: Source) -> str:
    """As told, else the charset of the header. Raises FormatError for an empty file too."""
    head = source.stream.read(_HEAD)
    source.stream.seek(0)
    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
        refuse(source, "the file is empty", "get the whole file", line=1, column=1)
    encoding = source.encoding or _charset(head)
    if encoding.lower().replace("_", "-") == "utf-8-sig":
        encoding = "utf-8"
    try:
        if "\n".encode(encoding) != b"\n" or head.startswith((b"\xff\xfe", b"\xfe\xff")):
            refuse(source, "a PO file cannot be in UTF-16", "save it as UTF-8")
    except (LookupError, ValueError):
        refuse(source, f"{encoding!r} is no known encoding", "name the right one: --encoding NAME")
    return encoding


def _lines(source: Source, encoding: str) -> Iterator[tuple[int, str]]:
    """Numbered lines, without their ends."""
    stream: BinaryIO = source.stream
    ended = True
    number = 0
    for number, raw in enumerate(iter(partial(stream.readline, _LONGEST_LINE), b""), start=1):
        if len(raw) == _LONGEST_LINE:
            refuse(source, *_endless(f"a line of more than {_LONGEST_LINE:,} bytes"), line=number)
        if number == 1 and raw.startswith(b"\xef\xbb\xbf"):
            source.log.warn("byte-order-mark", "a PO file has no byte order mark", line=1)
            raw = raw[3:]
        ended = raw.endswith(b"\n")
        try:
            line = raw.decode(encoding)
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode(encoding, "replace")
            refuse(
                source,
                f"byte 0x{raw[error.start]:02x} is not valid {encoding}",
                "name the encoding the file is in: --encoding NAME",
                line=number,
                column=len(before) + 1,
            )
        if "\0" in line:
            refuse(source, "a NUL character", "this is not a text file", line=number)
        yield number, line.removesuffix("\n").removesuffix("\r")
    if not ended:
        source.log.warn(
            "no-last-newline", "the last line has no end; was the file cut off?", line=number
        )


def _endless(what: str) -> tuple[str, str]:
    return what, "see if another format fits: --from"


def _charset(head: bytes) -> str:
    named = _CHARSET.search(head)
    if named is None or named.group(1) == b"CHARSET":  # a template
        return "utf-8"
    return named.group(1).decode("ascii", "replace")


class _Syntax:
    """Takes lines, gives entries."""

    def __init__(self, source: Source, encoding: str) -> None:
        self.source, self.encoding = source, encoding
        self.entry = Entry(0)
        self.target: str | int | None = None
        """Field or plural form that the next string belongs to."""
        self.parts: list[str] = []
        """Its strings so far."""
        self.length = 0
        self.obsolete = 0
        self.first_obsolete = 0

    def comment(self, number: int, line: str) -> None:
        text = _GUARDED.sub(r"\1", line.lstrip())
        self.settle()
        entry, mark, rest = self.entry, text[1:2], text[2:].removeprefix(" ")
        if mark == "~":
            if re.match(r"#~\s*msgid\s", text):
                self.obsolete += 1
                self.first_obsolete = self.first_obsolete or number
            if not entry.has_begun:  # the comments above belong to what is obsolete
                self.entry = Entry(number)
        elif mark == ".":
            entry.extracted.append(rest)
        elif mark == ":":
            entry.references += _REFERENCE.findall(rest)
        elif mark == ",":
            entry.flags += [flag.strip() for flag in rest.split(",") if flag.strip()]
        elif mark == "|":
            entry.previous.append(rest)
        else:
            entry.notes.append(text[1:].removeprefix(" "))

    def string(self, number: int, line: str) -> None:
        found = LINE.fullmatch(line)
        if found is None:
            self._unknown(number, line)
        keyword, form, quoted = found.groups()
        text = "".join(
            self._unescape(item.group()[1:-1], number, found.start(3) + item.start() + 2)
            for item in STRINGS.finditer(quoted)
        )
        entry = self.entry
        if keyword == "msgstr":
            index = int(form or 0)
            if entry.id is None:
                self._fail("msgstr without a msgid before it", number)
            if (form is None) != (entry.plural is None):
                self._fail("msgstr[N] and msgid_plural go together", number)
            if index in entry.strings:
                self._fail("a second translation of one entry", number)
            self.settle()
            entry.strings[index] = ""
            self.target = index
        elif keyword:
            name = {"msgctxt": "context", "msgid": "id", "msgid_plural": "plural"}[keyword]
            self.settle()
            if form is not None or getattr(entry, name) is not None:
                self._fail(f"a second {keyword} before a msgstr", number)
            if (keyword == "msgid_plural" and entry.id is None) or (
                keyword == "msgctxt" and entry.id is not None
            ):
                self._fail(f"{keyword} in the wrong place", number)
            if not entry.has_begun:
                entry.line = number
            setattr(entry, name, "")
            self.target = name
        elif self.target is None:
            self._fail("a string that belongs to nothing", number)
        self.parts.append(text)
        self.length += len(text)
        if self.length > _LONGEST:
            what = _endless(f"a text of more than {_LONGEST:,} characters")
            refuse(self.source, *what, line=number)

    def settle(self) -> None:
        """Nothing follows that belongs to the present field."""
        text = "".join(self.parts)
        if isinstance(self.target, int):
            self.entry.strings[self.target] = text
        elif self.target is not None:
            setattr(self.entry, self.target, text)
        self.target, self.parts, self.length = None, [], 0

    def _unescape(self, text: str, number: int, column: int) -> str:
        def plain(found: re.Match[str]) -> str:
            letter, numbers, unknown = found.groups()
            if letter:
                return PLAIN[letter]
            at = column + found.start()
            if unknown:
                self._fail(f"the escape \\{unknown} is unknown", number, at)
            values = [
                int(octal or hexadecimal, 8 if octal else 16)
                for octal, hexadecimal in BYTE.findall(numbers)
            ]
            try:
                decoded = bytes(values).decode(self.encoding)
            except ValueError:
                self._fail(f"the escape {numbers} is not valid {self.encoding}", number, at)
            if "\0" in decoded:
                self._fail("a NUL character", number, at)
            return decoded

        return ESCAPE.sub(plain, text)

    def _unknown(self, number: int, line: str) -> NoReturn:
        quote = line.find('"')
        if quote < 0:
            self._fail("a line that PO does not know", number)
        self._fail("a string that is not closed, or a quote inside one", number, quote + 1)

    def _fail(self, what: str, line: int, column: int | None = None) -> NoReturn:
        refuse(
            self.source,
            f"not well-formed PO: {what}",
            'mend the line; inside a string \\ is written \\\\ and a quote \\"',
            line=line,
            column=column or 1,
        )

    def complete(self) -> Entry | None:
        """The entry that ends here, if one does."""
        self.settle()
        entry = self.entry
        if not entry.strings:
            return None
        self.entry = Entry(0)
        return entry


def read_entries(source: Source) -> Iterator[Entry]:
    """Yield the entries, the header's first. Raises FormatError where one is not well-formed."""
    encoding = encoding_of(source)
    syntax = _Syntax(source, encoding)
    number = 0
    for number, line in _lines(source, encoding):
        text = line.lstrip()
        if not text:
            syntax.settle()
        if text.startswith(("#", "msgctxt", "msgid")) and (done := syntax.complete()):
            yield done
        if text.startswith("#"):
            syntax.comment(number, line)
        elif text:
            syntax.string(number, line)
    if done := syntax.complete():
        yield done
    if syntax.entry.has_begun:
        refuse(
            source,
            "the file ends in the middle of an entry: it was cut off",
            "get the whole file",
            line=number,
        )
    if syntax.obsolete:
        count = syntax.obsolete
        source.log.warn(
            "obsolete-entries",
            f"{count} obsolete {'entry' if count == 1 else 'entries'} (#~) left out",
            line=syntax.first_obsolete,
        )


def header_fields(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.split("\n"))
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def language_of(value: str) -> str | None:
    """``bg_BG.UTF-8``, ``sr@latin`` and the like as a language tag."""
    base, _, modifier = value.partition("@")
    scripts = {"latin": "Latn", "cyrillic": "Cyrl"}
    tag = base.split(".")[0]
    if modifier:
        tag += "-" + scripts.get(modifier.lower(), modifier)
    return tag_of(tag)
