"""The terms of a page of ``annotate``: one entry each, numbered as they first occur."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote, urlsplit

from iomgloss.errors import UsageError
from iomgloss.formats.html_escape import attributes, escape, visible
from iomgloss.languages.direction import is_right_to_left
from iomgloss.model import Concept, Definition, ProcessStatus, TermHit, Translation, compatible

_SCHEMES = ("", "http", "https", "file")


class Entries:
    """Collects terms; a term is a word of a language that stands for a concept."""

    def __init__(self, concept: Callable[[str], Concept], glossary: str | None) -> None:
        """``glossary``: the address of the page that entries link to. Raises UsageError for an
        address that is not of a page."""
        if glossary is not None and urlsplit(glossary).scheme not in _SCHEMES:
            raise UsageError(
                f"{glossary!r} is no address of a page",
                hint="give a path, relative to the page, or an address of the web",
            )
        self._concept, self._glossary = concept, glossary
        self._numbers: dict[tuple[str, str, str], int] = {}
        self._hits: list[TermHit] = []

    def number(self, hit: TermHit) -> int:
        """The number of the hit's term, from 1."""
        key = hit.concept, hit.language, hit.term
        if key not in self._numbers:
            self._hits.append(hit)
            self._numbers[key] = len(self._hits)
        return self._numbers[key]

    def written(self) -> Iterator[str]:
        """The entries, in order."""
        for number, hit in enumerate(self._hits, start=1):
            yield self._entry(number, hit)
        if not self._hits:
            yield "<p>None were found.</p>\n"

    def _entry(self, number: int, hit: TermHit) -> str:
        concept = self._concept(hit.concept)
        proposed = hit.process_status is ProcessStatus.PROPOSED
        return (
            f'<article id="t{number}" class="entry {hit.status}" tabindex="-1">\n'
            f'<h3><span class="number">{number}</span> <b{_language(hit.language)}>'
            f'{_text(hit.term)}</b> <i class="status">{hit.status}</i>'
            + (' <i class="proposed">proposed</i>' if proposed else "")
            + "</h3>\n"
            + _instead(hit, concept)
            + _definition(_best(hit, concept))
            + _translations(hit.translations)
            + f'<p class="place">{self._place(hit.concept)}</p>\n</article>\n'
        )

    def _place(self, concept: str) -> str:
        """The concept, linked to its place in the glossary."""
        if self._glossary is None:
            return _text(concept)
        address = f"{self._glossary.partition('#')[0]}#{quote(concept, safe='')}"
        return f"<a{attributes(href=visible(address))}>{_text(concept)}</a>"


def _instead(hit: TermHit, concept: Concept) -> str:
    """What is to be written instead of a term that is not to be used."""
    usable = [term for term in concept.terms(hit.language) if term.status.usable]
    if hit.status.usable or not usable:
        return ""
    term = f"<b{_language(hit.language)}>{_text(usable[0].term)}</b>"
    return f'<p class="instead">Use instead: {term}</p>\n'


def _best(hit: TermHit, concept: Concept) -> Definition | None:
    """The definition in the term's language, else in that of a translation, else any."""
    for tag in (hit.language, *(item.language for item in hit.translations)):
        for definition in concept.definitions:
            if compatible(definition.language, tag):
                return definition
    return next(iter(concept.definitions), None)


def _definition(definition: Definition | None) -> str:
    if definition is None:
        return ""
    language = _language(definition.language)
    return f'<p class="definition"{language}>{_text(definition.text)}</p>\n'


def _translations(found: tuple[Translation, ...]) -> str:
    if not found:
        return ""
    rows = []
    for tag in dict.fromkeys(item.language for item in found):
        terms = "; ".join(_text(item.term) for item in found if item.language == tag)
        rows.append(f"<dt>{_text(tag)}</dt><dd{_language(tag)}>{terms}</dd>\n")
    return f'<dl class="translations">\n{"".join(rows)}</dl>\n'


def _language(tag: str) -> str:
    return attributes(lang=tag, dir="rtl" if is_right_to_left(tag) else None)


def _text(text: str) -> str:
    return escape(visible(text))
