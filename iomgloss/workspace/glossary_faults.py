"""Faults of concepts that can be read: relations, statuses, letters, definitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Diagnostic,
    LanguageSection,
    Severity,
    compatible,
)
from iomgloss.text.scripts import fold_lookalikes
from iomgloss.text.toml_places import Path, SourceMap
from iomgloss.workspace.workspace import Workspace

RELATIONS = ("broader", "narrower", "related", "confusable")

NAMES = {
    "G101": "unknown-relation",
    "G102": "alias-taken",
    "G103": "several-preferred",
    "G104": "mixed-script",
    "G105": "language-not-listed",
    "G106": "no-preferred",
    "G107": "no-replacement",
    "G108": "relation-to-itself",
    "G109": "circular-relation",
    "G110": "circular-definition",
    "G111": "homonym",
    "G112": "missing-language",
    "G113": "unattested-term",
}


class Places:
    """Makes findings with the line and column of a key in a concept's file."""

    def __init__(self, workspace: Workspace) -> None:
        self._termbase = workspace.termbase
        self._last: tuple[str, SourceMap] | None = None

    def finding(self, concept: Concept, code: str, message: str, path: Path) -> Diagnostic:
        assert concept.location is not None  # noqa: S101  (it has been read)
        file = concept.location.file
        if self._last is None or self._last[0] != file:
            inside = file.removeprefix(f"{self._termbase.shown}/")
            text = (self._termbase.folder / inside).read_text(encoding="utf-8-sig")
            self._last = file, SourceMap(text)
        line, column = self._last[1].place(path)
        return Diagnostic(
            code=code,
            name=NAMES[code],
            message=message,
            severity=Severity.WARNING,
            location=replace(concept.location, line=line, column=column),
        )


def in_concepts(
    concepts: Sequence[Concept], languages: Sequence[str], places: Places
) -> Iterator[Diagnostic]:
    """Faults of each concept, in its order; ``languages``: those of the settings, none: any."""
    ids = {concept.id for concept in concepts}
    taken = {alias: concept.id for concept in concepts for alias in concept.aliases}
    above = {concept.id: concept.broader for concept in concepts}
    for concept in concepts:
        for relation in RELATIONS:
            for other in getattr(concept, relation):
                if other == concept.id:
                    message = f"{relation} names the concept itself"
                    yield places.finding(concept, "G108", message, (relation,))
                elif other not in ids and other not in taken:
                    message = f"{relation} names {other!r}, which is no concept"
                    yield places.finding(concept, "G101", message, (relation,))
        if _is_above_itself(concept.id, above):
            message = "by broader, the concept is broader than itself"
            yield places.finding(concept, "G109", message, ("broader",))
        for alias in concept.aliases:
            if alias in ids or taken[alias] != concept.id:
                message = f"the former id {alias!r} is another concept's"
                yield places.finding(concept, "G102", message, ("aliases",))
        for section in concept.languages:
            if languages and not any(compatible(section.language, tag) for tag in languages):
                message = f"{section.language} is no language of the workspace"
                path = ("terms", section.language)
                yield places.finding(concept, "G105", message, path)
            yield from _in_section(concept, section, places)


def _is_above_itself(concept: str, above: dict[str, tuple[str, ...]]) -> bool:
    """Does broader lead from the concept back to it, by way of others?"""
    seen: set[str] = set()
    ahead = [each for each in above[concept] if each != concept]
    while ahead:
        here = ahead.pop()
        if here == concept:
            return True
        if here not in seen:
            seen.add(here)
            ahead += above.get(here, ())
    return False


def _in_section(concept: Concept, section: LanguageSection, places: Places) -> Iterator[Diagnostic]:
    language = section.language
    path: Path = ("terms", language)
    usable = [term for term in section.terms if term.status.usable]
    preferred = [term for term in usable if term.status is AdministrativeStatus.PREFERRED]
    everywhere = [term.term for term in preferred if term.region is None]
    if len(everywhere) > 1:
        message = f"{language} has {len(everywhere)} preferred terms: {', '.join(everywhere)}"
        yield places.finding(concept, "G103", message, path)
    if len(usable) > 1 and not preferred:
        message = f"{language} has {len(usable)} terms to use and none is preferred"
        yield places.finding(concept, "G106", message, path)
    if not usable:
        message = f"{language} has no term to use in the place of {section.terms[0].term!r}"
        yield places.finding(concept, "G107", message, path)
    for position, term in enumerate(section.terms):
        for text in (term.term, *term.forms):
            if fold_lookalikes(text) != text:
                message = f"the {language} term {text!r} mixes Latin and Cyrillic letters"
                place: Path = (*path, position, "term" if text == term.term else "forms")
                yield places.finding(concept, "G104", message, place)


def in_definitions(
    concepts: Sequence[Concept], workspace: Workspace, places: Places
) -> Iterator[Diagnostic]:
    """Definitions that use the preferred term they define, in whatever form; names may."""
    for concept in concepts:
        for definition in concept.definitions:
            language = definition.language
            preferred = {
                term.term
                for term in concept.terms(language)
                if term.status is AdministrativeStatus.PREFERRED
                and term.part_of_speech != "proper-noun"
            }
            used = next(
                (
                    hit.surface
                    for hit in workspace.terms_in(definition.text, language, strict=True)
                    if hit.concept == concept.id and hit.term in preferred
                ),
                None,
            )
            if used is not None:
                message = f"the {language} definition uses the term that it defines: {used!r}"
                yield places.finding(concept, "G110", message, ("definition", language, "text"))
