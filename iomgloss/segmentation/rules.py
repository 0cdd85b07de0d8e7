"""The rules of each language as data: `data/LANG.toml`, and files of the same keys by users.

Rules of ``und`` hold for every language. Others are found by the tag's first part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from functools import lru_cache
from pathlib import Path
from typing import Any

from iomgloss.segmentation.segments import Segmenter

DATA = Path(__file__).parent / "data"
UNDETERMINED = "und"


class Kind(IntFlag):
    """What a stop behind an abbreviation can mean; one may be of several kinds."""

    NEVER_FINAL = 1
    AMBIGUOUS = 2
    CAUTIOUS = 4
    BEFORE_NUMBER = 8
    AFTER_NUMBER = 16
    TIME = 32


KEYS: Mapping[str, str] = {
    "never_final": "abbreviations that never end a sentence: `напр`, `проф`, `Mr`",
    "ambiguous": "abbreviations that may end one, and do before a capital: `др`, `etc`",
    "cautious": "abbreviations in names, which end one only before a word of `starters`: `Inc`",
    "before_number": "never end one before a number: `чл`, `стр`, `No`",
    "after_number": "units; end one before a capital when a number stands before them: `кг`",
    "time": "units of time; as `after_number`, but not in *От 2016 г. МОМ …*: `г`",
    "starters": "words that begin sentences and are no names: `той`, `the`",
    "prepositions": "words that open a date at the beginning of a sentence: `през`, `in`",
    "continuations": "capitalised words, or their ends, that go on after `time`: `скую`, `Monday`",
    "with_stop": "names that have a mark at their end: `Yahoo!`",
    "remove": "entries of the built-in lists that shall not hold",
}
"""The keys of a language and what they hold. Abbreviations are written without their last stop;
one in small letters is also found with a capital at its beginning."""

_APOSTROPHES = "'’ʻʼ‘`"
_KINDS = {key: Kind[key.upper()] for key in tuple(KEYS)[:6]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one language, ready for use."""

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """Abbreviation without its last stop and without blanks (``т.д``) → what it can mean."""
    starters: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    continuations: tuple[str, ...] = ()
    with_stop: tuple[str, ...] = ()

    def kind(self, word: str) -> Kind | None:
        """What is known of ``word``, the text before a stop. A capital letter alone is an initial,
        so it is not sought in small letters."""
        found = self.kinds.get(word)
        if found is None and len(word) > 1 and word[0].isupper() and not word[1:].isupper():
            found = self.kinds.get(word[0].lower() + word[1:])
        return found


Table = Mapping[str, Iterable[str]]
"""One language of a rules file: key → entries."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of all languages: the built-in ones, and over them those of ``extra``."""

    extra: Mapping[str, Table] = field(default_factory=dict)
    """By language tag, in small letters."""
    _made: dict[str, Rules] = field(default_factory=dict, repr=False, compare=False)

    def rules(self, language: str) -> Rules:
        """The rules of ``language``: ``und``, the language, then its regional ones if given."""
        tag = language.lower().replace("_", "-")
        known = self._made.get(tag)
        if known is None:
            known = self._made[tag] = _merge(self._tables(tag))
        return known

    def breaks(self, text: str, language: str) -> Iterable[int]:
        """Offsets where a sentence ends in ``text``, a block."""
        from iomgloss.segmentation.sentences import breaks

        return breaks(text, self.rules(language))

    def _tables(self, tag: str) -> Iterable[Table]:
        subtags = tag.split("-")
        chain = dict.fromkeys(
            [UNDETERMINED, *("-".join(subtags[:n]) for n in range(1, len(subtags) + 1))]
        )
        yield from (_built_in(name) for name in chain)
        yield from (self.extra.get(name, {}) for name in chain)


BUILT_IN = RuleBook()


@lru_cache(maxsize=64)
def _built_in(language: str) -> Table:
    import tomllib

    path = DATA / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        return {}
    return _entries(tomllib.loads(path.read_text(encoding="utf-8")))


def _entries(table: Mapping[str, Any]) -> Table:
    """Lists as they are; a string stands for its words, which is easier to read and to sort."""
    return {
        key: value.split() if isinstance(value, str) else tuple(value)
        for key, value in table.items()
    }


def _merge(tables: Iterable[Table]) -> Rules:
    kinds: dict[str, Kind] = {}
    lists: dict[str, dict[str, None]] = {key: {} for key in KEYS}
    for table in tables:
        for word in table.get("remove", ()):
            kinds.pop(_key(word), None)
            for entries in lists.values():
                entries.pop(word, None)
        for key, kind in _KINDS.items():
            for word in table.get(key, ()):
                for sign in _APOSTROPHES if "'" in word else "'":
                    spelt = _key(word).replace("'", sign)
                    kinds[spelt] = kinds.get(spelt, Kind(0)) | kind
        for key in KEYS:
            lists[key].update(dict.fromkeys(table.get(key, ())))
    return Rules(
        kinds=kinds,
        starters=frozenset(word.lower() for word in lists["starters"]),
        prepositions=frozenset(word.lower() for word in lists["prepositions"]),
        continuations=tuple(lists["continuations"]),
        with_stop=tuple(lists["with_stop"]),
    )


def _key(word: str) -> str:
    """As `Rules.kinds` has it, whether the user wrote ``т. н.`` or ``т.н``."""
    return ".".join(part.strip() for part in word.split(".")).removesuffix(".")


def load_rules(path: Path) -> Segmenter:
    """Read a rules file: TOML with a table per language (`KEYS`), or SRX 2.0.

    Raises FormatError, DataError with every fault, StorageError.
    """
    if path.suffix.lower() == ".srx":
        from iomgloss.segmentation.srx import load_srx

        return load_srx(path)
    from iomgloss.segmentation.user_rules import load_toml

    return RuleBook({tag: _entries(table) for tag, table in load_toml(path).items()})
