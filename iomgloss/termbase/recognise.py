"""Finding terms in running text: every contiguous occurrence, inflected ones too."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
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
_GAPPED = 95.0
"""Score of an occurrence with another word in it."""

_Span = tuple[str, int, int]
_Parts = tuple[int, ...]
"""Indexes of the words of an occurrence."""


class Recogniser:
    """Recognition in one index that remembers the words it has seen, while the index stays as it is.

    Quick when it is kept: a text mostly has words that were in the text before.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._lexicons: dict[tuple[object, ...], Lexicon] = {}
        self._translations: dict[tuple[str, tuple[str, ...]], tuple[Translation, ...]] = {}
        self._state: tuple[int, int] | None = None

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
        with snapshot(self.connection):
            self._keep_step()
            lexicon = self._lexicon(languages, strict, fuzzy)
            words = list(spans(text))
            entries = lexicon.resolve([word[0] for word in words])
            hits = list(_hits(text, words, entries, lexicon, gaps=gaps))
        return list(_outermost(hits)) if longest else hits

    def translations(self, hit: TermHit, targets: Sequence[str]) -> tuple[Translation, ...]:
        """The usable terms of the hit's concept in ``targets``, in their order, preferred first."""
        with snapshot(self.connection):
            self._keep_step()
            place = (hit.concept, tuple(targets))
            found = self._translations.get(place)
            if found is None:
                found = self._translations[place] = translations(self.connection, hit, targets)
        return found

    def _lexicon(self, languages: Sequence[str] | None, strict: bool, fuzzy: bool) -> Lexicon:
        kind = (None if languages is None else tuple(languages), strict, fuzzy)
        found = self._lexicons.get(kind)
        if found is None:
            near: Callable[[sqlite3.Connection, str], set[str]] | None = None
            if fuzzy:
                from iomgloss.termbase.misspelt import near
            found = Lexicon(self.connection, languages, strict=strict, near=near)
            self._lexicons[kind] = found
        return found

    def _keep_step(self) -> None:
        """Forget what was read from an earlier state of the index. Call it inside a snapshot."""
        run = self.connection.execute
        run("SELECT 1 FROM term LIMIT 1").fetchone()  # the snapshot begins with the first reading
        state = (run("PRAGMA data_version").fetchone()[0], self.connection.total_changes)
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


class _Found(NamedTuple):
    pattern: Pattern
    parts: _Parts


def _hits(
    text: str, words: list[_Span], entries: list[Word | None], lexicon: Lexicon, *, gaps: bool
) -> Iterator[TermHit]:
    """In order of their start, longer ones first, then by status."""
    for position, entry in enumerate(entries):
        if entry is None:
            continue
        if entry.begins:
            found = list(_longer(text, words, entries, position, gaps=gaps))
            if found:
                yield from _longer_hits(text, words, entries, found, lexicon)
        if entry.terms:
            _, start, end = words[position]
            score = 100.0 * (1 - 1 / len(entry.key)) if entry.edits else 100.0
            for term, tier in entry.terms:
                yield _hit(text, term, tier, start, end, score)


def _longer(
    text: str, words: list[_Span], entries: list[Word | None], first: int, *, gaps: bool
) -> Iterator[_Found]:
    """The patterns of several words that begin with a word."""
    begins = entries[first]
    assert begins is not None  # noqa: S101  (the caller has looked)
    # A path: its node, its words, and whether nothing but spaces and hyphens stands between them.
    paths: list[tuple[Node, _Parts, bool]] = [(node, (first,), True) for node in begins.begins]
    while paths:
        node, parts, plain = paths.pop()
        last = parts[-1]
        steps = [last + 1]
        if gaps and last - first == len(parts) - 1:
            steps.append(last + 2)
        for step in steps:
            entry = entries[step] if step < len(words) else None
            if entry is None:
                continue
            # The shorter of the two sides is gone through: common words begin many terms.
            children = node.children
            ids = [number for number in entry.tokens if number in children]
            if not ids:
                continue
            joined = all(
                _joins(text, words[left][2], words[left + 1][1]) for left in range(last, step)
            )
            if step > last + 1 and not joined:
                continue  # punctuation beside the other word: it is not inside the term
            for number in ids:
                child = children[number]
                path = (*parts, step)
                here = plain and joined
                for pattern in child.patterns:
                    if here or pattern.punctuated:
                        yield _Found(pattern, path)
                if child.children:
                    paths.append((child, path, here))


def _joins(text: str, start: int, end: int) -> bool:
    return text[start:end] == " " or _JOINED.fullmatch(text, start, end) is not None


def _longer_hits(
    text: str,
    words: list[_Span],
    entries: list[Word | None],
    found: list[_Found],
    lexicon: Lexicon,
) -> Iterator[TermHit]:
    places: dict[_Parts, list[Pattern]] = {}
    for pattern, parts in found:
        places.setdefault(parts, []).append(pattern)
    for parts in sorted(places, key=lambda parts: (-parts[-1], len(parts) - parts[-1], parts)):
        here = [entry for entry in map(entries.__getitem__, parts) if entry is not None]
        edits = sum(entry.edits for entry in here)
        patterns = [
            pattern
            for pattern in places[parts]
            if pattern.written is None
            or (not edits and fits_case(pattern, [entry.written for entry in here]))
        ]
        if not patterns:
            continue
        gapped = parts[-1] - parts[0] >= len(parts)
        start, end = words[parts[0]][1], words[parts[-1]][2]
        key = " ".join(entry.key for entry in here)
        surface = " ".join(words[part][0] for part in parts) if gapped else text[start:end]
        score = _GAPPED if gapped else 100.0
        if edits:
            score *= 1 - edits / len(key)
        pieces = tuple(words[part][1:] for part in parts) if gapped else ()
        for term, tier in lexicon.best(patterns, key, surface, edits):
            yield _hit(text, term, tier, start, end, score, pieces)


def _hit(
    text: str,
    term: Term,
    tier: Tier,
    start: int,
    end: int,
    score: float,
    parts: tuple[tuple[int, int], ...] = (),
) -> TermHit:
    return TermHit(
        concept=term.concept,
        term=term.term,
        language=term.language,
        status=term.status,
        process_status=term.process_status,
        surface=text[start:end],
        start=start,
        end=end,
        tier=tier,
        score=round(score, 1),
        parts=parts,
    )


def _outermost(hits: Iterable[TermHit]) -> Iterator[TermHit]:
    """The hits that lie inside no longer one; ``hits`` come by start, longer ones first."""
    start = end = -1
    for hit in hits:
        if hit.end > end or (hit.start, hit.end) == (start, end):
            yield hit
            start, end = hit.start, hit.end
