"""What a file says of a concept, merged into what the term base has, field by field.

*Theirs* is the concept as the file has it, *ours* as the term base has it, *base* what the file's
format can hold of ours. What differs between base and theirs was changed in the file; what differs
between base and ours is what the format cannot say, and stays. Fields are called as the columns of
a table are (`iomgloss.formats.table_columns.TERM_COLUMNS`); ``x.NAME`` is an entry of ``extra``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    FieldChange,
    LanguageSection,
    ProcessStatus,
    TermSection,
)

Values = dict[str, Any]
"""The fields of a term, of a definition or of a concept itself."""

_EMPTY: Values = {
    "status": AdministrativeStatus.ADMITTED,
    "process_status": ProcessStatus.APPROVED,
    "concept_process_status": ProcessStatus.APPROVED,
    "do_not_translate": False,
    **dict.fromkeys(("forms", "broader", "narrower", "related", "confusable", "aliases"), ()),
}
"""What a field holds of which nothing is said; None for all others."""
_TERM = (
    *("status", "process_status", "part_of_speech", "gender", "number", "type", "register"),
    *("region", "match", "forms", "do_not_translate", "source", "note"),
)
_COMPOSED = ("note", "concept_note")
"""Where formats put what they have no place for."""
_CONCEPT = {
    "subject": "subject",
    "concept_process_status": "process_status",
    **{name: name for name in ("broader", "narrower", "related", "confusable", "aliases")},
    "concept_note": "note",
}
"""Column → field of `Concept`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Ours with what the file changes."""

    concept: Concept
    changes: tuple[FieldChange, ...] = ()
    """From ours to ``concept``; empty: the file says nothing new."""
    missing: tuple[tuple[str, str], ...] = ()
    """Languages and terms that the file could have, and has not; they stay."""
    refused: tuple[FieldChange, ...] = ()
    """Changes to texts that the format composes of several fields: nobody can take them apart."""


def said(concepts: Iterable[Concept]) -> set[str]:
    """The fields that occur in ``concepts``, those of definitions as ``definition:LANG``."""
    found: set[str] = set()

    def note(values: Values, after: str = "") -> None:
        found.update(f"{name}{after}" for name, value in values.items() if value != _empty(name))

    for concept in concepts:
        note(_of_concept(concept))
        for definition in concept.definitions:
            note(_of_definition(definition), f":{definition.language}")
        for section in concept.languages:
            for term in section.terms:
                note(_of_term(term))
    return found


def merge(
    ours: Concept,
    theirs: Concept,
    base: Concept | None,
    *,
    spoken: Collection[str],
    languages: Collection[str] = (),
    is_sure: bool = True,
) -> Merged:
    """``ours`` with what ``theirs`` says otherwise than ``base``; None: what ours is, is base.

    ``spoken``: the fields that the file speaks of, by name or, where it does so for one language,
    as ``NAME:LANG``; one that theirs has not is to be emptied, all others stay. ``languages``:
    those that occur in the file; a term of another one has not been moved. Terms and languages that
    theirs lacks stay. ``is_sure``: theirs is this very concept; else nothing is emptied and no term
    renamed.
    """
    return _Merge(ours, theirs, base or ours, spoken, languages, is_sure).merged()


class _Merge:
    def __init__(
        self,
        ours: Concept,
        theirs: Concept,
        base: Concept,
        spoken: Collection[str],
        languages: Collection[str],
        is_sure: bool,
    ) -> None:
        self.ours, self.theirs, self.base = ours, theirs, base
        self.spoken, self.languages, self.is_sure = spoken, languages, is_sure
        self.changes: list[FieldChange] = []
        self.refused: list[FieldChange] = []
        self.old = {section.language: list(section.terms) for section in ours.languages}
        self.seen = {section.language: section.terms for section in base.languages}
        self.pairs: dict[tuple[str, int], tuple[str, TermSection]] = {}
        """Place among ours → language and term of theirs."""
        self.added: list[tuple[str, TermSection]] = []

    def merged(self) -> Merged:
        self._pair()
        concept = self._concept()
        concept = replace(concept, definitions=self._definitions())
        concept = replace(concept, languages=self._sections())
        return Merged(
            concept=concept,
            changes=tuple(self.changes),
            missing=tuple(
                (language, self.old[language][place].term)
                for language, place in self._left()
                if language in self.languages
            ),
            refused=tuple(self.refused),
        )

    # ------------------------------------------------------------------- pairing

    def _pair(self) -> None:
        """Whose version each term of theirs is: the same text, a term moved or a term renamed."""
        rest: list[tuple[str, TermSection]] = []
        for section in self.theirs.languages:
            for term in section.terms:
                place = self._place(section.language, term.term)
                if place is None or place in self.pairs:
                    rest.append((section.language, term))
                else:
                    self.pairs[place] = section.language, term
        moved = {
            self.old[language][place].term: (language, place)
            for language, place in self._left()
            if self.is_sure and language in self.languages
        }
        for language, term in list(rest):
            if term.term in moved:
                self.pairs[moved.pop(term.term)] = language, term
                rest.remove((language, term))
        for language in {language for language, _ in rest} if self.is_sure else ():
            new = [item for item in rest if item[0] == language]
            gone = [place for place in self._left() if place[0] == language]
            if len(new) == len(gone):  # the terms that stand where others are gone
                self.pairs |= dict(zip(gone, new, strict=True))
                rest = [item for item in rest if item[0] != language]
        self.added = rest

    def _place(self, language: str, text: str) -> tuple[str, int] | None:
        terms = self.old.get(language, ())
        for same in (str, _plain):
            for place, term in enumerate(terms):
                if same(term.term) == same(text):
                    return language, place
        return None

    def _left(self) -> list[tuple[str, int]]:
        """The terms of ours that the file could have, but that no term of theirs is paired with."""
        return [
            (language, place)
            for language, terms in self.old.items()
            for place, term in enumerate(terms)
            if (language, place) not in self.pairs and self._seen(language, term.term) is not None
        ]

    def _seen(self, language: str, text: str) -> TermSection | None:
        """The term as base has it."""
        terms = self.seen.get(language, ())
        return next((term for term in terms if _plain(term.term) == _plain(text)), None)

    def _has_first_of(self, language: str | None = None) -> bool:
        """The row is there that says what holds for the concept, or for a language of it."""
        for section in self.base.languages:
            if language in (None, section.language):
                place = self._place(section.language, section.terms[0].term)
                return place in self.pairs
        return False

    # -------------------------------------------------------------------- fields

    def _field(self, name: str, base: Any, theirs: Any, ours: Any, may_empty: bool) -> Any:
        if theirs in (base, ours):
            return ours
        if isinstance(ours, tuple):
            kept = [item for item in ours if not may_empty or item in theirs or item not in base]
            return (*kept, *(item for item in theirs if item not in base and item not in ours))
        if theirs == _empty(name):
            return theirs if may_empty and name != "subject" else ours
        return theirs

    def _values(
        self,
        versions: tuple[Values, Values, Values],
        place: tuple[str | None, str | None],
        *,
        is_there: bool = True,
    ) -> Values:
        """The fields of base, theirs and ours merged; changes are noted."""
        base, theirs, ours = versions
        merged: Values = {}
        for name in dict.fromkeys((*ours, *theirs)):
            empty = _empty(name)
            was, new, old = (item.get(name, empty) for item in (base, theirs, ours))
            value = old
            if name in self.spoken or f"{name}:{place[0]}" in self.spoken:
                value = self._field(name, was, new, old, self.is_sure and is_there)
            if value != old:
                language, term = place
                change = FieldChange(
                    language=language, term=term, field=name, old=_text(old), new=_text(value)
                )
                composed = (
                    name in _COMPOSED and was is not None and _plain(was) != _plain(old or "")
                )
                if composed:
                    self.refused.append(change)
                    value = old
                else:
                    self.changes.append(change)
            merged[name] = value
        return merged

    def _concept(self) -> Concept:
        versions = _of_concept(self.base), _of_concept(self.theirs), _of_concept(self.ours)
        values = self._values(versions, (None, None), is_there=self._has_first_of())
        return replace(
            self.ours,
            **{field: values[name] for name, field in _CONCEPT.items()},
            extra=_extra(values),
        )

    def _definitions(self) -> tuple[Definition, ...]:
        all_three = [
            {item.language: item for item in concept.definitions}
            for concept in (self.base, self.theirs, self.ours)
        ]
        found = []
        for language in sorted({tag for versions in all_three for tag in versions}, key=str.lower):
            base, theirs, ours = (_of_definition(versions.get(language)) for versions in all_three)
            values = self._values(
                (base, theirs, ours),
                (language, None),
                is_there=self._has_first_of(language),
            )
            if values["definition"] is not None:
                found.append(
                    Definition(
                        language=language,
                        text=values["definition"],
                        source=values["definition_source"],
                    )
                )
        return tuple(found)

    def _sections(self) -> tuple[LanguageSection, ...]:
        sections: dict[str, list[TermSection]] = {}
        arrived: list[tuple[str, TermSection]] = []
        for language, terms in self.old.items():
            for place, term in enumerate(terms):
                pair = self.pairs.get((language, place))
                new = term if pair is None else self._term(language, term, *pair)
                if pair is None or pair[0] == language:
                    sections.setdefault(language, []).append(new)
                else:
                    arrived.append((pair[0], new))
        for language, term in self.added:
            self._note(language, term.term, "term", None, term.term)
        for language, term in (*arrived, *self.added):
            sections.setdefault(language, []).append(term)
        return tuple(
            LanguageSection(language=language, terms=tuple(sections[language]))
            for language in sorted(sections, key=str.lower)
        )

    def _term(
        self, language: str, ours: TermSection, to_language: str, theirs: TermSection
    ) -> TermSection:
        base = self._seen(language, ours.term) or ours
        if to_language != language:
            self._note(language, ours.term, "language", language, to_language)
        text = ours.term
        if theirs.term not in (text, base.term):
            self._note(language, text, "term", text, theirs.term)
            text = theirs.term
        values = self._values(
            (_of_term(base), _of_term(theirs), _of_term(ours)), (language, ours.term)
        )
        context = values["context"]
        return replace(
            ours,
            term=text,
            **{name: values[name] for name in _TERM},
            context=Attestation(text=context, source=values["context_source"]) if context else None,
            extra=_extra(values),
        )

    def _note(self, language: str, term: str, field: str, old: str | None, new: str | None) -> None:
        self.changes.append(
            FieldChange(language=language, term=term, field=field, old=old, new=new)
        )


# ------------------------------------------------------------------------- values


def _of_term(term: TermSection) -> Values:
    context = term.context
    return {
        **{name: getattr(term, name) for name in _TERM},
        "context": context.text if context else None,
        "context_source": context.source if context else None,
        **{f"x.{key}": value for key, value in term.extra.items()},
    }


def _of_definition(definition: Definition | None) -> Values:
    return {
        "definition": definition.text if definition else None,
        "definition_source": definition.source if definition else None,
    }


def _of_concept(concept: Concept) -> Values:
    return {
        **{name: getattr(concept, field) for name, field in _CONCEPT.items()},
        **{f"x.{key}": value for key, value in concept.extra.items()},
    }


def _extra(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name.removeprefix("x."): value
        for name, value in values.items()
        if name.startswith("x.") and value is not None
    }


def _empty(name: str) -> Any:
    return _EMPTY.get(name)


def _plain(text: str) -> str:
    """A text but for the white space that formats with mark-up do not keep."""
    return " ".join(text.split())


def _text(value: Any) -> str | None:
    """A value as it is shown; None for nothing."""
    if value is None or value == ():
        return None
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return " | ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, default=str)
