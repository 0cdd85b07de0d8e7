"""What the languages share: the place of a term, the fitted phrase, doubts, capital letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from iomgloss.model import TermSection
from iomgloss.text.normalize import word_key
from iomgloss.text.tokenize import tokens

Slot = TypeVar("Slot")

_REACH = 300
"""Code points on each side of a term that can decide its form."""
_SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*\s+(?=[«„“\"'(]*[^\W\d_a-zа-яё])|\n\s*\n")
_OPENING = re.compile(r"(?:^|[.!?…:][»”\"')\]]*\s|\n)[\s\W\d]*$")
WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ’'-][^\W\d_]+)*[ʻʼ]?")
"""A word of a term; parts joined by a hyphen are one."""


class Unsure(Exception):  # noqa: N818  (an answer, no error)
    """No form is known to fit; ``text`` is what comes nearest, if that is not the term itself."""

    def __init__(self, why: str, text: str | None = None) -> None:
        super().__init__(why)
        self.text = text


class Fitted(NamedTuple):
    """A phrase that fits, and what changes beside it."""

    phrase: str
    form: str
    """Its name, for people."""
    start: int | None = None
    """Where the changed words before the term begin; None: nothing changes there."""
    before: str = ""
    """In their place, with the space after them."""
    end: int | None = None
    """Where the words after it end that ``phrase`` holds already; None: with the term."""


class Fitter(Protocol):
    """Puts ``new`` in the place of ``old``. Raises Unsure."""

    def __call__(self, place: Place, old: TermSection, new: TermSection) -> Fitted: ...


class Word(NamedTuple):
    """A word beside the term."""

    surface: str
    start: int
    end: int
    key: str
    gap: str
    """What stands between it and its neighbour on the side of the term."""

    @property
    def close(self) -> bool:
        """Nothing but space is in between."""
        return self.gap.isspace()


@dataclass(frozen=True)
class Place:
    """The occurrence ``text[start:end]`` and the words of its sentence."""

    text: str
    start: int
    end: int

    @property
    def surface(self) -> str:
        return self.text[self.start : self.end]

    @cached_property
    def before(self) -> list[Word]:
        """The words before it in the sentence, the nearest first."""
        offset = max(0, self.start - _REACH)
        stretch = self.text[offset : self.start]
        for match in _SENTENCE_END.finditer(self.text, offset, self.end):
            if match.end() <= self.start:
                stretch = self.text[match.end() : self.start]
                offset = match.end()
        found, right = [], self.start
        for token in reversed(list(tokens(stretch))):
            start, end = token.start + offset, token.end + offset
            found.append(Word(token.surface, start, end, token.key, self.text[end:right]))
            right = start
        return found

    @cached_property
    def after(self) -> list[Word]:
        """The words after it in the sentence, the nearest first."""
        limit = min(len(self.text), self.end + _REACH)
        match = _SENTENCE_END.search(self.text, self.end, limit)
        stretch = self.text[self.end : match.start() if match else limit]
        found, left = [], self.end
        for token in tokens(stretch):
            start, end = token.start + self.end, token.end + self.end
            found.append(Word(token.surface, start, end, token.key, self.text[left:start]))
            left = end
        return found

    @property
    def compound(self) -> bool:
        """A hyphen ties it to another word."""
        around = self.text[self.start - 1 : self.start], self.text[self.end : self.end + 1]
        return "-" in around or "‑" in around

    @cached_property
    def opens(self) -> bool:
        """It is the first of its sentence, heading or list item."""
        return _OPENING.search(self.text[max(0, self.start - 20) : self.start]) is not None


def closing_comma(
    place: Place, old: str, new: str, resumes: Callable[[Word], bool]
) -> tuple[str, int | None]:
    """The comma after a participle clause (лицо, ищущее убежище,): what to add, and where to end.

    ``resumes`` says of a word that the sentence goes on with it without a comma. Raises Unsure
    where a comma may belong to the old clause or to something else.
    """
    following = place.text[place.end : place.end + 2]
    if "," in new and "," not in old:
        goes_on = re.match(r"\s*\w", place.text[place.end :]) is not None
        return ("," if goes_on else "", None)
    if "," in new or "," not in old or not following.startswith(","):
        return "", None
    if place.after and place.after[0].gap == ", " and resumes(place.after[0]):
        return "", place.end + 1
    raise Unsure("the comma after the term may have to go")


def keys(phrase: str) -> list[str]:
    """The word keys of a phrase, for comparisons."""
    return [word_key(word) for word in WORD.findall(phrase)]


def like(model: str, word: str) -> str:
    """``word`` with the capitals of the word it replaces."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def capitalised(
    place: Place,
    old: str,
    phrase: str,
    small: frozenset[str] = frozenset(),
    upper: Callable[[str], str] = str.upper,
) -> str:
    """``phrase`` with the capitals of the surface, as far as they are not those of ``old`` itself.

    ``small`` are the words that stay small in headings in which every other word is capitalised.
    """
    surface = place.surface
    letters = [letter for letter in surface if letter.isalpha()]
    if len(letters) > 1 and surface.isupper() and not old.isupper():
        return upper(phrase)
    words = [word for word in WORD.findall(surface) if word.casefold() not in small]
    heading = old[:1].islower() and small and (len(words) > 1 or not place.opens)
    if heading and all(word[:1].isupper() for word in words):
        return WORD.sub(lambda match: _titled(match.group(), small), phrase)
    raised = surface[:1].isupper() and (old[:1].islower() or place.opens)
    return upper(phrase[:1]) + phrase[1:] if raised else phrase


def _titled(word: str, small: frozenset[str]) -> str:
    return word if word in small else word[:1].upper() + word[1:]


Pattern = list[frozenset[str] | None]
"""For each word of a term the keys of its forms; None: any form, it depends on the head."""


def aligned(place: Place, patterns: Mapping[Slot, Pattern]) -> list[Slot]:
    """The slots whose forms the surface can be."""
    surface = keys(place.surface)
    if patterns and len(next(iter(patterns.values()))) > len(surface):
        surface = keys(place.surface.replace("-", " "))  # държавите-членки
    return [
        slot
        for slot, words in patterns.items()
        if len(words) == len(surface)
        and all(forms is None or key in forms for key, forms in zip(surface, words, strict=True))
    ]


def tail(phrase: str, last: int) -> str:
    """What follows a word of a phrase, by its number."""
    ends = [match.end() for match in WORD.finditer(phrase)]
    return phrase[ends[last] :] if 0 <= last < len(ends) else ""


def dependents(place: Place, old: tuple[str, int], new: tuple[str, int]) -> str:
    """What is to follow the new term's last word that inflects: as entered, or as in the text.

    ``old`` and ``new`` are the terms with the places of these words. Raises Unsure where the text
    has more than the term base (трафика на мигрантите) and the new term ends otherwise.
    """
    found, entered, wanted = tail(place.surface, old[1]), tail(*old), tail(*new)
    if keys(found) == keys(entered):
        return wanted
    if keys(entered) == keys(wanted):
        return found
    raise Unsure("what depends on the term has another form than in the term base")


def joined(gaps: list[str], words: list[str]) -> str:
    """Words between the gaps of a phrase: one gap more than words."""
    return "".join(f"{gap}{word}" for gap, word in zip(gaps, [*words, ""], strict=True))


def gaps(phrase: str) -> list[str]:
    """What stands before, between and after the words of a phrase."""
    ends = [(0, 0), *(match.span() for match in WORD.finditer(phrase))]
    between = [phrase[left[1] : right[0]] for left, right in pairwise(ends)]
    return [*between, phrase[ends[-1][1] :]]
