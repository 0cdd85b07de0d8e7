"""English: plurals and possessives of nouns, degrees of short adjectives, verb forms of verbs.

Nouns never give verb forms, so smuggling does not lead to smuggled; a term of no recorded part of
speech may be a verb (return, returned). Spelling variants
(organisation, organization) are other citation forms: the term base lists them.
Source: Quirk et al., A Comprehensive Grammar of the English Language, §5.73 ff., §7.74 ff.
"""

from __future__ import annotations

import re

from iomgloss.morphology.base import APOSTROPHE, TokenTraits
from iomgloss.morphology.en_irregular import (
    INVARIANT_MAN,
    IRREGULAR_PLURALS,
    IRREGULAR_SINGULARS,
    IRREGULAR_VERBS,
    PLURAL_ONLY,
    SINGULAR_IN_S,
    UNINFLECTED,
)

_WORD = re.compile(r"[a-z]+")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_DOUBLING = re.compile(r"^[^aeiou]*(?:qu)?[aeiou][bdfgklmnprtvz]$")
_PLURAL_ENDING = re.compile(r"[^suih]s$|[^s]hs$|[^i]es$")
_NOUN_ENDING = re.compile(
    r"(?:tion|sion|ment|ness|ity|ism|ist|ship|hood|ance|ence|ancy|ency|ee|or|ant|sis|ics|man|ing|age"
    r"|(?<=...)er|logy|cy)$"
)
_SHORT_ADJECTIVE = re.compile(r"^[^aeiouy]*[aeiouy]+[^aeiouy]*e?$|^[^aeiouy]*[aeiou]+[^aeiou]+y$")


def english(token: str, traits: TokenTraits) -> frozenset[str]:
    """The forms of an English token."""
    if _WORD.fullmatch(token) is None or len(token) < 2 or token in UNINFLECTED:
        return frozenset({token})
    match traits.part_of_speech:
        case _ if traits.multiword:
            found = _noun(token, None)
        case "noun":
            found = _noun(token, traits.number)
        case None:
            found = _noun(token, traits.number) | _past_if_verb(token, traits)
        case "proper-noun":
            found = {token, *_possessives(token), *_plurals(token)}
        case "adjective":
            found = _degrees(token)
        case "verb":
            found = _verb(token)
        case _:
            found = set()
    return frozenset(found | {token})


def sure_english(token: str, traits: TokenTraits, forms: frozenset[str]) -> frozenset[str]:
    """Plural and possessive only: a plural entry is not sure of its singular, nor a noun of a verb.

    Verbs and adjectives by their record keep all.
    """
    if traits.part_of_speech in ("verb", "adjective"):
        return forms
    own = {token, *_possessives(token)}
    plurals = _plurals(token) if traits.number != "plural" else set()
    return forms & (own | plurals | {owner for word in plurals for owner in _possessives(word)})


def _noun(token: str, number: str | None) -> set[str]:
    found = {token, *_possessives(token)}
    if token in PLURAL_ONLY or token.endswith("ics"):
        return found
    singulars = _singulars(token) if number != "singular" else set()
    # An entry that is a plural has no plural of its own; one that only may be (gas) has both.
    for base in singulars or {token}:
        found |= {base, *_possessives(base)}
        for plural in _plurals(base):
            found |= {plural, *_possessives(plural)}
    return found


def _possessives(word: str) -> set[str]:
    if word.endswith("s"):
        return {f"{word}{APOSTROPHE}", f"{word}{APOSTROPHE}s"}
    return {f"{word}{APOSTROPHE}s"}


def _plurals(word: str) -> set[str]:
    if word in IRREGULAR_PLURALS:
        return set(IRREGULAR_PLURALS[word])
    if word.endswith("man") and word not in INVARIANT_MAN:  # seaman, ombudsman
        return {f"{word[:-2]}en"}
    if _CONSONANT_Y.search(word):
        return {f"{word[:-1]}ies"}
    if word.endswith("sis"):
        return {f"{word[:-2]}es"}
    if _SIBILANT.search(word):
        return {f"{word}es"}
    if word.endswith("o"):
        return {f"{word}s", f"{word}es"}
    return {f"{word}s"}


def _singulars(word: str) -> set[str]:
    """The singulars of a word that looks like a plural; empty when it does not."""
    if word in IRREGULAR_SINGULARS:
        return {IRREGULAR_SINGULARS[word]}
    if word in SINGULAR_IN_S or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return set()
    if word.endswith("women") or (word.endswith("men") and len(word) > 5):
        return {f"{word[:-2]}an"}
    if word.endswith("ies") and len(word) > 4:
        return {f"{word[:-3]}y"}
    if not _PLURAL_ENDING.search(word):
        return set()
    if re.search(r"(?:ss|x|zz|ch|sh)es$", word):
        return {word[:-2]}
    if word.endswith(("yses", "eses")):
        return {word[:-1], f"{word[:-2]}is"}
    return {word[:-1]}


def _degrees(word: str) -> set[str]:
    """-er and -est of adjectives of one syllable, and of two in -y."""
    if not _SHORT_ADJECTIVE.match(word):
        return set()
    if word.endswith("y") and len(word) > 3:
        return {f"{word[:-1]}ier", f"{word[:-1]}iest"}
    if word.endswith("e"):
        return {f"{word}r", f"{word}st"}
    stem = word + word[-1] if _DOUBLING.match(word) else word
    return {f"{stem}er", f"{stem}est"}


def _past_if_verb(token: str, traits: TokenTraits) -> set[str]:
    """return: returned. Where the record does not say what it is, it may be a verb as well.

    Not the form in -ing, which is mostly a noun of its own (train, training).
    """
    noun = traits.number == "plural" or token in IRREGULAR_PLURALS or token in PLURAL_ONLY
    return set() if noun or _NOUN_ENDING.search(token) or _singulars(token) else _past(token)


def _verb(word: str) -> set[str]:
    third = f"{word[:-1]}ies" if _CONSONANT_Y.search(word) else f"{word}s"
    if _SIBILANT.search(word) or word.endswith("o"):
        third = f"{word}es"
    if word.endswith("ie"):
        gerunds = {f"{word[:-2]}ying"}
    elif word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        gerunds = {f"{word[:-1]}ing"}
    else:
        gerunds = {f"{stem}ing" for stem in _doubled(word)}
    return {word, third} | gerunds | _past(word)


def _past(word: str) -> set[str]:
    if word in IRREGULAR_VERBS:
        return set(IRREGULAR_VERBS[word])
    if _CONSONANT_Y.search(word):
        return {f"{word[:-1]}ied"}
    if word.endswith("e"):
        return {f"{word}d"}
    return {f"{stem}ed" for stem in _doubled(word)}


def _doubled(word: str) -> set[str]:
    """The stem before -ed and -ing: stop, stopp-; travel and refer either way, for the stress that
    decides is not in the spelling."""
    if _DOUBLING.match(word):
        return {word + word[-1]}
    if re.search(r"[aeiou]l$|[^aeiou][ei][rt]$", word):
        return {word, word + word[-1]}
    return {word}
