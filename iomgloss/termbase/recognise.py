"""Finding terms in running text: every contiguous occurrence, inflected ones too."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from iomgloss.model import (
    AdministrativeStatus,
    ProcessStatus,
    TermHit,
    Tier,
    Translation,
    compatible,
)
from iomgloss.model.status import STATUS_ORDER
from iomgloss.termbase.lexicon import Lexicon, Node, Pattern, Term, Word, fits_case
from iomgloss.termbase.snapshot import snapshot
from iomgloss.text.tokenize import spans

_BLANK = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*"
_JOINED = re.compile(f"{_BLANK}[-‐‑–]?{_BLANK}")
"""What may stand between two words of a term without punctuation: a space, a hyphen, or nothing of
weight. In terms with punctuation anything may that is no word."""
_TEXTS = 1 << 14
"""Texts whose words are kept: one is asked for in several languages, strictly and not."""
_GAPPED = 95.0
"""Score of an occurrence with another word in it."""


class Occurrence(NamedTuple):
    """A term in a text, before it is handed out: made by the million, so a bare tuple."""

    term: Term
    tier: Tier
    start: int
    end: int
    score: float
    parts: tuple[tuple[int, int], ...]


def _words(text: str) -> list[tuple[str, int, int]]:
    return list(spans(text))


class _Text(NamedTuple):
    """A text by its words."""

    text: str
    words: list[tuple[str, int, int]]
    entries: list[Word | None]

    def joined(self, number: int) -> bool:
        """Does the word hang together with the one before it, so that a term can have both?"""
        start, end = self.words[number - 1][2], self.words[number][1]
        text = self.text
        return text[start:end] == " " or _JOINED.fullmatch(text, start, end) is not None


_Place = tuple[Sequence[int], list[Pattern]]
"""The words of a place, by their index in the text, and what they are an occurrence of."""


class Recogniser:
    """Recognition in one index, with the words seen so far kept while the index stays as it is.

    Quick when it is kept: a text mostly has words that were in the text before.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._lexicons: dict[tuple[object, ...], Lexicon] = {}
        self._translations: dict[tuple[str, tuple[str, ...]], tuple[Translation, ...]] = {}
        self._state: tuple[int, int] | None = None
        self._words = lru_cache(_TEXTS)(_words)

    def recognise(
        self,
        text: str,
        languages: Sequence[str] | None = None,
        *,
        longest: bool = False,
        strict: bool = False,
        gaps: bool = False,
        fuzzy: bool = False,
    ) -> list[TermHit]:
        """The terms of ``languages`` (None: all) in ``text``, in order, longer ones first.

        Nested terms and every concept of a homonym are given. Offsets are into ``text`` as it is.
        No translations yet: see `translations`.

        ``longest``: leave out what lies inside a longer hit.
        ``strict``: for checks, where a false alarm is worse than a miss: of single words only the
        forms that are hardly ever another word's.
        ``gaps``: also terms with one other word in between; their hits have `parts`.
        ``fuzzy``: also long words with one letter wrong, missing, too many, or two exchanged, where
        they are no form of any term.
        """
        found = self.occurrences(text, languages, strict=strict, gaps=gaps, fuzzy=fuzzy)
        return [_hit(text, one) for one in (_outermost(found) if longest else found)]

    def occurrences(
        self,
        text: str,
        languages: Sequence[str] | None = None,
        *,
        strict: bool = False,
        gaps: bool = False,
        fuzzy: bool = False,
    ) -> list[Occurrence]:
        """What `recognise` makes hits of."""
        words = self._words(text)
        surfaces = [word[0] for word in words]
        self._keep_step()
        lexicon = self._lexicon(languages, fuzzy)
        entries = lexicon.known(surfaces)
        if entries is None:
            with snapshot(self.connection):
                self._keep_step()
                lexicon = self._lexicon(languages, fuzzy)
                entries = lexicon.resolve(surfaces)
        return _occurrences(_Text(text, words, entries), lexicon, strict, gaps)

    def prepare(self, texts: Iterable[str], languages: Sequence[str] | None = None) -> None:
        """Learn the words of ``texts`` together: much quicker than text by text."""
        words = {word[0] for text in texts for word in self._words(text)}
        with snapshot(self.connection):
            self._keep_step()
            self._lexicon(languages, fuzzy=False).resolve(list(words))

    def translations(self, hit: TermHit, targets: Sequence[str]) -> tuple[Translation, ...]:
        """The usable terms of the hit's concept in ``targets``, in their order, preferred first."""
        with snapshot(self.connection):
            self._keep_step()
            place = (hit.concept, tuple(targets))
            found = self._translations.get(place)
            if found is None:
                found = self._translations[place] = translations(self.connection, hit, targets)
        return found

    def _lexicon(self, languages: Sequence[str] | None, fuzzy: bool) -> Lexicon:
        kind = (None if languages is None else tuple(languages), fuzzy)
        found = self._lexicons.get(kind)
        if found is None:
            near: Callable[[sqlite3.Connection, str], set[str]] | None = None
            if fuzzy:
                from iomgloss.termbase.misspelt import near
            found = Lexicon(self.connection, languages, near=near)
            self._lexicons[kind] = found
        return found

    def _keep_step(self) -> None:
        """Forget what was read from an earlier state of the index."""
        row = self.connection.execute("PRAGMA data_version").fetchone()
        state = (row[0], self.connection.total_changes)
        if state != self._state:
            self._lexicons.clear()
            self._translations.clear()
            self._state = state


def recognise(
    connection: sqlite3.Connection,
    text: str,
    languages: Sequence[str] | None = None,
    *,
    longest: bool = False,
    strict: bool = False,
    gaps: bool = False,
    fuzzy: bool = False,
) -> list[TermHit]:
    """`Recogniser.recognise` for one text."""
    return Recogniser(connection).recognise(
        text, languages, longest=longest, strict=strict, gaps=gaps, fuzzy=fuzzy
    )


def translations(
    connection: sqlite3.Connection, hit: TermHit, targets: Sequence[str]
) -> tuple[Translation, ...]:
    """The usable terms of the hit's concept in ``targets``, in their order, preferred first."""
    rows = connection.execute(
        "SELECT language, term, status, process_status FROM term WHERE concept = ? ORDER BY number",
        (hit.concept,),
    ).fetchall()
    found = []
    for target in targets:
        here = [
            Translation(
                language=language,
                term=term,
                status=AdministrativeStatus(status),
                process_status=ProcessStatus(process),
            )
            for language, term, status, process in rows
            if compatible(language, target)
        ]
        found += sorted(
            (item for item in here if item.status.usable),
            key=lambda item: STATUS_ORDER[item.status],
        )
    return tuple(dict.fromkeys(found))


def uncovered(hits: Sequence[TermHit]) -> list[TermHit]:
    """The hits without those fuzzy or gapped ones whose place a better one covers."""
    good = [hit for hit in hits if not _doubtful(hit)]
    return [
        hit
        for hit in hits
        if not (
            _doubtful(hit)
            and any(other.start <= hit.start and hit.end <= other.end for other in good)
        )
    ]


def _doubtful(hit: TermHit) -> bool:
    return hit.tier is Tier.FUZZY or bool(hit.parts)


# --------------------------------------------------------------------- the walk


def _occurrences(text: _Text, lexicon: Lexicon, strict: bool, gaps: bool) -> list[Occurrence]:
    """In order of their start, longer ones first, then by status."""
    found: list[Occurrence] = []
    for position, (entry, after) in enumerate(
        zip(text.entries, [*text.entries[1:], None], strict=False)
    ):
        if entry is None:
            continue
        # Most words do not go on to a longer term: this sees it at the least cost.
        if entry.begins and (gaps or (after is not None and _goes_on(entry, after))):
            places = _straight(text, entry.begins, position)
            if gaps:
                places += _gapped(text, entry.begins, position)
                places.sort(key=lambda place: (-place[0][-1], -len(place[0])))
            for parts, patterns in places:
                found += _named(text, parts, patterns, lexicon)
        alone = entry.sure if strict else entry.terms
        if alone:
            _, start, end = text.words[position]
            score = round(100.0 * (1 - 1 / len(entry.key)), 1) if entry.edits else 100.0
            for term, tier in alone:
                found.append(Occurrence(term, tier, start, end, score, ()))
    return found


def _goes_on(word: Word, after: Word) -> bool:
    for node in word.begins:
        for number in after.tokens:
            if number in node:
                return True
    return False


def _straight(text: _Text, nodes: Sequence[Node], first: int) -> list[_Place]:
    """The patterns of several words in a row from the first one on, longer ones first."""
    places: list[_Place] = []
    for step, after, plain in _steps(text, nodes, first + 1):
        patterns = [p for node in after for p in node.patterns if plain or p.punctuated]
        if patterns:
            places.append((range(first, step + 1), patterns))
    places.reverse()
    return places


def _gapped(text: _Text, nodes: Sequence[Node], first: int) -> Iterator[_Place]:
    """The patterns with one other word between two of theirs, no punctuation anywhere."""
    for gap, before, plain in [(first, nodes, True), *_steps(text, nodes, first + 1)]:
        if not plain or gap + 2 >= len(text.words) or not text.joined(gap + 1):
            return
        for step, after, straight in _steps(text, before, gap + 2):
            patterns = [p for node in after for p in node.patterns if straight]
            if patterns:
                yield (*range(first, gap + 1), *range(gap + 2, step + 1)), patterns


def _steps(
    text: _Text, nodes: Sequence[Node], first: int
) -> Iterator[tuple[int, Sequence[Node], bool]]:
    """Where the tree leads, word by word from the first one on.

    Gives the word, the nodes reached, and whether all words hang together from the one before the
    first on.
    """
    entries = text.entries
    plain = True
    for step in range(first, len(entries)):
        entry = entries[step]
        if entry is None:
            return
        tokens = entry.tokens
        nodes = [node[number] for node in nodes for number in tokens if number in node]
        if not nodes:
            return
        plain = plain and text.joined(step)
        yield step, nodes, plain


def _named(
    text: _Text, parts: Sequence[int], patterns: Sequence[Pattern], lexicon: Lexicon
) -> list[Occurrence]:
    """The terms of patterns that are at the same place."""
    words = text.words
    here = [text.entries[part] for part in parts]
    edits = sum([entry.edits for entry in here if entry])
    if any(pattern.written for pattern in patterns):
        written = [entry.written for entry in here if entry]
        patterns = [p for p in patterns if not (p.written and edits) and fits_case(p, written)]
        if not patterns:
            return []
    first, last = parts[0], parts[-1]
    start, end = words[first][1], words[last][2]
    key = " ".join([entry.key for entry in here if entry])
    surface, score = text.text[start:end], 100.0
    pieces: tuple[tuple[int, int], ...] = ()
    if last - first >= len(parts):
        surface = " ".join(words[part][0] for part in parts)
        score, pieces = _GAPPED, tuple(words[part][1:] for part in parts)
    if edits:
        score = round(score * (1 - edits / len(key)), 1)
    return [
        Occurrence(term, tier, start, end, score, pieces)
        for term, tier in lexicon.best(patterns, key, surface, edits)
    ]


def _hit(text: str, found: Occurrence) -> TermHit:
    term = found.term
    return TermHit(
        concept=term.concept,
        term=term.term,
        language=term.language,
        status=term.status,
        process_status=term.process_status,
        surface=text[found.start : found.end],
        start=found.start,
        end=found.end,
        tier=found.tier,
        score=found.score,
        parts=found.parts,
    )


def _outermost(found: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """Those that lie inside no longer one; ``found`` come by start, longer ones first."""
    start = end = -1
    for one in found:
        if one.end > end or (one.start, one.end) == (start, end):
            yield one
            start, end = one.start, one.end
