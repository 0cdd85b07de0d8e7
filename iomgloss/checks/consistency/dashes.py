"""Dashes of two styles between the words of one text.

Spaced dashes (–), spaced long dashes (—), long dashes without blanks and hyphens between blanks are
the styles. Of each language in a draft, the rarer one is reported, of equally frequent ones the
later. Ranges (10–12), compounds, dialogue and bullets are no dashes of this kind.

Why: the mixture looks careless.

Wrong: МОМ – водеща организация — работи в 400 офиса.
Right: МОМ – водеща организация – работи в 400 офиса.

Fix: the dash of the usual style.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.consistency.wording import usual
from iomgloss.model import Draft, Finding, Passage

_DASH = re.compile(
    r"(?<=[^\W\d_][^\W\d_]|.[»“”\"’),])(?:[ \u00a0](?P<spaced>[–—-])[ \u00a0]|(?P<close>—))"
    r"(?=[«„“\"‘(]?[^\W\d_]{2}|[«„“\"‘(]?\w\b[ \u00a0][^\W\d_])"
)


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    by_language: dict[str | None, list[tuple[Passage, re.Match[str]]]] = defaultdict(list)
    for passage in draft.passages:
        by_language[passage.language] += [
            (passage, match) for match in _DASH.finditer(passage.text)
        ]
    for dashes in by_language.values():
        kinds = [match["spaced"] or "close" for _, match in dashes]
        if not kinds:
            continue
        kept = usual(kinds)
        better = "—" if kept == "close" else f" {kept} "
        for (passage, match), kind in zip(dashes, kinds, strict=True):
            if kind != kept:
                own = "—" if kind == "close" else f" {kind} "
                yield Finding(
                    passage=passage,
                    start=match.start(),
                    end=match.end(),
                    message=f"{own!r} here, elsewhere in this text {better!r}",
                    suggestions=(better,),
                )
