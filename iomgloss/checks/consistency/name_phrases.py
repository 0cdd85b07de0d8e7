"""Stretches of text that may be names, without the endings of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iomgloss.languages.names import NAME_WORDS
from iomgloss.text.tokenize import Token, tokens

_ENDING = re.compile(
    r"(?<=\w{4})(?:[ауыеиоюяйьъ]|ий|ый|ия|ият|ите|ая|яя|ое|ее|ые|ие|ых|их|ую|юю|ом|ем|ой|ей|ым|им|ого|его|ому|ему|ою|ами|ями|ах|ях|ов|ев"
    r"|ът|ят|та|то|те|я|[’ʼ]s|s|in|ın|nın|nin|ning|ni|ga|da|dan)$"
)
_LEAST = 6
"""Letters of a word that may be misspelt: Maria and Marta are two."""
_LONGEST = 6
"""Words of an institution's name before its preposition."""
_JOINED = re.compile(r"[ \u00a0]")


class Phrase(NamedTuple):
    start: int
    end: int
    key: object
    """The same for all ways of writing it."""
    way: str


def stem(key: str) -> str:
    """A word key without what may be its ending."""
    return _ENDING.sub("", key)


def connected(text: str, language: str) -> Iterator[Phrase]:
    """Names of bodies and acts up to the word after a preposition: its way is the preposition.

    They begin with a capital, have a word for a body or act, and two words or more before the
    preposition.
    """
    facts = NAME_WORDS.get(language.split("-")[0])
    if facts is None:
        return
    words = list(tokens(text))
    for place, word in enumerate(words[1:-1], start=1):
        if word.key not in facts.prepositions:
            continue
        before = list(_run(words, place, text))
        capitals = [at for at, each in enumerate(before[:-1]) if each.surface[0].isupper()]
        if not capitals:
            continue
        begin = capitals[-1]
        name, after = before[begin:], words[place + 1]
        in_english = language.split("-")[0] == "en"
        if in_english and not all(each.surface[0].isupper() for each in (*name, after)):
            continue
        if not name[-1].key.startswith(facts.heads) or not _adjacent(word, after, text):
            continue
        key = (*(stem(each.key) for each in name), stem(after.key))
        end = place + 1
        while in_english and end + 1 < len(words) and _goes_on(words[end], words[end + 1], text):
            end += 1
        yield Phrase(name[0].start, words[end].end, key, word.key)


def _goes_on(one: Token, other: Token, text: str) -> bool:
    return other.surface[0].isupper() and _adjacent(one, other, text)


def _run(words: list[Token], place: int, text: str) -> Iterator[Token]:
    """The words before a place that only blanks part, in order."""
    begin = place
    while (
        begin > 0
        and place - begin < _LONGEST
        and _adjacent(words[begin - 1], words[begin], text)
        and words[begin - 1].surface.isalpha()
    ):
        begin -= 1
    yield from words[begin:place]


def capitalised(text: str) -> Iterator[Phrase]:
    """Every two neighbouring words that begin with capitals and go on in small letters."""
    before: Token | None = None
    for word in tokens(text):
        if not (word.surface[0].isupper() and word.surface[1:].islower()):
            before = None
            continue
        if before and _adjacent(before, word, text):
            way = f"{stem(before.key)} {stem(word.key)}"
            yield Phrase(before.start, word.end, None, way)
        before = word


def _adjacent(one: Token, other: Token, text: str) -> bool:
    return other.start - one.end == 1 and _JOINED.match(text, one.end) is not None


def close(one: str, other: str) -> bool:
    """Two long stems that differ in one letter, which is not the first nor the last."""
    if min(len(one), len(other)) < _LEAST - 1 or abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    skip_one, skip_other = len(one) >= len(other), len(other) >= len(one)
    rest = one[same + skip_one :], other[same + skip_other :]
    return same > 0 and rest[0] == rest[1] and bool(rest[0])
