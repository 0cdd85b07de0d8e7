"""Words of a language's numerals, found in text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from iomgloss.languages.numerals import numerals
from iomgloss.languages.numerals.symbols import SYMBOLS

_APOSTROPHES = str.maketrans(dict.fromkeys("'‘’ʻ`´", "\u02bc"))

_WORD = re.compile(r"[^\W\d_]\w*")
_BLANK = "\u00a0"


def folded(text: str) -> str:
    """Small letters, one apostrophe; offsets stay."""
    small = text.lower()
    return (small if len(small) == len(text) else text).translate(_APOSTROPHES)


class Vocabulary:
    """Forms and the meaning of each; ``*`` at the end of a form stands for any ending, U+00A0 for a
    blank."""

    def __init__(self, forms: Iterable[tuple[object, str]]) -> None:
        self._whole: dict[str, object] = {}
        self._stems: dict[str, object] = {}
        for meaning, words in forms:
            for word in words.split(" "):
                if word.endswith("*"):
                    self._stems[word[:-1]] = meaning
                elif word:
                    self._whole[word] = meaning
        self._beginnings = tuple(self._stems)
        parts = [_edged(word) for word in sorted(self._whole, key=len, reverse=True)]
        if self._stems:
            stems = "|".join(map(re.escape, sorted(self._stems, key=len, reverse=True)))
            parts.append(rf"(?<!\w)(?:{stems})\w*")
        self.pattern = "|".join(parts) or r"(?!)"
        """Of one form, without groups; for folded text."""
        self._regex = re.compile(self.pattern)

    def meaning(self, form: str) -> object:
        """What a form found by the pattern means."""
        form = form.replace(" ", _BLANK)
        if form in self._whole:
            return self._whole[form]
        return next(
            self._stems[form[:end]] for end in range(len(form), 0, -1) if form[:end] in self._stems
        )

    def find(self, folded_text: str) -> Iterator[tuple[object, int, int]]:
        for match in self._regex.finditer(folded_text):
            yield self.meaning(match[0]), match.start(), match.end()

    def words(self, folded_text: str) -> Iterator[tuple[object, int, int]]:
        """As `find`, quicker, where all forms are single words."""
        for match in _WORD.finditer(folded_text):
            word = match[0]
            if word in self._whole or word.startswith(self._beginnings):
                yield self.meaning(word), match.start(), match.end()

    def at(self, folded_text: str, place: int) -> tuple[object, int] | None:
        """The meaning of the form that begins here, and its end."""
        match = self._regex.match(folded_text, place)
        return (self.meaning(match[0]), match.end()) if match else None


def _edged(word: str) -> str:
    before = r"(?<![^\W\d_])" if word[0].isalpha() else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    return before + re.escape(word).replace(_BLANK, f"[ {_BLANK}]") + after


@lru_cache(maxsize=64)
def scales(language: str) -> Vocabulary:
    """Powers of ten."""
    return Vocabulary(numerals(language).scales.items())


@lru_cache(maxsize=64)
def words(language: str) -> Vocabulary:
    """Numbers."""
    return Vocabulary(numerals(language).words.items())


@lru_cache(maxsize=64)
def months(language: str) -> Vocabulary:
    """Months, from 1."""
    return Vocabulary(enumerate(numerals(language).months, start=1))


@lru_cache(maxsize=64)
def units(language: str) -> Vocabulary:
    """Units by their names in `SYMBOLS`."""
    own = numerals(language).units
    return Vocabulary((name, f"{signs} {own.get(name, '')}") for name, signs in SYMBOLS.items())


@lru_cache(maxsize=64)
def day_parts(language: str) -> Vocabulary:
    """What follows a time of day: ``am``, ``pm`` or ``h``."""
    facts = numerals(language)
    return Vocabulary((("am", facts.morning), ("pm", facts.afternoon), ("h", facts.hours)))
