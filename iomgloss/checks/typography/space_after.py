"""No space after a comma or another mark between two words.

Why: the words run together, for the reader and for the term base.

Wrong: мигранти,бежанци и лица без гражданство
Right: мигранти, бежанци и лица без гражданство

Fix: a space. Numbers, addresses, abbreviations, codes and lists without any space are no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import Literals, running
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding

_TIGHT = re.compile(
    r",(?=[^\W\d_]{2})(?<=[^\W\d_]{2},)"
    r"|;(?=[\u0400-\u052f]{2})(?<=[\u0400-\u052f]{3};)"
    r"|[?!](?=[\u0400-\u052f]{2})(?<=[\u0400-\u052f]{3}[?!])"
    r"|:(?=[\u0430-\u045f]{2,40} )(?<=[\u0400-\u052f]{3}:)"
    r"|\.(?=[\u0410-\u042f][\u0430-\u045f])(?<=[\u0430-\u045f]{4}\.)"
)
_LISTED = re.compile(r"[^\W\d_];[^\W\d_]")
"""Entries of an index, as the source has them: ``points;bulleted lists``."""
_CHUNK = 60
"""Characters beside the mark that are looked at for the rest of a list."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in running(draft):
        text = passage.text
        if not passage.language or not profile(passage.language).script:
            continue
        if passage.source and (_TIGHT.search(passage.source) or _LISTED.search(passage.source)):
            continue
        literals: Literals | None = None
        for match in _TIGHT.finditer(text):
            literals = literals or Literals(text)
            if match.start() in literals or _is_code(text, match.start()):
                continue
            yield Finding(
                passage=passage,
                start=match.start(),
                end=match.end(),
                message=f"no space after {match[0]!r}",
                suggestions=(match[0] + " ",),
                safe=match[0] in ",;",
            )


def _is_code(text: str, place: int) -> bool:
    """The chunk around the mark has other marks of codes, or the text is a list of values."""
    if text[place] == "," and ", " not in text and text[place + 1].isupper():
        return True
    before = text[max(0, place - _CHUNK) : place].split()[-1]
    after = text[place + 1 : place + 1 + _CHUNK].split()[0]
    chunk = before + after.rstrip('.,;:!?)»“”"')
    return bool(re.search(r"[,;:=_@#/\\<>\[\](){}|&$%+*]|\.\w|\d", chunk))
