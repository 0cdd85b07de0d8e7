"""An abbreviation of another language, where the language of the text has its own.

Why: IOM is МОМ in Bulgarian and Russian, ОБСЕ is ОССЕ in Bulgarian. Left alone are abbreviations in
brackets, where they introduce or explain, in quotations and in names (IOM Bulgaria), those of
national bodies, and those of common nouns (IBM, THB) in texts that do not have the concept
otherwise. What the term base itself calls deprecated is T001.

Wrong: Представители на UNHCR посетиха центъра.
Right: Представители на ВКБООН посетиха центъра.

Fix: the abbreviation of the language of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.terminology.introductions import ABBREVIATION
from iomgloss.checks.terminology.places import SHORT, approved, inside, mentions, outermost
from iomgloss.languages import profile
from iomgloss.languages.registry import LANGUAGES
from iomgloss.model import Draft, Finding, Passage, TermHit, TermSection

_COUNTRY_AFTER = re.compile(r" (?:на |of )?[А-ЯЁ][а-яё]+")
_COUNTRY_BEFORE = re.compile(r"[а-яё]ск(?:о|ото|ия|ият|ата|ите|ое|ого|ому|ом|ая|ой|ие|их|им) $")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    spoken: set[str] | None = None
    for passage in draft.passages:
        if not passage.language or not ABBREVIATION.search(passage.text):
            continue
        for hit, right in _foreign(passage, resources):
            if _record(hit, resources).part_of_speech != "proper-noun":
                spoken = _concepts(draft, resources) if spoken is None else spoken
                if hit.concept not in spoken:
                    continue
            yield Finding(
                passage=passage,
                start=hit.start,
                end=hit.end,
                message=f"{hit.surface!r} is {profile(hit.language).name}: "
                f"the text's language has {right!r}",
                suggestions=(right,),
            )


def _foreign(passage: Passage, resources: Resources) -> Iterator[tuple[TermHit, str]]:
    """Abbreviations of other languages, with the one to use."""
    text, language = passage.text, passage.language or ""
    own = profile(language).tag
    marks = [match.span() for match in ABBREVIATION.finditer(text)]
    home: list[tuple[int, int]] | None = None
    for other in ("en", *profile(language).neighbours):
        if other == own or other not in LANGUAGES:
            continue
        for hit in outermost(approved(resources.terms(text, other))):
            if (hit.start, hit.end) not in marks:
                continue
            if home is None:
                home = [(h.start, h.end) for h in resources.terms(text, language)]
                home += mentions(text)
            record = _record(hit, resources)
            if (
                not hit.status.usable
                or record.type not in SHORT
                or record.region
                or inside(hit, home)
            ):
                continue
            if _in_a_name(text, hit) or _of_a_country(text, hit):
                continue
            right = next(
                (
                    term.term
                    for term in resources.terms_of(hit.concept, language)
                    if term.type in SHORT and term.status.usable
                ),
                None,
            )
            if right is not None:
                yield hit, right


def _in_a_name(text: str, hit: TermHit) -> bool:
    """In brackets, or beside a word in Latin letters: IOM Bulgaria."""
    opened = text.rfind("(", 0, hit.start)
    if opened >= 0 and ")" not in text[opened : hit.start] and ")" in text[hit.end :]:
        return True
    before, after = text[: hit.start].rstrip(" \u00a0-/"), text[hit.end :].lstrip(" \u00a0-/")
    if not hit.surface.isascii():
        return False
    return (
        _latin(before[-1:])
        or _latin(after[:1])
        or (text[hit.end : hit.end + 1] in ("._") and text[hit.end + 1 : hit.end + 2].isalnum())
    )


def _of_a_country(text: str, hit: TermHit) -> bool:
    """Is it a body of another country: МВД на Русия, руското МВД?"""
    return _COUNTRY_AFTER.match(text, hit.end) is not None or (
        _COUNTRY_BEFORE.search(text[max(0, hit.start - 30) : hit.start]) is not None
    )


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _concepts(draft: Draft, resources: Resources) -> set[str]:
    """What the draft speaks of in full words of its own language."""
    return {
        hit.concept
        for passage in draft.passages
        if passage.language
        for hit in resources.terms(passage.text, passage.language)
    }


def _record(hit: TermHit, resources: Resources) -> TermSection:
    terms = resources.terms_of(hit.concept, hit.language)
    return next(term for term in terms if term.term == hit.term)
