"""A translation that differs from what the memories have for the very same source.

Where they have several translations, any of them will do. The case of the first letter and the
last punctuation make no difference.

Why: what was translated and confirmed once need not be translated again, nor read again.

Wrong: New Initiative Strengthens Fight Against Migrant Smuggling → Нова инициатива за битка с
каналджиите
Right: New Initiative Strengthens Fight Against Migrant Smuggling → Нова инициатива засилва борбата
срещу каналджийството на мигранти

Fix: the translation of the memory; never without asking, since another context may need another.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.consistency.wording import is_short, shown, wording
from iomgloss.model import Draft, Finding


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        source, target = passage.source_language, passage.language
        if not passage.source or not passage.text.strip() or not source or not target:
            continue
        if is_short(passage.source, 2):
            continue
        known = list(
            dict.fromkeys(match.target for match in resources.exact(passage.source, source, target))
        )
        if known and wording(passage.text) not in map(wording, known):
            yield Finding(
                passage=passage,
                start=0,
                end=len(passage.text),
                message=f"{shown(passage.text)!r} is not what the memory has for this source",
                suggestions=tuple(known),
            )
