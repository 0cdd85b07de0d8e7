"""A translation much shorter or longer than its source.

Why: a part is missing, or belongs to another unit.

Wrong: The applicant has the right to appeal against the refusal within fourteen days. – Обжалване.
Right: The applicant has the right to appeal. – Кандидатът има право на обжалване.

Fix: by hand. Off unless it is selected; short texts are never measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding

_LEAST = 60
"""Characters of the longer side that can be measured."""
_FACTOR = 2.2
"""How many times as long is too long, either way. Among the described languages texts are usually
1.0 to 1.05 times as long as in English, 98 of 100 within 0.6 and 1.6 (measured)."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        source, text = passage.source, passage.text
        if not source or not text.strip() or max(len(source), len(text)) < _LEAST:
            continue
        if not (_is_described(passage.language) and _is_described(passage.source_language)):
            continue
        ratio = len(text) / len(source)
        if ratio > _FACTOR or ratio * _FACTOR < 1:
            yield Finding(
                passage=passage,
                start=0,
                end=len(text),
                message=f"the translation is much {'longer' if ratio > 1 else 'shorter'} than its"
                f" source: {len(text)} characters for {len(source)}",
            )


def _is_described(language: str | None) -> bool:
    return bool(profile(language or "").script)
