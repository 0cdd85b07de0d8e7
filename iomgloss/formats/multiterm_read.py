"""MultiTerm XML in: see `iomgloss.formats.multiterm`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from iomgloss.files.xml import Parser
from iomgloss.formats import multiterm_fields as fields
from iomgloss.formats.base import Item, Source, slug
from iomgloss.formats.tags import language_of
from iomgloss.formats.tbx_facts import keep
from iomgloss.formats.tbx_names import tidy, tidy_term
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    LanguageSection,
    Location,
    ProcessStatus,
    TermSection,
    normalize_tag,
)


def read(source: Source) -> Iterator[Item]:
    """Yield the concepts of a file. Raises FormatError where the XML is at fault."""
    handler = _Handler(source)
    parser = handler.parser = Parser(source.file, handler)
    for _ in parser.chunks(source.stream):
        yield from handler.concepts
        handler.concepts.clear()


@dataclass(slots=True)
class _Node:
    name: str
    attributes: dict[str, str]
    line: int
    content: list[str | _Node] = field(default_factory=list)

    @property
    def children(self) -> Iterator[_Node]:
        return (item for item in self.content if isinstance(item, _Node))

    @property
    def text(self) -> str:
        return tidy(self._raw())

    def _raw(self) -> str:
        return "".join(item if isinstance(item, str) else item._raw() for item in self.content)


class _Handler:
    """Collects one entry at a time and makes a concept of it."""

    parser: Parser

    def __init__(self, source: Source) -> None:
        self.source = source
        self.concepts: list[Concept] = []
        self.stack: list[_Node] = []
        self.has_root = False
        self.ids: set[str] = set()

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if self.stack or name == "conceptGrp":
            node = _Node(name, dict(attributes), self.parser.line)
            if self.stack:
                self.stack[-1].content.append(node)
            self.stack.append(node)
        if not self.has_root and name != "mtf":
            self.parser.fail(
                "this is XML, but not MultiTerm's", "see if another format fits: --from"
            )
        self.has_root = True

    def end(self, name: str) -> None:
        if self.stack:
            node = self.stack.pop()
            if not self.stack:
                concept = _Entry(self, node).concept()
                if concept:
                    self.concepts.append(concept)

    def text(self, data: str) -> None:
        if self.stack:
            self.stack[-1].content.append(data)


# ------------------------------------------------------------------------- fields


@dataclass(slots=True)
class _Field:
    name: str
    text: str
    rest: dict[str, Any]
    line: int

    @property
    def value(self) -> Any:
        """For ``extra``."""
        return {"text": self.text, **self.rest} if self.rest else self.text

    def pop_source(self) -> str | None:
        """The source that stands below it."""
        for name, value in self.rest.items():
            if fields.field_of(name) == "source" and isinstance(value, str):
                del self.rest[name]
                return value
        return None


def _field(node: _Node) -> _Field:
    """A ``descripGrp``, ``transacGrp``, or any lone element."""
    if node.name == "transacGrp":
        return _transaction(node)
    children = list(node.children)
    if node.name == "descripGrp" and children:
        main = _field(children[0])
        for child in children[1:]:
            below = _field(child)
            keep(main.rest, below.name, below.value)
        return main
    rest: dict[str, Any] = {key: text for key, text in node.attributes.items() if key != "type"}
    for child in children:  # links within the text
        for key, text in child.attributes.items():
            keep(rest, key, text)
    return _Field(node.attributes.get("type") or node.name, node.text, rest, node.line)


def _transaction(node: _Node) -> _Field:
    """Named as TBX names it, so that an export finds it."""
    rest: dict[str, Any] = {}
    text = ""
    for child in node.children:
        if child.name == "transac" and not text:
            text = child.attributes.get("type", "transaction")
            if child.text:
                rest["responsibility"] = child.text
        elif child.text:
            keep(rest, child.name, child.text)
    return _Field("transactionType", text or "transaction", rest, node.line)


# ----------------------------------------------------------------------- concepts


class _Entry:
    """One ``conceptGrp`` on its way to a concept."""

    def __init__(self, handler: _Handler, node: _Node) -> None:
        self.handler, self.node = handler, node
        self.id: str | None = None
        self.named: str | None = None
        """As the file names it; None where the id is made up."""
        self.subject: str | None = None
        self.process_status = ProcessStatus.APPROVED
        self.notes: list[str] = []
        self.definitions: dict[str, Definition] = {}
        self.sections: dict[str, list[TermSection]] = {}
        self.extra: dict[str, Any] = {}
        self.section_extra: dict[str, dict[str, Any]] = {}

    def concept(self) -> Concept | None:
        for child in self.node.children:
            if child.name == "concept":
                self.id = child.text or self.id
        for child in self.node.children:
            if child.name == "languageGrp":
                self._section(child)
            elif child.name != "concept":
                self._concept_field(_field(child))
        self.sections = {tag: terms for tag, terms in self.sections.items() if terms}
        if not self.sections:
            log = self.handler.source.log
            log.reject("the entry has no term", line=self.node.line, unit=self.id)
            return None
        self.named = self.id
        identifier = self._identifier()
        kept = {tag: rest for tag, rest in sorted(self.section_extra.items()) if rest}
        if kept:
            self.extra["languages"] = kept
        return Concept(
            id=identifier,
            subject=self.subject,
            process_status=self.process_status,
            note="\n".join(self.notes) or None,
            definitions=tuple(
                self.definitions[tag] for tag in sorted(self.definitions, key=str.lower)
            ),
            languages=tuple(
                LanguageSection(language=tag, terms=tuple(self.sections[tag]))
                for tag in sorted(self.sections, key=str.lower)
            ),
            extra=self.extra,
            location=Location(file=self.handler.source.file, line=self.node.line, unit=self.named),
        )

    def _identifier(self) -> str:
        known = self.handler.ids
        if self.id is None:
            english = [tag for tag in self.sections if tag.split("-")[0] == "en"]
            wanted = slug(self.sections[(english or list(self.sections))[0]][0].term)
            number, self.id = 1, wanted
            while self.id in known:
                number += 1
                self.id = f"{wanted}-{number}"
        elif self.id in known:
            self._warn("repeated-id", f"the entry {self.id} stands twice in the file", self.node)
        known.add(self.id)
        return self.id

    def _warn(self, name: str, message: str, place: _Node | _Field) -> None:
        self.handler.source.log.warn(name, message, line=place.line, unit=self.id)

    def _concept_field(self, found: _Field) -> None:
        kind = fields.field_of(found.name) if found.text else None
        if kind == "subject" and self.subject is None:
            self.subject = found.text
        elif kind == "note":
            self.notes.append(found.text)
        elif kind == "definition":
            told = self.handler.source.source_language
            self._definition(found, normalize_tag(told) if told else "und")
            return
        elif kind in ("status", "process_status") and fields.process_status_of(found.text):
            self.process_status = fields.process_status_of(found.text) or self.process_status
        else:
            name = "Languages" if found.name == "languages" else found.name  # that is the sections'
            keep(self.extra, name, found.value)
            return
        _keep_rest(self.extra, found)

    def _definition(self, found: _Field, language: str) -> None:
        rest = self.section_extra.setdefault(language, {})
        if language in self.definitions:
            self._warn("second-definition", f"a second definition in {language}; kept apart", found)
            keep(rest, found.name, found.value)
            return
        source = found.pop_source()
        self.definitions[language] = Definition(language=language, text=found.text, source=source)
        _keep_rest(rest, found)

    # ----------------------------------------------------------------- sections

    def _section(self, node: _Node) -> None:
        language = self._language(node)
        if language is None:
            return
        if language in self.sections:
            self._warn("repeated-language", f"two sections in {language}; joined", node)
        terms = self.sections.setdefault(language, [])
        rest = self.section_extra.setdefault(language, {})
        for child in node.children:
            if child.name == "termGrp":
                term = self._term(child, language)
                if term is not None:
                    terms.append(term)
            elif child.name != "language":
                found = _field(child)
                if found.text and fields.field_of(found.name) == "definition":
                    self._definition(found, language)
                else:
                    keep(rest, found.name, found.value)

    def _language(self, node: _Node) -> str | None:
        for child in node.children:
            if child.name == "language":
                log, named = self.handler.source.log, child.attributes.get("type", "")
                given = child.attributes.get("lang") or child.attributes.get("locale") or named
                tag = language_of(given, log, line=child.line, unit=self.id)
                tag = tag or language_of(named, log, line=child.line, unit=self.id)
                if tag is None:
                    what = f"{given!r} is no language tag"
                    self._warn("language-tag", f"{what}; the section is left out", child)
                return tag
        self._warn("language-tag", "a section names no language; it is left out", node)
        return None

    def _term(self, node: _Node, language: str) -> TermSection | None:
        term: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        notes: list[str] = []
        for child in node.children:
            if child.name == "term":
                term["term"] = tidy_term(child.text)
                extra |= child.attributes
                continue
            found = _field(child)
            kind = fields.field_of(found.name) if found.text else None
            if kind == "note":
                notes.append(found.text)
                _keep_rest(extra, found)
            elif kind == "definition":
                self._definition(found, language)
            elif kind is None or not self._take(kind, found, term, extra):
                keep(extra, found.name, found.value)
            else:
                _keep_rest(extra, found)
        if not term.get("term", "").strip():
            self._warn("blank-term", f"a term in {language} is blank; it is left out", node)
            return None
        return TermSection(**term, note="\n".join(notes) or None, extra=extra)

    def _take(self, kind: str, found: _Field, term: dict[str, Any], extra: dict[str, Any]) -> bool:
        """Put a field of a term where it belongs; False where it has no place."""
        if kind in ("status", "process_status"):
            return self._status(kind, found, term, extra)
        if kind in term or kind == "subject":
            return False
        if kind == "context":
            source = found.pop_source()
            term[kind] = Attestation(text=found.text, source=source)
        elif fields.is_picklist(kind):
            value, known = fields.value_of(kind, found.text)
            if not known:
                self._warn("unknown-value", f"{found.text!r} is no known {found.name}; kept", found)
                keep(extra, found.name, found.text)
            if value is not None:
                term[kind] = value
        else:
            term[kind] = found.text
        return True

    def _status(
        self, kind: str, found: _Field, term: dict[str, Any], extra: dict[str, Any]
    ) -> bool:
        process = fields.process_status_of(found.text)
        if process is not None and "process_status" not in term:
            term["process_status"] = process
            return True
        if kind == "process_status" or "status" in term:
            return False
        status = fields.status_of(found.text)
        if status is None:
            self._warn("unknown-status", f"{found.text!r} is no status; taken as admitted", found)
            keep(extra, found.name, found.text)
        term["status"] = status or AdministrativeStatus.ADMITTED
        self.handler.source.log.stated.add("status")
        return True


def _keep_rest(extra: dict[str, Any], found: _Field) -> None:
    """Keep what stood beside a value that was taken."""
    if found.rest:
        keep(extra, found.name, found.rest)
