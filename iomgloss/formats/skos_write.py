"""SKOS out: see `iomgloss.formats.skos`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from iomgloss.errors import FormatError
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Location,
    ProcessStatus,
    TermSection,
    compatible,
)

_PREFIXES = """\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_LOST = {
    "part_of_speech": "part of speech",
    "gender": "grammatical gender",
    "number": "grammatical number",
    "type": "term type",
    "register": "register",
    "region": "geographical usage",
    "match": "match rule",
    "do_not_translate": "do-not-translate flag",
    "source": "sources of terms",
    "note": "notes of terms",
}
"""Fields of a term that SKOS has no property for."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')

_Property = tuple[str, list[str]]


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a Turtle file."""
    concepts = [item for item in items if isinstance(item, Concept)]
    writer = _Writer(concepts, options)
    yield _PREFIXES.encode()
    for subject in sorted({concept.subject for concept in concepts if concept.subject}):
        yield _block(_scheme(subject), "skos:ConceptScheme", [("dct:title", [literal(subject)])])
    for concept in concepts:
        try:
            yield _block(_iri(concept.id), "skos:Concept", writer.properties(concept))
        except UnicodeEncodeError as error:
            raise FormatError(
                f"the concept {concept.id} cannot be written: {error}",
                hint="remove the character from its file",
                location=concept.location or Location(file=concept.id),
            ) from None


def literal(text: str, language: str | None = None) -> str:
    """``text`` as Turtle writes it: ``"мигрант"@bg``."""
    escaped = _ESCAPED.sub(
        lambda found: _ESCAPES.get(found.group(), f"\\u{ord(found.group()):04X}"), text
    )
    return f'"{escaped}"' + (f"@{language}" if language else "")


def _iri(identifier: str) -> str:
    """The concept's address. Letters of every alphabet stay; what an address cannot hold, not."""
    return f"<#{_part(identifier)}>"


def _scheme(subject: str) -> str:
    return f"<#subject/{_part(subject)}>"


def _part(text: str) -> str:
    return "".join(
        letter if letter.isalnum() or letter in "-._~" else quote(letter, safe="")
        for letter in text
    )


def _block(name: str, kind: str, properties: list[_Property]) -> bytes:
    lines = [f"a {kind}"]
    lines += [f"{key} {', '.join(values)}" for key, values in properties if values]
    body = " ;\n    ".join(lines)
    return f"\n{name} {body} .\n".encode()


class _Writer:
    def __init__(self, concepts: list[Concept], options: ExportOptions) -> None:
        self.losses: Counter[str] = options.losses
        self.wanted = list(options.target_languages)
        if self.wanted and options.source_language:
            self.wanted.append(options.source_language)
        self.above: dict[str, set[str]] = {concept.id: set() for concept in concepts}
        """Concept → those directly above it, said by either of the two."""
        for concept in concepts:
            self.above[concept.id] |= set(concept.broader) & self.above.keys()
            for target in concept.narrower:
                if target in self.above:
                    self.above[target].add(concept.id)

    def properties(self, concept: Concept) -> list[_Property]:
        labels: dict[str, list[str]] = {"prefLabel": [], "altLabel": [], "hiddenLabel": []}
        examples: list[str] = []
        for section in concept.languages:
            if self._is_wanted(section.language):
                self._section(section.language, section.terms, labels, examples)
        definitions = []
        for definition in concept.definitions:
            if self._is_wanted(definition.language):
                definitions.append(literal(definition.text, definition.language))
                self._lose("sources of definitions", definition.source is not None)
        self._lose("confusable concepts", len(concept.confusable))
        self._lose("aliases", len(concept.aliases))
        self._lose("imported data categories", len(concept.extra))
        self._lose(
            "process status of concepts", concept.process_status is not ProcessStatus.APPROVED
        )
        scheme = [_scheme(concept.subject)] if concept.subject else []
        return [
            ("dct:identifier", [literal(concept.id)]),
            ("skos:inScheme", scheme),
            ("skos:topConceptOf", [] if self.above[concept.id] else scheme),
            *((f"skos:{name}", found) for name, found in labels.items()),
            ("skos:definition", definitions),
            ("skos:example", list(dict.fromkeys(examples))),
            ("skos:note", [literal(concept.note)] if concept.note else []),
            ("skos:broader", self._relations(concept, concept.broader)),
            ("skos:narrower", self._relations(concept, concept.narrower)),
            ("skos:related", self._relations(concept, concept.related, apart=True)),
        ]

    def _is_wanted(self, language: str) -> bool:
        return not self.wanted or any(compatible(language, tag) for tag in self.wanted)

    # ------------------------------------------------------------------------ terms

    def _section(
        self,
        language: str,
        terms: tuple[TermSection, ...],
        labels: dict[str, list[str]],
        examples: list[str],
    ) -> None:
        """SKOS wants one preferred label a language, and no text under two kinds of label."""
        preferred = AdministrativeStatus.PREFERRED
        usable = [term for term in terms if term.status.usable]
        usable.sort(key=lambda term: term.status is not preferred)
        seen: set[str] = set()
        for term in [*usable, *(term for term in terms if not term.status.usable)]:
            self._term_losses(term)
            if term.context is not None:
                examples.append(literal(term.context.text, language))
                self._lose("sources of contexts", term.context.source is not None)
            label = literal(term.term, language)
            if label in seen:
                self._lose("repeated terms")
                continue
            if term is (usable[0] if usable else None):
                kind = "prefLabel"
                self._lose("admitted terms (written as preferred)", term.status is not preferred)
            elif term.status.usable:
                kind = "altLabel"
                self._lose("preferred terms (written as admitted)", term.status is preferred)
            else:
                kind = "hiddenLabel"
                self._lose("deprecated, superseded or forbidden: which of them")
            seen.add(label)
            labels[kind].append(label)

    def _term_losses(self, term: TermSection) -> None:
        for name, what in _LOST.items():
            value = getattr(term, name)
            self._lose(what, value is not None and value is not False)
        self._lose("inflected forms", len(term.forms))
        self._lose("imported data categories", len(term.extra))
        self._lose("process status of terms", term.process_status is not ProcessStatus.APPROVED)

    # -------------------------------------------------------------------- relations

    def _relations(
        self, concept: Concept, targets: tuple[str, ...], *, apart: bool = False
    ) -> list[str]:
        found = []
        for target in dict.fromkeys(targets):
            if target not in self.above:
                self._lose("relations to concepts that are not in the file")
            elif apart and (
                self._is_above(target, concept.id) or self._is_above(concept.id, target)
            ):
                self._lose("related concepts of which one is above the other")
            else:
                found.append(_iri(target))
        return found

    def _is_above(self, upper: str, lower: str) -> bool:
        """Is ``upper`` above ``lower``, by however many steps?"""
        seen: set[str] = set()
        waiting = [lower]
        while waiting:
            for identifier in self.above[waiting.pop()] - seen:
                if identifier == upper:
                    return True
                seen.add(identifier)
                waiting.append(identifier)
        return False

    def _lose(self, what: str, count: int = 1) -> None:
        if count:
            self.losses[what] += int(count)
