"""The JSON of the commands (design §4): stable, keys may be added, none renamed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from iomgloss.model import (
    Block,
    Concept,
    ConceptHit,
    Diagnostic,
    ExportReport,
    FileImport,
    Location,
    Lookup,
    Match,
    Status,
    Suggestion,
    TermHit,
    TermSection,
)


def dump(value: Any, *, lines: bool = False) -> str:
    """JSON text with a line break at its end; on one line for JSON lines."""
    return json.dumps(value, ensure_ascii=False, indent=None if lines else 2) + "\n"


def lookup(result: Lookup) -> dict[str, Any]:
    return {
        "query": result.query,
        "source_language": result.source_language,
        "target_languages": list(result.target_languages),
        "terms": [term_hit(hit) for hit in result.terms],
        "matches": [match(item) for item in result.matches],
    }


def term_hit(hit: TermHit, place: Location | None = None) -> dict[str, Any]:
    """A term occurrence; with ``place``, as ``annotate`` gives it: offsets are those in the line
    of the file where it has lines."""
    found: dict[str, Any] = {
        "concept": hit.concept,
        "term": hit.term,
        "language": hit.language,
        "status": hit.status.value,
        "process_status": hit.process_status.value,
        "surface": hit.surface,
        "start": hit.start,
        "end": hit.end,
        "tier": hit.tier.value,
        "score": hit.score,
        "translations": [
            {
                "language": item.language,
                "term": item.term,
                "status": item.status.value,
                "process_status": item.process_status.value,
            }
            for item in hit.translations
        ],
    }
    if hit.parts:
        found["parts"] = [list(part) for part in hit.parts]
    if place is not None:
        found |= {"file": place.file, **_place(place)}
        if place.column is not None:
            start = place.column - 1
            ends_there = place.end_column is not None and place.end_line == place.line
            end = (place.end_column or 0) - 1 if ends_there else start + len(hit.surface)
            found |= {"start": start, "end": end}
            if hit.parts and ends_there:
                found["parts"] = [[n - hit.start + start for n in part] for part in hit.parts]
    return found


def suggestion(found: Suggestion, text: str) -> dict[str, Any]:
    """What to write in the place of a term that should not be used, found in ``text``."""
    return {
        "replaces": text[found.start : found.end],
        "text": found.text,
        "sure": found.sure,
        "why": found.why,
    }


def segment(text: str, language: str, block: Block, place: Location) -> dict[str, Any]:
    """A segment of a document."""
    return {"text": text, **_place(place), "language": language, "kind": block.kind.value}


_PLACES = ("end_line", "end_column", "part", "page", "paragraph", "table", "row", "cell")


def _place(place: Location) -> dict[str, Any]:
    """Line and column, None in formats without lines; and what else leads there."""
    further = _some({name: getattr(place, name) for name in _PLACES})
    return {"line": place.line, "column": place.column, **further}


def match(item: Match) -> dict[str, Any]:
    return {
        "score": item.score,
        "base": item.base,
        "kind": item.kind.value,
        "source": item.source,
        "target": item.target,
        "source_language": item.source_language,
        "target_language": item.target_language,
        "memory": item.memory,
        "unit": item.unit,
        "penalties": [{"name": each.name, "points": each.points} for each in item.penalties],
        "suggestion": item.suggestion,
        "via": item.via,
        "differences": list(item.differences),
        "characters": item.characters,
        "words": item.words,
        "state": item.state.value,
        "document": item.document,
        "changed": item.changed,
    }


def term_search(
    query: str, hits: Iterable[ConceptHit], suggestions: Sequence[str] = ()
) -> dict[str, Any]:
    return {
        "query": query,
        "concepts": [_concept_hit(hit) for hit in hits],
        "suggestions": list(suggestions),
    }


def _concept_hit(hit: ConceptHit) -> dict[str, Any]:
    concept = hit.concept
    return {
        "concept": concept.id,
        "subject": concept.subject,
        "score": hit.score,
        "reason": hit.reason.value,
        "matched": {
            "language": hit.language,
            "term": hit.term,
            "status": hit.status.value,
            "instead": hit.instead,
        },
        **_concept(concept),
    }


def _concept(concept: Concept) -> dict[str, Any]:
    return {
        "process_status": concept.process_status.value,
        "definition": {
            item.language: _some({"text": item.text, "source": item.source})
            for item in concept.definitions
        },
        "note": concept.note,
        "broader": list(concept.broader),
        "narrower": list(concept.narrower),
        "related": list(concept.related),
        "confusable": list(concept.confusable),
        "languages": {
            section.language: [_term(term) for term in section.terms]
            for section in concept.languages
        },
    }


def _term(term: TermSection) -> dict[str, Any]:
    context = term.context
    return _some(
        {
            "term": term.term,
            "status": term.status.value,
            "process_status": term.process_status.value,
            "part_of_speech": term.part_of_speech,
            "gender": term.gender,
            "number": term.number,
            "type": term.type,
            "register": term.register,
            "region": term.region,
            "match": term.match_rule.value,
            "forms": list(term.forms) or None,
            "do_not_translate": term.do_not_translate or None,
            "context": context and _some({"text": context.text, "source": context.source}),
            "source": term.source,
            "note": term.note,
        }
    )


def diagnostics(found: Iterable[Diagnostic], files: int) -> dict[str, Any]:
    items = list(found)
    errors = sum(item.severity == "error" for item in items)
    return {
        "diagnostics": [diagnostic(item) for item in items],
        "summary": {"files": files, "errors": errors, "warnings": len(items) - errors},
    }


def diagnostic(item: Diagnostic) -> dict[str, Any]:
    at = item.location
    return {
        "code": item.code,
        "name": item.name,
        "severity": item.severity.value,
        "file": at and at.file,
        "line": at and at.line,
        "column": at and at.column,
        "end_line": at and at.end_line,
        "end_column": at and at.end_column,
        "unit": at and at.unit,
        "message": item.message,
        "hint": item.hint,
        "suggestions": list(item.suggestions),
        "fixable": item.fixable,
    }


def imports(reports: Iterable[FileImport]) -> dict[str, Any]:
    return {
        "files": [
            {
                "file": item.file,
                "format": item.format,
                "read": item.read,
                "added": item.added,
                "duplicates": item.duplicates,
                "rejected": [
                    {"line": each.line, "unit": each.unit, "reason": each.reason}
                    for each in item.rejected
                ],
                "warnings": [diagnostic(each) for each in item.warnings],
                "languages": list(item.languages),
                "updated": item.updated,
                "kept": item.kept,
                "changes": [
                    {
                        "concept": change.concept,
                        "line": change.line,
                        "action": change.action,
                        "fields": [
                            {
                                "language": each.language,
                                "term": each.term,
                                "field": each.field,
                                "old": each.old,
                                "new": each.new,
                            }
                            for each in change.fields
                        ],
                    }
                    for change in item.changes
                ],
                "missing": [
                    {"concept": each.concept, "language": each.language, "term": each.term}
                    for each in item.missing
                ],
            }
            for item in reports
        ]
    }


def export(report: ExportReport) -> dict[str, Any]:
    found: dict[str, Any] = {
        "file": report.file,
        "format": report.format,
        "written": report.written,
        "losses": [{"what": what, "count": count} for what, count in report.losses],
    }
    if report.files:
        found["files"] = [{"file": path, "written": count} for path, count in report.files]
    return found


def status(report: Status) -> dict[str, Any]:
    return {
        "workspace": report.folder,
        "writable": report.writable,
        "concepts": report.concepts,
        "terms": dict(report.terms),
        "memories": [
            {"memory": name, "units": units, "penalty": penalty}
            for name, units, penalty in report.memories
        ],
        "units": dict(report.units),
        "recognition": dict(report.recognition),
        "index": report.index,
    }


def _some(pairs: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in pairs.items() if value is not None}
