"""``lookup`` for people: terms with translations and status, matches with their differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from iomgloss.model import (
    AdministrativeStatus,
    Lookup,
    Match,
    MatchKind,
    ProcessStatus,
    TermHit,
    Tier,
    Translation,
)
from iomgloss.reports import status
from iomgloss.reports.terminal import Span, Terminal, join

NEAR = 99.0
"""From here on a match differs in what scores do not count."""


def render(result: Lookup, terminal: Terminal, *, verbose: bool = False) -> str:
    """The whole answer; a plain sentence when there is none."""
    parts = _terms(result, terminal)
    parts += [
        _match(result.query, list(group), terminal, verbose)
        for _, group in groupby(result.matches, key=_place)
    ]
    if not parts:
        return terminal.text("Nothing found: no term, no match.", "dim") + "\n"
    return "\n".join(parts)


# ----------------------------------------------------------------------- terms


def _terms(result: Lookup, terminal: Terminal) -> list[str]:
    """A paragraph for each concept, in the order of the text; those that occur only inside the
    terms of others on one line."""
    hits = _spoken(result)
    free = {hit.concept for hit in hits if not any(_inside(hit, other) for other in hits)}
    groups: dict[str, list[TermHit]] = {}
    for hit in hits:
        groups.setdefault(hit.concept, []).append(hit)
    outer = [group for concept, group in groups.items() if concept in free]
    inner = [group for concept, group in groups.items() if concept not in free]
    parts = [_concept(group, terminal) for group in outer]
    if inner:
        names = [[Span(group[0].surface), Span(f" ({group[0].concept})", "dim")] for group in inner]
        parts.append(terminal.block([*join(names)], "also inside: "))
    return parts


def _spoken(result: Lookup) -> list[TermHit]:
    """The hits without those in a language that the text is not in, where one is that it is in."""
    known = {(hit.concept, hit.start) for hit in result.terms if _in_source(hit, result)}
    return [
        hit
        for hit in result.terms
        if _in_source(hit, result) or (hit.concept, hit.start) not in known
    ]


def _in_source(hit: TermHit, result: Lookup) -> bool:
    return hit.language == result.source_language


def _concept(group: Sequence[TermHit], terminal: Terminal) -> str:
    """A line for each term that occurs, then the translations, once."""
    text = ""
    lines: dict[tuple[str, str, AdministrativeStatus], list[TermHit]] = {}
    for hit in group:
        if not any(_inside(hit, other) for other in group):
            lines.setdefault((hit.surface, hit.term, hit.status), []).append(hit)
    for number, hits in enumerate(lines.values()):
        first = hits[0]
        head = [Span(first.surface, "bold")]
        if first.tier is not Tier.EXACT or first.parts:
            head += [Span(" → "), Span(first.term, "cyan")]
        if first.tier is Tier.FUZZY:
            head += [Span("  "), Span("fuzzy", "yellow")]
        languages = ", ".join(dict.fromkeys(hit.language for hit in hits))
        head += [Span("  "), Span(languages, "dim"), Span("  ")]
        head += status.status(first.status, first.process_status)
        if number == 0:
            head += [Span("  "), Span(first.concept, "dim")]
        text += terminal.block(head, "", "        ")
    return text + _translations(group, terminal)


def _translations(group: Iterable[TermHit], terminal: Terminal) -> str:
    """A line for each language, in the order asked for: the preferred terms, then the others."""
    by_language: dict[str, list[Translation]] = {}
    for hit in group:
        for item in hit.translations:
            known = by_language.setdefault(item.language, [])
            if item not in known:
                known.append(item)
    width = max(map(len, by_language), default=0)
    text = ""
    for language, items in by_language.items():
        sides = []
        for value, same in groupby(items, key=lambda item: item.status):
            names = [_translation(item) for item in same]
            said = [] if value is AdministrativeStatus.PREFERRED else [Span(f"{value}: ", "dim")]
            sides.append(said + join(names))
        text += terminal.block(join(sides, "; "), f"    {language:{width}}  ")
    return text


def _translation(item: Translation) -> list[Span]:
    spans = [Span(item.term, status.STYLE[item.status])]
    if item.process_status is ProcessStatus.PROPOSED:
        spans += [Span(" "), Span("(proposed)", "yellow")]
    return spans


def _inside(hit: TermHit, other: TermHit) -> bool:
    return (
        other.start <= hit.start
        and hit.end <= other.end
        and other.end - other.start > hit.end - hit.start
    )


# --------------------------------------------------------------------- matches


def _place(item: Match) -> tuple[object, ...]:
    """What one paragraph says of several matches: a unit that has several targets."""
    return (item.score, item.memory, item.unit, item.source_language, item.source, item.penalties)


def _match(query: str, group: Sequence[Match], terminal: Terminal, verbose: bool) -> str:
    item = group[0]
    same = item.kind is not MatchKind.FUZZY
    text = terminal.block(_head(item, same), "", "        ")
    if verbose and not same:
        text += terminal.block([Span(_explanation(item), "dim")], "    ")
    width = max(len(item.source_language), *(len(each.target_language) for each in group))
    source = [Span(item.source)]
    if not same:
        from iomgloss.reports.differences import differences, lookalikes

        source = differences(query, item.source, terminal.color)
        for note in lookalikes(query, item.source):
            text += terminal.block([Span(note, "yellow")], "    ")
    text += terminal.block(source, f"    {item.source_language:{width}}  ")
    for each in group:
        text += terminal.block([Span(each.target)], f"    {each.target_language:{width}}  ")
    return text


def _explanation(item: Match) -> str:
    """How the base score came about."""
    if item.base >= NEAR and item.characters == 100:
        said = f"{item.base:g} %: only {' and '.join(item.differences) or 'folded letters'} differ"
        return said.replace("look-alikes", "look-alike letters")
    said = (
        f"{item.base:g} %: {item.characters:g} % of the characters and {item.words:g} % of the "
        "words' text agree"
    )
    return said + (f"; different: {', '.join(item.differences)}" if item.differences else "")


def _head(item: Match, same: bool) -> list[Span]:
    """Score, kind, where it is from, and what was taken off."""
    head = [
        Span(f"{item.score:g} %", "bold green" if same else "bold yellow"),
        Span(f"  {item.kind.value}  "),
        Span(f"memory {item.memory}", "dim"),
    ]
    if item.document and item.document != item.memory:
        head.append(Span(f", document {item.document}", "dim"))
    if item.unit:
        head.append(Span(f", unit {item.unit}", "dim"))
    head += status.state(item.state)
    if item.via:
        head.append(Span(f"  via {item.via}", "yellow"))
    if item.penalties:
        taken = ", ".join(f"{each.name} −{each.points:g}" for each in item.penalties)
        head.append(Span(f"  {item.base:g} % before penalties: {taken}", "dim"))
    return head
