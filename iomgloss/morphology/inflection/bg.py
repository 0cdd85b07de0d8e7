"""Bulgarian: number, article and agreement from what is replaced to what replaces it.

A phrase has one article, on its first word that inflects. Of a masculine the surface shows the
full or the short one; where a feminine or neuter gives way to a masculine, the place decides.
"""

from __future__ import annotations

from iomgloss.model import TermSection
from iomgloss.morphology.inflection import bg_beside as beside
from iomgloss.morphology.inflection.base import (
    Fitted,
    Place,
    Unsure,
    aligned,
    closing_comma,
    dependents,
    tail,
)
from iomgloss.morphology.inflection.bg_forms import Slot
from iomgloss.morphology.inflection.bg_phrase import Phrase, phrase

_NUMBERS = {"sg": "singular", "pl": "plural", "count": "count form"}
_ARTICLES = {"": "", "def": ", with article", "short": ", short article", "full": ", full article"}


def bulgarian(place: Place, old: TermSection, new: TermSection) -> Fitted:
    """``new`` in the number and definiteness of the surface. Raises Unsure."""
    source, target = phrase(old), phrase(new)
    graded = place.text[: place.start].lower().endswith(("по-", "най-"))
    if graded and (target is None or target.roles.get(target.first) != "adjective"):
        raise Unsure("the new term has no degrees")
    if target is None:
        raise Unsure("the words of the new term that inflect are not known")
    if source is None:
        raise Unsure("the form of the old term is not known")
    slot = _slot(place, source)
    wanted, doubt = _carried(place, source, target, slot)
    words = target.words_in(wanted)
    start, before = beside.changed(place, source, target, slot, wanted, target.text(words))
    end = beside.with_clitic(place, source, slot, target, words)
    rest = dependents(place, (old.term, source.last), (new.term, target.last))
    text = target.text(words).removesuffix(tail(new.term, target.last)) + rest
    fitted = Fitted(text, _named(wanted), start, before, end)
    problem = beside.disagreement(place, source, target, slot)
    if doubt or problem:
        raise Unsure(doubt or f"“{problem}” must agree with the new term", target.text(words))
    comma, over = closing_comma(place, old.term, new.term, beside.resumes)
    if end is not None and (comma or over):
        raise Unsure("a possessive stands between the term and its comma")
    return fitted._replace(phrase=fitted.phrase + comma, end=over if end is None else end)


def _slot(place: Place, source: Phrase) -> Slot:
    """What the surface stands for; a numeral before it tells трафика from трафика."""
    if not source.roles:
        found = [Slot("sg")]
    else:
        patterns = {slot: source.patterns(slot) for slot in source.slots()}
        found = aligned(place, patterns)
    if {Slot("sg", "short"), Slot("sg", "full")} <= set(found):  # каналджията: no such difference
        found = [Slot("sg", "def")]
    if len(found) > 1:
        number = beside.numeral(place) is not None
        found = [slot for slot in found if (slot.number == "count") == number] or found
    if len(found) != 1:
        names = " or ".join(map(_named, found))
        raise Unsure(f"the form can be {names}" if found else "the form of the old term is unknown")
    return found[0]


def _carried(place: Place, source: Phrase, target: Phrase, slot: Slot) -> tuple[Slot, str | None]:
    """The slot of the new term, and a doubt about it."""
    if not target.roles:
        return Slot(slot.number), None
    if not source.roles and target.roles:
        raise Unsure("an abbreviation does not show whether the article is wanted")
    number = _number(place, source, target, slot)
    if target.only is not None and number != target.only:
        if target.only == "sg":
            raise Unsure("the new term has no certain plural")
        raise Unsure("the new term is plural")
    if number == "pl" or not slot.article:
        return Slot(number, "def" if slot.article else ""), None
    if number == "count":
        return Slot("count"), None
    if target.gender != "masculine":
        return Slot("sg", "def"), None
    if not _bears_masculine_article(target):
        return Slot("sg", "full" if slot.article == "full" else "short"), None
    if slot.article in ("full", "short"):
        return Slot("sg", slot.article), None
    article, doubt = beside.masculine_article(place)
    return Slot("sg", article), doubt


def _bears_masculine_article(target: Phrase) -> bool:
    """Not so съдия: съдията, whatever its role."""
    first = target.words[target.first].lower()
    return target.roles[target.first] == "adjective" or first[-1] not in "ая"


def _number(place: Place, source: Phrase, target: Phrase, slot: Slot) -> str:
    """After numerals masculine things have the count form, persons the plural."""
    if slot.number == "sg" or slot.article or beside.numeral(place) is None:
        return "sg" if slot.number == "sg" else "pl"
    if target.gender != "masculine" or target.number == "pl":
        return "pl"
    if source.gender == "masculine":  # the same things under another name
        return slot.number
    if target.persons is None:
        raise Unsure("whether the new term names persons decides its form after a numeral")
    return "pl" if target.persons else "count"


def _named(slot: Slot) -> str:
    return f"{_NUMBERS[slot.number]}{_ARTICLES[slot.article]}"
