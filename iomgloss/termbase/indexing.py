"""Putting concepts into the index: terms, patterns, tokens, and every form of every token."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from iomgloss.files.stamp import Stamp
from iomgloss.model import Concept, MatchRule, TermSection
from iomgloss.morphology.base import APOSTROPHE, Forms, TokenTraits
from iomgloss.morphology.registry import all_forms
from iomgloss.termbase import search_index
from iomgloss.text.normalize import written_form
from iomgloss.text.tokenize import tokens

_PLAIN = re.compile(r"[\s\-‐‑–—]*")
"""What stands between the words of most terms."""


def apply_changes(
    connection: sqlite3.Connection,
    gone: Iterable[str],
    concepts: Iterable[tuple[str, bytes, Concept]],
    stamps: Mapping[str, Stamp],
) -> None:
    """Take out what is gone, put in what is new or changed, remember the files' stamps.

    Tokens that no pattern uses any longer stay, until the next generation: they find nothing.
    """
    _Writer(connection).apply(gone, concepts, stamps)


class _Writer:
    """Puts concepts into the index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._letters: set[str] = set()

    def apply(
        self,
        gone: Iterable[str],
        concepts: Iterable[tuple[str, bytes, Concept]],
        stamps: Mapping[str, Stamp],
    ) -> None:
        for path in gone:
            self.remove(path)
        for path, data, concept in concepts:
            self.remove(path)
            self.add(concept, path, data)
        self.connection.executemany(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(path, Path(path).stem, *stamp) for path, stamp in stamps.items()],
        )

    def remove(self, path: str) -> None:
        run = self.connection.execute
        found = run("SELECT concept FROM file WHERE path = ?", (path,)).fetchone()
        if found is None:
            return
        run("DELETE FROM pattern WHERE term IN (SELECT number FROM term WHERE concept = ?)", found)
        search_index.remove_concept(self.connection, found[0])
        run("DELETE FROM term WHERE concept = ?", found)
        run("DELETE FROM alias WHERE concept = ?", found)
        run("DELETE FROM concept WHERE id = ?", found)
        run("DELETE FROM file WHERE path = ?", (path,))

    def add(self, concept: Concept, path: str, data: bytes) -> None:
        run = self.connection.execute
        run("INSERT INTO concept VALUES (?, ?, ?)", (concept.id, path, data))
        for alias in concept.aliases:
            run("INSERT INTO alias VALUES (?, ?)", (alias, concept.id))
        for section in concept.languages:
            for term in section.terms:
                process = (
                    concept.process_status
                    if concept.process_status != "approved"
                    else term.process_status
                )
                key = " ".join(token.key for token in tokens(term.term))
                number = run(
                    "INSERT INTO term (concept, language, term, key, status, process_status)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        concept.id,
                        section.language,
                        term.term,
                        key,
                        term.status.value,
                        process.value,
                    ),
                ).lastrowid
                assert number is not None  # noqa: S101  (sqlite3: set after an INSERT)
                for text in (term.term, *term.forms):
                    self._pattern(number, text, section.language, term, given=text != term.term)
        search_index.add_concept(self.connection, concept)

    def _pattern(
        self, number: int, text: str, language: str, term: TermSection, *, given: bool
    ) -> None:
        words = list(tokens(text))
        if not words:
            return
        inflected = term.match_rule is MatchRule.INFLECTED and not given
        traits = _traits(term, multiword=len(words) > 1) if inflected else "exact"
        numbers = [self._token(word.key, language, traits) for word in words]
        written = None
        if term.match_rule is MatchRule.CASE:
            written = " ".join(written_form(word.surface) for word in words)
        between = pairwise(words)
        plain = all(_PLAIN.fullmatch(text[left.end : right.start]) for left, right in between)
        self.connection.execute(
            "INSERT INTO pattern VALUES (?, ?, ?, ?, ?)",
            (number, numbers[0], " ".join(map(str, numbers)), written, not plain),
        )

    def _token(self, key: str, language: str, traits: str) -> int:
        run = self.connection.execute
        found = run(
            "SELECT number FROM token WHERE key = ? AND language = ? AND traits = ?",
            (key, language, traits),
        ).fetchone()
        if found is not None:
            return int(found[0])
        number = run(
            "INSERT INTO token (language, key, traits) VALUES (?, ?, ?)", (language, key, traits)
        ).lastrowid
        assert number is not None  # noqa: S101  (sqlite3: set after an INSERT)
        found = _forms(key, language, traits)
        self.connection.executemany(
            "INSERT OR IGNORE INTO form VALUES (?, ?, ?)",
            [(form, number, form in found.sure) for form in sorted(found.all)],
        )
        if traits != "exact":
            letters = {letter for form in found.all for letter in form if letter.isalpha()}
            new = sorted(letters - self._letters)
            self.connection.executemany(
                "INSERT OR IGNORE INTO letter VALUES (?)", [(letter,) for letter in new]
            )
            self._letters |= letters
        return number


def _traits(term: TermSection, *, multiword: bool) -> str:
    """What decides a token's forms: a record about the whole term says nothing of its parts."""
    if multiword:
        return "multiword"
    return "|".join([term.part_of_speech or "", term.gender or "", term.number or ""])


def _forms(key: str, language: str, traits: str) -> Forms:
    if traits == "exact":
        own = language.split("-")[0] == "en"  # IOM's: a clitic, not another form of the word
        found = frozenset({key, f"{key}{APOSTROPHE}s"} if own else {key})
        return Forms(all=found, sure=found)
    if traits == "multiword":
        return all_forms(key, language, TokenTraits(multiword=True))
    part_of_speech, gender, number = (item or None for item in traits.split("|"))
    return all_forms(
        key, language, TokenTraits(part_of_speech=part_of_speech, gender=gender, number=number)
    )
