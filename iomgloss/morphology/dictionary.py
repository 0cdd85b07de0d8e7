"""Languages without rules of our own: the forms that a dictionary of simplemma lists for a word.

simplemma is used where it is installed and no dependency; its dictionaries say of each form which
word it is of, and are turned round when a term base is indexed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from iomgloss.morphology.base import FormGenerator, TokenTraits
from iomgloss.text.normalize import word_key


def generator(language: str) -> FormGenerator:
    """The generator of a language that simplemma has, by its primary tag."""

    def listed(token: str, traits: TokenTraits) -> frozenset[str]:
        return frozenset({token, *_forms_of(language).get(token, ())})

    return listed


@lru_cache(maxsize=1)  # a hundred megabytes each, and terms come language by language
def _forms_of(language: str) -> Mapping[str, list[str]]:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    return turned_round(DefaultDictionaryFactory().get_dictionary(language).items())


def turned_round(lemmas: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Word → its forms, as keys, from pairs of form and word. Uninflected words are left out."""
    found: dict[str, list[str]] = {}
    for form, word in lemmas:
        if form != word:
            found.setdefault(word_key(word), []).append(word_key(form))
    return found
