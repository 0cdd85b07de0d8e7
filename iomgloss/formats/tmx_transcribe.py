"""TMX of other tools in the words of our own memories, without a detour through the model.

What comes out is byte for byte what `tmx_write.unit_text` writes of the units that `tmx_read.read`
yields, several times faster.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from iomgloss.files.xml import attributes, escape
from iomgloss.formats.base import Source
from iomgloss.formats.tmx_names import OURS, UNIT_NAMES, VARIANT_NAMES
from iomgloss.formats.tmx_plain import (
    UNIT,
    VARIANT,
    Layout,
    Odd,
    content,
    language,
    layout,
    metadata,
    scripts_meet,
)
from iomgloss.formats.tmx_stream import UnitStream
from iomgloss.formats.tmx_write import content_text, unit_text
from iomgloss.model import Provenance, TranslationUnit

NOTHING = b"\xff"
"""In a key, for what is not there: no text in UTF-8."""


@dataclass(frozen=True, slots=True)
class Written:
    """Units as a memory has them, a few at a time: lists of the same length."""

    texts: list[bytes] = field(default_factory=list)
    """As `unit_text` writes them."""
    keys: list[bytes] = field(default_factory=list)
    """What makes a unit the same one again: see `unit_key`."""
    dated: list[bool] = field(default_factory=list)
    """It has a date or a usage count."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Byte offsets in the file: of ``<tu``, and of what follows ``</tu>``."""
    languages: set[bytes] = field(default_factory=set)

    def add(self, unit: TranslationUnit, mark: Provenance, span: tuple[int, int] = (0, 0)) -> None:
        """Append a unit. Raises ValueError for characters that XML cannot hold."""
        self.texts.append(unit_text(marked(unit, mark)).encode())
        self.keys.append(unit_key(unit))
        self.dated.append(is_dated(unit))
        self.spans.append(span)
        self.languages.update(variant.language.encode() for variant in unit.variants)


def unit_key(unit: TranslationUnit) -> bytes:
    """What makes a unit the same one again: its id, and the languages, texts with their codes, and
    neighbours of its variants, in whatever order these stand."""
    variants = sorted(
        b"%b\0%b\0%b\0%b"
        % (
            variant.language.encode(),
            content_text(variant.segment.content).encode(),
            _maybe(variant.previous),
            _maybe(variant.next),
        )
        for variant in unit.variants
    )
    return b"\0".join([_maybe(unit.id), *variants])


def _maybe(text: str | None) -> bytes:
    return NOTHING if text is None else escape(text).encode()


def is_dated(unit: TranslationUnit) -> bool:
    """The unit or a variant has a date or a usage count."""
    found = [unit.provenance, *(variant.provenance for variant in unit.variants)]
    return any(
        value is not None
        for item in found
        for value in (item.created, item.changed, item.used, item.usage_count)
    )


def marked(unit: TranslationUnit, mark: Provenance) -> TranslationUnit:
    """A unit that says nothing of its origin has that of ``mark``."""
    if unit.provenance.created or unit.provenance.created_by:
        return unit
    origin = replace(unit.provenance, created=mark.created, created_by=mark.created_by)
    return replace(unit, provenance=origin)


_UNMARKED = Provenance()


def transcribe(
    source: Source,
    mark: Provenance = _UNMARKED,
    notice: Callable[[TranslationUnit], None] | None = None,
    *,
    with_spans: bool = False,
) -> Iterator[Written]:
    """Yield the units of a TMX file as a memory has them, those that say nothing of their origin
    with that of ``mark``. ``notice`` is told of the doubtful ones, and maybe of others: those that
    nobody has confirmed, and where Latin and Cyrillic letters meet. Raises FormatError where the
    XML is at fault."""
    transcriber = _Transcriber(source, mark, with_spans, notice is not None)
    handler = transcriber.stream.handler
    for _ in transcriber.stream.steps():
        if handler.units:
            for unit, span in zip(handler.units, handler.spans, strict=True):
                if notice is not None:
                    notice(unit)
                transcriber.written.add(unit, mark, span)
            handler.units.clear()
            handler.spans.clear()
        if len(transcriber.written.texts) > _FEW:
            yield transcriber.written
            transcriber.written = Written()
    yield transcriber.written


_FEW = 100
_STATE = f"{OURS}state".encode()


class _Transcriber:
    def __init__(
        self, source: Source, mark: Provenance, with_spans: bool, is_noticed: bool
    ) -> None:
        self.stream = UnitStream(source, self._take)
        self.written = Written()
        self._with_spans = with_spans
        self._is_noticed = is_noticed
        self._doubtful = b""
        """Bytes in which two scripts meet somewhere: looked at unit by unit."""
        origin: list[tuple[str, object]] = [
            ("creationdate", mark.created),
            ("creationid", mark.created_by),
        ]
        self._mark = attributes(origin).encode()
        self._learn_header()

    def _learn_header(self) -> None:
        """How start tags of units are written, given the language that the header names."""
        self._language = self.stream.handler.header_language
        source = attributes([("srclang", self._language)]).encode()

        @lru_cache(maxsize=256)
        def found(names: tuple[bytes, ...]) -> Layout:
            return layout(names, b"    <tu", (b"tuid", b"srclang"), self._mark, source)

        self._layout = found
        self._bare = self._unit_tag(b"")

    def _take(self, data: bytes, start: int, base: int) -> int:
        """Write plain units; see `iomgloss.formats.tmx_stream.Take`."""
        if self._language != self.stream.handler.header_language:
            self._learn_header()
        if not self._is_noticed:
            return self._write(data, start, base, [])
        if self._doubtful is not data:
            written = self.written
            before = len(written.keys)
            visible: list[bytes] = []
            end = self._write(data, start, base, visible)
            if not scripts_meet(b"\0".join(visible)):
                return end
            for part in (written.texts, written.keys, written.dated, written.spans):
                del part[before:]
            self._doubtful = data
        return self._write(data, start, base, [], is_doubtful=True)

    def _write(
        self, data: bytes, start: int, base: int, visible: list[bytes], *, is_doubtful: bool = False
    ) -> int:
        """Write plain units, and add the texts that readers see to ``visible``; where it
        ``is_doubtful``, only up to a unit in which two scripts meet."""
        written = self.written
        texts, keys, all_dated, languages = (
            written.texts, written.keys, written.dated, written.languages
        )  # fmt: skip
        last_tags: tuple[bytes, ...] = ()
        with contextlib.suppress(Odd):
            for match in UNIT.finditer(data, start):
                (
                    raw, items, raw1, items1, plain1, rest1, raw2, items2, plain2, rest2, further
                ) = match.groups()  # fmt: skip
                if raw is None:
                    break
                begin, unit_id, is_dated = self._unit_tag(raw) if raw else self._bare
                if items:
                    if self._is_noticed and _STATE in items:
                        break
                    begin += metadata(items, b"      ", UNIT_NAMES)[0]
                variants = [_variant(raw1, items1, plain1, rest1)]
                if raw2 is not None:
                    variants.append(_variant(raw2, items2, plain2, rest2))
                    if further:
                        variants += [_variant(*item) for item in VARIANT.findall(further)]
                tags, same, elements, dates, seen = zip(*variants)  # noqa: B905  (all have five)
                if tags != last_tags:
                    if len(set(tags)) < len(tags):
                        raise Odd
                    languages.update(tags)
                    last_tags = tags
                if is_doubtful and scripts_meet(b"\0".join(seen)):
                    break
                visible += seen
                texts.append(b"".join((begin, *elements, b"    </tu>\n")))
                keys.append(b"\0".join((unit_id, *sorted(same))))
                all_dated.append(is_dated or True in dates)
                start = match.end()
                if self._with_spans:
                    written.spans.append((base + match.start(1) - 3, base + start - 5))
        return start

    def _unit_tag(self, raw: bytes) -> tuple[bytes, bytes, bool]:
        """The start tag of a unit with these attributes, its id, and whether it is dated."""
        parts = raw.split(b'"')
        found = self._layout(tuple(parts[::2]))
        values = parts[1::2]
        if found.last is not None:
            values[found.last] = language(values[found.last])
        unit_id = NOTHING if found.first is None else values[found.first]
        return found.template % found.pick(values), unit_id, found.is_dated


_SHORT = 24
"""Bytes of attributes that are likely to come again: no dates."""
_SEGMENT, _CLOSING = b"        <seg>", b"</seg>\n      </tuv>\n"
_WITHOUT_NEIGHBOURS = b"\0%b\0%b" % (NOTHING, NOTHING)


def _variant(
    raw: bytes, items: bytes, plain: bytes, rest: bytes
) -> tuple[bytes, bytes, bytes, bool, bytes]:
    """The language of a variant, what identifies it, its element, whether it is dated, its text.

    Raises Odd.
    """
    tag, begin, is_dated = _variant_tag(raw) if len(raw) > _SHORT else _known_variant_tag(raw)
    visible = plain
    if rest:
        plain, visible = content(plain + rest)
    neighbours = _WITHOUT_NEIGHBOURS
    if items:
        lines, ours = metadata(items, b"        ", VARIANT_NAMES)
        begin += lines
        if ours:
            found = (ours.get(name, NOTHING) for name in (b"previous", b"next"))
            neighbours = b"\0%b\0%b" % tuple(found)
            if b"tag" in ours and b'xml:lang="%b"' % tag not in begin:
                raise Odd
    return (
        tag,
        b"".join((tag, b"\0", plain, neighbours)),
        b"".join((begin, _SEGMENT, plain, _CLOSING)),
        is_dated,
        visible,
    )


def _variant_tag(raw: bytes) -> tuple[bytes, bytes, bool]:
    """The language of a variant with these attributes, its start tag, and whether it is dated."""
    parts = raw.split(b'"')
    found = _layout(tuple(parts[::2]))
    values = parts[1::2]
    if found.first is None:
        raise Odd
    tag = language(values[found.first])
    return tag, found.template % found.pick(values), found.is_dated


@lru_cache(maxsize=256)
def _layout(names: tuple[bytes, ...]) -> Layout:
    return layout(names, b"      <tuv", (b"xml:lang", b""))


_known_variant_tag = lru_cache(maxsize=256)(_variant_tag)
