"""What the program knows about a language."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageProfile:
    """Facts about one language; the defaults fit a language nobody has described."""

    tag: str
    name: str
    """In English."""
    script: str = ""
    """``Cyrl``, ``Latn`` or empty: unknown."""
    own_letters: Sequence[str] = ()
    """Small letters, of one character or two, that tell it from the other described languages of
    its script; as in word keys: one apostrophe, no ё."""
    absent_letters: str = ""
    """Small letters of the script's other described languages that it does not have."""
    function_words: frozenset[str] = frozenset()
    """Frequent short words that tell it from its neighbours, case folded."""
    quotes: Sequence[str] = ()
    """Pairs of quotation marks that are right, opening and closing; the usual one first."""
    dash: str = ""
    """What stands between spaces where some type a hyphen."""
    one: frozenset[str] = frozenset()
    """Words that say that there is one of something, as word keys."""
    doubled_words: frozenset[str] = frozenset()
    """Words that may rightly stand twice in a row, case folded."""
    neighbours: tuple[str, ...] = ()
    """Languages so near that their words slip into its texts."""
    borrowed_endings: tuple[tuple[str, str], ...] = ()
    """Its own endings on a neighbour's word, with the ending of the neighbour's dictionary form:
    реадмисси|ята, реадмисси|я. Each is tried."""
    varieties: frozenset[str] = frozenset()
    """Countries (ISO 3166) whose usage is a variety of its own, so that a word can be at home in
    one and foreign in another; elsewhere a country stands for its law."""
