"""A hyphen between spaces, where a dash stands.

Why: a hyphen joins, a dash parts.

Wrong: Миграцията - предизвикателство за Европа
Right: Миграцията – предизвикателство за Европа

Fix: the dash of the language, between words. Off unless it is selected: most drafts are typed so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import Literals, running
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding

_HYPHEN = re.compile(
    r"(?<=[^\W_][ \u00a0])--?(?= [^\W_])|(?<=[^\W_][»“”\"),.?!][ \u00a0])--?(?= [^\W_])"
)


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in running(draft):
        dash = profile(passage.language or "").dash
        if not dash or " -" not in passage.text.replace("\u00a0", " "):
            continue
        literals: Literals | None = None
        for match in _HYPHEN.finditer(passage.text):
            start, end = match.span()
            if passage.text[end + 1].isdigit():
                continue  # a range, or a minus
            literals = literals or Literals(passage.text)
            if start in literals:
                continue
            yield Finding(
                passage=passage,
                start=start,
                end=end,
                message=f"a hyphen between spaces; {profile(passage.language or '').name} has"
                f" {dash} there",
                suggestions=(dash,),
                safe=passage.text[start - 2].isalpha()
                and passage.text[end + 2 : end + 3].isalpha(),
            )
