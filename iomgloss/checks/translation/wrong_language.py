"""A translation in another language than the file says.

Why: a column was shifted, or a machine guessed.

Wrong: Заявление было отклонено судом, и это не обжалуется. (in the Bulgarian column)
Right: Молбата беше отхвърлена от съда и това не се обжалва.

Fix: translate it, or put right the language of the file. Only running text of several words is
judged, and only where its letters or small words leave no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import primary, without_literals
from iomgloss.languages import likely_language, profile
from iomgloss.languages.registry import LANGUAGES
from iomgloss.model import Draft, Finding, Passage
from iomgloss.text.tokenize import tokens

_WORDS = 4
_TELLING = 2
"""Words in small letters that only the other language has."""

_NEARLY = 0.9
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        if not passage.source or not passage.text or passage.text == passage.source:
            continue
        language = _language(passage)
        if language is not None:
            yield Finding(
                passage=passage,
                start=0,
                end=len(passage.text),
                message=f"the translation is in {profile(language).name}, not in"
                f" {profile(passage.language or '').name}",
                hint="translate it, or correct the language of the file",
            )


def _language(passage: Passage) -> str | None:
    """The language, where it is plainly another one."""
    ours = primary(passage.language)
    if not profile(ours).script or _names_script(passage.language):
        return None
    small_words = set(passage.text.casefold().split())
    if len(_others(ours) & small_words) < max(_TELLING, len(_own(ours) & small_words)):
        return None  # nearly always, and quick
    text = without_literals(passage.text)
    words = [word for word in tokens(text) if len(word.surface) > 1]
    if len(words) < _WORDS:
        return None
    found = likely_language(text, LANGUAGES)
    if found is None or found == ours or not _is_script(text, profile(found).script):
        return None
    theirs, own = (profile(tag).function_words for tag in (found, ours))
    small = [word.key for word in words if word.surface.islower()]
    telling = sum(key in theirs and key not in own for key in small)
    least = _TELLING
    if profile(found).script == profile(ours).script:  # languages that share many words
        least = max(_TELLING + 1, 1 + 2 * sum(key in own and key not in theirs for key in small))
    return found if telling >= least else None


@lru_cache(maxsize=16)
def _own(language: str) -> frozenset[str]:
    """Function words that no other described language has."""
    others = (profile(tag).function_words for tag in LANGUAGES if tag != language)
    return profile(language).function_words.difference(*others)


@lru_cache(maxsize=16)
def _others(language: str) -> frozenset[str]:
    """Function words of the other described languages that it does not have."""
    words = (profile(tag).function_words for tag in LANGUAGES)
    return frozenset[str]().union(*words) - profile(language).function_words


def _is_script(text: str, script: str) -> bool:
    """Nearly all letters are of the script: a foreign title may stand in a text."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    return (cyrillic if script == "Cyrl" else latin) >= _NEARLY * (cyrillic + latin)


def _names_script(language: str | None) -> bool:
    return any(len(part) == 4 for part in (language or "").split("-")[1:])
