"""Which concept of the term base an imported one is: by id, else by its terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iomgloss.model import Concept

Key = tuple[str, str]
"""A language without script and region, and a term but for case and white space."""


class Known:
    """Concepts to be found by their ids, former ids and terms."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: dict[str, Concept] = {}
        self._ids: dict[str, str] = {}
        self._terms: dict[Key, list[str]] = {}
        for concept in concepts:
            self.concepts[concept.id] = concept
            for key in keys(concept):
                self._terms.setdefault(key, []).append(concept.id)
        for concept in self.concepts.values():
            for alias in concept.aliases:
                self._ids[alias.casefold()] = concept.id
        self._ids |= {name.casefold(): name for name in self.concepts}

    def named(self, identifier: str) -> Concept | None:
        """The concept with this id or former id; case does not count."""
        name = self._ids.get(identifier.casefold())
        return None if name is None else self.concepts[name]

    def sharing(self, concept: Concept) -> Iterator[Concept]:
        """The concepts that have a term of it, each once."""
        names = [name for key in keys(concept) for name in self._terms.get(key, ())]
        for name in dict.fromkeys(names):
            yield self.concepts[name]

    def equal(self, concept: Concept) -> Concept | None:
        """The one with the same terms and the same subject; of none, whatever subject."""
        wanted = keys(concept)
        for other in self.sharing(concept):
            if keys(other) == wanted and concept.subject in (None, other.subject):
                return other
        return None

    def closest(self, concept: Concept) -> Concept | None:
        """The one that shares most terms with it, in two languages (a word alone may be another
        concept's too), or in the only one that it has."""
        wanted = keys(concept)
        enough = min(2, len(concept.languages))
        best: tuple[int, bool, bool] | None = None
        found = None
        for other in self.sharing(concept):
            shared = wanted & keys(other)
            if len({language for language, _ in shared}) < enough:
                continue
            rank = len(shared), other.subject == concept.subject, other.id == concept.id
            if best is None or rank > best:
                best, found = rank, other
        return found


def keys(concept: Concept) -> frozenset[Key]:
    """Its terms."""
    return frozenset(
        (section.language.split("-")[0].lower(), " ".join(term.term.split()).casefold())
        for section in concept.languages
        for term in section.terms
    )


def says_its_id(concept: Concept) -> bool:
    """Did its file name it? Readers make ids up where a format has none."""
    return concept.location is None or concept.location.unit is not None
