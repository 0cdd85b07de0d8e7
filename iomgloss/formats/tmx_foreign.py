"""Inline codes that came from XLIFF, as those of TMX."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from iomgloss.model import InlineCode, Segment, TranslationUnit
from iomgloss.model.content import Content

_NATIVE = frozenset("bpt ept ph it hi sub ut".split())
_BEGIN = frozenset({"bpt", "bx", "sc"})
_END = frozenset({"ept", "ex", "ec"})
_PAIR = frozenset({"g", "pc"})
_SAID = frozenset({"id", "rid", "i", "startRef", "dataStart", "dataEnd", "isolated"})
"""Attributes that only join codes, and native code."""


def as_tmx(unit: TranslationUnit, losses: Counter[str]) -> TranslationUnit:
    """The unit with codes that TMX has; those that it has already stay as they are."""
    if not any(_is_foreign(code) for item in unit.variants for code in item.segment.codes):
        return unit
    variants = tuple(
        replace(item, segment=Segment(_joined(_Segment(losses).content(item.segment.content))))
        for item in unit.variants
    )
    return replace(unit, variants=variants)


def _is_foreign(code: InlineCode) -> bool:
    """TMX has no ``id`` on any code, XLIFF nearly everywhere."""
    if code.kind not in _NATIVE or "id" in dict(code.attributes):
        return True
    return any(isinstance(item, InlineCode) and _is_foreign(item) for item in code.content)


class _Segment:
    def __init__(self, losses: Counter[str]) -> None:
        self.losses = losses
        self.number = 0
        self.open: dict[str, str] = {}
        """Key of a beginning → its ``i``."""

    def content(self, parts: Content) -> list[str | InlineCode]:
        begins = [(_key(item), place) for place, item in enumerate(parts) if _is(item, _BEGIN)]
        ends = [(_key(item), place) for place, item in enumerate(parts) if _is(item, _END)]
        paired = {
            key
            for key, place in begins
            if [begin for begin, _ in begins].count(key) == 1
            and [end > place for other, end in ends if other == key] == [True]
        }
        made: list[str | InlineCode] = []
        for item in parts:
            if isinstance(item, str):
                made.append(item)
            elif item.kind in _PAIR:
                self.number += 1
                index = (("i", str(self.number)),)
                pairs = dict(item.attributes)
                first, last = (_code(pairs.get(name, "")) for name in ("dataStart", "dataEnd"))
                attributes = (*index, *self._type(item))
                made.append(InlineCode(kind="bpt", attributes=attributes, content=first))
                made += self.content(item.content)
                made.append(InlineCode(kind="ept", attributes=index, content=last))
            elif item.kind == "mrk":
                self.losses["annotations"] += 1
                made += self.content(item.content)
            elif item.kind in ("sm", "em"):
                self.losses["annotations"] += item.kind == "sm"
            elif not _is_foreign(item):
                made.append(item)
            elif item.kind == "hi":
                content = _joined(self.content(item.content))
                made.append(replace(item, attributes=self._type(item), content=content))
            else:
                made.append(self._one(item, _key(item) in paired))
        return made

    def _one(self, code: InlineCode, is_paired: bool) -> InlineCode:
        key, inner, kind = _key(code), self._native(code.content), self._type(code)
        if code.kind in _BEGIN and is_paired:
            self.number += 1
            self.open[key] = str(self.number)
            attributes = (("i", self.open[key]), *kind)
            return InlineCode(kind="bpt", attributes=attributes, content=inner)
        if code.kind in _END and key in self.open:
            return InlineCode(kind="ept", attributes=(("i", self.open.pop(key)),), content=inner)
        if code.kind in _BEGIN | _END | {"it"}:
            is_end = code.kind in _END or dict(code.attributes).get("pos") in ("close", "end")
            position = (("pos", "end" if is_end else "begin"),)
            return InlineCode(kind="it", attributes=(*position, *kind), content=inner)
        return InlineCode(kind="ph", attributes=kind, content=inner)

    def _type(self, code: InlineCode) -> tuple[tuple[str, str], ...]:
        """The attribute that TMX has too; those that it has not are counted, but for numbers, which
        are given anew, and native code, which is the content."""
        pairs = dict(code.attributes)
        said = {*_SAID, "pos"} if code.kind in _BEGIN | _END | {"it"} else _SAID
        kept = next((name for name in ("ctype", "type") if name in pairs), None)
        if code.kind in _END:
            kept = None
        if lost := sum(name not in said and name != kept for name in pairs):
            self.losses["attributes of inline codes"] += lost
        return () if kept is None else (("type", pairs[kept]),)

    def _native(self, parts: Content) -> Content:
        made: list[str | InlineCode] = []
        for item in parts:
            if isinstance(item, str):
                made.append(item)
            elif item.kind == "sub":
                content = _joined(_Segment(self.losses).content(item.content))
                made.append(InlineCode(kind="sub", content=content))
            else:
                self.losses["inline codes within codes"] += 1
        return _joined(made)


def _is(item: str | InlineCode, kinds: frozenset[str]) -> bool:
    return isinstance(item, InlineCode) and item.kind in kinds


def _key(item: str | InlineCode) -> str:
    """What an end shares with its beginning."""
    pairs = {} if isinstance(item, str) else dict(item.attributes)
    return next((pairs[name] for name in ("startRef", "rid", "i", "id") if name in pairs), "")


def _code(text: str) -> Content:
    return (text,) if text else ()


def _joined(parts: list[str | InlineCode]) -> Content:
    joined: list[str | InlineCode] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)
