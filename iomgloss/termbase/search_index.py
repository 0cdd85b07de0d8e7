"""What a search needs beside the terms: their words and sounds, and the texts about them.

A *word* is a distinct word of the terms of a language; `search_place` says in which terms it is.
A *text* is a definition, a context or a note, as its word keys.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from iomgloss.model import AdministrativeStatus

if TYPE_CHECKING:  # a look-up needs no concepts
    from iomgloss.model import Concept

SEARCH_SCHEMA = """
CREATE INDEX term_key ON term (key);
CREATE TABLE search_term (
    term INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    usable INTEGER NOT NULL,
    sound TEXT NOT NULL,          -- of all its words, see iomgloss.text.transliterate.squeezed
    size INTEGER NOT NULL         -- letters of that
) STRICT;
CREATE INDEX search_term_sound ON search_term (sound);
CREATE INDEX search_term_size ON search_term (size, sound);
CREATE TABLE search_word (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    language TEXT NOT NULL,
    sound TEXT NOT NULL,
    size INTEGER NOT NULL,
    UNIQUE (key, language)
) STRICT;
CREATE INDEX search_word_sound ON search_word (sound);
CREATE INDEX search_word_size ON search_word (size, sound);
CREATE TABLE search_place (
    word INTEGER NOT NULL, term INTEGER NOT NULL, PRIMARY KEY (word, term)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_place_term ON search_place (term);
CREATE TABLE search_link (
    other TEXT NOT NULL, concept TEXT NOT NULL, PRIMARY KEY (other, concept)
) STRICT, WITHOUT ROWID;           -- concept names other among its relations
CREATE INDEX search_link_concept ON search_link (concept);
CREATE TABLE search_text (
    concept TEXT NOT NULL,
    field TEXT NOT NULL,          -- definition, context or note
    language TEXT NOT NULL,       -- empty: not known
    words TEXT NOT NULL           -- word keys, a space before and after each
) STRICT;
CREATE INDEX search_text_concept ON search_text (concept);
"""


def add_concept(connection: sqlite3.Connection, concept: Concept) -> None:
    """Make a concept findable; its terms are in the table ``term`` already."""
    from iomgloss.text.transliterate import sound, squeezed  # a look-up needs neither

    rows = connection.execute(
        "SELECT number, language, key, status FROM term WHERE concept = ?", (concept.id,)
    ).fetchall()
    for term, language, key, status in rows:
        words = key.split()
        sounds = [sound(word, language) for word in words]
        heard = squeezed(sounds)
        usable = AdministrativeStatus(status).usable
        connection.execute(
            "INSERT INTO search_term VALUES (?, ?, ?, ?, ?)",
            (term, language, usable, heard, len(heard)),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO search_word (key, language, sound, size) VALUES (?, ?, ?, ?)",
            [
                (word, language, heard, len(heard))
                for word, heard in zip(words, sounds, strict=True)
            ],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO search_place"
            " SELECT number, ? FROM search_word WHERE key = ? AND language = ?",
            [(term, word, language) for word in words],
        )
    related = {*concept.broader, *concept.narrower, *concept.related, *concept.confusable}
    connection.executemany(
        "INSERT INTO search_link VALUES (?, ?)", [(other, concept.id) for other in sorted(related)]
    )
    connection.executemany(
        "INSERT INTO search_text VALUES (?, ?, ?, ?)",
        [(concept.id, *text) for text in dict.fromkeys(_texts(concept))],
    )


def remove_concept(connection: sqlite3.Connection, concept: str) -> None:
    """Forget a concept, before its terms go. Its words stay, in no place: they find nothing."""
    for table in ("search_term", "search_place"):
        connection.execute(
            f"DELETE FROM {table} WHERE term IN (SELECT number FROM term WHERE concept = ?)",
            (concept,),
        )
    for table in ("search_link", "search_text"):
        connection.execute(f"DELETE FROM {table} WHERE concept = ?", (concept,))


def _texts(concept: Concept) -> Iterator[tuple[str, str, str]]:
    """Field, language, words."""
    from iomgloss.text.tokenize import tokens

    def words(text: str) -> str:
        return f" {' '.join(token.key for token in tokens(text))} "

    for definition in concept.definitions:
        yield "definition", definition.language, words(definition.text)
    if concept.note:
        yield "note", "", words(concept.note)
    for section in concept.languages:
        for term in section.terms:
            if term.context:
                yield "context", section.language, words(term.context.text)
            if term.note:
                yield "note", "", words(term.note)
