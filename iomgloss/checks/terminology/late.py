"""An abbreviation that is used before the place where the text spells it out.

Why: the reader needs the full name at the first use; later it is no help. Headings do not count,
nor does a text that has used the full name before the abbreviation. An abbreviation that is never
spelt out is no finding: many need no words.

Wrong: МОМ откри център. Международната организация по миграция (МОМ) работи в 170 държави.
Right: Международната организация по миграция (МОМ) откри център. МОМ работи в 170 държави.

Fix: spell it out at its first use.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.terminology.introductions import ABBREVIATION, Introduction, introductions
from iomgloss.checks.terminology.places import keys, same_words
from iomgloss.model import BlockKind, Draft, Finding, Passage

_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.HEADER, BlockKind.FOOTER)

_LINE = 120
"""Letters of a heading."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    spelt: dict[str, tuple[int, Introduction]] = {}
    body = [each for each in draft.passages if not _is_heading(each)]
    for number, passage in enumerate(body):
        if "(" in passage.text:
            for one in introductions(passage.text):
                spelt.setdefault(one.abbreviation, (number, one))
    pending = dict(spelt)
    for number, passage in enumerate(body):
        if not pending:
            return
        for match in ABBREVIATION.finditer(passage.text):
            place = pending.pop(match[0], None)
            if place is None or (number, match.start()) >= (place[0], place[1].at):
                continue
            if passage.source and ABBREVIATION.search(passage.source):
                continue  # so it is in the source
            name = place[1]
            before = [*(each.text for each in body[:number]), passage.text[: match.start()]]
            if any(_has(text, name) for text in before):
                continue
            yield Finding(
                passage=passage,
                start=match.start(),
                end=match.end(),
                message=f"{match[0]!r} is spelt out only later in the text",
                hint=f"write {' '.join(_written(body[place[0]], name).split())!r} here",
            )


def _written(passage: Passage, name: Introduction) -> str:
    return passage.text[name.start : name.end]


def _has(text: str, name: Introduction) -> bool:
    """Is the name in the text, in whatever form?"""
    words, size = keys(text), len(name.words)
    return any(same_words(words[at : at + size], name.words) for at in range(len(words) - size + 1))


def _is_heading(passage: Passage) -> bool:
    """By its kind, or by its look where the file does not say: a short line without a full stop."""
    if passage.source is not None:
        return False
    if passage.block is not None and passage.block.kind in _HEADINGS:
        return True
    text = passage.text.rstrip()
    return text[-1:] not in tuple('.!?…:;”“»)"') and len(text) <= _LINE
