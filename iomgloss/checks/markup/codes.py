"""Inline codes as checks compare them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iomgloss.model import InlineCode
from iomgloss.model.content import TRANSPARENT, Content

_REMARKS = frozenset({"hi", "mrk", "sm", "em"})
"""Highlights and remarks: nothing in the document depends on them."""


def markup(codes: Iterable[InlineCode]) -> Iterator[InlineCode]:
    """The codes that matter, those inside others too, in order."""
    for code in codes:
        if code.kind not in _REMARKS:
            yield code
        if code.kind in TRANSPARENT:
            yield from markup(item for item in code.content if isinstance(item, InlineCode))


def identity(code: InlineCode) -> tuple[str, str]:
    """What is the same in source and target: the kind, and the id or the native code."""
    attributes = dict(code.attributes)
    own = "" if code.kind in TRANSPARENT else native(code.content)
    return code.kind, attributes.get("id") or own


def native(content: Content) -> str:
    return "".join(item if isinstance(item, str) else native(item.content) for item in content)


def shown(kind: str, name: str) -> str:
    """For people: the native code, or the element with its id."""
    if name.startswith(("<", "{", "&", "%", "\\")):
        return name
    return f"<{kind} {name}>" if name else f"<{kind}>"
