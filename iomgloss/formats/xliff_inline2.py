"""Inline codes in XLIFF 2."""

from __future__ import annotations

import re
from collections import Counter

from iomgloss.files.xml import attribute, escape
from iomgloss.formats.xliff_content import plain
from iomgloss.formats.xliff_inline import NMTOKEN
from iomgloss.model import InlineCode
from iomgloss.model.content import Content

_KINDS = {"g": "pc", "hi": "pc", "bx": "sc", "bpt": "sc", "ex": "ec", "ept": "ec"}
"""Of other formats → of this one; whatever is not here is a placeholder."""
_NATIVE = frozenset("pc ph sc ec mrk sm em cp".split())
_YES_NO = re.compile("yes|no")
_CHECKS = {
    "canCopy": _YES_NO,
    "canDelete": _YES_NO,
    "canOverlap": _YES_NO,
    "canReorder": re.compile("yes|firstNo|no"),
    "isolated": _YES_NO,
    "translate": _YES_NO,
    "dir": re.compile("ltr|rtl|auto"),
    "type": re.compile("fmt|ui|quote|link|image|other"),
    "subType": re.compile(r"[^\s:]+:[^\s:]+"),
    "ref": re.compile(r"[^\s<>\"{}|\\^`%\[\]]+"),
}
_ANNOTATION = re.compile(r"generic|comment|term|[^\s:]+:[^\s:]+")
_EDITING = {"canCopy", "canDelete", "canReorder", "subType", "type"}
_ALLOWED = {
    "ph": _EDITING | {"disp", "equiv"},
    "pc": _EDITING | {"canOverlap", "dispEnd", "dispStart", "equivEnd", "equivStart", "dir"},
    "sc": _EDITING | {"canOverlap", "disp", "equiv", "dir", "isolated"},
    "ec": _EDITING | {"canOverlap", "disp", "equiv", "dir", "isolated"},
    "mrk": {"translate", "type", "ref", "value"},
    "sm": {"translate", "type", "ref", "value"},
    "em": set(),
}
"""Beside ``id``, ``startRef`` and references to data."""
_REFERENCES = {"id", "startRef", "dataStart", "dataEnd", "rid", "i", "x", "pos"}
"""Written anew, or said by the kind."""


class Data:
    """The ``originalData`` of a unit, and what its codes are: an id is for one kind in it."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        """Of a code's id → its kind in the segment before: source and target share ids."""

    def ref(self, code: str) -> str:
        return self.ids.setdefault(code, f"d{len(self.ids) + 1}")

    def element(self, indent: str) -> str:
        if not self.ids:
            return ""
        lines = [
            f'{indent}  <data id="{key}">{escape(code)}</data>\n' for code, key in self.ids.items()
        ]
        return f"{indent}<originalData>\n{''.join(lines)}{indent}</originalData>\n"


def content(segment: Content, data: Data, losses: Counter[str]) -> str:
    """The segment as mark-up. Raises ValueError for characters that XML cannot hold."""
    made = _Segment(data, losses)
    made.number(segment)
    return made.text(segment)


class _Segment:
    def __init__(self, data: Data, losses: Counter[str]) -> None:
        self.data, self.losses = data, losses
        self.ids: dict[int, str] = {}
        """Place of a code among those of the segment → its id."""
        self.used: set[str] = set()
        self.starts: dict[int, str] = {}
        """Of an end → the id of its beginning."""
        self.paired: set[int] = set()
        self.place = 0
        """Of the code that is written next."""

    def number(self, segment: Content) -> None:
        """Give every code its id, and every end its beginning."""
        codes = _all(segment)
        for place, code in enumerate(codes):
            wanted = dict(code.attributes).get("id", "")
            usable = NMTOKEN.fullmatch(wanted) and self._is_free(wanted, code)
            if usable and _kind(code) not in ("em", "cp", "ec"):
                self.used.add(wanted)
                self.ids[place] = wanted
        open_codes: dict[tuple[str, str], int] = {}
        for place, code in enumerate(codes):
            kind, key = _kind(code), _key(code)
            if kind in ("sc", "sm"):
                self._give(place, code)
                if not _is_lone(code):
                    open_codes.setdefault((kind, key), place)
            elif kind in ("ec", "em"):
                begun = open_codes.pop(({"ec": "sc", "em": "sm"}[kind], key), None)
                if begun is not None and not _is_lone(code):
                    self.starts[place] = self.ids[begun]
                    self.paired |= {place, begun}
                elif kind == "ec":
                    self._give(place, code)
            elif kind != "cp":
                self._give(place, code)
        self.data.kinds |= {self.ids[place]: _kind(codes[place]) for place in self.ids}

    def _is_free(self, wanted: str, code: InlineCode) -> bool:
        return wanted not in self.used and self.data.kinds.get(wanted, _kind(code)) == _kind(code)

    def _give(self, place: int, code: InlineCode) -> None:
        if place in self.ids:
            return
        pairs = dict(code.attributes)
        wanted = next((pairs[key] for key in ("id", "i", "x") if key in pairs), "1")
        if not NMTOKEN.fullmatch(wanted):
            wanted = "1"
        unique, number = wanted, 1
        while not self._is_free(unique, code):
            number += 1
            unique = f"{wanted}-{number}" if wanted != "1" else str(number)
        self.used.add(unique)
        self.ids[place] = unique

    def text(self, parts: Content) -> str:
        return "".join(
            escape(item) if isinstance(item, str) else self._code(item) for item in parts
        )

    def _code(self, code: InlineCode) -> str:
        kind = _kind(code)
        place, self.place = self.place, self.place + 1
        if kind in ("sm", "em") and place not in self.paired:
            self.losses["annotations without beginning or end"] += 1
            return ""
        pairs = self._attributes(kind, code, place)
        inner = ""
        if kind in ("pc", "mrk"):
            inner = self.text(code.content)
        elif code.content and kind in ("ph", "sc", "ec"):
            if any(isinstance(item, InlineCode) for item in code.content):
                self.losses["subflows of codes (kept as code)"] += 1
            pairs["dataRef"] = self.data.ref(plain(code.content))
        elif code.content:
            self.losses["content of inline codes"] += 1
        tag = kind + "".join(attribute(name, value) for name, value in pairs.items())
        return f"<{tag}>{inner}</{kind}>" if inner else f"<{tag}/>"

    def _attributes(self, kind: str, code: InlineCode, place: int) -> dict[str, str]:
        given = dict(code.attributes)
        if kind == "cp":
            return {"hex": given["hex"]}
        own: dict[str, str] = {}
        if place in self.ids:
            own["id"] = self.ids[place]
        if place in self.starts:
            own["startRef"] = self.starts[place]
        elif kind in ("sc", "ec") and place not in self.paired:
            own["isolated"] = "yes"
        pairs: dict[str, str] = {}
        for name, value in code.attributes:
            name = "equiv" if name == "equiv-text" else name
            if name in own:
                pairs[name] = own.pop(name)
            elif kind == "pc" and name in ("dataStart", "dataEnd"):
                pairs[name.replace("data", "dataRef")] = self.data.ref(value)
            elif name in _REFERENCES:
                continue
            elif self._fits(kind, name, value, given):
                pairs[name] = value
            else:
                self.losses["attributes of inline codes"] += 1
        pairs |= own
        if kind in ("mrk", "sm") and pairs.get("type", "generic") == "generic":
            pairs.setdefault("translate", "yes")  # which such an annotation has to say
        return pairs

    def _fits(self, kind: str, name: str, value: str, given: dict[str, str]) -> bool:
        if name not in _ALLOWED[kind]:
            return False
        if name == "type" and kind in ("mrk", "sm"):
            return bool(_ANNOTATION.fullmatch(value))
        if name == "subType" and not _CHECKS["type"].fullmatch(given.get("type", "")):
            return False
        check = _CHECKS.get(name)
        return check is None or bool(check.fullmatch(value))


def _kind(code: InlineCode) -> str:
    if code.kind == "it":
        return "ec" if dict(code.attributes).get("pos") in ("close", "end") else "sc"
    kind = _KINDS.get(code.kind, code.kind)
    if kind == "cp" and not re.fullmatch(
        "(?:[0-9A-Fa-f]{2})+", dict(code.attributes).get("hex", "")
    ):
        return "ph"
    return kind if kind in _NATIVE else "ph"


def _key(code: InlineCode) -> str:
    """What an end shares with its beginning."""
    pairs = dict(code.attributes)
    names = {"sc": ("id",), "sm": ("id",), "ec": ("startRef",), "em": ("startRef",)}
    wanted = names.get(code.kind, ("rid", "i", "id"))
    return next((pairs[name] for name in wanted if name in pairs), "")


def _is_lone(code: InlineCode) -> bool:
    return code.kind == "it" or dict(code.attributes).get("isolated") == "yes"


def _all(parts: Content) -> list[InlineCode]:
    """Every code that is written as one, in order."""
    found = []
    for item in parts:
        if isinstance(item, InlineCode):
            found.append(item)
            if _kind(item) in ("pc", "mrk"):
                found += _all(item.content)
    return found
