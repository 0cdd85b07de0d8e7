"""What every form generator shares: the traits of a token and the generator protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

APOSTROPHE = "\u02bc"
"""The one apostrophe of word keys: MODIFIER LETTER APOSTROPHE, a letter, so it splits no word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenTraits:
    """What the term base says about the token: of the whole term for single-word terms.

    Of multiword terms only `multiword` is set, since the record describes the term, not its parts.
    """

    part_of_speech: str | None = None
    """noun, proper-noun, verb, adjective, adverb, other; None when the record does not say."""
    gender: str | None = None
    """masculine, feminine, neuter; None when the record does not say."""
    number: str | None = None
    """singular, plural: the number in which the term was entered."""
    multiword: bool = False
    """The token is one of several: any of noun, adjective, participle; agreement inflects it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The text forms of a token, as word keys; the token is in both sets."""

    all: frozenset[str]
    sure: frozenset[str]
    """Those that are hardly ever a form of another word: the ones that checks go by."""


class FormGenerator(Protocol):
    """Enumerates the text forms that a speaker accepts as an occurrence of the token."""

    def __call__(self, token: str, traits: TokenTraits) -> frozenset[str]: ...


class FormFilter(Protocol):
    """The sure ones among the forms of a token that is a term by itself."""

    def __call__(
        self, token: str, traits: TokenTraits, forms: frozenset[str]
    ) -> frozenset[str]: ...


def word_set(words: str) -> frozenset[str]:
    """A closed class, written as one string of words."""
    return frozenset(words.split())


def exact(token: str, traits: TokenTraits) -> frozenset[str]:
    """The generator of languages without rules: the token and nothing else."""
    return frozenset({token})
