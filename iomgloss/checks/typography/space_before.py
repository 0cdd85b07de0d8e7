"""A space before a comma, full stop, colon, question or exclamation mark.

Why: the mark may begin the next line.

Wrong: Мигрантите , които чакат
Right: Мигрантите, които чакат

Fix: no space. French does write spaces there; marks between numbers, placeholders or of a code, and
what the source spaces so too are no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import Literals, primary, running
from iomgloss.model import Draft, Finding

_SPACED = re.compile(r"(?<=[^\W_])(?P<space>[ \u00a0]{1,3})[,;:.!?](?=\s|$|[\"“”»’)\]])")
_SOURCE = re.compile(r"\s[,;:.!?](?=\s|$|\W)")
_SPACING = frozenset({"fr", "br", "oc"})
"""Languages that do so."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in running(draft):
        text = passage.text
        if primary(passage.language) in _SPACING or (
            passage.source and _SOURCE.search(passage.source)
        ):
            continue
        literals: Literals | None = None
        for match in _SPACED.finditer(text):
            start, end = match.span()
            if _is_symbol(text, match):
                continue
            literals = literals or Literals(text)
            if start - 1 in literals or start in literals:
                continue
            yield Finding(
                passage=passage,
                start=start,
                end=end,
                message=f"a space before {match[0][-1]!r}",
                suggestions=(match[0][-1],),
                safe=True,
            )


def _is_symbol(text: str, match: re.Match[str]) -> bool:
    """Smileys, ratios, spaced dots, and marks that are spoken of: the sign : is …"""
    start, end = match.span()
    after = text[end : end + 2]
    if match[0][-1] in ":;" and after[:1] in (")", "]"):
        return True
    if text[start - 1].isdigit() and after[1:].isdigit():
        return True
    return after[:1] == " " and after[1:] in tuple(".,:;!?=")
