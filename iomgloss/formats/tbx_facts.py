"""The elements of an entry, and the data categories in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from iomgloss.formats import tbx_names as names

_TYPED = {
    "admin",
    "adminNote",
    "descrip",
    "descripNote",
    "ref",
    "termNote",
    "transac",
    "transacNote",
    "xref",
}
"""Elements whose ``type`` is the data category; any other is called after it (style DCT)."""
_GROUPS = {"adminGrp", "descripGrp", "termNoteGrp", "transacGrp", "noteGrp"}
_CODES = {"bpt", "ept", "it", "ph", "ut"}
_TEXT = {"hi", "foreign", *_CODES}
_ALIASES = {
    "usageStatus": "administrativeStatus",
    "termStatus": "administrativeStatus",
    "normativeAuthorization": "administrativeStatus",
    "client": "customerSubset",
    "customer": "customerSubset",
}


@dataclass(slots=True)
class Node:
    """An element inside an entry."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list[str | Node] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    """Of ``extra``, what our processing instruction says."""

    @property
    def children(self) -> Iterator[Node]:
        return (item for item in self.content if isinstance(item, Node))

    @property
    def raw(self) -> str:
        """Its text, through highlighting, without native codes."""
        return "".join(
            item if isinstance(item, str) else item.raw
            for item in self.content
            if isinstance(item, str) or (item.name in _TEXT and item.name not in _CODES)
        )

    @property
    def text(self) -> str:
        return names.tidy(self.raw)

    @property
    def category(self) -> str:
        own = self.attributes.get("type", self.name) if self.name in _TYPED else self.name
        return _ALIASES.get(own, own)


@dataclass(slots=True)
class Fact:
    """A data category with its value and what stands beside it."""

    category: str
    text: str
    rest: dict[str, Any]
    line: int

    @property
    def value(self) -> Any:
        """For ``extra``."""
        return {"text": self.text, **self.rest} if self.rest else self.text


def fact_of(node: Node) -> Fact:
    """A lone element, or a group: its first element says what it is about."""
    if node.name in _GROUPS:
        members = list(node.children)
        if members:
            main = fact_of(members[0])
            _merge(main.rest, (fact_of(member) for member in members[1:]))
            return main
    rest: dict[str, Any] = {
        name: value
        for name, value in node.attributes.items()
        if name != "id" and not (name == "type" and node.name in _TYPED)
    }
    _merge(rest, (fact_of(child) for child in node.children if child.name not in _TEXT))
    return Fact(node.category, node.text, rest, node.line)


def _merge(into: dict[str, Any], facts: Iterable[Fact]) -> None:
    for fact in facts:
        keep(into, fact.category, fact.value)


def restore(extra: dict[str, Any], kept: Mapping[str, Any]) -> list[str]:
    """Put what we kept in the place of what its elements say of it; the names of those data
    categories that somebody has changed since stay, and are returned."""
    changed = []
    for key, value in kept.items():
        wanted = {names.V3_WORDS.get(text, text) for text in names.texts(value)}
        if set(names.texts(extra.get(key, []))) <= wanted | set(names.texts(value)):
            extra[key] = value
        else:
            changed.append(key)
    return changed


def keep(extra: dict[str, Any], key: str, value: Any) -> None:
    """Add a value to ``extra``; the second of a name makes a list."""
    if key not in extra:
        extra[key] = value
    elif isinstance(extra[key], list):
        extra[key].append(value)
    else:
        extra[key] = [extra[key], value]
