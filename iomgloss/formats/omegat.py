"""OmegaT glossaries: source, target, comment; ``.utf8``, ``.tab``, ``.txt``, ``.csv``.

Read: lines of fields parted by tabs; in a file called ``.csv`` by commas, with quotes. Lines that
begin with ``#`` are comments. The languages must be told with ``-s`` and ``-t`` (ours are named in
the first line). UTF-8; ``.txt`` and ``.tab`` are often in the encoding of a system (``--encoding
cp1251``). Lines with the same source are one concept, as OmegaT shows them; comments become its
note; at most 500,000 lines are read, as all are held. A name that ends in ``.txt`` or ``.csv`` says
too little: name the format with ``--from omegat-glossary``.

Written: tabs, UTF-8 without a byte order mark, no header but a comment: OmegaT reads it as
``.utf8`` and ``.txt``. A line for each pair of a source term and a target term of a concept.
OmegaT offers whatever is there, so terms that are deprecated, superseded or forbidden are left out,
and counted, on either side. The comment says what status the target term has, when that is not
merely admitted, and the definition in the target language, else in the source language. Lost, and
counted: everything else.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from iomgloss.errors import UsageError
from iomgloss.formats.base import ExportOptions, Item, Source, slug
from iomgloss.formats.pairs import concept_losses, hold, new_id, pair_of, section, term_losses
from iomgloss.formats.text import encoded, lines, one_line, refuse
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    LanguageSection,
    Location,
    ProcessStatus,
    TermSection,
)

_OURS = "# iomgloss glossary "


def read(source: Source) -> Iterator[Item]:
    """Yield concepts. Raises FormatError where the languages are not known."""
    told = source.target_languages
    pair = source.source_language, told[0] if len(told) == 1 else None
    groups: dict[str, tuple[int, list[str], list[str]]] = {}
    held = 0
    commas = source.file.lower().endswith(".csv")
    for number, line in lines(source):
        if number == 1 and line.startswith(_OURS):
            names = line.removeprefix(_OURS).split("/")
            pair = (pair_of(source, names[0], names[-1]) if len(names) == 2 else None) or pair
        if not line.strip() or line.startswith("#"):
            continue
        if None in pair:
            refuse(
                source,
                "the file does not say its languages",
                "name the pair: -s bg -t en",
                line=number,
            )
        fields = _commas(source, line, number) if commas else line.split("\t")
        fields = [field.strip() for field in fields]
        if len(fields) < 2 or not fields[0] or not fields[1]:
            reason = "the line has no target term" if fields[0] else "the line has no source term"
            source.log.reject(reason, line=number)
            continue
        if len(fields) > 3 and any(fields[3:]):
            source.log.warn("further-fields", "more than three fields; left out", line=number)
        held += 1
        hold(source, held, number)
        _, targets, comments = groups.setdefault(fields[0], (number, [], []))
        for field, kept in zip(fields[1:3], (targets, comments), strict=False):
            if field and field not in kept:
                kept.append(field)
    taken: set[str] = set()
    for term, (number, targets, comments) in groups.items():
        languages = [(pair[0] or "", [term]), (pair[1] or "", targets)]
        english = next((terms for tag, terms in languages if tag.split("-")[0] == "en"), [term])
        identifier = new_id(slug(english[0]), taken)
        yield Concept(
            id=identifier,
            note="\n".join(comments) or None,
            languages=tuple(
                LanguageSection(language=tag, terms=tuple(TermSection(term=name) for name in terms))
                for tag, terms in sorted(languages)
            ),
            location=Location(file=source.file, line=number),
        )


def _commas(source: Source, line: str, number: int) -> list[str]:
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        refuse(source, f"not well-formed CSV: {error}", 'write a quote inside as ""', line=number)


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a glossary of one pair. Raises UsageError when the pair is not named."""
    if options.source_language is None or len(options.target_languages) != 1:
        raise UsageError(
            "an OmegaT glossary has one source and one target language",
            hint="name them: -s bg -t en",
        )
    source, target = options.source_language, options.target_languages[0]
    yield f"{_OURS}{source}/{target}\n".encode()
    for concept in items:
        if isinstance(concept, Concept):
            yield from _lines(concept, source, target, options)


def _lines(concept: Concept, source: str, target: str, options: ExportOptions) -> Iterator[bytes]:
    losses = options.losses
    sides = []
    for language in (source, target):
        found = section(concept, language)
        terms = [term for term in found if term.status.usable]
        if len(terms) < len(found):
            losses["terms that are not to be used (left out)"] += len(found) - len(terms)
        sides.append(terms)
    if not all(sides):
        losses["concepts without a usable term in both languages"] += 1
        return
    definition = next(
        (
            item.text
            for wanted in (target, source)
            for item in concept.definitions
            if item.language.split("-")[0].lower() == wanted.split("-")[0].lower()
        ),
        None,
    )
    concept_losses(concept, losses, {"concept ids", "subjects", "notes of concepts"})
    if further := len(concept.definitions) - (definition is not None):
        losses["definitions"] += further
    for side, terms in enumerate(sides):
        for term in terms:
            known = {"status of source terms", "process status of source terms"} if side else set()
            term_losses(term, losses, known)
    for left in sides[0]:
        for right in sides[1]:
            parts = []
            if right.process_status is ProcessStatus.PROPOSED:
                parts.append("proposed")
            if right.status is AdministrativeStatus.PREFERRED:
                parts.append("preferred")
            comment = "; ".join([", ".join(parts)] * bool(parts) + [definition or ""])
            cells = [one_line(left.term), one_line(right.term), one_line(comment.strip("; "))]
            line = "\t".join(cells).rstrip("\t")
            if line.startswith("#"):
                losses["terms that begin with # (left out)"] += 1
                continue
            yield encoded(line + "\n", "an OmegaT glossary", concept.location)
