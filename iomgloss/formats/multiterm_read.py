"""MultiTerm XML in: see `iomgloss.formats.multiterm`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from iomgloss.formats import multiterm_fields as fields
from iomgloss.formats.base import Item, Source
from iomgloss.formats.entries import Collector, Entry, collected
from iomgloss.formats.tags import language_of
from iomgloss.formats.tbx_facts import Node, keep
from iomgloss.formats.tbx_names import tidy, tidy_term
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    TermSection,
    normalize_tag,
)


def read(source: Source) -> Iterator[Item]:
    """Yield the concepts of a file. Raises FormatError where the XML is at fault."""
    yield from collected(_Handler(source))


class _Handler(Collector):
    entries = ("conceptGrp",)

    def root(self, name: str, attributes: dict[str, str]) -> None:
        if name != "mtf":
            self.parser.fail(
                "this is XML, but not MultiTerm's", "see if another format fits: --from"
            )

    def made(self, node: Node) -> Concept | None:
        return _Entry(self, node).concept()


def _text(node: Node) -> str:
    """All that stands in an element, links too."""
    return tidy(_raw(node))


def _raw(node: Node) -> str:
    return "".join(item if isinstance(item, str) else _raw(item) for item in node.content)


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


def _field(node: Node) -> _Field:
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
    return _Field(node.attributes.get("type") or node.name, _text(node), rest, node.line)


def _transaction(node: Node) -> _Field:
    """Named as TBX names it, so that an export finds it."""
    rest: dict[str, Any] = {}
    text = ""
    for child in node.children:
        if child.name == "transac" and not text:
            text = child.attributes.get("type", "transaction")
            if _text(child):
                rest["responsibility"] = _text(child)
        elif _text(child):
            keep(rest, child.name, _text(child))
    return _Field("transactionType", text or "transaction", rest, node.line)


# ----------------------------------------------------------------------- concepts


class _Entry(Entry):
    """One ``conceptGrp``."""

    def concept(self) -> Concept | None:
        for child in self.node.children:
            if child.name == "concept":
                self.id = _text(child) or self.id
        for child in self.node.children:
            if child.name == "languageGrp":
                self._section(child)
            elif child.name != "concept":
                self._concept_field(_field(child))
        return self.made() if self.identify(f"the entry {self.id}") else None

    def _warn(self, name: str, message: str, place: Node | _Field) -> None:
        self.warn(name, message, place.line)

    def _concept_field(self, found: _Field) -> None:
        kind = fields.field_of(found.name) if found.text else None
        if kind == "subject" and self.subject is None:
            self.subject = found.text
        elif kind == "note":
            self.notes.append(found.text)
        elif kind == "definition":
            told = self.collector.source.source_language
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
        spare = found.name, found.value
        source = found.pop_source()
        self.define(language, found.text, source, rest=found.rest, spare=spare, line=found.line)

    # ----------------------------------------------------------------- sections

    def _section(self, node: Node) -> None:
        language = self._language(node)
        if language is None:
            return
        terms, rest = self.section(language, node.line)
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

    def _language(self, node: Node) -> str | None:
        for child in node.children:
            if child.name == "language":
                log, named = self.collector.log, child.attributes.get("type", "")
                given = child.attributes.get("lang") or child.attributes.get("locale") or named
                tag = language_of(given, log, line=child.line, unit=self.id)
                tag = tag or language_of(named, log, line=child.line, unit=self.id)
                if tag is None:
                    what = f"{given!r} is no language tag"
                    self._warn("language-tag", f"{what}; the section is left out", child)
                return tag
        self._warn("language-tag", "a section names no language; it is left out", node)
        return None

    def _term(self, node: Node, language: str) -> TermSection | None:
        term: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        notes: list[str] = []
        for child in node.children:
            if child.name == "term":
                term["term"] = tidy_term(_text(child))
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
        self.collector.log.stated.add("status")
        return True


def _keep_rest(extra: dict[str, Any], found: _Field) -> None:
    """Keep what stood beside a value that was taken."""
    if found.rest:
        keep(extra, found.name, found.rest)
