"""UTX in: see `iomgloss.formats.utx`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from iomgloss.formats.base import Item, Source, slug
from iomgloss.formats.pairs import hold, new_id, pair_of
from iomgloss.formats.tags import tag_of
from iomgloss.formats.text import lines, refuse
from iomgloss.formats.utx_names import PARTS, STATUSES
from iomgloss.model import Concept, LanguageSection, Location, TermSection

_VERSION = re.compile(r"#UTX(?:-S)?\s*v?([0-9.]+)\s*;?(.*)", re.IGNORECASE)
_OWN = re.compile(r"\d{4}|creator: iomgloss")
"""What the first line says that nothing is lost of: a date, and our own name."""
_FIELDS = ("pos", "status", "comment")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a row."""

    count: int
    terms: dict[str, int]
    """Language → column."""
    facts: dict[tuple[str, str], int]
    """Language and pos, status or comment → column."""
    concept: int | None
    others: dict[str, int]


@dataclass(slots=True)
class _Group:
    line: int
    named: str | None
    """Its id as the file has it; None where it is made up."""
    languages: dict[str, list[TermSection]] = field(default_factory=dict)

    def add(self, language: str, term: TermSection) -> bool:
        """False when the term is there already, saying something else."""
        terms = self.languages.setdefault(language, [])
        same = next((item for item in terms if item.term == term.term), None)
        if same is None:
            terms.append(term)
        return same is None or same == term


def read(source: Source) -> Iterator[Item]:
    """Yield concepts. Raises FormatError where the header does not say what the columns are."""
    pair: tuple[str, str] | None = None
    header: tuple[int, str] | None = None
    columns: _Columns | None = None
    groups: dict[str, _Group] = {}
    taken: set[str] = set()
    held = 0
    for number, line in lines(source):
        if number == 1:
            pair = _languages(source, line)
        elif line.startswith("#"):
            if columns is None:
                if header is not None:
                    _remark(source, *header)
                header = number, line
        elif line.strip():
            if columns is None:
                columns = _columns(source, header, pair, number)
            held += 1
            hold(source, held, number)
            _row(source, columns, number, line, groups, taken)
    if columns is None:
        _columns(source, header, pair, header[0] if header else 1)
    for identifier, group in groups.items():
        yield Concept(
            id=identifier,
            languages=tuple(
                LanguageSection(language=tag, terms=tuple(group.languages[tag]))
                for tag in sorted(group.languages, key=str.lower)
            ),
            location=Location(file=source.file, line=group.line, unit=group.named),
        )


def _languages(source: Source, line: str) -> tuple[str, str] | None:
    found = _VERSION.match(line)
    if found is None:
        refuse(source, "the first line is no header of UTX", "see if another format fits: --from")
    named, rest = None, []
    for part in map(str.strip, found[2].split(";")):
        first, slash, second = part.removeprefix("lang:").partition("/")
        if slash and named is None and (named := pair_of(source, first, second)):
            continue
        if part and not _OWN.match(part):
            rest.append(part)
    _remark(source, 1, "; ".join(rest))
    if named is not None:
        return named
    told = source.target_languages
    if source.source_language and len(told) == 1:
        return source.source_language, told[0]
    return None


def _remark(source: Source, number: int, line: str) -> None:
    text = line.lstrip("#").strip()
    if text:
        source.log.warn("header", f"{text[:80]!r} in the header is left out", line=number)


def _columns(
    source: Source, header: tuple[int, str] | None, pair: tuple[str, str] | None, line: int
) -> _Columns:
    if header is None:
        refuse(
            source,
            "no line of the header names the columns",
            "begin it like this: #src<TAB>tgt<TAB>src:pos",
            line=line,
        )
    number, text = header
    names = [name.strip().lstrip("#") for name in text.split("\t")]
    terms: dict[str, int] = {}
    facts: dict[tuple[str, str], int] = {}
    others: dict[str, int] = {}
    concept = None
    sides = dict(zip(("src", "tgt"), pair, strict=True)) if pair else {}
    for position, name in enumerate(names):
        key = " ".join(name.lower().split())
        first, colon, second = key.partition(":")
        language = None
        if key in ("src", "tgt"):
            language = sides.get(key)
        elif colon and first == "term":
            language = tag_of(second)
        if language is not None and language not in terms:
            terms[language] = position
        elif key in ("concept id", "conceptid", "concept_id"):
            concept = position
        elif key in ("term status", "status") and "tgt" in sides:
            source.log.stated |= {"status", "process_status"}
            facts[sides["tgt"], "status"] = position
        elif key == "comment" and "tgt" in sides:
            facts[sides["tgt"], "comment"] = position
        elif first in sides and second in _FIELDS:
            facts[sides[first], second] = position
        elif first.removeprefix("term ") in _FIELDS and (tag := tag_of(second)):
            facts[tag, first.removeprefix("term ")] = position
        elif name:
            others[name] = position
    if not terms:
        missing = "languages" if any(name.lower() == "src" for name in names) else "columns"
        refuse(
            source,
            f"the header does not name the {missing} of the terms",
            "name the pair: -s bg -t en" if missing == "languages" else "see --from",
            line=number,
        )
    for name in others:
        source.log.warn("unknown-column", f"the column {name!r} is unknown; kept", line=number)
    return _Columns(len(names), terms, facts, concept, others)


def _row(
    source: Source,
    columns: _Columns,
    number: int,
    line: str,
    groups: dict[str, _Group],
    taken: set[str],
) -> None:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > columns.count and any(cells[columns.count :]):
        source.log.reject(
            f"the row has {len(cells)} cells, the header {columns.count}", line=number
        )
        return
    cells += [""] * (columns.count - len(cells))
    found = {tag: cells[at] for tag, at in columns.terms.items() if cells[at] not in ("", "-")}
    if len(found) < min(2, len(columns.terms)):
        source.log.reject("no translation" if found else "the row has no term", line=number)
        return
    named = cells[columns.concept] if columns.concept is not None else ""
    named = "" if named == "-" else named
    if named:
        taken.add(named)
        identifier = named
    else:
        english = next((tag for tag in found if tag.split("-")[0] == "en"), next(iter(found)))
        identifier = new_id(slug(found[english]), taken)
    group = groups.setdefault(identifier, _Group(number, named or None))
    last = list(found)[-1]
    others = {name: cells[at] for name, at in columns.others.items() if cells[at] not in ("", "-")}
    for tag, text in found.items():
        facts = {
            name: cells[at]
            for name in _FIELDS
            if (at := columns.facts.get((tag, name))) is not None and cells[at] not in ("", "-")
        }
        term = _term(source, text, facts, number, identifier)
        if tag == last and others:
            term = replace(term, extra={**term.extra, **others})
        if not group.add(tag, term):
            source.log.warn(
                "other-value",
                f"{text!r} stands twice with different values; the first are taken",
                line=number,
                unit=identifier,
            )


def _term(
    source: Source, text: str, facts: dict[str, str], line: int, identifier: str
) -> TermSection:
    extra: dict[str, str] = {}

    def doubt(what: str, value: str) -> None:
        message = f"{value!r} is no {what}; kept aside"
        source.log.warn("unknown-value", message, line=line, unit=identifier)
        extra[what] = value

    status = facts.get("status", "").lower()
    if status not in STATUSES:
        doubt("term status", facts["status"])
        status = ""
    part = facts.get("pos", "")
    if part and part.lower() not in PARTS:
        doubt("pos", part)
    agreed = STATUSES[status]
    return TermSection(
        term=text,
        status=agreed[0],
        process_status=agreed[1],
        part_of_speech=PARTS.get(part.lower()),
        note=facts.get("comment"),
        extra=extra,
    )
