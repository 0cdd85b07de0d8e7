"""A placeholder of the source that the target lacks or has changed, or one that it has beyond it.

Why: the program shows nothing in its place, or fails.

Wrong: {name} was registered – {име} е регистриран
Right: {name} was registered – {name} е регистриран

Fix: the placeholder as it is in the source. Kinds: %s %1$d %(name)s %1 %VAR% {0} {name} ${x} {{x}},
tags, entities such as &product;, and escapes such as \\n.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.markup.placeholder_kinds import Placeholder, has_any, placeholders
from iomgloss.checks.prose import without_literals
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding, Passage, Side
from iomgloss.text.tokenize import tokens

_CREDITS = "translator-credits"
"""What GNOME's programs ask translators to replace by their names and addresses."""
_NUMBERS = frozenset({"qt", "printf", "type", "brace"})


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        source, text = passage.source, passage.text
        if not source or not text.strip() or not (has_any(source) or has_any(text)):
            continue
        if source != _CREDITS:
            yield from _compared(passage, placeholders(source), placeholders(text, source))


def _compared(
    passage: Passage, theirs: list[Placeholder], ours: list[Placeholder]
) -> Iterator[Finding]:
    lost = [each for each in _surplus(theirs, ours) if not _is_there(each, passage.text)]
    added = [each for each in _surplus(ours, theirs) if not _is_there(each, passage.source or "")]
    if _is_one_spelt_out(passage, lost, added):
        return
    if len(lost) == len(added) == 1 and lost[0].kind == added[0].kind:
        right, wrong = lost[0], added[0]
        yield Finding(
            passage=passage,
            start=wrong.start,
            end=wrong.end,
            message=f"the placeholder {right.surface!r} is changed to {wrong.surface!r}",
            suggestions=(right.surface,),
        )
        return
    for item in lost:
        yield Finding(
            passage=passage,
            start=item.start,
            end=item.end,
            side=Side.SOURCE,
            message=f"the placeholder {item.surface!r} is lost",
            hint="write it where it belongs in the translation",
        )
    for item in added:
        yield Finding(
            passage=passage,
            start=item.start,
            end=item.end,
            message=f"the placeholder {item.surface!r} is not in the source",
            hint="leave it out",
        )


def _is_one_spelt_out(passage: Passage, lost: list[Placeholder], added: list[Placeholder]) -> bool:
    """Of plural forms, one side may say *one file* where the other has the number."""
    if len(lost) + len(added) != 1 or (lost + added)[0].kind not in _NUMBERS:
        return False
    said = passage.text if lost else passage.source or ""
    ones = profile((passage.language if lost else passage.source_language) or "").one
    return any(word.key in ones for word in tokens(without_literals(said)))


def _is_there(item: Placeholder, text: str) -> bool:
    """An escape before a small letter, where it may be part of a path: not taken for one."""
    return item.kind == "escape" and item.surface in text


def _surplus(some: list[Placeholder], others: list[Placeholder]) -> list[Placeholder]:
    """Those that the others lack; tags one by one, of the rest each once."""
    left = Counter(item.key for item in others)
    seen: set[tuple[str, str]] = set()
    surplus = []
    for item in some:
        if item.kind != "tag":
            if item.key not in left and item.key not in seen:
                surplus.append(item)
        elif left[item.key] > 0:
            left[item.key] -= 1
        else:
            surplus.append(item)
        seen.add(item.key)
    return surplus
