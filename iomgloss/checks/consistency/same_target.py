"""One translation for two sources that say different things.

Sources that share a third of their words or more are left alone, as are translations of one or two
words: languages have synonyms in different places. Others that mean the same (Clear history, Remove
all history) are found nevertheless, so the check runs only when it is selected.

Why: as a rule, a translation has slipped into the wrong unit.

Wrong: The meeting was held in Sofia. → Срещата се състоя в София. … The report was published in
English. → Срещата се състоя в София.
Right: The report was published in English. → Докладът бе публикуван на английски език.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.consistency.wording import is_short, shown, wording
from iomgloss.model import Draft, Finding, Passage
from iomgloss.text.tokenize import tokens

_LEAST_WORDS = 3
_STEM = 5
"""First letters by which words are compared: forms of one word are no difference."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    groups: dict[object, list[Passage]] = defaultdict(list)
    for passage in draft.passages:
        if passage.source and not is_short(passage.text, _LEAST_WORDS):
            groups[wording(passage.text), passage.language].append(passage)
    for first, *others in groups.values():
        for passage in others:
            source, other = passage.source or "", first.source or ""
            if wording(source) != wording(other) and _differ(source, other):
                yield Finding(
                    passage=passage,
                    start=0,
                    end=len(passage.text),
                    message=f"{shown(passage.text)!r} translates another source, "
                    f"{shown(other)!r}, in unit {first.unit or first.number}",
                )


def _differ(one: str, other: str) -> bool:
    here, there = _stems(one), _stems(other)
    return bool(here and there) and 3 * len(here & there) < len(here | there)


def _stems(text: str) -> set[str]:
    return {token.key[:_STEM] for token in tokens(text)}
