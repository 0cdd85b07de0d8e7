"""Bulgarian: the text forms of a citation form, by rules and without a dictionary.

The mirror of text-side stripping: from the citation form every form of its lexeme is built, so a
text form leads to the term and never the other way round. Where the ending leaves two paradigms
open (законен: законна or законена) both are built: the wrong one is no word and costs only space.
Verbs and adverbs stay as entered.
Source: Граматика на съвременния български книжовен език, т. 2, Морфология (БАН, 1983).
"""

from __future__ import annotations

import re

from iomgloss.morphology import bg_adjectives as adjectives
from iomgloss.morphology import bg_nouns as nouns
from iomgloss.morphology.base import TokenTraits
from iomgloss.morphology.bg_irregular import (
    INVARIABLE,
    IRREGULAR_SINGULARS,
    PLAIN_ADJECTIVES,
)

_CYRILLIC_WORD = re.compile(r"[а-яѝ]+")
_SUBSTANTIVISED = re.compile(r"(?:[иея]м|[аея]щ|ен|[аяи]н)$")
_PLURAL_ENDING = re.compile(r"(?:и|ове|еве|ища|ета)$")


def bulgarian(token: str, traits: TokenTraits) -> frozenset[str]:
    """The forms of a Bulgarian token."""
    if not _inflects(token) or (traits.multiword and token in INVARIABLE):
        return frozenset({token})
    match traits.part_of_speech:
        case _ if traits.multiword:
            found = _any_nominal(token)
        case "noun":
            found = _noun(token, traits)
        case "adjective":
            found = _adjective(token)
        case "proper-noun":
            found = _proper_noun(token)
        case None:
            found = _noun(token, traits)
            if adjectives.SUFFIXES.search(token) or token in PLAIN_ADJECTIVES:
                found |= _adjective(token)
        case _:
            found = set()
    return frozenset(found | {token})


def sure_bulgarian(token: str, traits: TokenTraits, forms: frozenset[str]) -> frozenset[str]:
    """Without those that are as often another word; with their articles they are sure."""
    return frozenset(form for form in forms if not _doubtful(token, form, traits))


def _doubtful(token: str, form: str, traits: TokenTraits) -> bool:
    if traits.part_of_speech in ("adjective", None) and form.endswith("о"):
        return True  # бързо: an adverb
    if traits.part_of_speech in ("noun", None):
        if token == "хора":
            return not form.startswith(token)
        if form == f"{token}а":  # кола, of кол; политика, of политик
            return nouns.syllables(token) == 1 or token.endswith("ик")
        if form.endswith("и") and not token.endswith(("ка", "ия")):  # работи, промени: verbs
            return token[-1] in "ая"
    return False


def _inflects(token: str) -> bool:
    return (
        len(token) > 2
        and _CYRILLIC_WORD.fullmatch(token) is not None
        and nouns.syllables(token) > 0
    )


def _noun(token: str, traits: TokenTraits) -> set[str]:
    plural = traits.number == "plural" or (
        traits.number is None
        and (token in IRREGULAR_SINGULARS or _PLURAL_ENDING.search(token) is not None)
    )
    if plural:
        found = set(nouns.with_article(token)) if token[-1] in "иеая" else set()
        for singular in nouns.singulars(token):
            found |= _singular_noun(singular, traits.gender)
        if traits.number is None and token[-1] in "иа":  # такси and листа may be singular as well
            found |= _singular_noun(token, traits.gender)
        return found
    return _singular_noun(token, traits.gender)


def _singular_noun(token: str, gender: str | None) -> set[str]:
    last = token[-1]
    if last in "ая":
        return nouns.feminine(token)
    if last in "оеиую":
        return nouns.neuter(token)
    found: set[str] = set()
    if gender != "feminine":
        found |= nouns.masculine(token)
        if _SUBSTANTIVISED.search(token) and nouns.syllables(token) > 2:  # подсъдим, непълнолетен
            found |= adjectives.paradigm(token)
    if gender == "feminine" or (gender is None and nouns.takes_feminine(token)):
        found |= nouns.feminine(token)
    return found


def _adjective(token: str) -> set[str]:
    found: set[str] = set()
    for masculine in adjectives.masculines(token) | ({token} if token[-1] == "и" else set()):
        found |= adjectives.paradigm(masculine)
    return found


def _proper_noun(token: str) -> set[str]:
    """Full articles only (Дунавът, Тракията): short -а would take Иванова for a form of Иванов."""
    last = token[-1]
    if last not in nouns.VOWELS:
        return {f"{token}ът"} if last != "й" else {f"{token[:-1]}ят"}
    return {f"{token}{'та' if last in 'ая' else 'те' if last == 'и' else 'то'}"}


def _any_nominal(token: str) -> set[str]:
    """A token of a multiword term: noun or agreeing adjective, perhaps entered with its article."""
    found = _adjective(token)
    for base in {token} | _without_article(token):
        found |= _noun(base, TokenTraits())
    return found


def _without_article(token: str) -> set[str]:
    """What the token may be without its article: жертва на трафика stands for трафик."""
    if len(token) < 5:
        return set()
    if token.endswith("ът"):
        return {token[:-2]}
    if token.endswith("ят"):
        return {token[:-2], f"{token[:-2]}й"}
    if token.endswith("та") and (token[-3] in "ая" or nouns.takes_feminine(token[:-2])):
        return {token[:-2]}
    if token.endswith(("ото", "ето", "ите", "ете")):
        return {token[:-2]}
    if token.endswith("а") and token[-2] not in nouns.VOWELS:
        return {token[:-1]}
    if token.endswith("я") and token[-2] in "аеоу":
        return {f"{token[:-1]}й"}
    if token.endswith(("теля", "аря", "яря")):
        return {token[:-1]}
    return set()
