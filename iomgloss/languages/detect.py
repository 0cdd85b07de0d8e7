"""Which of the workspace's languages a text can be in.

Letters decide what is excluded, function words what is likely. Under about four words nobody can
be sure (measured: no library is reliable on one word), so both functions would rather say more
than one language than the wrong one. A name or a quoted word from elsewhere (*Türkiye*, *façade*, a
Cyrillic word in an English sentence) excludes nothing.
"""

import re
from collections.abc import Sequence

from iomgloss.languages.profile import LanguageProfile
from iomgloss.languages.registry import profile
from iomgloss.text.normalize import collapse
from iomgloss.text.scripts import fold_lookalikes
from iomgloss.text.tokenize import Token, tokens

_RUSSIAN_HARD_SIGN = re.compile(r"ъ(?![еёюя])")
"""Russian writes ъ before е ё ю я only; Bulgarian everywhere."""
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[a-z\u00df-\u024f]")
_FOREIGN = 0.15
"""Share of a text's words in letters that a language lacks, from which it is excluded."""


def possible_languages(text: str, candidates: Sequence[str]) -> tuple[str, ...]:
    """The ``candidates`` that the letters of ``text`` do not exclude, in the order given.

    A language without a profile is never excluded; if all would be, none is.
    """
    text = collapse(text)  # letters that were typed in two parts, й as и and a breve
    letters = fold_lookalikes(text).casefold()
    cyrillic, latin = len(_CYRILLIC.findall(letters)), len(_LATIN.findall(letters))
    words = list(tokens(text))
    capitals = text == text.upper()
    common = [
        fold_lookalikes(word.surface).casefold() for word in words if capitals or not _is_name(word)
    ]
    possible = tuple(
        tag
        for tag in candidates
        if _script_fits(tag, cyrillic, latin) and not _is_foreign(profile(tag), common, len(words))
    )
    return possible or tuple(candidates)


def _is_name(word: Token) -> bool:
    """It may be one: its first letter is a capital."""
    return word.surface[0].isupper()


def _script_fits(tag: str, cyrillic: int, latin: int) -> bool:
    """Letters of both scripts: names in Latin letters often outweigh a Cyrillic text."""
    subtags = tag.lower().split("-")
    written = [subtag for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()]
    script = written[0] if written else profile(tag).script.lower()
    if script == "cyrl":
        return bool(cyrillic) or not latin
    if script == "latn":
        return cyrillic <= latin
    return True


def _is_foreign(facts: LanguageProfile, common: Sequence[str], words: int) -> bool:
    """Too many words have letters that the language lacks."""
    odd = 0
    for word in common:
        if any(letter in word for letter in facts.absent_letters) or (
            facts.tag == "ru" and _RUSSIAN_HARD_SIGN.search(word)
        ):
            odd += 1
    return odd > 0 and odd >= _FOREIGN * words


def likely_language(text: str, candidates: Sequence[str]) -> str | None:
    """The one candidate that the text is in, or None when unsure."""
    possible = tuple(dict.fromkeys(possible_languages(text, candidates)))
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
