"""Placeholders of the common kinds in a text."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple


class Placeholder(NamedTuple):
    start: int
    end: int
    kind: str
    name: str
    """What it stands for: the same in source and target."""
    surface: str

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.name


_PATTERN = re.compile(
    r"(?<![\d%])%(?:\((?P<named>\w{1,64})\)|(?P<position>\d{1,2})\$)?[-+#0']{0,4}\d{0,3}(?:\.\d{1,3})?"
    r"(?:hh?|ll?|[Lzjt])?(?P<type>[sdu@]|[ioxXeEfgGc](?![^\W\d_]))"
    r"|(?<!%)%(?P<qt>L?\d{1,2}(?![\d$])|n(?!\w))"
    r"|(?<!\w)%(?P<variable>[A-Z][A-Z_]{2,40})%"
    r"|\{\{ ?(?P<mustache>[\w.]{1,64}) ?\}\}"
    r"|\$\{(?P<shell>[\w.]{1,64})\}|\$\((?P<make>\w{1,64})\)"
    r"|(?<![{\w])\{(?P<brace>[\w.]{0,64})(?:[:!][^{}\s]{0,40})?\}(?!\})"
    r"|<(?P<tag>/?[A-Za-z][\w:-]{0,40})(?P<attributes>(?:\s+[\w:-]+=[^<>]{0,400})?)\s?/?>"
    r"|&(?P<entity>[A-Za-z][\w.-]{1,40});"
    r"|(?<![\\:])\\(?P<escape>[nt])(?![a-z0-9_\\])"
)
_SPARK = re.compile(r"[%{$<&\\]")
_WIDTH = re.compile(r"%(\d{1,2})")
_ICU = re.compile(r",\s?(?:plural|select|selectordinal)\s?,")
_TAGS = frozenset(
    "a b i u s p em strong br span div code li ul ol tt sub sup font img h1 h2 h3 h4 h5 h6 table "
    "tr td th big small kbd var qt nobr center hr abbr blockquote pre".split()
)
_TYPOGRAPHIC = frozenset(
    "amp lt gt quot apos nbsp ndash mdash hellip laquo raquo ldquo rdquo bdquo lsquo rsquo sbquo "
    "shy copy reg trade times bull middot deg minus thinsp ensp emsp zwnj lrm rlm".split()
)
"""Entities for characters, which a translation may have as characters, or not at all."""
_INTEGERS = dict.fromkeys("diu", "d")


def has_any(text: str) -> bool:
    """There may be one; quick."""
    return _SPARK.search(text) is not None


def placeholders(text: str, source: str | None = None) -> list[Placeholder]:
    """In order. Of a target, tags are those of the ``source`` or well-known."""
    found = []
    numbers: Counter[str] = Counter()
    tags = _tag_names(text if source is None else source)
    arguments = {match["qt"] for match in _PATTERN.finditer(source or "") if match["qt"]}
    braces = not _ICU.search(text)
    for match in _PATTERN.finditer(text):
        kind = match.lastgroup or ""
        kind = "tag" if kind == "attributes" else kind
        name = match[kind]
        if kind == "type" and (width := _WIDTH.match(match[0])) and width[1] in arguments:
            start, end = match.start(), match.start() + width.end()
            found.append(Placeholder(start, end, "qt", width[1], width[0]))
            continue  # %1x%2: no hexadecimal number, but the arguments 1 and 2
        if kind == "type":
            kind, name = "printf", _printf(match, numbers)
        elif kind == "brace":
            if not braces:
                continue
            if not name:
                name = str(numbers["brace"])
                numbers["brace"] += 1
        elif (kind == "tag" and name.strip("/").lower() not in tags) or (
            kind == "entity" and name.lower() in _TYPOGRAPHIC
        ):
            continue
        elif kind == "tag":
            name = name.lower()
        found.append(Placeholder(match.start(), match.end(), kind, name, match[0]))
    return found


def _printf(match: re.Match[str], numbers: Counter[str]) -> str:
    """The argument and its type; arguments without a number are counted."""
    name = match["named"] or match["position"]
    if name is None:
        numbers["printf"] += 1
        name = str(numbers["printf"])
    letter = match["type"]
    return f"{name} {_INTEGERS.get(letter, letter)}"


def _tag_names(text: str) -> frozenset[str]:
    """Well-known tags, and what has attributes or is closed; ``<file>`` is a word in brackets."""
    names = {match["tag"]: match["attributes"] for match in _PATTERN.finditer(text) if match["tag"]}
    closed = {name[1:].lower() for name in names if name.startswith("/")}
    return _TAGS | closed | {name.lower() for name, rest in names.items() if "=" in rest}
