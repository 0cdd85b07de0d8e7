"""Russian: the replacement in the case and number of what it replaces, its adjectives with it.

Both terms are read as a head noun with agreeing words before it (and after a comma); what depends
on the head stays. Every case and number that the surface can stand for is tried; what its
surroundings exclude is dropped (`ru_context`), and the rest must agree on one wording.
"""

from __future__ import annotations

from iomgloss.model import TermSection
from iomgloss.morphology.inflection import ru_beside as beside
from iomgloss.morphology.inflection.base import (
    Fitted,
    Place,
    Unsure,
    Word,
    aligned,
    closing_comma,
    dependents,
    tail,
)
from iomgloss.morphology.inflection.ru_context import narrowed
from iomgloss.morphology.inflection.ru_phrase import (
    CASES,
    Candidate,
    Reading,
    Slot,
    parses,
    readings,
)

_NAMES = {
    "nomn": "nominative",
    "gent": "genitive",
    "datv": "dative",
    "accs": "accusative",
    "ablt": "instrumental",
    "loct": "prepositional",
    "sing": "singular",
    "plur": "plural",
    "paucal": "after a numeral",
}
_SLOTS = [Slot(case, number) for case in CASES for number in ("sing", "plur")]


def russian(place: Place, old: TermSection, new: TermSection) -> Fitted:
    """``new`` in the case and number of the surface. Raises Unsure."""
    candidates = _candidates(place, old)
    targets = readings(new)
    if not targets:
        raise Unsure("the head of the new term is not known")
    if not candidates:
        raise Unsure("the form of the old term is not known")
    candidates = narrowed(place, candidates)
    found: dict[tuple[object, ...], tuple[Candidate, Fitted]] = {}
    for candidate in candidates:
        for target in _alike(candidate.reading, targets):
            fitted = _fitted(place, candidate, target)
            rest = dependents(place, (old.term, candidate.reading.last), (new.term, target.last))
            phrase = fitted.phrase.removesuffix(tail(new.term, target.last)) + rest
            fitted = fitted._replace(phrase=phrase)
            found.setdefault((fitted.phrase, fitted.start, fitted.before), (candidate, fitted))
    if len(found) > 1:
        names = dict.fromkeys(_named(candidate.slot) for candidate, _ in found.values())
        raise Unsure(f"the form can be {' or '.join(names)}" if len(names) > 1 else "two readings")
    ((_, fitted),) = found.values()
    for candidate in candidates:
        for target in _alike(candidate.reading, targets):
            if problem := beside.disagreement(place, candidate, target):
                raise Unsure(f"“{problem}” must agree with the new term", fitted.phrase)
    comma, end = closing_comma(place, old.term, new.term, _finite)
    form = " or ".join(dict.fromkeys(_named(candidate.slot) for candidate in candidates))
    return fitted._replace(phrase=fitted.phrase + comma, form=form, end=end)


def _finite(word: Word) -> bool:
    found = parses(word.surface)
    return bool(found) and all(parse.tag.POS in ("VERB", "PRTS") for parse in found)


def _candidates(place: Place, old: TermSection) -> list[Candidate]:
    found = []
    for reading in readings(old):
        slots = [*_SLOTS, Slot("gent", "paucal")]
        if not reading.inflecting:
            slots = [slot for slot in slots if slot.number == reading.number]
        patterns = {slot: reading.patterns(slot) for slot in slots}
        found += [Candidate(slot, reading) for slot in aligned(place, patterns)]
    return found


def _alike(old: Reading, targets: list[Reading]) -> list[Reading]:
    """Of лицо, a face or a person: the one as animate as what it replaces."""
    same = [target for target in targets if target.animate == old.animate]
    return same or targets


def _fitted(place: Place, candidate: Candidate, target: Reading) -> Fitted:
    slot = candidate.slot
    if target.only is not None and slot.number != target.only:
        if slot.number == "paucal" or target.only == "sing":
            raise Unsure(f"the new term has no such number: {_named(slot)}")
        slot = Slot(slot.case, target.only)
    words = target.words_in(slot)
    if words is None:
        raise Unsure(f"the new term has no {_named(slot)}")
    phrase = target.text(words)
    start, before = beside.changed(place, candidate, target, slot, phrase)
    return Fitted(phrase, _named(slot), start, before)


def _named(slot: Slot) -> str:
    if slot.number == "paucal":
        return "genitive after a numeral"
    return f"{_NAMES[slot.case]} {_NAMES[slot.number]}"
