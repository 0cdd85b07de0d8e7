"""A word with a letter that its language does not have: ы, э, ё in Bulgarian, і in Russian.

Why: it is a slip of a writer of two languages, or of the keyboard's layout.

Wrong: Мигрантите получиха нужната помощ на граныцата.
Right: Мигрантите получиха нужната помощ на границата.

Fix: by hand. Names, quotations, what stands in brackets, and several words in a row of the other
language are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import primary, running
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding
from iomgloss.text.tokenize import Token, tokens

_QUOTED = re.compile(r"[„“«\"(‘‚\[][^„“”«»\"()\[\]]{1,400}[“”»\")’‘\]]")
_SHARE = 0.15
"""Of the words, from which the text is in another language."""
_LABEL = 2
"""Words of a text that may be a name and nothing else."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in running(draft):
        language = primary(passage.language)
        foreign = _foreign(language)
        if foreign is None or not foreign.search(passage.text):
            continue
        words = list(tokens(passage.text))
        odd = [place for place, word in enumerate(words) if foreign.search(word.surface)]
        if len(odd) > 1 and len(odd) > _SHARE * len(words):
            continue
        quoted = [match.span() for match in _QUOTED.finditer(passage.text)]
        for place in odd:
            word = words[place]
            if {place - 1, place + 1} & set(odd) or _is_name(word, place, len(words)):
                continue
            if any(start < word.start < end for start, end in quoted) or _is_cited(words, place):
                continue
            if passage.text[word.end : word.end + 1] in ("_", "&"):
                continue  # an accelerator inside a word: Объ_екты
            letter = foreign.search(word.surface)
            yield Finding(
                passage=passage,
                start=word.start,
                end=word.end,
                message=f"{profile(language).name} does not write {letter[0] if letter else ''!r}"
                f" as in {word.surface!r}",
                hint="correct the word, or put it in quotation marks if it is quoted",
            )


@lru_cache(maxsize=16)
def _foreign(language: str) -> re.Pattern[str] | None:
    """What a Cyrillic text of the language never has."""
    facts = profile(language)
    if facts.script != "Cyrl" or not facts.absent_letters:
        return None
    letters = f"[{facts.absent_letters}{facts.absent_letters.upper()}]"
    if language == "ru":
        letters += "|ъ(?![еёюя])"
    return re.compile(letters)


def _is_name(word: Token, place: int, words: int) -> bool:
    """It has a capital that the beginning of a sentence does not explain."""
    begins = place == 0 and words > _LABEL and not word.surface[1:2].isupper()
    return word.surface[0].isupper() and not begins


def _is_cited(words: list[Token], place: int) -> bool:
    """The text says which language or letter the word is of."""
    before = [word.key for word in words[max(0, place - 3) : place]]
    return len(words[place].surface) == 1 or any(
        key in ("рус", "укр", "бълг", "болг", "серб", "сръб", "бел", "мак", "буква", "буквата")
        or key.startswith(("руск", "русск", "украин", "болгар", "българск", "сърбск", "сръбск"))
        for key in before
    )
