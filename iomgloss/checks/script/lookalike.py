"""A word of Latin letters that all look Cyrillic, where the Cyrillic word is meant.

Why: it looks right, but nothing finds it: not a search, not the term base.

Wrong: Мисията на MOM в България (in Latin letters)
Right: Мисията на МОМ в България

Fix: the Cyrillic word. It is meant when it is a term of the term base, stands elsewhere in the
same text, or is one of the commonest words of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import Literals
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding
from iomgloss.text.scripts import TO_CYRILLIC, TO_LATIN

_LATIN_TWINS = "".join(map(chr, TO_CYRILLIC))
_CYRILLIC_TWINS = "".join(map(chr, TO_LATIN))
_LATIN = re.compile(rf"(?<![\w-])[{_LATIN_TWINS}]{{2,12}}(?![\w-])")
_CYRILLIC = re.compile(rf"(?<![\w-])[{_CYRILLIC_TWINS}]{{2,12}}(?![\w-])")
_BESIDE_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    present: set[str] | None = None
    for passage in draft.passages:
        if not passage.language or profile(passage.language).script != "Cyrl":
            continue
        literals: Literals | None = None
        for match in _LATIN.finditer(passage.text):
            if literals is None:
                literals = Literals(passage.text)
            if match.start() in literals or _is_among_latin(passage.text, *match.span()):
                continue
            word = match[0]
            meant = word.translate(TO_CYRILLIC)
            if present is None:
                present = _abbreviations(draft)
            if word.isupper() and len(word) > 2:
                is_meant = meant in present or _is_term(meant, passage.language, resources)
            else:
                is_meant = not word.isupper() and (
                    meant.casefold() in profile(passage.language).function_words
                )
            if is_meant:
                yield Finding(
                    passage=passage,
                    start=match.start(),
                    end=match.end(),
                    message=f"{word!r} is in Latin letters, the Cyrillic word is meant",
                    suggestions=(meant,),
                    safe=True,
                )


def _abbreviations(draft: Draft) -> set[str]:
    """Those of the draft in Cyrillic letters that have Latin twins."""
    return {word for passage in draft.passages for word in _CYRILLIC.findall(passage.text)}


def _is_term(word: str, language: str, resources: Resources) -> bool:
    hits = resources.terms(word, language)
    return any((hit.start, hit.end) == (0, len(word)) for hit in hits)


def _is_among_latin(text: str, start: int, end: int) -> bool:
    """A word beside it is Latin: it is part of a foreign name or phrase."""
    before = text[max(0, start - 40) : start].split()[-1:]
    after = text[end : end + 40].split()[:1]
    return any(_BESIDE_LATIN.search(word) for word in before + after)
