"""One source, translated in two ways within a draft.

The case of the first letter and the last punctuation make no difference. The rarer translation is
reported, of equally frequent ones the later. Sources of one word are left alone: a word can mean
several things.

Why: a reader who meets two wordings looks for two things.

Wrong: Assisted voluntary return → подпомогнато доброволно връщане … Assisted voluntary return →
асистирано доброволно завръщане
Right: Assisted voluntary return → подпомогнато доброволно връщане, both times.

Fix: the usual translation; never without asking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.consistency.wording import is_short, shown, usual, wording
from iomgloss.model import Draft, Finding, Passage


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    groups: dict[object, list[Passage]] = defaultdict(list)
    for passage in draft.passages:
        if passage.source and passage.text.strip() and not is_short(passage.source, 2):
            key = (wording(passage.source), passage.source_language, passage.language)
            groups[key].append(passage)
    for group in groups.values():
        wordings = [wording(passage.text) for passage in group]
        kept = usual(wordings)
        model = group[wordings.index(kept)]
        for passage, here in zip(group, wordings, strict=True):
            if here != kept:
                yield Finding(
                    passage=passage,
                    start=0,
                    end=len(passage.text),
                    message=f"{shown(passage.text)!r} is another translation of the same source "
                    f"than in unit {model.unit or model.number}",
                    suggestions=(model.text,),
                )
