"""Imports for people: the counts, what differs field by field, what was rejected or doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iomgloss.model import ConceptChange, FieldChange, FileImport
from iomgloss.reports.differences import differences
from iomgloss.reports.terminal import Span, Terminal, join

_SHOWN = 20
"""Concepts or terms that a list names before it says how many more there are."""
_PAST = {"added": "added", "updated": "updated", "kept": "kept"}
_WOULD = {"added": "would be added", "updated": "would be updated", "kept": "would be kept"}


def imports(
    reports: Iterable[FileImport],
    terminal: Terminal | None = None,
    *,
    dry_run: bool = False,
    verbose: bool = False,
) -> str:
    """A line per file, then what differs from the term base, what was rejected or doubtful, each
    with its place. Concepts that are new are named in a dry run or when ``verbose``."""
    terminal = terminal or Terminal()
    return "".join(
        part
        for item in reports
        for part in _file(item, terminal, _WOULD if dry_run else _PAST, dry_run or verbose)
    )


def _file(
    item: FileImport, terminal: Terminal, words: dict[str, str], shows_new: bool
) -> Iterator[str]:
    counts = [f"{item.read} read", f"{item.added} {words['added']}"]
    if item.updated:
        counts.append(f"{item.updated} {words['updated']}")
    if item.kept:
        counts.append(f"{item.kept} {words['kept']}")
    counts += [f"{item.duplicates} there already", f"{len(item.rejected)} rejected"]
    languages = f" ({', '.join(item.languages)})" if item.languages else ""
    yield f"{item.file}: {item.format}, {', '.join(counts)}{languages}\n"
    differing = {
        (change.line, change.concept): change
        for change in item.changes
        if change.action == "rejected"
    }
    for each in item.rejected:
        place = f"{item.file}:{each.line}" if each.line else item.file
        unit = f" {each.unit}" if each.unit else ""
        yield f"  {place}: rejected{unit}: {each.reason}\n"
        change = differing.get((each.line, each.unit or ""))
        if change is not None:
            yield from _fields(change.fields, terminal)
    if differing:
        yield "  --update takes what the file says, --keep leaves what is there\n"
    for change in item.changes:
        if change.action in ("updated", "kept"):
            yield terminal.block([Span(_place(item, change))], f"  {change.action} ")
            yield from _fields(change.fields, terminal)
    if shows_new:
        yield from _new(item, terminal)
    yield from _missing(item, terminal)
    for warning in item.warnings:
        yield f"  {warning}\n"


def _place(item: FileImport, change: ConceptChange) -> str:
    at = f"  ({item.file}:{change.line})" if change.line else ""
    return f"{change.concept}{at}"


def _fields(changes: Iterable[FieldChange], terminal: Terminal) -> Iterator[str]:
    """A line for each: whose field it is, the old text against the new."""
    for change in changes:
        about = [part for part in (change.language, change.term) if part]
        if change.field == "term":
            about = about[:1]
        else:
            about.append(change.field.replace("_", " "))
        spans = differences(change.new or "", change.old or "", terminal.color)
        if not spans or "".join(span.text for span in spans).isspace():
            spans = [Span(repr(change.old)), Span(" → "), Span(repr(change.new))]
        yield terminal.block(spans, f"    {' '.join(about)}: ", "      ")


def _new(item: FileImport, terminal: Terminal) -> Iterator[str]:
    added = [change for change in item.changes if change.action == "added"]
    for change in added[:_SHOWN]:
        terms: dict[str, list[str]] = {}
        for field in change.fields:
            terms.setdefault(field.language or "", []).append(field.new or "")
        parts = [[Span(f"{tag} {', '.join(found)}", "green")] for tag, found in terms.items()]
        yield terminal.block(join(parts, "; "), f"  new {change.concept}: ", "      ")
    if len(added) > _SHOWN:
        yield f"  … and {len(added) - _SHOWN} more that are new\n"


def _missing(item: FileImport, terminal: Terminal) -> Iterator[str]:
    """What the file does not have; it stays."""
    for each in [each for each in item.missing if each.term][:_SHOWN]:
        yield terminal.block(
            [Span(f"{each.concept}: {each.language} {each.term}")], "  not in the file, stays: "
        )
    terms = sum(each.term is not None for each in item.missing)
    if terms > _SHOWN:
        yield f"  … and {terms - _SHOWN} more terms that are not in the file\n"
    concepts = len(item.missing) - terms
    if concepts:
        what = "concept is" if concepts == 1 else "concepts are"
        stay = "stays" if concepts == 1 else "stay"
        yield f"  {concepts} other {what} not in the file and {stay}\n"
