"""English: number and the possessive; a or an before the new term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from iomgloss.model import TermSection
from iomgloss.morphology.base import word_set
from iomgloss.morphology.en_irregular import INVARIANT_MAN, IRREGULAR_PLURALS, PLURAL_ONLY
from iomgloss.morphology.inflection.base import (
    WORD,
    Fitted,
    Pattern,
    Place,
    Unsure,
    aligned,
    gaps,
    joined,
    keys,
    like,
)
from iomgloss.text.normalize import word_key

_BORDERS = word_set(
    "of in for at by with without from to on between under against within into over through across"
    " seeking requiring being who whose whom that which"
)
"""What ends the words before and including the head."""
_FUNCTION_WORDS = _BORDERS | word_set(
    "a an the and or but nor so yet if as than because while when where is are was were be been has"
    " have had do does did may might can could will would shall should must not also only into"
    " after before during since until about per via"
)
_MASS = word_set(
    "asylum assistance information evidence research labour labor work fraud aid legislation"
    " migration immigration emigration slavery servitude crime corruption statelessness knowledge"
    " advice expertise trade exploitation persecution repatriation reintegration readmission"
)
_COUNTABLE_IN_ING = word_set("meeting building hearing finding briefing ruling crossing proceeding")
_MASS_SUFFIX = re.compile(r"(?:ing|ism|ness|hood)$")
_DETERMINERS = word_set(
    "the this that its his her their our my your no any such some all each every"
)
_SOUNDS_CONSONANT = re.compile(r"(?:uni(?![mn])|use|usu|usa|eu|ewe|one\b|once|u[kns]\b|uk|ure|uto)")
_SOUNDS_VOWEL = re.compile(r"(?:hour|honest|honou?r|heir)")
_LETTER_VOWELS = "AEFHILMNORSX"
"""Letters whose names begin with a vowel: an IOM office."""
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")


class Slot(NamedTuple):
    plural: bool
    possessive: bool


_NAMES = {
    Slot(False, False): "singular",
    Slot(True, False): "plural",
    Slot(False, True): "possessive singular",
    Slot(True, True): "possessive plural",
}


@dataclass(frozen=True)
class Phrase:
    """A term as words before the head, the head, and a rest that stays."""

    gaps: list[str]
    words: list[str]
    head: int
    plural_only: bool
    abbreviation: bool

    @property
    def mass(self) -> bool:
        """It has no plural and no indefinite article, as far as the head shows."""
        word = self.words[self.head].lower()
        if word in _COUNTABLE_IN_ING:
            return False
        return word in _MASS or _MASS_SUFFIX.search(word) is not None

    def words_in(self, slot: Slot) -> list[str] | None:
        """The words of a slot; None when it has no such form."""
        found = list(self.words)
        if slot.plural != self.plural_only:
            if self.plural_only:
                return None
            found[self.head] = _cased(found[self.head], plural(found[self.head], self.abbreviation))
        if slot.possessive:
            if self.head != len(found) - 1:
                return None
            found[-1] += "'" if found[-1].endswith("s") and (slot.plural) else "'s"
        return found

    def text(self, words: list[str]) -> str:
        return joined(self.gaps, words)


def english(place: Place, old: TermSection, new: TermSection) -> Fitted:
    """``new`` in the number of the surface. Raises Unsure."""
    source, target = _phrase(old), _phrase(new)
    if source is None or target is None:
        if keys(place.surface) == keys(old.term) and old.part_of_speech == new.part_of_speech:
            return Fitted(new.term, "as entered")
        raise Unsure("only nouns are put in another form")
    slot = _slot(place, source)
    _check(place, source, target, slot)
    words = target.words_in(slot)
    if words is None:
        raise Unsure(f"the new term has no {_NAMES[slot]}")
    phrase = target.text(words)
    if "’" in place.surface:
        phrase = phrase.replace("'", "’")
    start, before = _article(place, phrase)
    return Fitted(phrase, _NAMES[slot], start, before)


def _phrase(term: TermSection) -> Phrase | None:
    words = WORD.findall(term.term)
    if not words or term.part_of_speech not in (None, "noun", "proper-noun"):
        return None
    between = gaps(term.term)
    head = len(words) - 1
    for number in range(1, len(words)):
        if words[number] in _BORDERS or between[number].strip() not in ("", "-"):
            head = number - 1
            break
        if words[number] in ("and", "or"):
            return None
    last = words[head].lower()
    return Phrase(
        gaps=between,
        words=words,
        head=head,
        plural_only=term.number == "plural" or last in PLURAL_ONLY,
        abbreviation=term.type in ("abbreviation", "acronym") or term.term.isupper(),
    )


def _slot(place: Place, source: Phrase) -> Slot:
    patterns: dict[Slot, Pattern] = {}
    for slot in _NAMES:
        words = source.words_in(slot)
        if words is not None:
            patterns[slot] = [frozenset({word_key(word)}) for word in words]
    found = aligned(place, patterns)
    if not found:
        raise Unsure("the form of the old term is not known")
    if len(found) > 1:
        raise Unsure("the form can be singular or plural")
    closing = place.text[place.end : place.end + 2]
    if found[0].plural and closing[:1] in ("'", "’") and not closing[1:].isalpha():
        quoted = re.search(r"[‘'“\"]$", place.text[: place.start])
        if quoted is None:  # the possessive of a plural: its apostrophe stands after the term
            return Slot(True, False)
    return found[0]


def _check(place: Place, source: Phrase, target: Phrase, slot: Slot) -> None:
    """Raises Unsure where the place wants more than another form."""
    before = place.before[0] if place.before and place.before[0].close else None
    after = place.after[0] if place.after and place.after[0].close else None
    indefinite = before is not None and before.key in ("a", "an")
    if target.mass and not source.mass and (slot.plural or indefinite):
        raise Unsure("the new term has no plural" if slot.plural else "the new term takes no a")
    determined = before is not None and before.key in _DETERMINERS
    if source.mass and not target.mass and not (slot.plural or target.plural_only or determined):
        raise Unsure("the new term may need an article")
    if source.plural_only != target.plural_only and not slot.plural:
        raise Unsure("the new term is plural")
    if source.abbreviation != target.abbreviation and (before is None or before.key != "the"):
        raise Unsure("the new term may need an article, or none")
    rest = target.head < len(target.words) - 1
    if rest and slot.plural and place.text[place.end :][:1] in ("'", "’"):
        raise Unsure("the new term has no possessive")
    if not rest or slot.plural or after is None or source.head < len(source.words) - 1:
        return
    if after.key not in _FUNCTION_WORDS and not after.key.endswith(("ed", "ly")):
        raise Unsure(f"the term may belong to “{after.surface}”")


def _article(place: Place, phrase: str) -> tuple[int | None, str]:
    """a or an before the new term, where one stands there."""
    if not place.before or not place.before[0].close or place.before[0].key not in ("a", "an"):
        return None, ""
    word = place.before[0]
    form = "an" if _vowel(phrase) else "a"
    if form == word.key:
        return None, ""
    if word.surface == "A" and place.surface[:1].islower():
        form = "An"
    return word.start, like(word.surface, form) + word.gap if len(word.surface) > 1 else (
        form + word.gap
    )


def _vowel(phrase: str) -> bool:
    first = WORD.search(phrase)
    if first is None:
        return False
    word = first.group()
    if word.isupper():
        return word[0] in _LETTER_VOWELS
    lower = word.lower()
    if _SOUNDS_VOWEL.match(lower):
        return True
    return lower[0] in "aeiou" and _SOUNDS_CONSONANT.match(lower) is None


def plural(word: str, abbreviation: bool = False) -> str:
    """The plural of a singular."""
    if abbreviation and word.isupper():
        return f"{word}s"
    lower = word.lower()
    if lower in IRREGULAR_PLURALS:
        return str(next(iter(IRREGULAR_PLURALS[lower])))
    if lower.endswith("man") and lower not in INVARIANT_MAN:
        return f"{lower[:-2]}en"
    if re.search(r"[^aeiou]y$", lower):
        return f"{lower[:-1]}ies"
    if lower.endswith("sis"):
        return f"{lower[:-2]}es"
    if _SIBILANT.search(lower):
        return f"{lower}es"
    return f"{lower}s"


def _cased(word: str, form: str) -> str:
    return like(word, form) if not word.isupper() else word + form[len(word) :]
