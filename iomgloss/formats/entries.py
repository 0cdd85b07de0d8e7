"""What the readers of TBX and MultiTerm share: elements of an entry, and the concept they make."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from iomgloss.files.xml import Parser
from iomgloss.formats.base import Source, slug
from iomgloss.formats.tags import language_of
from iomgloss.formats.tbx_facts import Node, keep
from iomgloss.model import (
    Concept,
    Definition,
    LanguageSection,
    Location,
    ProcessStatus,
    TermSection,
)


class Collector:
    """A handler that collects one entry at a time and makes a concept of it."""

    parser: Parser
    entries: Collection[str]
    """Names of the elements that are entries."""

    def __init__(self, source: Source) -> None:
        self.source, self.log = source, source.log
        self.concepts: list[Concept] = []
        self.stack: list[Node] = []
        self.has_root = False
        self.ids: set[str] = set()

    def root(self, name: str, attributes: dict[str, str]) -> None:
        """The root has begun. Raises FormatError for that of another format."""
        raise NotImplementedError

    def made(self, node: Node) -> Concept | None:
        """The concept of an entry that has ended."""
        raise NotImplementedError

    def tag(self, tag: str | None, line: int | None = None) -> str | None:
        """The normalised tag, doubts noted; None for what is none."""
        return language_of(tag, self.log, line=line or self.parser.line)

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if not self.has_root:
            self.has_root = True
            self.root(name, dict(attributes))
        elif self.stack or name in self.entries:
            node = Node(name, dict(attributes), self.parser.line)
            if self.stack:
                self.stack[-1].content.append(node)
            self.stack.append(node)

    def end(self, name: str) -> None:
        if self.stack:
            node = self.stack.pop()
            if not self.stack:
                concept = self.made(node)
                if concept:
                    self.concepts.append(concept)

    def text(self, data: str) -> None:
        if self.stack:
            self.stack[-1].content.append(data)


def collected(collector: Collector) -> Iterator[Concept]:
    """Yield the concepts of a file. Raises FormatError where the XML is at fault."""
    source = collector.source
    parser = collector.parser = Parser(source.file, collector)
    for _ in parser.chunks(source.stream):
        yield from collector.concepts
        collector.concepts.clear()


class Entry:
    """One entry on its way to a concept."""

    def __init__(self, collector: Collector, node: Node) -> None:
        self.collector, self.node = collector, node
        self.id: str | None = None
        self.named: str | None = None
        """The id in the file; None where it is made up."""
        self.subject: str | None = None
        self.process_status = ProcessStatus.APPROVED
        self.notes: list[str] = []
        self.relations: dict[str, list[str]] = {}
        self.definitions: dict[str, Definition] = {}
        self.sections: dict[str, list[TermSection]] = {}
        self.extra: dict[str, Any] = {}
        self.section_extra: dict[str, dict[str, Any]] = {}

    def warn(self, name: str, message: str, line: int) -> None:
        self.collector.log.warn(name, message, line=line, unit=self.id)

    def identify(self, called: str) -> bool:
        """Settle the id, ``called`` so in messages; False for an entry without any term."""
        self.sections = {tag: terms for tag, terms in self.sections.items() if terms}
        if not self.sections:
            log = self.collector.log
            log.reject("the entry has no term", line=self.node.line, unit=self.id)
            return False
        known = self.collector.ids
        self.named = self.id
        if self.id is None:
            english = [tag for tag in self.sections if tag.split("-")[0] == "en"]
            wanted = slug(self.sections[(english or list(self.sections))[0]][0].term)
            number, self.id = 1, wanted
            while self.id in known:
                number += 1
                self.id = f"{wanted}-{number}"
        elif self.id in known:
            self.warn("repeated-id", f"{called} stands twice in the file", self.node.line)
        known.add(self.id)
        return True

    def define(
        self,
        language: str,
        text: str,
        source: str | None,
        *,
        rest: dict[str, Any],
        spare: tuple[str, Any],
        line: int,
    ) -> None:
        """Take a definition. ``rest`` stood beside it; ``spare`` is what a second one is kept as,
        with the name."""
        kept = self.section_extra.setdefault(language, {})
        if language in self.definitions:
            message = f"a second definition in {language}; kept apart"
            self.warn("second-definition", message, line)
            keep(kept, *spare)
            return
        self.definitions[language] = Definition(language=language, text=text, source=source)
        if rest:
            keep(kept, spare[0], rest)

    def section(self, language: str, line: int) -> tuple[list[TermSection], dict[str, Any]]:
        """The terms of a language so far, and what else stands there."""
        if language in self.sections:
            self.warn("repeated-language", f"two sections in {language}; joined", line)
        return (
            self.sections.setdefault(language, []),
            self.section_extra.setdefault(language, {}),
        )

    def made(self) -> Concept:
        """The concept, once it is identified."""
        identifier = self.id or ""
        rests = {tag: rest for tag, rest in sorted(self.section_extra.items()) if rest}
        if rests:
            self.extra["languages"] = rests
        return Concept(
            id=identifier,
            subject=self.subject,
            process_status=self.process_status,
            **{kind: tuple(found) for kind, found in self.relations.items()},
            note="\n".join(self.notes) or None,
            definitions=tuple(self.definitions[tag] for tag in _sorted(self.definitions)),
            languages=tuple(
                LanguageSection(language=tag, terms=tuple(self.sections[tag]))
                for tag in _sorted(self.sections)
            ),
            extra=self.extra,
            location=Location(
                file=self.collector.source.file, line=self.node.line, unit=self.named
            ),
        )


def _sorted(languages: Iterable[str]) -> list[str]:
    return sorted(languages, key=str.lower)
