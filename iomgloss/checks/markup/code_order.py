"""An inline code that closes before it is opened.

Why: the document cannot be put together, or the wrong words are bold.

Wrong: <ept i="1"/>Връщането<bpt i="1"/> е доброволно.
Right: <bpt i="1"/>Връщането<ept i="1"/> е доброволно.

Fix: in the translation tool. Codes in another order than the source are no finding: word order
differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.markup.codes import markup
from iomgloss.model import Draft, Finding, InlineCode

_OPENING = {"bpt": ("i",), "bx": ("rid", "id"), "sc": ("id",)}
_CLOSING = {"ept": ("bpt", "i"), "ex": ("bx", "rid id"), "ec": ("sc", "startRef id")}
"""What closes what, and the attributes that say which."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        if len(passage.codes) < 2:
            continue
        codes = list(markup(passage.codes))
        opened: set[tuple[str, str]] = set()
        all_opened = {key for code in codes if (key := _opens(code))}
        for code in codes:
            if key := _opens(code):
                opened.add(key)
            elif (key := _closes(code)) and key in all_opened and key not in opened:
                yield Finding(
                    passage=passage,
                    start=0,
                    end=0,
                    message=f"the inline code <{code.kind} {key[1]}> closes before it is opened",
                    hint="put the opening code before the closing one",
                )


def _opens(code: InlineCode) -> tuple[str, str] | None:
    return _named(code.kind, _OPENING.get(code.kind, ()), code)


def _closes(code: InlineCode) -> tuple[str, str] | None:
    kind, names = _CLOSING.get(code.kind, ("", ""))
    return _named(kind, tuple(names.split()), code)


def _named(kind: str, names: tuple[str, ...], code: InlineCode) -> tuple[str, str] | None:
    attributes = dict(code.attributes)
    return next(((kind, attributes[name]) for name in names if name in attributes), None)
