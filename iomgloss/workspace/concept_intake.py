"""Concepts of an imported file on their way into the term base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from iomgloss.formats.base import Format, Item, Log
from iomgloss.model import Concept, ConceptChange, FieldChange, Missing, compatible
from iomgloss.termbase.layout import CONCEPT_ID
from iomgloss.termbase.merging import Merged, merge, said
from iomgloss.workspace.concept_matching import Known, keys, says_its_id
from iomgloss.workspace.concept_projection import projections
from iomgloss.workspace.concept_storing import plain_name, store
from iomgloss.workspace.import_options import ImportOptions
from iomgloss.workspace.workspace import Workspace


class ConceptIntake:
    """Concepts into the term base, one file each."""

    def __init__(
        self, workspace: Workspace, path: Path, row: Format, options: ImportOptions, log: Log
    ) -> None:
        self.workspace, self.row, self.options, self.log = workspace, row, options, log
        self.read = self.added = self.updated = self.kept = 0
        self.languages: set[str] = set()
        self.changes: list[ConceptChange] = []
        self.missing: list[Missing] = []
        self.origin = str(path)
        self.new: dict[str, Concept] = {}
        self.changed: dict[str, Concept] = {}

    def take(self, items: Iterator[Item]) -> None:
        with self.workspace.glossary_lock():
            found = [_with_valid_id(item) for item in items if isinstance(item, Concept)]
            self.languages = {
                section.language for concept in found for section in concept.languages
            }
            self.workspace.termbase.refresh()  # refuses a faulty term base with all its faults
            known = Known(self.workspace.termbase.concepts()[0])
            matches = _matches(found, known)
            comparison = _Comparison(self, found, matches, known)
            for concept, match in zip(found, matches, strict=True):
                self._take_one(concept, match, known, comparison)
            if self.options.update:
                self._report_missing({match.id for match in matches if match}, known)
            if not self.options.dry_run:
                change, origin = self.options.change, self.origin
                new, changed = list(self.new.values()), list(self.changed.values())
                store(self.workspace, new, changed, change, origin)

    def _take_one(
        self, concept: Concept, match: Concept | None, known: Known, comparison: _Comparison
    ) -> None:
        if match is None:
            before = self.new.get(concept.id.casefold())
            if before is None or not says_its_id(concept):
                self._add(self._with_free_id(concept, known))
                return
            merged = merge(before, concept, None, spoken=said([before, concept]))
            repeat = "the concept stands twice in the file, and says something else"
        else:
            merged = comparison.merged(concept, self.changed.get(match.id, match))
            repeat = ""
        line = concept.location.line if concept.location else None
        for change in merged.refused:
            self.log.warn(
                "composed-text",
                f"the {change.field.replace('_', ' ')} has other texts in it, and is not taken",
                line=line,
                unit=merged.concept.id,
            )
        if self.options.update and match is not None:
            self.missing += [
                Missing(concept=match.id, language=language, term=term)
                for language, term in merged.missing
            ]
        if not merged.changes:
            self.read += 1
            return
        action = "rejected"
        if match is not None and self.options.update:
            action = "updated"
            self.updated += match.id not in self.changed
            self.read += 1
            self.changed[match.id] = merged.concept
        elif match is not None and self.options.keep:
            action = "kept"
            self.kept += 1
            self.read += 1
        else:
            what = repeat or "the term base says something else"
            self.log.reject(
                f"{what}: {_summary(merged.changes)}", line=line, unit=merged.concept.id
            )
        self.changes.append(
            ConceptChange(
                concept=merged.concept.id, action=action, line=line, fields=merged.changes
            )
        )

    def _add(self, concept: Concept) -> None:
        self.read += 1
        self.added += 1
        concept = replace(concept, subject=concept.subject or self.options.subject)
        self.new[concept.id.casefold()] = concept
        self.changes.append(
            ConceptChange(
                concept=concept.id,
                action="added",
                line=concept.location.line if concept.location else None,
                fields=tuple(
                    FieldChange(
                        language=section.language,
                        term=term.term,
                        field="term",
                        old=None,
                        new=term.term,
                    )
                    for section in concept.languages
                    for term in section.terms
                ),
            )
        )

    def _with_free_id(self, concept: Concept, known: Known) -> Concept:
        """An id that the reader made up gives way to one that is taken."""
        number, identifier = 1, concept.id
        while known.named(identifier) or identifier.casefold() in self.new:
            number += 1
            identifier = f"{concept.id}-{number}"
        return replace(concept, id=identifier)

    def _report_missing(self, found: Collection[str], known: Known) -> None:
        self.missing += [Missing(concept=name) for name in sorted(known.concepts.keys() - found)]


class _Comparison:
    """Imported concepts against those of the term base, as the file's format can hold them."""

    def __init__(
        self,
        intake: ConceptIntake,
        found: Sequence[Concept],
        matches: Sequence[Concept | None],
        known: Known,
    ) -> None:
        self.languages = intake.languages
        log = intake.log
        self.spoken = (said(found) if log.columns is None else log.columns) | log.stated
        concerned = {match.id: match for match in matches if match is not None}
        for concept in found:
            if not says_its_id(concept):  # its lines may be those of several
                concerned |= {other.id: other for other in known.sharing(concept)}
        self._ways = projections(
            intake.row,
            sorted(concerned.values(), key=lambda concept: concept.id),
            self.languages,
            intake.options.source_language,
            intake.options.target_languages,
        )
        self._done: list[_Projection] = []

    def merged(self, theirs: Concept, ours: Concept) -> Merged:
        """``ours`` with what the file changes: as little as any way of writing it allows."""
        best: Merged | None = None
        for projection in self._projections():
            if projection.holds(theirs):
                return Merged(concept=ours)
            base = projection.of(theirs, ours)
            if base == theirs:
                return Merged(concept=ours)
            found = self._merge(*_in_our_tags(theirs, base, ours))
            if best is None or len(found.changes) < len(best.changes):
                best = found
            if not found.changes and not found.refused:
                break
        return best or self._merge(theirs, None, ours)

    def _merge(self, theirs: Concept, base: Concept | None, ours: Concept) -> Merged:
        return merge(
            ours,
            theirs,
            base,
            spoken=self.spoken,
            languages=self.languages,
            is_sure=says_its_id(theirs) or keys(theirs) <= keys(ours),
        )

    def _projections(self) -> Iterator[_Projection]:
        """Made when they are first needed: most files fit the first."""
        yield from self._done
        for concepts in self._ways:
            self._done.append(_Projection(concepts))
            yield self._done[-1]


class _Projection:
    """The term base as one way of writing it has it."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.known = Known(concepts)
        self.contents = Counter(map(_content, concepts))

    def holds(self, theirs: Concept) -> bool:
        """Where a format has no ids, lines of several concepts may make one."""
        return not says_its_id(theirs) and _content(theirs) in self.contents

    def of(self, theirs: Concept, ours: Concept) -> Concept | None:
        if says_its_id(theirs):
            return self.known.concepts.get(ours.id)
        return self.known.closest(theirs)


def _matches(found: Sequence[Concept], known: Known) -> list[Concept | None]:
    """For each concept of a file the one of the term base that it is."""
    named = [known.named(item.id) if says_its_id(item) else None for item in found]
    taken = {match.id for match in named if match is not None}
    matches = []
    for concept, match in zip(found, named, strict=True):
        if match is None and says_its_id(concept):
            same = known.equal(concept)
            match = same if same is not None and same.id not in taken else None
        elif match is None:
            match = known.closest(concept)
            namesake = known.named(concept.id)
            if match is None and namesake is not None and keys(namesake) & keys(concept):
                match = namesake
        matches.append(match)
    return matches


def _with_valid_id(concept: Concept) -> Concept:
    if CONCEPT_ID.fullmatch(concept.id):
        return concept
    return replace(concept, id=plain_name(concept.id))


def _in_our_tags(
    theirs: Concept, base: Concept | None, ours: Concept
) -> tuple[Concept, Concept | None, Concept]:
    """Languages that the format was told to call otherwise (``uz`` as ``uz-Latn``) as ours are."""
    own = {section.language for section in ours.languages}
    names: dict[str, str] = {}
    for section in base.languages if base is not None else ():
        if section.language not in own:
            like = [tag for tag in own if compatible(tag, section.language)]
            names |= {section.language: like[0]} if len(like) == 1 else {}
    if base is None or not names or own & names.keys():
        return theirs, base, ours

    def called(concept: Concept) -> Concept:
        return replace(
            concept,
            definitions=tuple(
                replace(item, language=names.get(item.language, item.language))
                for item in concept.definitions
            ),
            languages=tuple(
                replace(item, language=names.get(item.language, item.language))
                for item in concept.languages
            ),
        )

    return called(theirs), called(base), ours


def _content(concept: Concept) -> str:
    return repr(replace(concept, id="", location=None))


def _summary(changes: Sequence[FieldChange]) -> str:
    """Where it differs, in a few words."""
    places = []
    for change in changes[:3]:
        about = " ".join(part for part in (change.language, change.term) if part)
        is_new = change.field == "term" and change.old is None
        field = change.field.replace("_", " ")
        places.append(f"{about} is new" if is_new else f"{field} of {about}" if about else field)
    more = f" and {len(changes) - 3} more" if len(changes) > 3 else ""
    return ", ".join(places) + more
