"""What changes, or ought to change, beside a Bulgarian term when another one takes its place."""

from __future__ import annotations

import re
from itertools import takewhile

from iomgloss.morphology.base import word_set
from iomgloss.morphology.inflection import bg_words
from iomgloss.morphology.inflection.base import Place, Unsure, Word, like
from iomgloss.morphology.inflection.bg_forms import Slot
from iomgloss.morphology.inflection.bg_gender import DETERMINERS, GENDERS, agreeing
from iomgloss.morphology.inflection.bg_phrase import Phrase

_NUMERAL_ROWS = (
    "два две двама|двата двете двамата|три три трима|трите трите тримата|четири четири четирима"
    "|четирите четирите четиримата|пет пет петима|петте петте петимата|шест шест шестима"
    "|шестте шестте шестимата"
)
NUMERALS = {form: tuple(row.split()) for row in _NUMERAL_ROWS.split("|") for form in row.split()}
"""Each form with those for masculine things, for feminines and neuters, for men."""
_OTHER_NUMERALS = word_set(
    "седем осем девет десет единадесет дванадесет двадесет тридесет сто двеста триста хиляда"
    " няколко колко толкова седмина"
)
_THOUSANDS = word_set("хил млн млрд хиляди милион милиона милиард милиарда процента")
_CLITICS = word_set("ми ти му ѝ й ни ви им си")
_COPULAS = word_set(
    "е бе беше бъде бил била било стана става стане остава остана остане изглежда бива"
)
_PREDICATES = {
    "masculine": re.compile(r"(?:[аеия]н|[аяи]т|[аяиеъ]л|[ио]в|ъв|им|ем|ък|ър|ски)$"),
    "feminine": re.compile(r".{3}[ая]$"),
    "neuter": re.compile(r".{3}(?:(?<!ств)о|(?<![ин])е)$"),
}
_ACTIVE = {"masculine": "л", "feminine": "ла", "neuter": "ло"}
_RELATIVE = {
    "masculine": word_set("който когото чийто"),
    "feminine": word_set("която чиято"),
    "neuter": word_set("което чието"),
}


_RESUMING = _COPULAS | word_set("са бяха ще се не бъдат може могат трябва има имат няма нямат")


def resumes(word: Word) -> bool:
    """Whether the word is surely the verb of the sentence."""
    return word.key in _RESUMING


def numeral(place: Place) -> Word | None:
    """The numeral before the term, adjectives between them allowed."""
    for word in place.before[:4]:
        if not word.close and not (word.key in _THOUSANDS and word.gap.strip() == "."):
            return None
        if word.key in _THOUSANDS:
            return word
        if word.surface.isdigit():
            return None if word.surface == "1" else word
        if word.key in NUMERALS or word.key in _OTHER_NUMERALS:
            return word
        other = not word.key.endswith("и") or word.key in bg_words.FUNCTION_WORDS
        if other and word.key not in _CLITICS:
            return None
    return None


def changed(
    place: Place, source: Phrase, target: Phrase, slot: Slot, wanted: Slot, phrase: str
) -> tuple[int | None, str]:
    """Where the words before the term that must change begin, and what takes their place.

    Raises Unsure when it is not certain whether or how one must change.
    """
    changes: dict[Word, str] = {}
    outer = _outer(place, source, target, slot)
    changes.update({word: like(word.surface, form) for word, form in outer if form != word.key})
    number = numeral(place)
    if number is not None and number.key in NUMERALS and slot.number != "sg":
        form = _counting(number.key, source, target, wanted)
        if form != number.key:
            changes[number] = like(number.surface, form)
    passed = len(outer)
    leading = phrase if not outer else changes.get(outer[-1][0], outer[-1][0].surface)
    if place.before[passed : passed + 1]:
        head = place.before[passed]
        preposition = _preposition(head, leading)
        former = _preposition(head, outer[-1][0].surface if outer else place.surface)
        if head.close and preposition is not None and preposition not in (former, head.key):
            changes[head] = like(head.surface, preposition)
    if not changes:
        return None, ""
    start = at = min(word.start for word in changes)
    parts = []
    for word in sorted(changes, key=lambda word: word.start):
        parts += [place.text[at : word.start], changes[word]]
        at = word.end
    return start, "".join([*parts, place.text[at : place.start]])


def _counting(key: str, source: Phrase, target: Phrase, wanted: Slot) -> str:
    things, others, men = NUMERALS[key]
    if target.gender != "masculine":
        return others
    if source.gender == "masculine":
        return key
    return things if wanted.number == "count" else men


def _preposition(word: Word, following: str) -> str | None:
    """в or във, с or със; None for any other word."""
    if word.key in ("в", "във"):
        return "във" if following[:1].lower() in ("в", "ф") else "в"
    if word.key in ("с", "със"):
        return "със" if following[:1].lower() in ("с", "з") else "с"
    return None


# -------------------------------------------------------------- agreeing words


def _outer(place: Place, source: Phrase, target: Phrase, slot: Slot) -> list[tuple[Word, str]]:
    """The words before the term that agree with it, the nearest first, as the new term wants them.

    In the plural genders do not differ, and a term with an article begins its phrase.
    """
    if slot.number != "sg" or source.gender == target.gender or slot.article:
        return []
    found: list[tuple[Word, str]] = []
    for word in _clause(place.before):
        form = agreeing(word, source.gender, target.gender)
        if form is None:
            break
        found.append((word, form))
    for word in _clause(place.before)[len(found) : len(found) + 4]:
        if word.key in bg_words.PREPOSITIONS:
            break
        row = DETERMINERS.get(word.key)
        if row is not None and row[GENDERS.index(source.gender)] == word.key:
            raise Unsure(f"“{word.surface}” may have to agree with the new term")
    return found


# ------------------------------------------------------------ article and role


def masculine_article(place: Place) -> tuple[str, str | None]:
    """The full or the short article, and a doubt: the subject has the full one."""
    before = place.before[:1]
    if before and before[0].close and before[0].key in bg_words.PREPOSITIONS:
        return "short", None
    if place.opens or not before or not before[0].close:
        following = place.after[:1]
        if following and following[0].close and following[0].key in {*_COPULAS, "ще", "се", "не"}:
            return "full", None
    return "full", "the subject has the full article, any other part of the sentence the short one"


def with_clitic(
    place: Place, source: Phrase, slot: Slot, target: Phrase, words: list[str]
) -> int | None:
    """Moves a possessive clitic after the word with the article: `words` are changed in place.

    Returns where the clitic ended. Raises Unsure when it may belong to a verb.
    """
    clitic = place.after[0] if place.after and place.after[0].close else None
    if clitic is None or not slot.article or clitic.key not in _CLITICS or len(words) == 1:
        return None
    if source.first < len(source.words) - 1:  # it stands after the word with the article
        return None
    following = place.after[1:2]
    if following and following[0].close:
        key = following[0].key
        if key not in bg_words.PREPOSITIONS and key not in ("е", "са", "и", "или", "беше", "бяха"):
            raise Unsure(f"“{clitic.surface}” belongs to the term or to a verb")
    words[target.first] += f" {clitic.surface}"
    return clitic.end


# ------------------------------------------------------------------- agreement


def disagreement(place: Place, source: Phrase, target: Phrase, slot: Slot) -> str | None:
    """A word near the term that agrees with the old one and would not with the new one."""
    if slot.number != "sg" or source.gender == target.gender:
        return None
    for word in place.after[:3]:
        if word.key in _RELATIVE[source.gender] and "," in place.text[place.end : word.start]:
            return word.surface
    shape = _PREDICATES[source.gender]
    for word in place.after[:8]:
        known = word.key in bg_words.FUNCTION_WORDS
        if word.gap.strip() == "," and not known and shape.search(word.key):
            return word.surface
    outer = len(_outer(place, source, target, slot))
    preposition = place.before[outer : outer + 1]
    if preposition and preposition[0].close and preposition[0].key in bg_words.PREPOSITIONS:
        return None
    words = [*reversed(_wide(place.before[outer:])), *_wide(place.after)]
    for number, word in enumerate(words):
        long = word.start > place.start and len(word.key) > 4
        if long and word.key.endswith(_ACTIVE[source.gender]):
            return word.surface
        if word.key not in _COPULAS:
            continue
        for near in (*words[number + 1 : number + 4], *words[max(0, number - 1) : number]):
            if near.key not in bg_words.FUNCTION_WORDS and shape.search(near.key):
                return near.surface
    return None


def _wide(words: list[Word]) -> list[Word]:
    """Words up to a comma or the like: quotation marks end no clause."""
    return list(takewhile(lambda word: not re.search(r"[,;:()—–]", word.gap), words))


def _clause(words: list[Word]) -> list[Word]:
    """Words with nothing but space between them."""
    return list(takewhile(lambda word: word.close, words))
