"""Russian phrases: which of their words inflect, and the forms of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from iomgloss.model import TermSection
from iomgloss.morphology.inflection.base import WORD, Pattern, gaps, joined
from iomgloss.text.normalize import word_key

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_VARIANTS = {"gent": ("gent", "gen1", "gen2"), "loct": ("loct", "loc1", "loc2")}
_ODD = (
    "V-ey",
    "V-oy",
    "V-be",
    "V-bi",
    "V-en",
    "V-ie",
    "Infr",
    "Arch",
    "Erro",
    "Dist",
    "gen2",
    "loc2",
)
"""Forms that are understood but not written."""
_TWO_GENITIVES = ("людей", "человек", "лет", "годов")
"""Which of two it is depends on what is counted."""
_NAMES = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "Init")
_GENDERS = {"masculine": "masc", "feminine": "femn", "neuter": "neut"}
_NUMBERS = {"singular": "sing", "plural": "plur"}
_AGREEING = ("ADJF", "PRTF")
_LEAST_SCORE = 0.02
_CYRILLIC = re.compile(r"[А-Яа-яЁё-]+")
_UPPER = re.compile(r"[^\W\d_a-zа-яё]{2,}")
_PARTICIPLE = ("past", "pres", "actv", "pssv", "perf", "impf")


class Slot(NamedTuple):
    """A place in the paradigm."""

    case: str
    number: str
    """sing, plur, or paucal: after два, три, четыре."""


@dataclass(frozen=True)
class Reading:
    """One way to understand a term: its head and what agrees with it."""

    gaps: Sequence[str]
    words: Sequence[str]
    head: int
    gender: str
    animate: bool
    number: str
    """In which the term was entered."""
    only: str | None
    """The only number it has."""
    inflecting: dict[int, Any] = field(default_factory=dict)
    """Analyses of the head and of what agrees with it, by place; empty: invariable."""

    @property
    def last(self) -> int:
        """The last word that inflects: what comes after it depends on the head."""
        return max(self.inflecting, default=len(self.words) - 1)

    def words_in(self, slot: Slot) -> list[str] | None:
        """The words as they are written in a slot; None when it has no such form."""
        found = []
        for number, word in enumerate(self.words):
            forms = self._forms(number, slot)
            if not forms or (forms[0] in _TWO_GENITIVES and slot == Slot("gent", "plur")):
                return None
            found.append(_spelt(word, forms[0], self.inflecting.get(number)))
        return found

    def text(self, words: list[str]) -> str:
        return joined(list(self.gaps), words)

    def patterns(self, slot: Slot) -> Pattern:
        """For each word the keys of its forms in a slot, rare ones too."""
        return [
            None
            if number > self.last
            else frozenset(word_key(form) for form in self._forms(number, slot))
            for number in range(len(self.words))
        ]

    def _forms(self, number: int, slot: Slot) -> list[str]:
        parse = self.inflecting.get(number)
        if parse is None:
            return [self.words[number]]
        if parse.tag.POS == "NOUN":
            case, count = slot.case, "sing" if slot.number == "paucal" else slot.number
            return inflected(parse, case, {count})
        return agreeing(parse, slot, self.gender, self.animate)


class Candidate(NamedTuple):
    """What a surface can stand for."""

    slot: Slot
    reading: Reading


@lru_cache(maxsize=1)
def analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=4096)
def parses(word: str) -> tuple[Any, ...]:
    """The analyses of a word that are not curiosities, the likeliest first."""
    return tuple(parse for parse in analyser().parse(word.lower()) if parse.score >= _LEAST_SCORE)


@lru_cache(maxsize=4096)
def _lexeme(parse: Any) -> tuple[tuple[str, frozenset[str]], ...]:
    """The forms that belong with an analysis, and their grammemes; the usual ones first."""
    same = {parse.tag.POS}
    if parse.tag.POS == "PRTF":  # a verb has several participles
        same |= {grammeme for grammeme in _PARTICIPLE if grammeme in parse.tag}
    superlative = "Supr" in parse.tag
    found = [(str(form.word), frozenset(form.tag.grammemes)) for form in parse.lexeme]
    found = [form for form in found if same <= form[1] and ("Supr" in form[1]) == superlative]
    return tuple(sorted(found, key=lambda form: not form[1].isdisjoint(_ODD)))


def inflected(parse: Any, case: str, wanted: set[str]) -> list[str]:
    """The forms with these grammemes, the usual one first."""
    cases = _VARIANTS.get(case, (case,))
    found = [
        word
        for word, grammemes in _lexeme(parse)
        if wanted <= grammemes and not grammemes.isdisjoint(cases)
    ]
    return list(dict.fromkeys(found))


def agreeing(parse: Any, slot: Slot, gender: str, animate: bool) -> list[str]:
    """The forms of an adjective or participle beside a noun of this gender."""
    if slot.number == "paucal":  # две незаконные сети, два незаконных канала
        plural = inflected(parse, "gent", {"plur"})
        return inflected(parse, "nomn", {"plur"}) + plural if gender == "femn" else plural
    wanted = {slot.number}
    if slot.number == "sing":
        wanted.add(gender)
    if slot.case == "accs" and (slot.number == "plur" or gender == "masc"):
        wanted.add("anim" if animate else "inan")
    return inflected(parse, slot.case, wanted)


def readings(term: TermSection) -> list[Reading]:
    """The ways to understand a term; none when its head cannot be found."""
    words, between = WORD.findall(term.term), gaps(term.term)
    foreign = not words or not _CYRILLIC.fullmatch(words[0]) or _UPPER.fullmatch(words[0])
    if term.type in ("abbreviation", "acronym") or (foreign and len(words) < 2):
        return [_invariable(term, between, words)]
    if foreign:
        return []
    found: dict[object, Reading] = {}
    for head, parse, adjectives in _heads(term, words):
        reading = _reading(term, between, words, head, parse, adjectives)
        if reading is not None:
            shape = tuple(
                tuple(reading.words_in(Slot(case, number)) or ())
                for case in CASES
                for number in ("sing", "plur")
            )
            found.setdefault(shape, reading)
    return list(found.values())


def _invariable(term: TermSection, between: list[str], words: list[str]) -> Reading:
    return Reading(
        gaps=between,
        words=words,
        head=0,
        gender=_GENDERS.get(term.gender or "", "masc"),
        animate=False,
        number=_NUMBERS.get(term.number or "", "sing"),
        only=None,
    )


def _heads(term: TermSection, words: list[str]) -> Iterator[tuple[int, Any, dict[int, list[Any]]]]:
    """The head's place and analysis, and the analyses of the words before it that may agree."""
    before: dict[int, list[Any]] = {}
    for number, word in enumerate(words):
        nouns = _nominatives(term, word)
        adjectives = [
            parse for parse in parses(word) if parse.tag.POS in _AGREEING and "nomn" in parse.tag
        ]
        followed = number + 1 < len(words) and _nominatives(term, words[number + 1])
        if nouns and not (adjectives and followed):
            for parse in nouns:
                yield number, parse, before
            return
        if adjectives:
            before = {**before, number: adjectives}
        elif not any(parse.tag.POS in ("ADVB", "CONJ", "PRCL", "ADJS") for parse in parses(word)):
            break
    if before:  # несовершеннолетний: an adjective that serves as a noun
        head = max(before)
        yield head, before[head][0], {at: found for at, found in before.items() if at != head}


def _nominatives(term: TermSection, word: str) -> list[Any]:
    """The analyses of a word as a noun in the nominative, of the recorded gender and number."""
    found = [p for p in parses(word) if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
    number = _NUMBERS.get(term.number or "", "sing")
    found = [parse for parse in found if parse.tag.number == number] or found
    gender = _GENDERS.get(term.gender or "")
    if gender is not None:
        found = [parse for parse in found if str(parse.tag.gender) in (gender, "None")] or found
    plain = [parse for parse in found if not any(name in parse.tag for name in _NAMES)]
    return plain or found


def _reading(
    term: TermSection,
    between: list[str],
    words: list[str],
    head: int,
    parse: Any,
    adjectives: dict[int, list[Any]],
) -> Reading | None:
    number = str(parse.tag.number or "sing")
    gender = str(parse.tag.gender or "")
    if gender not in _GENDERS.values():
        gender = _GENDERS.get(term.gender or "", "masc")
    noun = parse.tag.POS == "NOUN"
    if not noun and number == "sing":
        gender = _GENDERS.get(term.gender or "", gender)
    inflecting = {head: parse}
    for place, found in adjectives.items():
        fitting = [each for each in found if _agrees(each, number, gender)]
        if not fitting:
            return None
        inflecting[place] = fitting[0]
    rest = words[head + 1 :]
    if rest and rest[0] in ("и", "или") and any(_nominatives(term, word) for word in rest[1:]):
        return None  # two heads
    if rest and "," in between[head + 1]:  # лицо, ищущее убежище
        for each in parses(rest[0]):
            if each.tag.POS in _AGREEING and "nomn" in each.tag and _agrees(each, number, gender):
                inflecting[head + 1] = each
                break
    only = number if number == "plur" or any(word.startswith("котор") for word in rest) else None
    if noun and "Sgtm" in parse.tag:
        only = "sing"
    return Reading(
        gaps=between,
        words=words,
        head=head,
        gender=gender,
        animate="anim" in parse.tag if noun else term.part_of_speech == "noun",
        number=number,
        only=only,
        inflecting=inflecting,
    )


def _agrees(parse: Any, number: str, gender: str) -> bool:
    if parse.tag.number != number:
        return False
    return number == "plur" or parse.tag.gender == gender


def _spelt(word: str, form: str, parse: Any | None) -> str:
    """A form with the capitals of the word as entered, and without ё if it was entered so."""
    if parse is None:
        return form
    if "ё" in parse.word and "ё" not in word.lower():
        form = form.replace("ё", "е")
    if word.isupper() and len(word) > 1:
        return form.upper()
    parts = [
        part[:1].upper() + part[1:] if model[:1].isupper() else part
        for model, part in zip(word.split("-"), form.split("-"), strict=False)
    ]
    return "-".join(parts) if form.count("-") == word.count("-") else form
