"""Which of the workspace's languages a text can be in.

Letters decide what is excluded, function words what is likely. Under about four words nobody can
be sure (measured: no library is reliable on one word), so both functions would rather say more
than one language than the wrong one.
"""

import re
from collections.abc import Sequence

from iomgloss.languages.registry import profile
from iomgloss.text.scripts import fold_lookalikes
from iomgloss.text.tokenize import tokens

_RUSSIAN_HARD_SIGN = re.compile(r"ъ(?![еёюя])")
"""Russian writes ъ before е ё ю я only; Bulgarian everywhere."""
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[a-z\u00df-\u024f]")


def possible_languages(text: str, candidates: Sequence[str]) -> tuple[str, ...]:
    """The ``candidates`` that the letters of ``text`` do not exclude, in the order given.

    A language without a profile is never excluded; if all would be, none is.
    """
    letters = fold_lookalikes(text).casefold()
    cyrillic, latin = bool(_CYRILLIC.search(letters)), bool(_LATIN.search(letters))
    possible = tuple(tag for tag in candidates if _possible(tag, letters, cyrillic, latin))
    return possible or tuple(candidates)


def _possible(tag: str, letters: str, cyrillic: bool, latin: bool) -> bool:
    facts = profile(tag)
    if facts.script == "Cyrl" and not cyrillic and latin:
        return False
    if facts.script == "Latn" and cyrillic:  # names in Latin letters stand in Cyrillic text
        return False
    if any(letter in letters for letter in facts.absent_letters):
        return False
    return not (facts.tag == "ru" and _RUSSIAN_HARD_SIGN.search(letters))


def likely_language(text: str, candidates: Sequence[str]) -> str | None:
    """The one candidate that the text is in, or None when unsure."""
    possible = possible_languages(text, candidates)
    if len(possible) == 1:
        return possible[0]
    words = [token.key for token in tokens(text)]
    scores = {tag: _score(tag, words) for tag in possible}
    ranked = sorted(scores, key=lambda tag: -scores[tag])
    if ranked and scores[ranked[0]] > 1.5 * scores[ranked[1]]:
        return ranked[0]
    return None


def _score(tag: str, words: Sequence[str]) -> float:
    facts = profile(tag)
    own = sum(any(letter in word for letter in facts.own_letters) for word in words)
    return own + sum(word in facts.function_words for word in words)
