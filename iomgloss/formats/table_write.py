"""The rows of a table to be written: see `iomgloss.formats.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.table_columns import TERM_COLUMNS, UNIT_COLUMNS, join
from iomgloss.model import (
    Concept,
    LanguageSection,
    Location,
    ProcessStatus,
    Provenance,
    TermSection,
    TranslationUnit,
    UnitState,
    Variant,
    compatible,
)

Line = tuple[list[str], Location | None]
"""The cells of a row, and what it is about."""


def lines(items: Iterable[Item], options: ExportOptions) -> Iterator[Line]:
    """Yield the header and the rows of a table of terms (the usual kind) or of units."""
    if (options.kind or "terms") == "memory":
        yield from _memory((item for item in items if isinstance(item, TranslationUnit)), options)
    else:
        yield from _Terms(options).write([item for item in items if isinstance(item, Concept)])


def _row(cells: Iterable[object], location: Location | None = None) -> Line:
    """None is an empty cell."""
    return ["" if cell is None else str(cell) for cell in cells], location


class _Terms:
    """Terms, one a row."""

    def __init__(self, options: ExportOptions) -> None:
        self.losses = options.losses
        self.wanted = list(options.target_languages)
        if self.wanted and options.source_language:
            self.wanted.append(options.source_language)

    def write(self, concepts: list[Concept]) -> Iterator[Line]:
        kept = {
            key: None
            for concept in concepts
            for section in self._sections(concept)
            for term in section.terms
            for key, value in term.extra.items()
            if _is_column(key, value)
        }
        columns = [*TERM_COLUMNS, *kept]
        yield _row(columns)
        for concept in concepts:
            for cells in self._rows(concept):
                yield _row((cells.get(name) for name in columns), concept.location)

    def _sections(self, concept: Concept) -> list[LanguageSection]:
        return [
            section
            for section in concept.languages
            if not self.wanted
            or any(compatible(section.language, language) for language in self.wanted)
        ]

    def _rows(self, concept: Concept) -> Iterator[dict[str, object]]:
        sections = self._sections(concept)
        definitions = {item.language: item for item in concept.definitions}
        proposed = concept.process_status is not ProcessStatus.APPROVED
        once: dict[str, object] = {
            "concept_process_status": concept.process_status.value if proposed else None,
            "concept_note": self._text(concept.note),
        }
        for name in ("broader", "narrower", "related", "confusable", "aliases"):
            once[name] = join(getattr(concept, name)) or None
        for section in sections:
            definition = definitions.pop(section.language, None)
            if definition is not None:
                once["definition"] = self._text(definition.text)
                once["definition_source"] = self._text(definition.source)
            for term in section.terms:
                yield {
                    "concept": concept.id,
                    "subject": concept.subject,
                    "language": section.language,
                    **once,
                    **self._cells(term),
                }
                once = {}
        if sections and not self.wanted:
            self._lose("definitions in languages without terms", len(definitions))
        self._lose("imported data categories", len(concept.extra))

    def _cells(self, term: TermSection) -> dict[str, object]:
        proposed = term.process_status is not ProcessStatus.APPROVED
        kept = {
            key: self._text(value) for key, value in term.extra.items() if _is_column(key, value)
        }
        self._lose("imported data categories", len(term.extra) - len(kept))
        context = term.context
        return {
            **kept,
            "term": self._text(term.term),
            "status": term.status.value,
            "process_status": term.process_status.value if proposed else None,
            "part_of_speech": term.part_of_speech,
            "gender": term.gender,
            "number": term.number,
            "type": term.type,
            "register": term.register,
            "region": term.region,
            "match": term.match.value if term.match else None,
            "forms": join(term.forms) or None,
            "do_not_translate": "true" if term.do_not_translate else None,
            "context": self._text(context.text) if context else None,
            "context_source": self._text(context.source) if context else None,
            "source": self._text(term.source),
            "note": self._text(term.note),
        }

    def _text(self, text: str | None) -> str | None:
        """Readers take the white space off the ends of a cell."""
        self._lose("white space of texts", text is not None and text.strip() != text)
        return text

    def _lose(self, what: str, count: int = 1) -> None:
        if count:
            self.losses[what] += int(count)


def _is_column(key: str, value: object) -> bool:
    """An entry of ``extra`` that comes back when it is a column of its own."""
    name = re.sub(r"[\s-]+", "_", key.strip().lower())
    own = (*TERM_COLUMNS, *UNIT_COLUMNS, "target")
    return (
        isinstance(value, str)
        and bool(value.strip())
        and key.strip() == key != ""
        and name not in own
        and not re.fullmatch(r"[A-Za-z]{2}([-_].*)?", key)
    )


# --------------------------------------------------------------------------- units


def _memory(units: Iterator[TranslationUnit], options: ExportOptions) -> Iterator[Line]:
    """Units, one a row; streamed when the languages are named."""
    kept: Iterable[TranslationUnit] = units
    if options.source_language and options.target_languages:
        languages = [options.source_language, *options.target_languages]
    else:
        kept = list(units)
        found = dict.fromkeys(
            tag
            for unit in kept
            for tag in (
                *([unit.source_language] if unit.source_language else []),
                *(variant.language for variant in unit.variants),
            )
        )
        first = options.source_language
        languages = [first] if first else []
        languages += [tag for tag in options.target_languages or found if tag not in languages]
    yield _row([*UNIT_COLUMNS, *languages])
    for unit in kept:
        variants = [unit.variant(language) for language in languages]
        chosen = _once(variants)
        _unit_losses(unit, chosen, languages, options)
        if sum(bool(variant and variant.text.strip()) for variant in chosen) < 2:
            options.losses["units without text in two languages"] += 1
            continue
        state = None if unit.state is UnitState.CONFIRMED else unit.state.value
        note = unit.notes[0].text if unit.notes else None
        texts = [variant and variant.text for variant in chosen]
        yield _row([unit.id, unit.document, unit.position, state, note, *texts], unit.location)


def _once(variants: list[Variant | None]) -> list[Variant | None]:
    """No variant in two columns: ``en`` serves ``en-GB``, but not beside itself."""
    seen: list[Variant] = []
    result: list[Variant | None] = []
    for variant in variants:
        if variant is None or any(variant is other for other in seen):
            result.append(None)
        else:
            seen.append(variant)
            result.append(variant)
    return result


def _unit_losses(
    unit: TranslationUnit,
    variants: list[Variant | None],
    languages: list[str],
    options: ExportOptions,
) -> None:
    empty = Provenance()
    counts = {
        "source languages of units": unit.source_language not in (languages[0], None),
        "properties": len(unit.properties),
        "attributes": len(unit.attributes),
        "further notes": max(len(unit.notes) - 1, 0),
        "languages of notes": any(note.language for note in unit.notes[:1]),
        "reasons": unit.reason is not None,
        "dates and authors": unit.provenance != empty,
    }
    for variant in filter(None, variants):
        for name, count in (
            ("inline codes", len(variant.segment.codes)),
            ("neighbouring segments", (variant.previous or variant.next) is not None),
            ("dates and authors", variant.provenance != empty),
            ("properties", len(variant.properties)),
            ("attributes", len(variant.attributes)),
            ("notes of variants", len(variant.notes)),
        ):
            counts[name] = counts.get(name, 0) + count
    if not options.target_languages:
        counts["repeated languages"] = len(unit.variants) - sum(map(bool, variants))
    for name, count in counts.items():
        if count:
            options.losses[name] += int(count)
