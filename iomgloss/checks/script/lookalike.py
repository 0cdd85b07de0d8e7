"""A word of Latin letters that all look Cyrillic, where the Cyrillic word is meant.

Why: it looks right, but nothing finds it: not a search, not the term base.

Wrong: Мисията на MOM в България (in Latin letters)
Right: Мисията на МОМ в България

Fix: the Cyrillic word. It is meant when it is a term of the term base or one of the commonest words
of the language, and probably when the same text has it in Cyrillic letters oftener.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import Literals
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding
from iomgloss.text.scripts import TO_CYRILLIC, TO_LATIN

_LATIN_TWINS = "".join(map(chr, TO_CYRILLIC))
_CYRILLIC_TWINS = "".join(map(chr, TO_LATIN))
_LATIN = re.compile(rf"[{_LATIN_TWINS}]{{2,}}(?![\w-])")
_CYRILLIC = re.compile(rf"\b[{_CYRILLIC_TWINS}]{{2,}}(?![\w-])")
"""What stands before them is looked at later: a pattern that begins with a letter is quicker."""
_BESIDE_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

_SHORTEST = 3
"""Letters of an abbreviation: OK, PC and MB are what they are."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    usual: frozenset[str] | None = None
    for passage in draft.passages:
        if not passage.language or profile(passage.language).script != "Cyrl":
            continue
        literals: Literals | None = None
        for match in _LATIN.finditer(passage.text):
            if not _begins(passage.text, match.start()):
                continue
            word = match[0]
            meant = word.translate(TO_CYRILLIC)
            if not word.isupper():
                sure = meant.casefold() in profile(passage.language).function_words
            elif len(word) < _SHORTEST:
                continue
            else:
                sure = _is_term(meant, passage.language, resources)
                if usual is None:
                    usual = _usually_cyrillic(draft)
                if not sure and meant not in usual:
                    continue
            if not sure and not word.isupper():
                continue
            literals = literals or Literals(passage.text)
            if match.start() not in literals and not _is_among_latin(passage.text, *match.span()):
                yield Finding(
                    passage=passage,
                    start=match.start(),
                    end=match.end(),
                    message=f"{word!r} is in Latin letters, the Cyrillic word is meant",
                    suggestions=(meant,),
                    safe=sure,
                )


def _usually_cyrillic(draft: Draft) -> frozenset[str]:
    """The words that the draft has in Cyrillic letters oftener than in their Latin twins."""
    count: Counter[str] = Counter()
    for passage in draft.passages:
        text = passage.text
        for pattern in (_LATIN, _CYRILLIC):
            count.update(m[0] for m in pattern.finditer(text) if _begins(text, m.start()))
    return frozenset(word for word in count if count[word] > count[word.translate(TO_LATIN)])


def _begins(text: str, start: int) -> bool:
    """No part of a longer word."""
    before = text[start - 1 : start] if start else ""
    return not (before.isalnum() or before in ("-", "_"))


def _is_term(word: str, language: str, resources: Resources) -> bool:
    hits = resources.terms(word, language)
    return any((hit.start, hit.end) == (0, len(word)) for hit in hits)


def _is_among_latin(text: str, start: int, end: int) -> bool:
    """A word beside it is Latin: it is part of a foreign name or phrase."""
    before = text[max(0, start - 40) : start].split()[-1:]
    after = text[end : end + 40].split()[:1]
    return any(_BESIDE_LATIN.search(word) for word in before + after)
