"""A word with Latin letters inside Cyrillic ones, or the other way round.

Why: it looks right, but nothing finds it: not a search, not a spell checker, not the term base.

Wrong: Mеждународна организация по миграция (the first letter is Latin)
Right: Международна организация по миграция

Fix: the word in the script of most of its letters, where each of the others has a twin there.
A foreign word with an ending of the text's language (PDFове) is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import Literals
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding
from iomgloss.text.scripts import TO_CYRILLIC, TO_LATIN, fold_lookalikes, mixed_spans

_JOINED = re.compile(
    r"[a-z\u00c0-\u024f]{2,}[\u0400-\u052f]+|[\u0400-\u052f]{2,}[a-z\u00c0-\u024f]{2,}", re.I
)
"""A stem of one script, then something of the other."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        mixed = mixed_spans(passage.text)
        literals = Literals(passage.text) if mixed else None
        for start, end in mixed:
            if literals is not None and start in literals:
                continue  # an ending behind a placeholder: %sте
            if passage.text[max(0, start - 2) : start].endswith((" -", "$", "%", "\\")):
                continue  # an option or escape with its argument: -cФАЙЛ
            word = passage.text[start:end]
            folded = _folded(word, passage.language)
            if folded is None and _JOINED.fullmatch(word):
                continue
            yield Finding(
                passage=passage,
                start=start,
                end=end,
                message=f"{word!r} mixes Latin and Cyrillic letters",
                hint=None if folded else "type the word again in one script",
                suggestions=(folded,) if folded else (),
                safe=folded is not None,
            )


def _folded(word: str, language: str | None) -> str | None:
    """The word in one script; where both would do, in that of the text."""
    cyrillic, latin = word.translate(TO_CYRILLIC), word.translate(TO_LATIN)
    both = not mixed_spans(cyrillic) and not mixed_spans(latin)
    if both and language and (script := profile(language).script):
        return cyrillic if script == "Cyrl" else latin
    folded = fold_lookalikes(word)
    return None if mixed_spans(folded) else folded
