"""Concept cards for people (``term``)."""

from __future__ import annotations

from collections.abc import Sequence

from iomgloss.model import (
    Concept,
    ConceptHit,
    LanguageSection,
    ProcessStatus,
    SearchReason,
    TermSection,
    compatible,
)
from iomgloss.model.status import STATUS_ORDER
from iomgloss.reports import status
from iomgloss.reports.terminal import Span, Terminal, join

_RELATIONS = ("broader", "narrower", "related", "confusable")
_REASONS = {
    SearchReason.EXACT: "its {language} term",
    SearchReason.ID: "its id",
    SearchReason.INFLECTED: "“{query}” is a form of {term}",
    SearchReason.SPELLING: "“{query}” is spelt {term}",
    SearchReason.TRANSLITERATED: "“{query}” is {term} in other letters",
    SearchReason.OTHER_LANGUAGE: "“{query}” is in another language: {term}",
    SearchReason.BEGINNING: "“{query}” begins {term}",
    SearchReason.PART: "“{query}” is part of {term}",
    SearchReason.WORDS: "{term} has the words of “{query}”",
    SearchReason.MISSPELT: "“{query}” resembles {term}",
    SearchReason.DEFINITION: "its definition speaks of “{query}”",
    SearchReason.CONTEXT: "a sentence quoted for it speaks of “{query}”",
    SearchReason.NOTE: "a note speaks of “{query}”",
}
"""Why a concept is shown; ``{term}`` comes with its language."""


def render(
    query: str,
    hits: Sequence[ConceptHit],
    terminal: Terminal,
    *,
    languages: Sequence[str] = (),
    verbose: bool = False,
    suggestions: Sequence[str] = (),
) -> str:
    """All cards, best first; the best in full, the others too when ``verbose``.

    ``languages``: the only ones shown; empty: all. ``suggestions``: shown when there is no card.
    """
    if not hits:
        return _nothing(query, suggestions, terminal)
    cards = [
        _card(query, hit, terminal, languages, verbose, full=verbose or number == 0)
        for number, hit in enumerate(hits)
    ]
    return "\n".join(cards)


def _nothing(query: str, suggestions: Sequence[str], terminal: Terminal) -> str:
    text = terminal.block([Span(f"No concept answers “{query}”.", "dim")])
    if suggestions:
        named = join([[Span(term, "bold")] for term in suggestions], ", ")
        text += terminal.block([Span("Did you mean: ", "dim"), *named], "", "    ")
    return text


def _card(
    query: str,
    hit: ConceptHit,
    terminal: Terminal,
    languages: Sequence[str],
    verbose: bool,
    *,
    full: bool,
) -> str:
    concept = hit.concept
    head = [Span(concept.id, "bold")]
    if concept.subject:
        head += [Span("  "), Span(concept.subject, "dim")]
    if concept.process_status is ProcessStatus.PROPOSED:
        head += [Span("  "), Span("proposed", "yellow")]
    text = terminal.block(head, "", "    ")
    text += terminal.block(_answer(query, hit), "    ")
    sections = [
        section
        for section in concept.languages
        if not languages or any(compatible(section.language, tag) for tag in languages)
    ]
    if full:
        return text + _body(concept, sections, terminal, verbose)
    names = [[Span(f"{item.language} ", "dim"), Span(_sorted(item)[0].term)] for item in sections]
    return text + terminal.block(join(names, " · "), "    ")


def _answer(query: str, hit: ConceptHit) -> list[Span]:
    """Why this concept is shown, and what to use when the term is not to be used."""
    term = f"{hit.term} ({hit.language})"
    said = _REASONS[hit.reason].format(query=query, term=term, language=hit.language)
    spans = [Span(said, "cyan")]
    if not hit.status.usable:
        spans += [Span(", "), Span(hit.status.value, status.STYLE[hit.status])]
        if hit.instead:
            spans += [Span("; use "), Span(hit.instead, "green")]
    return spans


def _body(
    concept: Concept, sections: Sequence[LanguageSection], terminal: Terminal, verbose: bool
) -> str:
    text = ""
    width = max((len(section.language) for section in sections), default=0)
    for section in sections:
        for number, term in enumerate(_sorted(section)):
            label = section.language if number == 0 else ""
            indent = f"    {label:{width}}  "
            text += terminal.block(_term(term), indent, " " * (len(indent) + 4))
            for remark in _remarks(term, verbose):
                text += terminal.block([Span(remark, "dim")], " " * (len(indent) + 4))
    shown = {section.language for section in sections}
    for definition in concept.definitions:
        if definition.language in shown:
            spans = [Span(f"definition {definition.language}: ", "dim"), Span(definition.text)]
            if definition.source:
                spans.append(Span(f" ({definition.source})", "dim"))
            text += terminal.block(spans, "    ", " " * 8)
    if concept.note:
        text += terminal.block([Span("note: ", "dim"), Span(concept.note)], "    ", " " * 8)
    for relation in _RELATIONS:
        others = getattr(concept, relation)
        if others:
            style = "yellow" if relation == "confusable" else ""
            spans = [Span(f"{relation}: ", "dim"), Span(", ".join(others), style)]
            text += terminal.block(spans, "    ", " " * 8)
    return text


def _sorted(section: LanguageSection) -> list[TermSection]:
    """Preferred first, else in the file's order."""
    return sorted(section.terms, key=lambda term: STATUS_ORDER[term.status])


def _term(term: TermSection) -> list[Span]:
    spans = [Span(term.term, status.STYLE[term.status]), Span("  ")]
    spans += status.status(term.status, term.process_status)
    facts = [term.part_of_speech, term.gender, term.number, term.type, term.register, term.region]
    said = ", ".join(fact for fact in facts if fact)
    if said:
        spans.append(Span(f"  {said}", "dim"))
    return spans


def _remarks(term: TermSection, verbose: bool) -> list[str]:
    """What is said about a term; with ``verbose`` also where it comes from."""
    remarks = [term.note] if term.note else []
    if verbose and term.source:
        remarks.append(f"source: {term.source}")
    if verbose and term.context:
        where = f" ({term.context.source})" if term.context.source else ""
        remarks.append(f"context: {term.context.text}{where}")
    return remarks
