"""TBX in: see `iomgloss.formats.tbx`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from iomgloss.files.xml import XML_LANG
from iomgloss.formats import tbx_names as names
from iomgloss.formats.base import Item, Source
from iomgloss.formats.entries import Collector, Entry, collected
from iomgloss.formats.json_model import check
from iomgloss.formats.tbx_facts import Fact, Node, fact_of, keep, restore
from iomgloss.formats.tbx_forms import CATEGORIES
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    ProcessStatus,
    TermSection,
)

_ROOTS = {"martif", "tbx", "TBX"}
_DIALECTS = {"TBX", "TBX-Default", "TBX-Core", "TBX-Min", "TBX-Basic", "TBX-Linguist"}
_ENTRIES = {"conceptEntry", "termEntry", "entry"}
_SECTIONS = {"langSec", "langSet", "langGroup"}
_TERMS = {"termSec", "tig", "ntig", "termGroup"}

_RELATIONS = {
    "relatedConcept": "related",
    "relatedConceptBroader": "broader",
    "relatedConceptNarrower": "narrower",
    "broaderConceptGeneric": "broader",
    "broaderConceptPartitive": "broader",
    "superordinateConceptGeneric": "broader",
    "superordinateConceptPartitive": "broader",
    "subordinateConceptGeneric": "narrower",
    "subordinateConceptPartitive": "narrower",
}
_VOCABULARY = {
    "partOfSpeech": ("part_of_speech", names.PARTS_OF_SPEECH, "other"),
    "grammaticalGender": ("gender", names.GENDERS, "other"),
    "grammaticalNumber": ("number", names.NUMBERS, None),
    "termType": ("type", names.TYPES, None),
}
"""Data category → field, values, what an unknown value becomes."""


def read(source: Source) -> Iterator[Item]:
    """Yield the concepts of a TBX file. Raises FormatError where the XML is at fault."""
    yield from collected(_Handler(source))


class _Handler(Collector):
    entries = _ENTRIES

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.language: str | None = source.source_language

    def made(self, node: Node) -> Concept | None:
        return _Entry(self, node).concept()

    def end(self, name: str) -> None:
        if self.stack and name == "date" and not names.is_date(self.stack[-1].text):
            node = self.stack[-1]
            message = f"the date {node.text!r} is not YYYY-MM-DD; kept"
            self.log.warn("bad-date", message, line=node.line)
        super().end(name)

    def instruction(self, target: str, data: str) -> None:
        if not self.stack or target != names.INSTRUCTION:
            return
        try:
            found = json.loads(data)
            check(found, names.INSTRUCTION)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            self.stack[-1].kept = found
        else:
            message = f"the instruction {names.INSTRUCTION} is not as it was written; left out"
            self.log.warn("instruction", message, line=self.parser.line)

    def root(self, name: str, attributes: dict[str, str]) -> None:
        if name not in _ROOTS:
            self.parser.fail("this is XML, but not TBX", "see if another format fits: --from")
        dialect = attributes.get("type") or attributes.get("dialect")
        if dialect not in _DIALECTS:
            called = f"calls itself {dialect!r}" if dialect else "names no dialect"
            self.log.warn(
                "unknown-dialect",
                f"the file {called}; what is not known is kept as it is",
                line=self.parser.line,
            )
        self.language = self.tag(attributes.get(XML_LANG)) or self.language


# ------------------------------------------------------------------- the concepts


class _Entry(Entry):
    def __init__(self, handler: _Handler, node: Node) -> None:
        super().__init__(handler, node)
        self.given = node.attributes.get("id", "").strip()
        self.id = names.from_xml_id(self.given) or None
        self.language = handler.language
        self.relations = {kind: [] for kind in names.RELATIONS}
        self.extra = {name: value for name, value in node.attributes.items() if name != "id"}

    def concept(self) -> Concept | None:
        for child in self.node.children:
            if child.name in _SECTIONS:
                self._section(child)
            else:
                self._concept_fact(fact_of(child))
        if not self.identify(f"the id {self.given!r}"):
            return None
        self._restore(self.node)
        return self.made()

    def _restore(self, node: Node) -> None:
        """What our processing instruction says of the concept, and of languages without terms."""
        lone = node.kept.pop("languages", None)
        for language, rest in lone.items() if isinstance(lone, dict) else ():
            if isinstance(rest, dict):
                self.section_extra.setdefault(language, {}).update(rest)
        self._take_kept(self.extra, node)

    def _take_kept(self, extra: dict[str, Any], node: Node) -> None:
        for category in restore(extra, node.kept):
            what = f"{category} was changed since it was exported; what was kept of it is left out"
            self._warn("changed", what, node)

    def _warn(self, name: str, message: str, place: Node | Fact) -> None:
        self.warn(name, message, place.line)

    # ------------------------------------------------------------ concept's facts

    def _concept_fact(self, fact: Fact) -> None:
        match fact.category:
            case "subjectField" if self.subject is None and fact.text:
                self.subject = fact.text
                self._rest(self.extra, fact)
            case "note" if not fact.rest:
                self.notes.append(fact.text)
            case "definition":
                own = self.collector.tag(fact.rest.pop(XML_LANG, None), fact.line)
                self._definition(fact, own or self.language or "und")
            case "processStatus":
                self.process_status = _process_status(fact, self.extra)
            case _ if not self._relation(fact):
                self._unmodelled(self.extra, fact)

    def _relation(self, fact: Fact) -> bool:
        """Take a cross-reference to another concept."""
        kind, target = _RELATIONS.get(fact.category), fact.rest.get("target")
        if fact.category == "crossReference":
            said, colon, _ = fact.text.partition(": ")
            kind = said if colon and said in names.RELATIONS else "related"
        if kind is None or not target or "://" in target or set(fact.rest) > {"target"}:
            return False
        identifier = names.from_xml_id(target.removeprefix("#"))
        if identifier not in self.relations[kind]:
            self.relations[kind].append(identifier)
        return True

    def _definition(self, fact: Fact, language: str) -> None:
        if not fact.text:
            return
        spare = fact.category, fact.value
        source = fact.rest.get("source")
        if isinstance(source, str):
            del fact.rest["source"]
        else:
            source = None
        self.define(language, fact.text, source, rest=fact.rest, spare=spare, line=fact.line)

    def _unmodelled(self, extra: dict[str, Any], fact: Fact) -> None:
        """Keep what the model has no field for; what TBX-Basic does not know either is doubted."""
        if fact.category not in CATEGORIES:
            self.collector.log.warn_once(
                "unknown-category",
                f"{fact.category!r} is no data category of TBX-Basic; kept",
                line=fact.line,
                unit=self.id,
            )
        keep(extra, fact.category, fact.value)

    def _rest(self, extra: dict[str, Any], fact: Fact) -> None:
        """Keep what stood beside a value that was taken."""
        if fact.rest:
            keep(extra, fact.category, fact.rest)

    # ------------------------------------------------------------------- sections

    def _section(self, node: Node) -> None:
        given = node.attributes.get(XML_LANG)
        if given is None and (given := node.attributes.get("lang")) is not None:
            self._warn("plain-lang", "lang stands for xml:lang", node)
        language = self.collector.tag(given, node.line)
        if language is None:
            what = f"{given!r} is no language tag" if given else "a section names no language"
            self._warn("language-tag", f"{what}; it is left out", node)
            return
        terms, extra = self.section(language, node.line)
        for child in node.children:
            if child.name in _TERMS:
                term = self._term(child, language)
                if term is not None:
                    terms.append(term)
            else:
                fact = fact_of(child)
                if fact.category == "definition":
                    self._definition(fact, language)
                elif fact.category == "subjectField" and self.subject is None:
                    self.subject = fact.text
                elif not self._relation(fact):
                    self._unmodelled(extra, fact)
        self._take_kept(extra, node)

    def _term(self, node: Node, language: str) -> TermSection | None:
        found: dict[str, Any] = {}
        extra: dict[str, Any] = {
            name: value for name, value in node.attributes.items() if name != "id"
        }
        if "id" in node.attributes:
            extra["id"] = names.from_xml_id(node.attributes["id"])
        notes: list[str] = []
        for child in _flat(node):
            if child.name == "term":
                found["term"] = names.tidy_term(child.raw)
                continue
            fact = fact_of(child)
            if fact.category == "note" and not fact.rest:
                notes.append(fact.text)
            elif fact.category == "definition" and language not in self.definitions:
                self._definition(fact, language)
            else:
                self._term_fact(fact, found, extra)
        self._take_kept(extra, node)
        if not found.get("term", "").strip():
            self._warn("blank-term", f"a term in {language} is blank; it is left out", node)
            return None
        if found.get("status") is AdministrativeStatus.DEPRECATED and names.FORBIDDEN_NOTE in notes:
            found["status"] = AdministrativeStatus.FORBIDDEN
            notes.remove(names.FORBIDDEN_NOTE)
        return TermSection(**found, note="\n".join(notes) or None, extra=extra)

    def _term_fact(self, fact: Fact, found: dict[str, Any], extra: dict[str, Any]) -> None:
        category = fact.category
        if category == "administrativeStatus" and "status" not in found:
            self.collector.log.stated.add("status")
            status = names.status_of(fact.text)
            if status is None:
                self._warn("unknown-status", f"{fact.text!r} is no status; taken as admitted", fact)
                keep(extra, category, fact.text)
            found["status"] = status or AdministrativeStatus.ADMITTED
        elif category in _VOCABULARY and _VOCABULARY[category][0] not in found:
            key, values, other = _VOCABULARY[category]
            word = fact.text.strip().lower()
            ours = next((name for name, value in values.items() if value.lower() == word), None)
            if ours is None:
                self._warn("unknown-value", f"{fact.text!r} is no known {category}; kept", fact)
                keep(extra, category, fact.text)
            if ours or other:
                found[key] = ours or other
        elif category == "processStatus" and "process_status" not in found:
            found["process_status"] = _process_status(fact, extra)
        elif category == "register" and "register" not in found and fact.text:
            found["register"] = fact.text.removesuffix("Register")
        elif category == "geographicalUsage" and "region" not in found and fact.text:
            found["region"] = fact.text
        elif category == "source" and "source" not in found and fact.text:
            found["source"] = fact.text
        elif category == "context" and "context" not in found and fact.text:
            source = fact.rest.pop("source", None)
            if source is not None and not isinstance(source, str):
                fact.rest["source"], source = source, None
            found["context"] = Attestation(text=fact.text, source=source)
        else:
            self._unmodelled(extra, fact)
            return
        self._rest(extra, fact)


def _flat(node: Node) -> Iterator[Node]:
    """The elements of a term section; those of ``ntig/termGrp`` as if it were not there."""
    for child in node.children:
        if child.name == "termGrp":
            yield from _flat(child)
        else:
            yield child


def _process_status(fact: Fact, extra: dict[str, Any]) -> ProcessStatus:
    if fact.text in ("finalized", "approved"):
        return ProcessStatus.APPROVED
    if fact.text != "proposed":
        keep(extra, fact.category, fact.text)
    return ProcessStatus.PROPOSED
