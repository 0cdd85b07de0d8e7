"""SRX 2.0 (LISA OSCAR, 2008): rules of another tool instead of ours.

A rule says ``break`` yes or no where one expression matches before a place and another behind it;
at every place the first rule that fits decides. Paragraphs and list items are still found by us:
plain text needs them before any rule of sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from iomgloss.errors import StorageError
from iomgloss.files.xml import Parser
from iomgloss.segmentation.icu import translate


@dataclass(frozen=True, slots=True)
class Rule:
    """One ``rule`` element."""

    is_break: bool
    pattern: re.Pattern[str]
    """What stands before the place, and as a lookahead what stands behind it."""


@dataclass(frozen=True, slots=True)
class SrxRules:
    """The rules of a file."""

    languages: tuple[tuple[re.Pattern[str], tuple[Rule, ...]], ...]
    """The language maps in order: which tags, which rules."""
    cascade: bool
    """Take the rules of every map that fits, not of the first only."""
    _chosen: dict[str, tuple[Rule, ...]] = field(default_factory=dict, repr=False, compare=False)

    def rules(self, language: str) -> tuple[Rule, ...]:
        """The rules for ``language``, in the order in which they decide."""
        found = self._chosen.get(language)
        if found is None:
            fitting = [rules for tags, rules in self.languages if tags.fullmatch(language)]
            used = fitting if self.cascade else fitting[:1]
            found = self._chosen[language] = tuple(rule for rules in used for rule in rules)
        return found

    def breaks(self, text: str, language: str) -> Iterator[int]:
        """Offsets where a sentence ends in ``text``, a block."""
        decided: dict[int, bool] = {}
        for rule in self.rules(language):
            for position in _positions(rule.pattern, text):
                decided.setdefault(position, rule.is_break)
        yield from sorted(
            place for place, is_break in decided.items() if is_break and 0 < place < len(text)
        )


def _positions(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Where a match ends. Matches may overlap: of ``J. R. R. Tolkien`` each initial counts."""
    start = 0
    while match := pattern.search(text, start):
        yield match.end()
        start = match.start() + 1


def load_srx(path: Path) -> SrxRules:
    """Read an SRX file. Raises FormatError with the place, StorageError."""
    reader = _Reader(str(path))
    try:
        with path.open("rb") as stream:
            for _ in reader.parser.chunks(stream):
                pass
    except OSError as error:
        raise StorageError.from_os(error, path, "read") from error
    return reader.finish()


class _Reader:
    """Builds `SrxRules` from the elements of a file."""

    def __init__(self, file: str) -> None:
        self.parser = Parser(file, self)
        self.cascade = False
        self.sets: dict[str, list[Rule]] = {}
        self.maps: list[tuple[re.Pattern[str], str]] = []
        self._rules: list[Rule] = []
        self._sides: dict[str, str] = {}
        self._text: list[str] | None = None
        self._is_break = True
        self._is_root = True

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        values = dict(attributes)
        if self._is_root:
            if name != "srx":
                self.parser.fail(f"this is no SRX: its root is <{name}>")
            self._is_root = False
        elif name == "header":
            self.cascade = values.get("cascade") == "yes"
        elif name == "languagerule":
            self._rules = self.sets.setdefault(values.get("languagerulename", ""), [])
        elif name == "rule":
            self._sides, self._is_break = {}, values.get("break", "yes") != "no"
        elif name in ("beforebreak", "afterbreak"):
            self._text = []
        elif name == "languagemap":
            tags = re.compile(self._translated(values.get("languagepattern", "")), re.IGNORECASE)
            self.maps.append((tags, values.get("languagerulename", "")))

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, name: str) -> None:
        if self._text is not None and name in ("beforebreak", "afterbreak"):
            self._sides[name] = self._translated("".join(self._text))
            self._text = None
        elif name == "rule":
            before, after = (self._sides.get(side, "") for side in ("beforebreak", "afterbreak"))
            try:
                pattern = re.compile(f"(?:{before})(?={after})")
            except re.error as error:
                self._refuse(before + after, error)
            self._rules.append(Rule(self._is_break, pattern))

    def finish(self) -> SrxRules:
        for _, name in self.maps:
            if name not in self.sets:
                self.parser.fail(f"the language rule {name!r} is not in the file", "mend its name")
        maps = tuple((tags, tuple(self.sets[name])) for tags, name in self.maps)
        return SrxRules(maps, self.cascade)

    def _translated(self, pattern: str) -> str:
        try:
            return translate(pattern)
        except ValueError as error:
            self._refuse(pattern, error)

    def _refuse(self, pattern: str, error: Exception) -> NoReturn:
        self.parser.fail(
            f"the expression {pattern[:60]!r} cannot be used: {error}",
            "write it in what ICU and Python have in common",
        )
