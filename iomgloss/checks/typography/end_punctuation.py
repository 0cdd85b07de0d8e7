"""Another mark at the end than the source has: no full stop, a question without its mark.

Why: a sentence became a heading, a question a statement, or the end is lost.

Wrong: Where do you live? – Къде живеете.
Right: Where do you live? – Къде живеете?

Fix: the mark of the source, by hand. Marks that come to the same (! and . in many languages, … and
...), abbreviations, and texts of one or two words are no finding; nor is a full stop against none
in short texts, as labels and messages have them either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.model import Draft, Finding

_END = re.compile(
    r"(?P<mark>\.{2,}|…|[.!?:;,؟。！？：；，]{1,3}|)"
    r"[\s\"'“”’»)\]\u200e\u200f]*(?:</?[A-Za-z][^<>]{0,80}>\s*){0,3}[\s\"'“”’»)\]]*$"
)
_TAIL = 120
_KINDS = {
    **dict.fromkeys([".", "!", "。", "！", "!!", "!!!"], "full stop"),
    **dict.fromkeys(["?", "؟", "？", "?!", "!?", "??", "???"], "question mark"),
    **dict.fromkeys(["…", "...", "..", "....", "?..", "!.."], "ellipsis"),
    **dict.fromkeys([":", "："], "colon"),
    "": "nothing",
}
_CLOSING = " \n\t\u00a0\"'“”’»)]"
_LEAST = 3
"""Words of a source whose end tells something."""
_SENTENCE = 8
"""Words of a source from which on a full stop is missed."""
_ABBREVIATED = re.compile(r"(?:^|[\s.(])[^\W\d_]{1,5}\.$|\d\.$")
"""The stop may be that of an abbreviation or a number."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        source, text = passage.source, passage.text
        if not source or not text.strip() or len(source.split()) < _LEAST:
            continue
        if (plain := _plain_end(text)) is not None and plain == _plain_end(source):
            continue  # nearly always, and quick
        ours, theirs = _end(text), _end(source)
        kinds = [_KINDS.get(match["mark"]) for match in (ours, theirs)]
        if kinds[0] == kinds[1] or None in kinds:
            continue
        if {"nothing", "full stop"} == set(kinds) and (
            len(source.split()) < _SENTENCE or _is_doubtful(text, source)
        ):
            continue
        start, end = ours.span("mark")
        last = start if end > start else max(0, start - 1)
        yield Finding(
            passage=passage,
            start=last,
            end=max(end, last + 1),
            message=f"the source ends with {_called(theirs['mark'])}, this with"
            f" {_called(ours['mark'])}",
        )


def _plain_end(text: str) -> str | None:
    """The mark behind the last word, where nothing else stands there."""
    last, before = text[-1], text[-2:-1]
    if last.isalpha():
        return ""
    return last if last in ".!?:" and before.isalpha() else None


def _end(text: str) -> re.Match[str]:
    match = _END.search(text, max(0, len(text) - _TAIL))
    assert match is not None  # noqa: S101  (it matches the empty end, too)
    return match


def _is_doubtful(text: str, source: str) -> bool:
    return any(_ABBREVIATED.search(each.rstrip(_CLOSING)[-_TAIL:]) for each in (text, source))


def _called(mark: str) -> str:
    return repr(mark) if mark else "no mark"
