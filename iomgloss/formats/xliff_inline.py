"""Inline codes in XLIFF 1.2."""

from __future__ import annotations

import re
from collections import Counter

from iomgloss.files.xml import attribute, escape
from iomgloss.formats.xliff_content import join, plain
from iomgloss.model import InlineCode
from iomgloss.model.content import TRANSPARENT, Content

NMTOKEN = re.compile(r"[A-Za-z0-9._:-]+")
_KINDS = {
    "hi": "mrk",
    "pc": "g",
    "sc": "bpt",
    "ec": "ept",
    "ut": "ph",
    "cp": "x",
    "sm": "x",
    "em": "x",
}
"""Of other formats → of this one."""
_NATIVE = frozenset("g x bx ex bpt ept ph it mrk sub".split())
_FILLED = {"x": "ph", "bx": "bpt", "ex": "ept"}
"""Kinds that must be empty → what stands for them when they are not."""
_DELIMITERS = frozenset({"bold", "italic", "underlined", "link"})
_PLACEHOLDERS = frozenset({"image", "pb", "lb"})
_MTYPES = frozenset(
    "abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime"
    " equation expanded-form formula head-term initialism international-scientific-term"
    " internationalism logical-expression materials-management-unit name near-synonym"
    " part-number phrase phraseological-unit protected romanized-form set-phrase short-form sku"
    " standard-text symbol synonym synonymous-phrase term transcribed-form transliterated-form"
    " truncated-term variant".split()
)
"""Without ``seg``: a segment is written as a unit."""
_CLOSED = {
    "clone": frozenset({"yes", "no"}),
    "pos": frozenset({"open", "close"}),
    "assoc": frozenset({"preceding", "following", "both"}),
    "mtype": _MTYPES,
}
_USERS = re.compile(r"x-\S+")


def content(segment: Content, losses: Counter[str]) -> str:
    """The segment as mark-up. Raises ValueError for characters that XML cannot hold."""
    return _Segment(segment, losses).text(segment)


class _Segment:
    def __init__(self, segment: Content, losses: Counter[str]) -> None:
        self.losses = losses
        self.ids = {dict(code.attributes).get("id") for code in _all(segment)}
        opening = Counter((_kind(code), dict(code.attributes).get("rid")) for code in _all(segment))
        self.rids = {
            kind: {rid for (found, rid), count in opening.items() if found == kind and count == 1}
            for kind in ("bpt", "bx")
        }

    def text(self, parts: Content) -> str:
        return "".join(
            escape(item) if isinstance(item, str) else self._code(item) for item in join(parts)
        )

    def _native(self, parts: Content) -> str:
        """What stands inside a code: characters and ``sub``."""
        made = ""
        for item in parts:
            if isinstance(item, str):
                made += escape(item)
            elif item.kind == "sub":
                made += self._element("sub", item, self.text(item.content))
            else:
                self.losses["inline codes within codes"] += 1
                made += escape(plain(item.content))
        return made

    def _code(self, code: InlineCode) -> str:
        kind = _kind(code)
        inner = self.text(code.content) if kind in ("g", "mrk") else self._native(code.content)
        return self._element(kind, code, inner)

    def _element(self, kind: str, code: InlineCode, inner: str) -> str:
        pairs = self._attributes(kind, code)
        tag = kind + "".join(attribute(name, value) for name, value in pairs.items())
        return f"<{tag}>{inner}</{kind}>" if inner else f"<{tag}/>"

    def _attributes(self, kind: str, code: InlineCode) -> dict[str, str]:
        pairs: dict[str, str] = {}
        for name, value in code.attributes:
            if name == "pos":
                value = {"begin": "open", "end": "close"}.get(value, value)
            if ":" in name:
                self.losses["attributes of inline codes"] += 1
            elif self._fits(kind, name, value):
                pairs[name] = value
            elif kind == "sub":
                self.losses["attributes of inline codes"] += 1
            else:
                pairs.setdefault(f"x-{name}", value)
        if kind == "mrk":
            word = pairs.get("type", "") if NMTOKEN.fullmatch(pairs.get("type", "")) else "other"
            usual = "x-hi" if code.kind == "hi" else f"x-{word}"
            pairs.setdefault("mtype", usual)
        elif kind != "sub" and "id" not in pairs:
            pairs["id"] = self._id(pairs)
        if kind == "it":
            pairs.setdefault("pos", "open")
        if code.kind in ("cp", "sm", "em"):
            pairs.setdefault("ctype", f"x-{code.kind}")
        return pairs

    def _fits(self, kind: str, name: str, value: str) -> bool:
        if name in _CLOSED:
            return value in _CLOSED[name] or (name == "mtype" and bool(_USERS.fullmatch(value)))
        if name == "ctype":
            known = _PLACEHOLDERS if kind in ("x", "ph") else _DELIMITERS
            return value in known or bool(_USERS.fullmatch(value))
        if name == "rid":
            opening = {"ept": "bpt", "ex": "bx"}.get(kind, kind)
            return bool(NMTOKEN.fullmatch(value)) and value in self.rids.get(opening, {value})
        if name in ("mid", "xid", "datatype"):  # they point to what is not there, or are closed
            return False
        return kind != "sub"

    def _id(self, pairs: dict[str, str]) -> str:
        wanted = next((pairs[key] for key in ("i", "x", "startRef") if key in pairs), None)
        if wanted is not None:
            return wanted
        number = 1
        while str(number) in self.ids:
            number += 1
        self.ids.add(str(number))
        return str(number)


def _kind(code: InlineCode) -> str:
    kind = _KINDS.get(code.kind, code.kind)
    if kind not in _NATIVE or kind == "sub":
        kind = "ph"
    return _FILLED.get(kind, kind) if code.content else kind


def _all(parts: Content) -> list[InlineCode]:
    """Every code that is written as one, in order."""
    found = []
    for item in parts:
        if isinstance(item, InlineCode):
            found.append(item)
            inner = item.content
            if item.kind not in TRANSPARENT:
                inner = tuple(
                    part
                    for sub in inner
                    if isinstance(sub, InlineCode) and sub.kind == "sub"
                    for part in sub.content
                )
            found += _all(inner)
    return found
