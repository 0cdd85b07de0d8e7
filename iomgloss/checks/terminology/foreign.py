"""A term in the form of a neighbouring language, with the endings of either.

Why: Russian terms slip into Bulgarian texts, and Bulgarian ones into Russian texts, with people who
work in both; readers stumble, and searches miss the word. Left alone are quotations, words that are
terms of the language of the text as well, and short words that look like none of its own terms:
these may be everyday words. Forms that the term base itself calls deprecated are T001.

Wrong: Беженецът получи временна карта.
Right: Бежанецът получи временна карта.

Fix: the term of the language of the text, in the form that the place asks for where that is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.terminology.places import (
    SHORT,
    akin,
    approved,
    common_prefix,
    inside,
    keys,
    mentions,
    outermost,
)
from iomgloss.languages import likely_language, profile
from iomgloss.model import Draft, Finding, Passage, TermHit, TermSection
from iomgloss.text.normalize import word_key
from iomgloss.text.tokenize import spans

_LEAST = 6
"""Letters of a word with borrowed endings: shorter ones meet by chance."""
_LONG = 9
"""Letters of a word that is hardly ever an everyday word of both languages."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        for other in profile(passage.language or "").neighbours:
            yield from _in_passage(passage, other, resources)


def _in_passage(passage: Passage, other: str, resources: Resources) -> Iterator[Finding]:
    text, language = passage.text, passage.language or ""
    foreign = outermost(approved(resources.terms(text, other)))
    borrowed = _borrowed(text, language, other, resources)
    if not foreign and not borrowed:
        return
    home = [(hit.start, hit.end) for hit in resources.terms(text, language, strict=False)]
    at_home = [*home, *mentions(text)]
    all_hits = sorted([*foreign, *borrowed], key=lambda hit: (hit.start, -hit.end))
    strangers = [hit for hit in all_hits if not inside(hit, at_home)]
    if not strangers or _is_written_in(other, text, language, all_hits):
        return
    done: set[tuple[int, int]] = set()
    for hit in strangers:
        if inside(hit, done):
            continue
        old = next((t for t in resources.terms_of(hit.concept, other) if t.term == hit.term), None)
        terms = [t for t in resources.terms_of(hit.concept, language) if t.status.usable]
        if old is None or old.type in SHORT or not terms:
            continue
        if not _foreign(hit, language, terms):
            continue
        done.add((hit.start, hit.end))
        yield _finding(passage, hit, old, terms[0], other)


def _is_written_in(other: str, text: str, language: str, hits: list[TermHit]) -> bool:
    """Is what stands around the hits in the other language, so that they are at home?"""
    rest = list(text)
    for hit in hits:
        rest[hit.start : hit.end] = " " * (hit.end - hit.start)
    return likely_language("".join(rest), (language, other)) == other


def _borrowed(text: str, language: str, other: str, resources: Resources) -> list[TermHit]:
    """Single words that are a foreign term once a native ending is taken off."""
    from dataclasses import replace

    endings = profile(language).borrowed_endings
    any_ending = tuple(ending for ending, _ in endings)
    found = []
    tries: list[tuple[str, int, int]] = []
    for surface, start, end in spans(text):
        if len(surface) < _LEAST:  # most words: no key is longer than its word
            continue
        key = word_key(surface)
        if len(key) < _LEAST or not key.endswith(any_ending):
            continue
        for ending, citation in endings:
            if key.endswith(ending):
                tries.append((key[: len(key) - len(ending)] + citation, start, end))
    if not tries:
        return []
    places: dict[int, tuple[int, int]] = {}
    at = 0
    for base, start, end in tries:
        places[at] = (start, end)
        at += len(base) + 3
    for hit in approved(resources.terms(" . ".join(base for base, *_ in tries), other)):
        place = places.get(hit.start)
        if place is not None and " " not in hit.surface:
            start, end = place
            found.append(replace(hit, start=start, end=end, surface=text[start:end]))
    return found


def _foreign(hit: TermHit, language: str, terms: list[TermSection]) -> bool:
    """Can it be nothing but a foreign term?"""
    written = hit.surface.lower()
    if " " in hit.term or len(written) >= _LONG:
        return True
    if any(letter in profile(language).absent_letters for letter in written):
        return True
    return any(_alike(hit.term.lower(), key) for term in terms for key in keys(term.term))


def _alike(one: str, other: str) -> bool:
    """Are most letters the same, from the beginning and from the end: беженец, бежанец?"""
    same = common_prefix(one, other)
    if same < 3:
        return False
    rest = common_prefix(one[::-1], other[::-1])
    return akin(one, other) or (same + rest) * 4 >= 3 * max(len(one), len(other))


def _finding(
    passage: Passage, hit: TermHit, old: TermSection, new: TermSection, other: str
) -> Finding:
    from iomgloss.morphology.inflection import suggest  # rare, and heavy

    language = passage.language or ""
    better = suggest(passage.text, hit.start, hit.end, language, old, new)
    return Finding(
        passage=passage,
        start=better.start,
        end=better.end,
        message=f"{hit.surface!r} is the {profile(other).name} form of {new.term!r}",
        suggestions=(better.text,),
    )
