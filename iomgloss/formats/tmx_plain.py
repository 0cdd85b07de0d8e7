"""Units of TMX as nearly all tools write them, taken as bytes: the fast path of reading.

The grammar here is a part of TMX for which bytes alone decide what `tmx_handler` and `tmx_write`
would make of them. Whatever is not in it (comments, CDATA, prefixes, single quotes around a
unit's attributes, references to characters, dates that are none …) is `Odd`, and read element by
element. Every repetition is possessive: the time is linear in the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from iomgloss.formats.tags import language_named, tag_of
from iomgloss.formats.tmx_names import OURS, PROVENANCE
from iomgloss.model import UnitState


class Odd(Exception):  # noqa: N818  (no error: it says which way to read)
    """This is not as plain as it looked."""


_SPACE = rb"[ \t\r\n]*+"
_VALUE = rb'"[ !#-%\'-;=?-\xff]*+"'
"""Without what would have to be escaped there."""
_PLAIN = rb"[\t\n -%'-;=?-\xff]*+"
"""All but ``<>&``, carriage returns and controls; a class named by what it has is faster."""
_ATTRIBUTE = (
    rb'(?:(?:creation|change|lastusage)date="\d{8}T\d{6}Z"|usagecount="(?:0|[1-9]\d{0,17})"'
    rb"|(?!(?:creation|change|lastusage)date=|usagecount=)(?:xml:lang|[A-Za-z][\w.-]*+)="
    + _VALUE
    + rb")"
)
_ATTRIBUTES = rb"((?:[ \t\r\n]++" + _ATTRIBUTE + rb")*+)" + _SPACE
_TEXT = _PLAIN + rb"(?:&(?:amp|lt|gt);" + _PLAIN + rb")*+"
"""Escaped as `iomgloss.files.xml.escape` does."""
_LANGUAGE = rb"(?: xml:lang=" + _VALUE + rb")?+"
_ITEM = (
    rb"<prop type=" + _VALUE + _LANGUAGE + rb">" + _TEXT + rb"</prop>"
    rb"|<note" + _LANGUAGE + rb">" + _TEXT + rb"</note>"
)
_METADATA = rb"((?:(?:" + _ITEM + rb")" + _SPACE + rb")*+)"
_SEGMENT = rb"<seg>(" + _PLAIN + rb")([^<]*+(?:<(?![!?]|/seg|/?tu)[^<]*+)*+)</seg>"
_VARIANT = (
    rb"<tuv" + _ATTRIBUTES + rb">" + _SPACE + _METADATA + _SEGMENT + _SPACE + rb"</tuv>" + _SPACE
)
_FURTHER = re.sub(rb"\((?!\?)", b"(?:", _VARIANT)

UNIT = re.compile(
    _SPACE + rb"(?:<tu" + _ATTRIBUTES + rb">" + _SPACE + _METADATA
    + _VARIANT + rb"(?:" + _VARIANT + rb")?+((?:" + _FURTHER + rb")*+)</tu>)?+"
)  # fmt: skip
"""One unit, or nothing where none stands: then all groups are None.

Groups: attributes and metadata of the unit; those of `VARIANT` for the first and for the second
variant (None where there is one only); the bytes of all others.
"""
VARIANT = re.compile(_VARIANT)
"""Groups: attributes, metadata, plain text, and what follows it in the segment."""

_NUMBER = re.compile(rb"0|[1-9]\d{0,17}")
_ITEMS = re.compile(rb"<(?:prop|note)[^>]*+>[^<]*+</(?:prop|note)>")
"""In metadata that the grammar has passed."""
_OURS = re.compile(rb'<prop type="' + OURS.encode() + rb'([a-z]+)">([^<]*+)</prop>')
_TAG = re.compile(rb"(<[^<>]*+>)")
_CODE = re.compile(
    rb"<(/?)(bpt|ept|ph|it|hi|sub|ut)"
    rb"((?:[ \t\r\n]++[A-Za-z][\w.-]*+=(?:" + _VALUE + rb"|'[^\"'<>&\x00-\x1f]*+'))*+)"
    rb"[ \t\r\n]*+(/?)>"
)
_CODE_PAIR = re.compile(rb"""([\w.-]++)=(?:"([^"]*+)"|'([^']*+)')""")
_CANONICAL = re.compile(_TEXT)
_ESCAPED = re.compile(rb"[^&]*+(?:&(?:amp|lt|gt|quot|apos);[^&]*+)*+")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_STATES = {state.value.encode() for state in UnitState if state is not UnitState.CONFIRMED}
_DEEP = 32


def is_clean(data: bytes) -> bool:
    """The bytes are UTF-8 and have no U+FFFE or U+FFFF. (Controls are not in the grammar.)"""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\xef" not in data or not any(character in data for character in _NO_CHARACTERS)


@lru_cache(maxsize=1024)
def language(found: bytes) -> bytes:
    """The normalised tag, which differs in case only. Raises Odd if it is none."""
    text = found.decode()
    tag = None if language_named(text) else tag_of(text)
    if tag is None or tag.lower() != text.lower():
        raise Odd
    return tag.encode()


def scripts_meet(data: bytes) -> bool:
    """Latin and Cyrillic letters stand side by side somewhere (or what might be such letters)."""
    kinds = data.translate(_KINDS)
    return (
        b"lc" in kinds
        or b"c-l" in kinds
        or (b"e" in kinds and (b"e-c" in kinds or b"c-e" in kinds))
    )


_KINDS = bytes(
    ord("l") if bytes([byte]).isalpha()
    else ord("c") if 0xD0 <= byte <= 0xD4  # U+0400 to U+052F
    else ord("e") if 0xC3 <= byte <= 0xC9  # U+00C0 to U+024F
    else ord("-") if 0x80 <= byte < 0xC0
    else ord(".")
    for byte in range(256)
)  # fmt: skip
"""Kinds of bytes in UTF-8: Latin letters, what Cyrillic and extended Latin ones begin with, what
follows."""


def start_tags(unit: bytes) -> list[dict[str, str]]:
    """The attributes of a plain unit and of its variants; nothing for one that is not plain."""
    found = UNIT.match(unit)
    if not found or found[1] is None:
        return []
    raw, _, first, _, _, _, second, _, _, _, further = found.groups()
    tags = [raw, first] + ([] if second is None else [second])
    tags += [tag for tag, *_ in VARIANT.findall(further)]
    return [attributes(tag) for tag in tags]


def attributes(raw: bytes) -> dict[str, str]:
    """The attributes of a plain start tag, in order. Raises Odd."""
    parts = raw.decode().split('"')
    names = [name.strip(" \t\r\n=") for name in parts[:-1:2]]
    found = dict(zip(names, parts[1::2], strict=True))
    if len(found) < len(names) or "xmlns" in found:
        raise Odd
    return found


class Layout(NamedTuple):
    """How a start tag with some attributes is written: all tags with the same attributes alike."""

    template: bytes
    """To be filled with ``%``."""
    pick: Callable[[list[bytes]], tuple[bytes, ...]]
    """Takes what fills it from the values in the order of the file."""
    first: int | None
    """The place of the first attribute's value; None: there is none."""
    last: int | None
    is_dated: bool
    """There is a date or a usage count."""


def layout(
    names: tuple[bytes, ...],
    element: bytes,
    frame: tuple[bytes, bytes],
    mark: bytes = b"",
    end: bytes = b"",
) -> Layout:
    """The layout of the start tag of an ``element``; ``names`` are the bytes between its values.

    As `tmx_write` has it: the first name of the ``frame``, attributes of other tools, those of
    `PROVENANCE`, the last name of the ``frame``. ``mark`` is written where the origin is missing,
    ``end`` where the last is. Raises Odd.
    """
    places = {name.strip(b" \t\r\n=/"): place for place, name in enumerate(names[:-1])}
    if len(places) < len(names) - 1 or b"xmlns" in places:
        raise Odd
    if frame[0] == b"xml:lang" and b"lang" in places:
        raise Odd
    parts = [{name: places.pop(name)} if name in places else {} for name in frame]
    origin = {name: places.pop(name) for name in _PROVENANCE if name in places}
    first, others, origins, last = (
        b"".join([b' %b="%%b"' % name for name in part])
        for part in (parts[0], places, origin, parts[1])
    )
    if not (b"creationdate" in origin or b"creationid" in origin):
        origins = mark.replace(b"%", b"%%") + origins
    order = [*parts[0].values(), *places.values(), *origin.values(), *parts[1].values()]
    return Layout(
        b"%b%b%b%b%b>\n" % (element, first, others, origins, last or end.replace(b"%", b"%%")),
        itemgetter(*order) if len(order) > 1 else lambda values: tuple([values[i] for i in order]),
        parts[0].get(frame[0]),
        parts[1].get(frame[1]),
        any(name == b"usagecount" or name.endswith(b"date") for name in origin),
    )


_PROVENANCE = tuple(name.encode() for name in PROVENANCE)


def metadata(raw: bytes, indent: bytes, names: tuple[str, ...]) -> tuple[bytes, dict[bytes, bytes]]:
    """Notes, properties, and behind them our own in the order of ``names``, a line each; and the
    values of our own, escaped. Raises Odd."""
    items = _ITEMS.findall(raw)
    ours: dict[bytes, bytes] = {}
    if b"<note" in raw:
        notes = [item for item in items if item[1] == _N]
        items = notes + [item for item in items if item[1] != _N]
    if _OURS_BYTES in raw:
        items = _without_ours(items, names, ours)
    return indent + (b"\n" + indent).join(items) + b"\n", ours


_N = ord("n")
_OURS_BYTES = OURS.encode()


def _without_ours(
    items: list[bytes], names: tuple[str, ...], ours: dict[bytes, bytes]
) -> list[bytes]:
    others, mine = [], {}
    for item in items:
        found = _OURS.fullmatch(item)
        if found and found[1].decode() in names:
            if found[1] in ours:
                raise Odd
            ours[found[1]], mine[found[1]] = found[2], item
        elif _OURS_BYTES in item:  # in a form, or of a later version, that bytes do not decide
            raise Odd
        else:
            others.append(item)
    state, position = ours.get(b"state"), ours.get(b"position")
    if state is not None and state not in _STATES:
        raise Odd
    if position is not None and not _NUMBER.fullmatch(position):
        raise Odd
    return others + [mine[name] for name in map(str.encode, names) if name in mine]


def content(raw: bytes) -> tuple[bytes, bytes]:
    """What stands in a ``seg``, in canonical form, and the text that a reader sees. Raises Odd."""
    if b"<" not in raw:
        plain = text(raw)
        return plain, plain
    parts = _TAG.split(raw)
    if not _CANONICAL.fullmatch(b"".join(parts[::2])):
        parts[::2] = map(text, parts[::2])
    parts[1::2], is_visible = _codes(tuple(parts[1::2]))
    visible = b"".join(compress(parts[::2], is_visible))
    if b"></" in raw:
        return _EMPTY_CODE.sub(rb"<\1/>", b"".join(parts)), visible
    return b"".join(parts), visible


_EMPTY_CODE = re.compile(rb"<(([a-z]++)[^<>]*+)(?<!/)></\2>")


@lru_cache(maxsize=4096)
def _codes(tags: tuple[bytes, ...]) -> tuple[tuple[bytes, ...], tuple[bool, ...]]:
    """The tags of a segment in canonical form, and which texts before, between and behind them a
    reader sees. Raises Odd."""
    opened: list[bytes] = []
    canonical, is_visible = [], [True]
    for tag in tags:
        found = _CODE.fullmatch(tag)
        if not found:
            raise Odd
        end, name, raw, empty = found.groups()
        if end:
            if raw or empty or not opened or opened.pop() != name:
                raise Odd
            canonical.append(b"</%b>" % name)
            is_visible.append(all(other == b"hi" for other in opened))
            continue
        if not empty:
            opened.append(name)
        named = _CODE_PAIR.findall(raw)
        names = {pair[0] for pair in named}
        if len(names) < len(named) or b"xmlns" in names or len(opened) > _DEEP:
            raise Odd
        pairs = b"".join([b' %b="%b%b"' % pair for pair in named])
        canonical.append(b"<%b%b%b>" % (name, pairs, b"/" if empty else b""))
        is_visible.append(all(other == b"hi" for other in opened))
    if opened:
        raise Odd
    return tuple(canonical), tuple(is_visible)


def text(raw: bytes) -> bytes:
    """Character data in canonical form. Raises Odd."""
    if _CONTROL.search(raw):
        raise Odd
    if b"&" in raw:
        if not _ESCAPED.fullmatch(raw):
            raise Odd
        raw = raw.replace(b"&quot;", b'"').replace(b"&apos;", b"'")
    if b">" in raw:
        if b"]]>" in raw:
            raise Odd
        raw = raw.replace(b">", b"&gt;")
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"<" in raw:
        raise Odd
    return raw
