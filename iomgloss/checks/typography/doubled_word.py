"""The same word twice in a row.

Why: it is left over from editing, and the eye passes over it.

Wrong: Мигрантите имат право на на убежище.
Right: Мигрантите имат право на убежище.

Fix: the word once; by hand, since now and then both are meant. Names, numbers, and words that the
language does double are no finding, nor is what the source doubles too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import Literals, running
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding

_DOUBLED = re.compile(
    r"(?<![\w'’ʻʼ.-])([^\W\d_]{1,40})[ \u00a0\n]{1,4}\1(?![\w'’ʻʼ-])", re.IGNORECASE
)


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in running(draft):
        if not passage.language or (passage.source and _DOUBLED.search(passage.source)):
            continue
        allowed = profile(passage.language).doubled_words
        literals: Literals | None = None
        for match in _DOUBLED.finditer(passage.text):
            word = match[1]
            again = match[0][-len(word) :]
            if (
                again[0].isupper()
                or (len(word) > 1 and word.isupper())  # --name=NAME name of the file
                or word.casefold() in allowed
                or (len(word) == 1 and word.isupper())
            ):
                continue  # a name, or the beginning of a sentence
            literals = literals or Literals(passage.text)
            if match.start() in literals or match.end() - 1 in literals:
                continue
            yield Finding(
                passage=passage,
                start=match.start(),
                end=match.end(),
                message=f"{again!r} stands twice in a row",
                suggestions=(word,),
            )
