"""What the index says about the words of a text, kept from one text to the next.

A word is resolved once, as it is written, to all that may begin or go on with it; after that it
costs one look into a dictionary.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from iomgloss.model import AdministrativeStatus, ProcessStatus, Tier, compatible
from iomgloss.model.status import STATUS_ORDER
from iomgloss.text.normalize import collapse, word_key, written_form

INSIDE = ("multiword", "exact")
"""Traits of tokens that terms of several words have; see `iomgloss.termbase.indexing`."""
CLITIC = "ʼs"
_BATCH = 500
_MOST_WORDS = 200_000
"""Words that are kept: some 50 MB; the vocabulary of a long book has a tenth of them."""


class Link(NamedTuple):
    """That a word is a form of a token."""

    sure: bool
    inside: bool
    """The token may be one of several in a term."""


Links = dict[str, dict[int, Link]]
"""Word key → tokens that it is a form of."""
Near = Callable[[sqlite3.Connection, str], Collection[str]]


class Term(NamedTuple):
    concept: str
    language: str
    term: str
    key: str
    folded: str
    """The term as written, whatever the case: tells ``state-run`` from ``state run``."""
    status: AdministrativeStatus
    process_status: ProcessStatus


class Pattern(NamedTuple):
    """A sequence of words that is an occurrence of a term; see `iomgloss.termbase.index`."""

    term: int
    written: tuple[str, ...] | None
    punctuated: bool


class Node(dict[int, "Node"]):
    """A place in the tree of patterns that begin with one token: where each next token leads."""

    __slots__ = ("patterns",)

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        """Those that end here."""


class Word(NamedTuple):
    """What a word of a text can be."""

    key: str
    written: str
    tokens: tuple[int, ...]
    """Those that terms of several words have."""
    terms: tuple[tuple[Term, Tier], ...]
    """By itself, one of a concept and language; in the order of hits."""
    sure: tuple[tuple[Term, Tier], ...]
    """The same of forms that are hardly ever another word's."""
    begins: tuple[Node, ...]
    """Of terms with more words."""
    edits: int
    """Letters by which it is misspelt."""


class Lexicon:
    """The words of one choice of languages. Valid for one state of the index."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        languages: Sequence[str] | None,
        *,
        near: Near | None = None,
    ) -> None:
        self._connection = connection
        self._languages = languages
        self._near = near
        self._words: dict[str, Word | None] = {}
        self._nodes: dict[int, Node] = {}
        self._terms: dict[int, Term] = {}

    def known(self, surfaces: Sequence[str]) -> list[Word | None] | None:
        """What `resolve` gives, without a look into the index; None when that is needed."""
        words = self._words
        try:
            return [words[surface] for surface in surfaces]
        except KeyError:
            return None

    def resolve(self, surfaces: Sequence[str]) -> list[Word | None]:
        """Each word's entry; None for those that no term has."""
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
        self._learn(sorted(set(surfaces).difference(self._words)))
        return [self._words[surface] for surface in surfaces]

    # ------------------------------------------------------------------ new words

    def _learn(self, surfaces: Sequence[str]) -> None:
        keys = {surface: word_key(surface) for surface in surfaces}
        links = self._links(sorted(set(keys.values())))
        misspelt = self._misspelt(set(keys.values()).difference(links))
        every = [*links.values(), *misspelt.values()]
        self._load({number for found in every for number in found})
        for surface, key in keys.items():
            if found := links.get(key):
                self._words[surface] = self._word(surface, key, found, 0)
            elif found := misspelt.get(key):
                self._words[surface] = self._word(surface, key, found, 1)
            else:
                self._words[surface] = None

    def _word(self, surface: str, key: str, found: dict[int, Link], edits: int) -> Word:
        nodes = [
            (self._nodes[number], link.sure)
            for number, link in found.items()
            if number in self._nodes
        ]
        written = written_form(surface)
        alone = [
            (pattern, sure)
            for node, sure in nodes
            for pattern in node.patterns
            if fits_case(pattern, (written,)) and not (edits and pattern.written)
        ]
        terms = tuple(self.best([pattern for pattern, _ in alone], key, surface, edits))
        surely = [pattern for pattern, sure in alone if sure]
        return Word(
            key=key,
            written=written,
            tokens=tuple(number for number, link in found.items() if link.inside),
            terms=terms,
            sure=(
                terms
                if len(surely) == len(alone)
                else tuple(self.best(surely, key, surface, edits))
            ),
            begins=tuple(node for node, _ in nodes if node),
            edits=edits,
        )

    def best(
        self, patterns: Sequence[Pattern], key: str, surface: str, edits: int
    ) -> list[tuple[Term, Tier]]:
        """One term of each concept and language among patterns of the same place, the likest."""

        def tier(term: Term) -> Tier:
            if edits:
                return Tier.FUZZY
            return Tier.EXACT if term.key == key else Tier.INFLECTED

        if len(patterns) == 1:
            term = self._terms[patterns[0].term]
            return [(term, tier(term))]
        folded = collapse(surface).casefold()

        def rank(number: int) -> tuple[object, ...]:
            term = self._terms[number]
            likeness = (term.folded != folded, term.key != key)
            return (term.concept, term.language, *likeness, STATUS_ORDER[term.status], number)

        ranked = [self._terms[n] for n in sorted({p.term for p in patterns}, key=rank)]
        first = [next(same) for _, same in groupby(ranked, lambda t: (t.concept, t.language))]
        first.sort(key=lambda term: (STATUS_ORDER[term.status], term.concept))
        return [(term, tier(term)) for term in first]

    # ------------------------------------------------------------------- the index

    def _links(self, keys: Sequence[str]) -> Links:
        found: Links = {}
        for form, number, sure, language, traits in _select(
            self._connection,
            "SELECT form, token, sure, language, traits"
            " FROM form JOIN token ON token.number = form.token WHERE form IN ({})",
            keys,
        ):
            if self._languages is None or any(
                compatible(language, wanted) for wanted in self._languages
            ):
                found.setdefault(form, {})[number] = Link(bool(sure), traits in INSIDE)
        return found

    def _misspelt(self, keys: Collection[str]) -> Links:
        """For words that are no form of any token: the tokens of the forms they come close to."""
        found: Links = {}
        if self._near is None:
            return found
        for key in sorted(keys):
            forms = self._near(self._connection, key)
            for tokens in self._links(sorted(forms)).values() if forms else ():
                found.setdefault(key, {}).update(tokens)
        return found

    def _load(self, tokens: set[int]) -> None:
        """The patterns that begin with ``tokens``, and their terms."""
        new = sorted(tokens.difference(self._nodes))
        terms = set()
        for number, first, numbers, written, punctuated in _select(
            self._connection,
            "SELECT term, first, tokens, written, punctuated FROM pattern WHERE first IN ({})",
            new,
        ):
            node = self._nodes.setdefault(first, Node())
            for token in numbers.split()[1:]:
                node = node.setdefault(int(token), Node())
            words = tuple(written.split(" ")) if written is not None else None
            node.patterns.append(Pattern(number, words, bool(punctuated)))
            terms.add(number)
        for number, concept, language, term, key, status, process in _select(
            self._connection,
            "SELECT number, concept, language, term, key, status, process_status FROM term"
            " WHERE number IN ({})",
            sorted(terms.difference(self._terms)),
        ):
            self._terms[number] = Term(
                concept,
                language,
                term,
                key,
                collapse(term).casefold(),
                AdministrativeStatus(status),
                ProcessStatus(process),
            )


def fits_case(pattern: Pattern, written: Sequence[str]) -> bool:
    """The words are written as the pattern's, where it insists."""
    return pattern.written is None or all(
        wanted in (word, word.removesuffix(CLITIC))
        for wanted, word in zip(pattern.written, written, strict=True)
    )


def _select(
    connection: sqlite3.Connection, query: str, values: Sequence[str] | Sequence[int]
) -> Iterator[tuple[Any, ...]]:
    """Rows for a list of values, in batches that SQLite takes."""
    for start in range(0, len(values), _BATCH):
        batch = values[start : start + _BATCH]
        yield from connection.execute(query.format(",".join("?" * len(batch))), batch)
