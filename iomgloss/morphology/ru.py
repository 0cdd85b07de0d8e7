"""Russian: the lexemes of pymorphy3, citation-directed and of one class of parts of speech.

The analyser lists every lexeme a word may belong to, with a probability. Kept are those that the
term base allows (part of speech), that are not improbable, and of which the token is the citation
form; only if there is none (plural entries, genitives) those of which it is some other form.
Words out of the dictionary (реадмиссия) go through the analyser's own predictor.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from iomgloss.morphology.base import TokenTraits
from iomgloss.text.normalize import word_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST_SCORE = 0.05
"""Below it an analysis is a curiosity of the dictionary: recall stays, precision gains."""

_CYRILLIC_WORD = re.compile(r"[а-я]+")

_NOUN = frozenset({"NOUN"})
_ADJECTIVE = frozenset({"ADJF", "PRTF"})
_VERB = frozenset({"VERB", "INFN", "GRND"})
_NOMINAL = _NOUN | _ADJECTIVE | {"NUMR"}
_SCOPES: dict[str | None, frozenset[str]] = {
    "noun": _NOUN | _ADJECTIVE,  # несовершеннолетний is entered as a noun, analysed as an adjective
    "proper-noun": _NOUN | _ADJECTIVE,
    "adjective": _ADJECTIVE,
    "verb": _VERB,
    None: _NOMINAL,
}
_LEXEME_CLASSES: dict[str, frozenset[str]] = {
    # Short adjectives are left out: нужно, просто, важно are adverbs far more often.
    "ADJF": frozenset({"ADJF"}),
    "VERB": _VERB,
    "INFN": _VERB,
    "GRND": _VERB,
}
_PARTICIPLE_GRAMMEMES = ("past", "pres", "actv", "pssv", "perf", "impf")


def russian(token: str, traits: TokenTraits) -> frozenset[str]:
    """The forms of a Russian token."""
    if _CYRILLIC_WORD.fullmatch(token) is None or len(token) < 2:
        return frozenset({token})
    scope = _SCOPES.get(None if traits.multiword else traits.part_of_speech)
    if scope is None:
        return frozenset({token})
    found = {token}
    for parse in _right_parses(token, scope, traits):
        found |= _lexeme_forms(parse)
    return frozenset(found)


_LONGEST_HOMOGRAPH = 7
"""Letters: what is longer is hardly ever a form of a function word as well; asking takes time."""
_FUNCTION_WORDS = frozenset({"ADVB", "CONJ", "PREP", "PRCL", "NPRO", "PRED", "INTJ", "COMP"})


def sure_russian(token: str, traits: TokenTraits, forms: frozenset[str]) -> frozenset[str]:
    """Without those that are rather a function word: тем, дома, кругом."""
    return frozenset(
        form
        for form in forms
        if len(form) > _LONGEST_HOMOGRAPH
        or _analyser().parse(form)[0].tag.POS not in _FUNCTION_WORDS
    )


@cache
def _analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def _right_parses(token: str, scope: frozenset[str], traits: TokenTraits) -> list[Any]:
    parses = _analyser().parse(token)
    if traits.multiword and parses[0].tag.POS in (None, "PREP", "CONJ", "PRCL", "ADVB", "NPRO"):
        return []  # a preposition of the term; its nominal homographs are not meant
    allowed = [parse for parse in parses if parse.tag.POS in scope and parse.score >= _LEAST_SCORE]
    if traits.part_of_speech == "noun" and any(parse.tag.POS == "NOUN" for parse in allowed):
        allowed = [parse for parse in allowed if parse.tag.POS == "NOUN"]
    citations = [parse for parse in allowed if word_key(_citation(parse)) == token]
    return citations or allowed


def _citation(parse: Any) -> str:
    """The dictionary form; of a participle its own nominative, not the infinitive of its verb."""
    if parse.tag.POS == "PRTF":
        nominative = parse.inflect({"nomn", "masc", "sing"})
        return str(parse.word if nominative is None else nominative.word)
    return str(parse.normal_form)


def _lexeme_forms(parse: Any) -> set[str]:
    classes = _LEXEME_CLASSES.get(parse.tag.POS, frozenset({parse.tag.POS}))
    return {word_key(form.word) for form in _same_class(parse, classes)}


def _same_class(parse: Any, classes: Iterable[str]) -> list[Any]:
    forms = [form for form in parse.lexeme if form.tag.POS in classes]
    if parse.tag.POS != "PRTF":
        # The superlative (важнейший) is listed with its adjective but is another citation form.
        supr = "Supr" in parse.tag
        return [form for form in forms if ("Supr" in form.tag) == supr]
    wanted = [grammeme for grammeme in _PARTICIPLE_GRAMMEMES if grammeme in parse.tag]
    return [form for form in forms if all(grammeme in form.tag for grammeme in wanted)]
