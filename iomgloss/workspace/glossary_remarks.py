"""Remarks on a glossary: what a term base may have, and an editor may want to see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iomgloss.model import Concept, Diagnostic, compatible
from iomgloss.text.normalize import word_key
from iomgloss.workspace.glossary_faults import Places


def remarks_on(
    concepts: Sequence[Concept], languages: Sequence[str], places: Places
) -> Iterator[Diagnostic]:
    """Homonyms, languages of the workspace without a term, terms without source and context."""
    owners: dict[tuple[str, str], list[str]] = {}
    for concept in concepts:
        for section in concept.languages:
            for key in {_key(term.term) for term in section.terms}:
                owners.setdefault((section.language, key), []).append(concept.id)
    for concept in concepts:
        for language in languages:
            if not any(compatible(section.language, language) for section in concept.languages):
                yield places.finding(concept, "G112", f"{language} has no term", ())
        for section in concept.languages:
            language = section.language
            for position, term in enumerate(section.terms):
                path = ("terms", language, position, "term")
                others = [id for id in owners[language, _key(term.term)] if id != concept.id]
                if others:
                    message = (
                        f"the {language} term {term.term!r} is also one of {', '.join(others)}"
                    )
                    yield places.finding(concept, "G111", message, path)
                if term.source is None and term.context is None:
                    message = f"the {language} term {term.term!r} has neither source nor context"
                    yield places.finding(concept, "G113", message, path)


def _key(term: str) -> str:
    """Equal for spellings that differ in case alone."""
    return " ".join(map(word_key, term.split()))
