"""What the rows of a table say: see `iomgloss.formats.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from iomgloss.formats.base import Item, slug
from iomgloss.formats.pairs import hold
from iomgloss.formats.table import Row, Table
from iomgloss.formats.table_columns import CONCEPT_COLUMNS, TERM_COLUMNS, UNIT_COLUMNS, split
from iomgloss.formats.tags import language_of, original
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    LanguageSection,
    Location,
    MatchRule,
    Note,
    ProcessStatus,
    Property,
    Segment,
    TermSection,
    TranslationUnit,
    UnitState,
    Variant,
)
from iomgloss.model.status import GENDERS, NUMBERS, PARTS_OF_SPEECH, TERM_TYPES

_WIDE_COLUMNS = {"concept", "id", "subject", "note", "target", *CONCEPT_COLUMNS}
_OF_LANGUAGE = tuple(
    name for name in TERM_COLUMNS if name not in (*CONCEPT_COLUMNS, "language", "term", "note")
)
"""Columns of a table with a concept a row that speak of one language: the one they name
(``context:bg``), else the source."""
_VOCABULARY = {
    "part_of_speech": PARTS_OF_SPEECH,
    "gender": GENDERS,
    "number": NUMBERS,
    "type": TERM_TYPES,
}
_TRUE = {"true", "yes", "1", "x"}
_FALSE = {"false", "no", "0", ""}


def items(table: Table) -> Iterator[Item]:
    """Yield concepts or units. Raises FormatError where the table is at fault."""
    kind = table.source.kind or table.kind()
    if kind == "memory":
        yield from _units(table)
    elif "term" in table.columns:
        yield from _terms(table)
    else:
        if {"source", "target"} <= set(table.columns):
            table.name_pair()
        yield from _wide(table)


# --------------------------------------------------------------------------- terms


@dataclass(slots=True)
class _Group:
    """The rows of a concept, as they come in."""

    line: int
    is_named: bool = True
    """The table says its id; else it is made up of a term."""
    values: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    sections: dict[str, list[TermSection]] = field(default_factory=dict)

    def concept(self, table: Table, identifier: str) -> Concept:
        values = self.values
        relations: dict[str, Any] = {
            name: split(values.get(name, ""))
            for name in ("broader", "narrower", "related", "confusable", "aliases")
        }
        proposed = values.get("concept_process_status") == "proposed"
        return Concept(
            id=identifier,
            subject=values.get("subject"),
            process_status=ProcessStatus.PROPOSED if proposed else ProcessStatus.APPROVED,
            **relations,
            note=values.get("concept_note"),
            definitions=tuple(self.definitions[key] for key in _sorted(self.definitions)),
            languages=tuple(
                LanguageSection(language=key, terms=tuple(self.sections[key]))
                for key in _sorted(self.sections)
            ),
            location=Location(
                file=table.source.file,
                line=self.line,
                unit=identifier if self.is_named else None,
            ),
        )


def _sorted(languages: dict[str, Any]) -> list[str]:
    return sorted(languages, key=str.lower)


def _new_id(wanted: str, taken: dict[str, _Group]) -> str:
    number, identifier = 1, wanted
    while identifier in taken:
        number += 1
        identifier = f"{wanted}-{number}"
    return identifier


def _terms(table: Table) -> Iterator[Concept]:
    """A term a row."""
    unknown = table.unknown(set(TERM_COLUMNS))
    told = table.source.source_language
    if "language" not in table.columns and told is None:
        table.refuse("no column says the language", "add one called language, or say -s LANG")
    columns = {name for name in table.columns if name in TERM_COLUMNS}
    table.log.columns = columns | {f"x.{name}" for name in unknown}
    groups: dict[str, _Group] = {}
    for count, row in enumerate(table.rows(), start=1):
        hold(table.source, count, row.line)
        term, tag = row.get("term"), row.get("language") or told
        identifier = row.get("concept")
        language = language_of(tag, table.log, line=row.line, unit=identifier)
        if term is None or language is None:
            reason = "the row has no term" if term is None else f"{tag!r} is no language tag"
            table.log.reject(reason if tag else "the row has no language", line=row.line)
            continue
        is_named = identifier is not None
        identifier = identifier or _new_id(slug(term), groups)
        group = groups.setdefault(identifier, _Group(row.line, is_named))
        for name in CONCEPT_COLUMNS[1:]:
            value = row.get(name)
            if value is not None and group.values.setdefault(name, value) != value:
                table.log.warn(
                    "other-value",
                    f"{name} differs from the first row of the concept; left out",
                    line=row.line,
                    unit=identifier,
                )
        definition = row.get("definition")
        if definition is not None:
            group.definitions.setdefault(
                language,
                Definition(language=language, text=definition, source=row.get("definition_source")),
            )
        section = group.sections.setdefault(language, [])
        section.append(_term(table, row, term, unknown))
    for identifier, group in groups.items():
        yield group.concept(table, identifier)


def _term(table: Table, row: Row, term: str, unknown: list[str]) -> TermSection:
    extra: dict[str, Any] = {name: value for name in unknown if (value := row.get(name))}

    def doubt(name: str, value: str, taken: str) -> None:
        message = f"{value!r} is no {name.replace('_', ' ')}; {taken}"
        table.log.warn("unknown-value", message, line=row.line, unit=row.get("concept"))

    def one_of(name: str, values: tuple[str, ...]) -> str | None:
        value = row.get(name)
        if value is None or value.lower() in values:
            return value and value.lower()
        doubt(name, value, "kept aside")
        extra[name] = value
        return None

    status = row.get("status") or "admitted"
    if status.lower() not in set(AdministrativeStatus):
        doubt("status", status, "taken as admitted")
        status = "admitted"
    process = one_of("process_status", tuple(ProcessStatus))
    match = one_of("match", tuple(MatchRule))
    flag = (row.get("do_not_translate") or "").lower()
    if flag not in _TRUE | _FALSE:
        doubt("do_not_translate", flag, "taken as no")
    context = row.get("context")
    return TermSection(
        term=term,
        status=AdministrativeStatus(status.lower()),
        process_status=ProcessStatus(process or "approved"),
        **{name: one_of(name, values) for name, values in _VOCABULARY.items()},
        register=row.get("register"),
        region=row.get("region"),
        match=MatchRule(match) if match else None,
        forms=split(row.cells.get("forms", "")),
        do_not_translate=flag in _TRUE,
        context=Attestation(text=context, source=row.get("context_source")) if context else None,
        source=row.get("source"),
        note=row.get("note"),
        extra=extra,
    )


def _wide(table: Table) -> Iterator[Concept]:
    """A concept a row."""
    if not table.languages:
        table.refuse(
            "no column is called term or after a language",
            "name the columns in the first row, such as bg and en",
        )
    main = table.source.source_language
    main = main if main in table.languages else table.languages[0]
    facts = _facts(table, main)
    unknown = table.unknown({*_WIDE_COLUMNS, *table.languages, *facts})
    columns = {"concept_note" if name == "note" else name for name in table.columns}
    spoken = {f"{name}:{language}" for name, language in facts.values()}
    table.log.columns = columns & {*CONCEPT_COLUMNS} | spoken | {f"x.{name}" for name in unknown}
    english = [name for name in table.languages if name.split("-")[0] == "en"]
    groups: dict[str, _Group] = {}
    for row in table.rows():
        words = {tag: found for tag in table.languages if (found := split(row.cells[tag]))}
        if not words:
            table.log.reject("the row has no term", line=row.line)
            continue
        named = row.get("concept") or row.get("id")
        if named is not None and named in groups:
            table.log.reject(f"the concept {named!r} stands twice", line=row.line, unit=named)
            continue
        group = _Group(row.line, named is not None)
        for language in table.languages:
            cells = {name: row.cells[at] for at, (name, tag) in facts.items() if tag == language}
            _add(table, group, Row(row.line, cells), language, words.get(language, ()))
        first = next(name for name in (*english, *table.languages) if name in words)
        if extra := {name: value for name in unknown if (value := row.get(name))}:
            head, *rest = group.sections[first]
            group.sections[first] = [replace(head, extra={**head.extra, **extra}), *rest]
        identifier = named or _new_id(slug(words[first][0]), groups)
        group.values = {name: value for name in CONCEPT_COLUMNS if (value := row.get(name))}
        if note := row.get("note"):
            group.values.setdefault("concept_note", note)
        groups[identifier] = _Group(row.line, named is not None)  # its id only: the rest may go
        yield group.concept(table, identifier)


def _facts(table: Table, main: str) -> dict[str, tuple[str, str]]:
    """Column → field and language, of those that speak of one language."""
    found = {}
    for column in table.columns:
        name, _, tag = column.rpartition(":")
        if column in _OF_LANGUAGE:
            found[column] = column, main
        elif name and tag in table.languages:
            found[column] = name, tag
    return found


def _add(table: Table, group: _Group, row: Row, language: str, words: tuple[str, ...]) -> None:
    """The terms of a cell, the first preferred; what the row says of its language is that one's."""
    given = {name: cell for name, cell in row.cells.items() if cell.strip()}
    definition, source = row.get("definition"), row.get("definition_source")
    if definition is not None:
        group.definitions[language] = Definition(language=language, text=definition, source=source)
    if words:
        usual = {"status": AdministrativeStatus.PREFERRED.value}
        head = _term(table, Row(row.line, usual | given), words[0], [])
        group.sections[language] = [head, *(TermSection(term=word) for word in words[1:])]
    elif left := given.keys() - {"definition", "definition_source"}:
        names = ", ".join(sorted(left))
        message = f"{names} of {language} without a term; left out"
        table.log.warn("no-term", message, line=row.line)


# --------------------------------------------------------------------------- units


def _units(table: Table) -> Iterator[TranslationUnit]:
    """A unit a row."""
    source, targets = table.source.source_language, table.source.target_languages
    if {"source", "target"} <= set(table.columns):
        if source is None or len(targets) != 1:
            table.refuse(
                "the columns source and target do not name their languages",
                "name the pair: -s bg -t en",
            )
        columns = {"source": source, "target": targets[0]}
    else:
        columns = {name: name for name in table.languages}
        if len(columns) < 2:
            table.refuse(
                "fewer than two columns are called after a language",
                "name them in the first row, such as bg and en",
            )
        source = next(
            (name for name in columns if source and name.lower() == source.lower()),
            next(iter(columns)),
        )
    unknown = table.unknown({*UNIT_COLUMNS, *columns})
    for row in table.rows():
        identifier = row.get("id")
        variants = tuple(
            Variant(
                language=language,
                segment=Segment.of(row.cells[name]),
                tag=original(table.tags.get(name), language),
            )
            for name, language in columns.items()
            if row.get(name) is not None
        )
        if len(variants) < 2:
            reason = "no translation" if variants else "no text"
            table.log.reject(reason, line=row.line, unit=identifier)
            continue
        note = row.get("note")
        yield TranslationUnit(
            id=identifier,
            variants=variants,
            source_language=source,
            document=row.get("document"),
            position=_position(table, row),
            state=_state(table, row),
            properties=tuple(
                Property(type=name, value=value) for name in unknown if (value := row.get(name))
            ),
            notes=(Note(text=note),) if note else (),
            location=Location(file=table.source.file, line=row.line, unit=identifier),
        )


def _position(table: Table, row: Row) -> int | None:
    value = row.get("position")
    if value is None or (value.isascii() and value.isdecimal()):
        return int(value) if value else None
    table.log.warn("bad-position", f"position {value!r} is no number; left out", line=row.line)
    return None


def _state(table: Table, row: Row) -> UnitState:
    value = row.get("state") or "confirmed"
    try:
        return UnitState(value.lower())
    except ValueError:
        message = f"{value!r} is no state of a unit; taken as a draft"
        table.log.warn("unknown-state", message, line=row.line)
        return UnitState.DRAFT
