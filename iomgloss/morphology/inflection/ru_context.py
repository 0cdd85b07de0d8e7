"""What the words around a Russian term say of its case and number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from iomgloss.morphology.base import word_set
from iomgloss.morphology.inflection.base import Place, Word
from iomgloss.morphology.inflection.ru_phrase import Candidate, Slot, analyser, parses

_CASES_OF = {
    "в во": "accs loct",
    "на": "accs loct",
    "о об обо": "loct",
    "при": "loct",
    "по": "datv",
    "с со": "gent ablt",
    "за под": "accs ablt",
    "над перед между": "ablt",
    "к ко благодаря согласно вопреки навстречу": "datv",
    "про через сквозь": "accs",
    "без до для от из у против из-за из-под после кроме вместо вокруг среди относительно ради"
    " около вследствие путем ввиду насчет помимо накануне внутри вне возле посредством"
    " касательно свыше вдоль мимо": "gent",
}
_PREPOSITIONS = {
    word: frozenset(cases.split()) for words, cases in _CASES_OF.items() for word in words.split()
}
_PAUCAL = word_set("два две оба обе три четыре")
_MANY = word_set(
    "пять шесть семь восемь девять десять двадцать тридцать сорок сто много немного мало немало"
    " несколько сколько столько двое трое четверо пятеро нет больше меньше более менее"
)
_DIGITS = re.compile(r"\d+")
_TRANSPARENT = word_set("его ее их также")
_DATIVE_HEADS = word_set(
    "содействие противодействие помощь сопротивление препятствие поддержка противостояние"
    " подверженность приверженность способствование угроза"
)
_DATIVE_VERBS = word_set(
    "способствовать противодействовать препятствовать помогать помочь содействовать мешать"
    " помешать угрожать посодействовать воспрепятствовать подвергаться подвергнуться"
    " противостоять"
)
_GENITIVE_VERBS = word_set(
    "бояться избегать избежать опасаться касаться коснуться добиваться добиться достигать"
    " достигнуть достичь лишиться лишаться придерживаться"
)
_EITHER = word_set("ждать ожидать требовать потребовать просить попросить хотеть искать желать")
"""Verbs with an accusative or a genitive."""
_LIKELY = 0.1
"""Least score of an analysis that can govern."""
_VERBAL = ("VERB", "INFN", "GRND")
_LINKS = frozenset({"и", "или"})


def narrowed(place: Place, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that the surroundings allow; all where these say nothing."""
    candidates, governor = _agreeing(place, candidates)
    number = None if governor is None else counted(governor)
    if number is not None:
        wanted = "paucal" if number == "paucal" else "plur"
        return _kept(candidates, lambda slot: slot.number == wanted and slot.case == "gent")
    candidates = _kept(candidates, lambda slot: slot.number != "paucal")
    if governor is None or not governor.close:
        return _opening(place, governor, _without_prepositional(candidates))
    cases = _PREPOSITIONS.get(governor.key)
    if cases is not None:
        return _kept(candidates, lambda slot: slot.case in cases)
    return _governed(place, governor, _without_prepositional(candidates))


def _kept(candidates: list[Candidate], fits: Callable[[Slot], bool]) -> list[Candidate]:
    return [each for each in candidates if fits(each.slot)] or candidates


def _without_prepositional(candidates: list[Candidate]) -> list[Candidate]:
    return _kept(candidates, lambda slot: slot.case != "loct")


# ------------------------------------------------------------ agreeing words


def agreeing_words(place: Place, candidate: Candidate) -> list[tuple[Word, Any]]:
    """The adjectives before the term that agree with it, the nearest first, with an analysis."""
    found: list[tuple[Word, Any]] = []
    skipped = False
    for word in place.before:
        if word.key in _TRANSPARENT and word.close:
            continue
        if found and not skipped and word.key in _LINKS and word.close:
            skipped = True
            continue
        if not word.close and not (found and word.gap.strip() == ","):
            break
        parse = agreeing_parse(word, candidate)
        if parse is None:
            break
        found.append((word, parse))
        skipped = False
    return found


def agreeing_parse(word: Word, candidate: Candidate) -> Any | None:
    """The analysis of a word as an adjective that agrees with the term; None without one."""
    slot, reading = candidate
    for parse in (*parses(word.surface), *_pronominal(word.key)):
        if parse.tag.POS not in ("ADJF", "PRTF"):
            continue
        if slot.number == "paucal":
            if parse.tag.number == "plur" and parse.tag.case in ("gent", "nomn"):
                return parse
            continue
        if parse.tag.case != slot.case or parse.tag.number != slot.number:
            continue
        if slot.number == "sing" and parse.tag.gender != reading.gender:
            continue
        animate = parse.tag.animacy
        if animate and slot.case == "accs" and animate != ("anim" if reading.animate else "inan"):
            continue
        return parse
    return None


def _pronominal(key: str) -> list[Any]:
    """Все is hardly ever an adjective to the analyser; before a noun it is one."""
    return list(analyser().parse("все")) if key == "все" else []


def _agreeing(place: Place, candidates: list[Candidate]) -> tuple[list[Candidate], Word | None]:
    """The candidates with which most words before the term agree, and the word before those."""
    counts = [len(agreeing_words(place, candidate)) for candidate in candidates]
    most = max(counts)
    kept = [each for each, count in zip(candidates, counts, strict=True) if count == most]
    return kept, governor(place, kept[0])


def governor(place: Place, candidate: Candidate) -> Word | None:
    """The word before the term and its adjectives; its gap says whether it is close."""
    passed = {word.start for word, _ in agreeing_words(place, candidate)}
    farthest = min(passed, default=place.start)
    for word in place.before:
        if word.start < farthest and word.key not in _TRANSPARENT:
            return word
    return None


def counted(word: Word) -> str | None:
    """What a numeral asks for: paucal or plur; None for other words."""
    if word.key in _PAUCAL:
        return "paucal"
    if word.key in _MANY:
        return "plur"
    if not _DIGITS.fullmatch(word.surface):
        return None
    last, teen = int(word.surface[-1]), word.surface[-2:-1] == "1"
    if last in (2, 3, 4) and not teen:
        return "paucal"
    return None if last == 1 and not teen else "plur"


# ----------------------------------------------------------------- government


def _governed(place: Place, word: Word, candidates: list[Candidate]) -> list[Candidate]:
    """After a noun or a verb."""
    if word.key in _LINKS:
        return _coordinated(place, candidates)
    found = [parse for parse in parses(word.surface) if parse.score >= _LIKELY]
    if not found:
        return candidates
    kinds = {parse.tag.POS for parse in found}
    lemmas = {parse.normal_form.replace("ё", "е") for parse in found}
    if kinds == {"NOUN"}:
        wanted = "datv" if lemmas & _DATIVE_HEADS else "gent"
        others = _kept(candidates, lambda slot: slot.case not in ("nomn", "accs"))
        return _kept(others, lambda slot: slot.case == wanted)
    participle = kinds <= {"PRTF", "ADJF"} and any("actv" in parse.tag for parse in found)
    if not kinds <= set(_VERBAL) and not participle:
        return candidates
    for verbs, case in ((_DATIVE_VERBS, "datv"), (_GENITIVE_VERBS, "gent")):
        if lemmas & verbs:
            return _kept(candidates, lambda slot, case=case: slot.case == case)  # type: ignore[misc]
    if lemmas & _EITHER:
        return candidates
    if all("tran" in parse.tag for parse in found):
        return _object(place, word, found, candidates)
    if all("intr" in parse.tag for parse in found):
        return _kept(candidates, lambda slot: slot.case != "accs")
    return candidates


def _object(
    place: Place, word: Word, found: list[Any], candidates: list[Candidate]
) -> list[Candidate]:
    """After a transitive verb: its object, unless it is denied or may be its subject."""
    earlier = [each for each in place.before if each.start < word.start]
    if earlier and earlier[0].key == "не":
        return candidates
    if any("VERB" in parse.tag for parse in found):
        numbers = {parse.tag.number for parse in found}
        fit = any(each.slot.case == "nomn" and each.slot.number in numbers for each in candidates)
        if fit and not any(_surely_subject(each, numbers) for each in _clause(earlier)):
            return candidates
    return _kept(candidates, lambda slot: slot.case == "accs")


def _clause(words: list[Word]) -> list[Word]:
    """Words up to the next punctuation mark."""
    found: list[Word] = []
    for word in words:
        if found and not word.close:
            break
        found.append(word)
    return found


def _subject(word: Word, numbers: set[object]) -> bool:
    """Whether a word can be the subject of a verb in one of these numbers."""
    return any(
        parse.tag.POS in ("NOUN", "NPRO", "ADJF", "PRTF", "NUMR")
        and parse.tag.case == "nomn"
        and parse.tag.number in (None, *numbers)
        for parse in parses(word.surface)
    )


def _surely_subject(word: Word, numbers: set[object]) -> bool:
    first = parses(word.surface)[:1]
    return any(
        parse.tag.POS in ("NOUN", "NPRO")
        and parse.tag.case == "nomn"
        and parse.tag.number in numbers
        for parse in first
    )


def _coordinated(place: Place, candidates: list[Candidate]) -> list[Candidate]:
    """After и: the case of the noun before it."""
    words = [word for word in place.before if word.key not in _LINKS]
    if not words or not words[0].close:
        return candidates
    cases = {p.tag.case for p in parses(words[0].surface) if p.tag.POS == "NOUN"}
    if "accs" in cases and "nomn" in cases:
        return candidates
    return _kept(candidates, lambda slot: slot.case in cases) if cases else candidates


def _opening(place: Place, word: Word | None, candidates: list[Candidate]) -> list[Candidate]:
    """At the beginning of a sentence or clause: the subject, when the verb agrees."""
    if not place.before and not place.after:
        return _kept(candidates, lambda slot: slot.case == "nomn")
    after = [each for each in place.after if each.key not in ("не", "уже", "еще")]
    if not after or not after[0].close:
        dash = bool(after) and after[0].gap.strip() in ("—", "–", "-")
        return _kept(candidates, lambda slot: slot.case == "nomn") if dash else candidates
    verbs = parses(after[0].surface)
    if not verbs or any(parse.tag.POS not in ("VERB", "PRTS", "ADJS") for parse in verbs):
        return candidates
    if any(parse.tag.POS == "VERB" and "tran" in parse.tag for parse in verbs):
        numbers = {parse.tag.number for parse in verbs}
        if any(_subject(each, numbers) for each in _clause(after)):
            return candidates
    agreeing = [
        each
        for each in candidates
        if each.slot.case == "nomn"
        and any(
            parse.tag.number == each.slot.number and parse.tag.gender in (None, each.reading.gender)
            for parse in verbs
        )
    ]
    return agreeing or candidates
