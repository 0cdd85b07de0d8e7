"""Concept files in: TOML to `Concept`, every fault of the file at once, each with its place."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    Diagnostic,
    LanguageSection,
    Location,
    MatchRule,
    ProcessStatus,
    TermSection,
    normalize_tag,
)
from iomgloss.termbase import layout
from iomgloss.termbase.layout import Key, Kind
from iomgloss.text.toml import TomlError, parse
from iomgloss.text.toml_places import Path, SourceMap

NAMES = {
    "G001": "not-utf-8",
    "G002": "toml-syntax",
    "G003": "unknown-key",
    "G004": "wrong-type",
    "G005": "unknown-value",
    "G006": "blank-value",
    "G007": "language-tag",
    "G008": "no-terms",
    "G009": "concept-id",
    "G010": "repeated-id",
    "G011": "repeated-term",
}
"""Faults that keep a concept from being read."""


def read_concept(
    data: bytes, concept_id: str, file: str
) -> tuple[Concept | None, list[Diagnostic]]:
    """Read one concept file; ``file`` is its path in locations. Any fault: no concept."""
    return _Reader(data, concept_id, file).read()


def _place_of(fault: Diagnostic) -> tuple[int, int]:
    at = fault.location
    return (at.line or 0, at.column or 0) if at else (0, 0)


def _called(path: Path) -> str:
    """How a message calls what stands at ``path``."""
    *above, last = path
    return last if isinstance(last, str) else f"an item of {above[-1]}"


class _Reader:
    def __init__(self, data: bytes, concept_id: str, file: str) -> None:
        self.data, self.id, self.file = data, concept_id, file
        self.faults: list[Diagnostic] = []
        self.source: SourceMap | None = None
        self.text = ""

    def read(self) -> tuple[Concept | None, list[Diagnostic]]:
        if not layout.CONCEPT_ID.fullmatch(self.id):
            self._fault(
                "G009",
                f"{self.id!r} cannot be the id of a concept",
                "name the file with letters and digits joined by single hyphens",
            )
        table = self._parse()
        concept = self._concept(table) if table is not None else None
        self.faults.sort(key=_place_of)
        return (None if self.faults else concept), self.faults

    def _parse(self) -> dict[str, Any] | None:
        try:
            self.text, table = parse(self.data)
        except TomlError as error:
            at = error.line, error.column
            if error.kind == "encoding":
                self._fault("G001", error.message, "save it as UTF-8", at=at)
            else:
                hint = "mend the line; strings stand in double quotes, a key stands once"
                self._fault("G002", error.message, hint, at=at)
            return None
        return table

    # ---------------------------------------------------------------- the parts

    def _concept(self, table: dict[str, Any]) -> Concept:
        values = self._keys(table, layout.CONCEPT, ())
        languages = self._languages(values.get("terms", {}))
        terms = table.get("terms", {})
        if isinstance(terms, dict) and not any(terms.values()):
            self._fault(
                "G008", "the concept has no term", "add at least one [[terms.LANGUAGE]] table"
            )
        return Concept(
            id=self.id,
            subject=values.get("subject"),
            process_status=ProcessStatus(values.get("process_status", "approved")),
            broader=values.get("broader", ()),
            narrower=values.get("narrower", ()),
            related=values.get("related", ()),
            confusable=values.get("confusable", ()),
            aliases=values.get("aliases", ()),
            note=values.get("note"),
            definitions=self._definitions(values.get("definition", {})),
            languages=languages,
            extra=values.get("x", {}),
            location=Location(file=self.file, unit=self.id),
        )

    def _definitions(self, table: Mapping[str, Any]) -> tuple[Definition, ...]:
        found: dict[str, Definition] = {}
        for key, value in table.items():
            path = ("definition", key)
            language = self._language(key, path, taken=found)
            if not isinstance(value, dict):
                self._wrong_type(path, "a table with text and source", value)
                continue
            values = self._keys(value, layout.DEFINITION, path)
            if "text" not in value:
                self._fault("G006", "the definition has no text", "give it one or remove it", path)
            found[language] = Definition(
                language=language, text=values.get("text", ""), source=values.get("source")
            )
        return tuple(found[language] for language in sorted(found, key=str.lower))

    def _languages(self, table: Mapping[str, Any]) -> tuple[LanguageSection, ...]:
        sections: dict[str, LanguageSection] = {}
        for key, value in table.items():
            path = ("terms", key)
            language = self._language(key, path, taken=sections)
            if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
                self._wrong_type(path, f"an array of tables, [[terms.{key}]]", value)
                continue
            terms = tuple(
                self._term(item, (*path, position)) for position, item in enumerate(value)
            )
            seen: set[str] = set()
            for position, term in enumerate(terms):
                if term.term and term.term in seen:
                    self._fault(
                        "G011",
                        f"the term {term.term!r} stands twice in {language}",
                        "remove one",
                        (*path, position, "term"),
                    )
                seen.add(term.term)
            if terms:
                sections[language] = LanguageSection(language=language, terms=terms)
        return tuple(sections[language] for language in sorted(sections, key=str.lower))

    def _term(self, table: dict[str, Any], path: Path) -> TermSection:
        values = self._keys(table, layout.TERM, path)
        if "term" not in table:
            self._fault("G006", "a term table without a term", 'add a line term = "…"', path)
        context = values.get("context")
        match = values.get("match")
        return TermSection(
            term=values.get("term", ""),
            status=AdministrativeStatus(values.get("status", "admitted")),
            process_status=ProcessStatus(values.get("process_status", "approved")),
            part_of_speech=values.get("part_of_speech"),
            gender=values.get("gender"),
            number=values.get("number"),
            type=values.get("type"),
            register=values.get("register"),
            region=values.get("region"),
            match=MatchRule(match) if match else None,
            forms=values.get("forms", ()),
            do_not_translate=values.get("do_not_translate", False),
            context=context,
            source=values.get("source"),
            note=values.get("note"),
            extra=values.get("x", {}),
        )

    # ------------------------------------------------------------- keys, values

    def _keys(self, table: Mapping[str, Any], keys: tuple[Key, ...], path: Path) -> dict[str, Any]:
        """The valid values of ``table``; a fault for every other one."""
        known = {key.name: key for key in keys}
        values: dict[str, Any] = {}
        for name, value in table.items():
            here = (*path, name)
            if name not in known:
                self._fault(
                    "G003",
                    f"unknown key {name!r}",
                    self._suggest(name, list(known), "; what is not modelled goes into x = {…}"),
                    here,
                    of_key=True,
                )
                continue
            checked = self._value(known[name], value, here)
            if checked is not None:
                values[name] = checked
        return values

    def _value(self, key: Key, value: Any, path: Path) -> Any:
        if key.kind is Kind.TEXT:
            return self._string(key, value, path)
        if key.kind is Kind.TEXTS:
            if isinstance(value, list):
                texts = [self._string(key, item, (*path, i)) for i, item in enumerate(value)]
                return tuple(text for text in texts if text is not None)
        elif key.kind is Kind.FLAG:
            if isinstance(value, bool):
                return value
        elif isinstance(value, dict):
            return self._context(value, path) if key.kind is Kind.CONTEXT else value
        self._wrong_type(path, key.kind.value, value)
        return None

    def _string(self, key: Key, value: Any, path: Path) -> str | None:
        if not isinstance(value, str):
            self._wrong_type(path, Kind.TEXT.value, value)
        elif not value.strip():
            self._fault("G006", f"{_called(path)} is blank", "give it a value or remove it", path)
        elif key.values and value not in key.values:
            self._fault(
                "G005",
                f"{value!r} is no {key.name.replace('_', ' ')}",
                self._suggest(value, list(key.values)),
                path,
            )
        else:
            return value
        return None

    def _context(self, value: dict[str, Any], path: Path) -> Attestation | None:
        values = self._keys(value, layout.DEFINITION, path)
        if "text" in values:
            return Attestation(text=values["text"], source=values.get("source"))
        if "text" not in value:
            self._fault("G006", "the context has no text", "give it one or remove it", path)
        return None

    def _language(self, key: str, path: Path, taken: Container[str]) -> str:
        """The normalised tag of a section; ``key`` itself after a fault."""
        try:
            language = normalize_tag(key)
            if language in taken:
                self._fault(
                    "G007",
                    f"the language {language} stands twice",
                    "join what stands under it",
                    path,
                    of_key=True,
                )
            return language
        except ValueError:
            self._fault(
                "G007",
                f"{key!r} is not a well-formed language tag",
                "write it as in BCP 47: bg, en, pt-BR",
                path,
                of_key=True,
            )
            return key

    # ------------------------------------------------------------------- faults

    def _wrong_type(self, path: Path, wanted: str, value: Any) -> None:
        kinds = {str: "a string", bool: "a boolean", int: "a number", float: "a number"}
        kinds |= {list: "an array", dict: "a table"}
        found = kinds.get(type(value), "a date or time")
        self._fault("G004", f"{_called(path)} is {found}", f"make it {wanted}", path)

    @staticmethod
    def _suggest(value: str, allowed: list[str], more: str = "") -> str:
        import difflib

        close = difflib.get_close_matches(value, allowed, n=1)
        return f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(allowed)}{more}"

    def _fault(
        self,
        code: str,
        message: str,
        hint: str | None,
        path: Path | None = None,
        *,
        of_key: bool = False,
        at: tuple[int, int] = (1, 1),
    ) -> None:
        if path is not None:
            if self.source is None:
                self.source = SourceMap(self.text)
            at = self.source.place(path, of_key=of_key)
        location = Location(file=self.file, line=at[0], column=at[1], unit=self.id)
        self.faults.append(
            Diagnostic(code=code, name=NAMES[code], message=message, hint=hint, location=location)
        )
