"""Bulgarian noun phrases: the head, what agrees with it, and where the article goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from iomgloss.model import TermSection
from iomgloss.morphology.bg_adjectives import SUFFIXES
from iomgloss.morphology.bg_irregular import IRREGULAR_SINGULARS
from iomgloss.morphology.bg_nouns import VOWELS, syllables
from iomgloss.morphology.inflection import bg_words
from iomgloss.morphology.inflection.base import WORD, Pattern, Unsure, gaps, joined, like
from iomgloss.morphology.inflection.bg_forms import (
    Forms,
    Slot,
    adjective,
    is_feminine,
    noun,
    slots,
    with_plural_article,
)
from iomgloss.text.normalize import word_key

_CYRILLIC = re.compile(r"[А-Яа-яЍѝ-]+")
_PARTICIPLE = re.compile(r"(?:[аеяи]щ|[аея]н|[аяи]т|[аяие]л|нал)$")
_SUBSTANTIVE = re.compile(r"(?:[иея]м|[аея]щ|ен|[аяи]н)$")
_HEADS_OF_PAIRS = ("държава", "страна", "работник")
_PAIR = re.compile(r"^(държава|страна)-", re.IGNORECASE)
_PLURAL = re.compile(r"(?:[^ие]и|ии|ове|еве|ища|ета)$")
_RELATIVE = re.compile(r"(?:ко[йяе]|което|която|който|чи[йяе])\b")
_MALE_IN_VOWEL = re.compile(r"(?:джия|аджия|чия|съдия|баща|глава)$")


@dataclass(frozen=True)
class Phrase:
    """A term read as agreeing words, a head, and a rest that stays."""

    gaps: Sequence[str]
    words: Sequence[str]
    head: int
    gender: str
    """Of the singular: masculine, feminine, neuter."""
    number: str
    """In which it was entered: sg or pl."""
    only: str | None
    """The only number that can be made."""
    roles: dict[int, str]
    """adjective, noun by place; what has none stays. Empty: invariable."""

    @cached_property
    def first(self) -> int:
        """The word that bears the article."""
        return min(self.roles, default=0)

    @cached_property
    def last(self) -> int:
        """The last word that inflects: what comes after it depends on the head."""
        return max(self.roles, default=len(self.words) - 1)

    @property
    def persons(self) -> bool | None:
        """Whether it names persons, as far as the head shows."""
        if self.roles.get(self.head) == "adjective":
            return True
        return bg_words.is_person(self.words[self.head].lower())

    def slots(self) -> list[Slot]:
        if not self.roles:
            return [Slot("sg"), Slot("pl")]
        if self.number == "pl":
            return [Slot("pl"), Slot("pl", "def")]
        return slots(self.gender)

    def patterns(self, slot: Slot) -> Pattern:
        """For each word the keys of its forms in a slot."""
        return [
            None
            if number > self.last
            else frozenset(map(word_key, self._forms(number, slot).words))
            for number in range(len(self.words))
        ]

    def words_in(self, slot: Slot) -> list[str]:
        """The words as they are written in a slot. Raises Unsure."""
        found = []
        for number, word in enumerate(self.words):
            forms = self._forms(number, slot)
            if not forms.sure:
                raise Unsure(f"the forms of “{word}” are not certain")
            found.append(_cased(word, forms.words[0]))
        return found

    def text(self, words: list[str]) -> str:
        return joined(list(self.gaps), words)

    def _forms(self, number: int, slot: Slot) -> Forms:
        role, word = self.roles.get(number), self.words[number]
        if role is None:
            return Forms((word,))
        mine = slot
        if number != self.first:  # one article a phrase
            mine = Slot(slot.number)
        base = word.lower()
        if role == "adjective":
            gender = "plural" if self.number == "pl" else self.gender
            prefix, hyphen, last = base.rpartition("-")
            if prefix in ("", "най", "по"):
                return adjective(base, gender, mine)
            found = adjective(last, gender, mine)
            return Forms(tuple(f"{prefix}{hyphen}{form}" for form in found.words), found.sure)
        if self.number == "pl":
            return Forms((with_plural_article(base) if mine.article else base,))
        found = noun(base, mine)
        endings = _ending_gender(base)
        if endings != self.gender and endings != "any" and mine != Slot("sg"):
            masculine_in_a = self.gender == "masculine" and base[-1] in "ая"
            return Forms(found.words, found.sure and masculine_in_a)
        return found


def phrase(term: TermSection) -> Phrase | None:
    """A term as a phrase; None when it cannot be read as one."""
    spaced = _PAIR.sub(r"\1 ", term.term)
    words, between = WORD.findall(spaced), gaps(spaced)
    if spaced != term.term:
        between[1] = "-"
    foreign = not words or not _CYRILLIC.fullmatch(words[0]) or _is_abbreviation(words[0])
    gender = term.gender or "masculine"
    if term.type in ("abbreviation", "acronym") or (foreign and len(words) < 2):
        return Phrase(between, words, 0, gender, "sg", None, {})
    if foreign:
        return None
    if term.part_of_speech not in (None, "noun", "proper-noun"):
        return None
    border = _border(words, between)
    head = border - 1
    if head == 1 and words[0].lower() in _HEADS_OF_PAIRS:
        gender = _gender(term, words[0].lower())
        return Phrase(between, words, 0, gender, "sg", None, {0: "noun", 1: "noun"})
    return _read(term, words, between, head)


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _border(words: list[str], between: list[str]) -> int:
    """Where the words before and including the head end."""
    for number in range(1, len(words)):
        word = words[number].lower()
        if word in bg_words.PREPOSITIONS or between[number].strip() not in ("", "-", "–"):
            return number
        if word in ("да", "си") and number > 1 and words[number - 1].lower() not in ("се",):
            return number
    return len(words)


def _read(term: TermSection, words: list[str], between: list[str], head: int) -> Phrase | None:
    base = words[head].lower()
    number = _number(term, base)
    gender = _gender(term, base)
    substantive = _is_substantive(base, term, head)
    if substantive is None:
        return None
    roles = {head: "adjective" if substantive else "noun"}
    kind = "plural" if number == "pl" else gender
    for place in range(head):
        role = _role(words, place, head, kind)
        if role is None:
            return None
        if role:
            roles[place] = role
    rest = words[head + 1 :]
    if rest and rest[0].lower() in ("и", "или"):
        return None
    clause = rest[0].lower() if rest and "," in between[head + 1] else ""
    if _agrees(clause, kind) and _PARTICIPLE.search(_stem(clause, kind)):
        roles[head + 1] = "adjective"
    only = "pl" if number == "pl" else None
    if any(_RELATIVE.match(word.lower()) for word in rest):
        only = number
    return Phrase(between, words, head, gender, number, only, roles)


def _role(words: list[str], place: int, head: int, kind: str) -> str | None:
    """What a word before the head is: adjective, '' for what stays, None for what is unclear."""
    word = words[place].lower()
    following = words[place + 1].lower()
    if word in ("се", "си", "и", "или", "не") and place:
        return ""
    if place and word.endswith(("ие", "ство")) and kind == "neuter":  # ненавършило пълнолетие лице
        return ""
    if word.endswith("о") and kind != "neuter":
        return "" if place + 1 < head or _agrees(following, kind) else None
    if not _agrees(word, kind):
        return None
    joined = following in ("и", "или")
    adverb = kind == "neuter" and word.endswith("о") and place + 1 < head and not joined
    if adverb and _PARTICIPLE.search(following[:-1]):
        return "" if word in bg_words.ADVERBS else None
    return "adjective"


def _agrees(word: str, kind: str) -> bool:
    """Whether a word has the shape of an adjective that agrees."""
    if len(word) < 3:
        return False
    if kind == "masculine":
        return (
            SUFFIXES.search(word) is not None
            or word[-1] in "ищ"
            or word.endswith(("ър", "ък", "ъл", "ял"))
            or word in bg_words.PLAIN_ADJECTIVES
        )
    return word[-1] in {"feminine": "ая", "neuter": "ое", "plural": "и"}[kind]


def _stem(word: str, kind: str) -> str:
    return word if kind == "masculine" else word[:-1]


def _ending_gender(base: str) -> str:
    last = base[-1]
    if last in "ая":
        return "feminine"
    if last in "оеуюи":
        return "neuter"
    return "feminine" if is_feminine(base) else "masculine"


def _number(term: TermSection, base: str) -> str:
    """The recorded number, else plural for what looks like one: хора, наркотици."""
    if term.number is not None:
        return "pl" if term.number == "plural" else "sg"
    plural = term.gender is None and (base in IRREGULAR_SINGULARS or _PLURAL.search(base))
    return "pl" if plural else "sg"


def _gender(term: TermSection, base: str) -> str:
    """The recorded gender, else that of the ending."""
    if term.gender in ("masculine", "feminine", "neuter"):
        return term.gender
    if _number(term, base) == "pl":
        return "masculine"  # of no consequence: a plural has no gender
    if _MALE_IN_VOWEL.search(base):
        return "masculine"
    return _ending_gender(base)


def _is_substantive(base: str, term: TermSection, head: int) -> bool | None:
    """Whether the head is an adjective used as a noun; None when that is unclear."""
    if base[-1] in VOWELS:
        return False
    if base in bg_words.SUBSTANTIVES:
        return True
    if base in bg_words.NOUNS_LIKE_ADJECTIVES or term.gender == "feminine":
        return False
    if _SUBSTANTIVE.search(base) and syllables(base) > 2 and not base.endswith("анин"):
        return None
    return False


def _cased(word: str, form: str) -> str:
    """A form with the capitals of the word as entered."""
    if form == word.lower():
        return word
    parts, models = form.split("-"), word.split("-")
    return "-".join(like(model, part) for model, part in zip(models, parts, strict=True))
