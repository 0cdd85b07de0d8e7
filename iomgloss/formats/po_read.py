"""PO in: see `iomgloss.formats.po`."""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.formats import tags
from iomgloss.formats.base import Item, Source, slug
from iomgloss.formats.pairs import hold
from iomgloss.formats.po_plurals import FORM, NO_DOCUMENT
from iomgloss.formats.po_syntax import Entry, header_fields, language_of, read_entries, refuse
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Definition,
    LanguageSection,
    Location,
    Note,
    ProcessStatus,
    Property,
    Segment,
    TermSection,
    TranslationUnit,
    UnitState,
    Variant,
)


def read(source: Source) -> Iterator[Item]:
    """Yield units or concepts. Raises FormatError where the file is not well-formed PO."""
    entries = read_entries(source)
    first = next(entries, None)
    if first is None:
        refuse(source, "the file has no PO entry", "see if another format fits: --from", line=1)
    has_header = first.id == "" and first.context is None
    header = header_fields(first.strings.get(0, "")) if has_header else {}
    if not has_header:
        source.log.warn("no-header", "the file has no PO header", line=first.line)
    reader = _Reader(source, header)
    found = _chain(None if has_header else first, entries)
    if (source.kind or header.get("x-iomgloss-kind")) == "terms":
        yield from reader.concepts(found)
    else:
        for entry in found:
            yield from reader.units(entry)


def _chain(first: Entry | None, rest: Iterator[Entry]) -> Iterator[Entry]:
    if first is not None:
        yield first
    yield from rest


# -------------------------------------------------------------------- the contents


class _Reader:
    def __init__(self, source: Source, header: dict[str, str]) -> None:
        self.source = source
        self.log = source.log
        self.ours = header.get("x-generator", "").startswith("iomgloss")
        self.source_language = self._pick(
            header.get("x-source-language", ""), source.source_language, "source", "-s"
        )
        targets = source.target_languages
        told = targets[0] if len(targets) == 1 else None
        self.target_language = self._pick(header.get("language", ""), told, "target", "-t")
        if self.source_language == self.target_language:
            refuse(
                source,
                f"source and target are both {self.source_language}",
                "name the pair: -s bg -t en",
                line=1,
            )
        wild = header.get("x-source-language", ""), header.get("language", "")
        found = [language_of(tag) for tag in wild]
        pair = self.source_language, self.target_language
        self.tags = [
            tags.original(tag, language) if read == language else None
            for tag, read, language in zip(wild, found, pair, strict=True)
        ]
        """The languages as the header writes them, where that differs."""
        self.seen: set[int] = set()
        """Hashes of contexts and sources: the texts of a large catalogue are not held."""

    def _pick(self, value: str, told: str | None, side: str, option: str) -> str:
        named = tags.language_of(value, self.log, line=1) or language_of(value)
        if value and named is None:
            self.log.warn("language-tag", f"{value!r} in the header is no language tag", line=1)
        if named and told and named.lower() != told.lower():
            self.log.warn(
                "other-language", f"the header names {named} as {side}, not {told}", line=1
            )
        language = named or told
        if language is None:
            refuse(
                self.source,
                f"the header does not name the {side} language",
                f"name the pair: -s LANG -t LANG ({option} is missing)",
                line=1,
            )
        return language

    def _forms(self, entry: Entry) -> Iterator[tuple[int | None, str, str]]:
        """Plural form, source, target of what can be taken; the rest is rejected."""
        source = entry.id or ""
        key = hash((entry.context, entry.id))
        if key in self.seen:
            self.log.warn("repeated-entry", "the entry stands twice in the file", line=entry.line)
        self.seen.add(key)
        if entry.plural is None:
            pairs: list[tuple[int | None, str, str]] = [(None, source, entry.strings[0])]
        else:
            pairs = [
                (form, entry.plural if form else source, text)
                for form, text in sorted(entry.strings.items())
            ]
            if len(pairs) == 1:
                pairs.append((0, entry.plural, pairs[0][2]))
        wanted = self.source.untranslated
        if not wanted and not any(text.strip() for *_, text in pairs):
            self.log.reject("no translation", line=entry.line)
            return
        for form, original, text in pairs:
            if not original.strip():
                self.log.reject("no source text", line=entry.line)
            elif not wanted and not text.strip():
                self.log.reject(f"no translation of plural form {form}", line=entry.line)
            else:
                yield form, original, text

    def units(self, entry: Entry) -> Iterator[TranslationUnit]:
        document, position, references = None, None, entry.references
        if self.ours and references:
            if references[0] != NO_DOCUMENT:
                document, position = _place(references[0])
            references = references[1:]
        pairs = [
            ("msgctxt", [] if entry.context is None else [entry.context]),
            ("reference", references),
            ("flag", [flag for flag in entry.flags if flag != "fuzzy"]),
            ("previous", ["\n".join(entry.previous)] if entry.previous else []),
        ]
        notes = ("\n".join(lines) for lines in (entry.notes, entry.extracted) if lines)
        properties = [Property(type=f"x-po-{name}", value=v) for name, vs in pairs for v in vs]
        kept = tuple(Note(text=text) for text in notes)
        for form, source, target in self._forms(entry):
            plural = [] if form is None else [Property(type=FORM, value=str(form))]
            yield TranslationUnit(
                variants=(
                    Variant(
                        language=self.source_language, segment=Segment.of(source), tag=self.tags[0]
                    ),
                    Variant(
                        language=self.target_language, segment=Segment.of(target), tag=self.tags[1]
                    ),
                ),
                source_language=self.source_language,
                document=document,
                position=position,
                state=UnitState.FUZZY if "fuzzy" in entry.flags else UnitState.CONFIRMED,
                properties=(*properties, *plural),
                notes=kept,
                location=Location(file=self.source.file, line=entry.line),
            )

    def concepts(self, entries: Iterator[Entry]) -> Iterator[Concept]:
        """Entries as concepts; in a file of ours those of one concept together."""
        grouped: dict[str, list[Entry]] = {}
        for count, entry in enumerate(entries, start=1):
            hold(self.source, count, entry.line)
            if self.ours and entry.references:
                identifier = entry.references[0]
            else:
                english = self.target_language.split("-")[0] == "en"
                text = entry.strings.get(0, "") if english else entry.id or ""
                wanted = identifier = slug(text or entry.id or "")
                number = 1
                while identifier in grouped:
                    number += 1
                    identifier = f"{wanted}-{number}"
            grouped.setdefault(identifier, []).append(entry)
        for identifier, group in grouped.items():
            concept = self._concept(identifier, group)
            if concept:
                yield concept

    def _concept(self, identifier: str, group: list[Entry]) -> Concept | None:
        terms: dict[str, dict[str, ProcessStatus]] = {}
        for entry in group:
            agreed = ProcessStatus.PROPOSED if "fuzzy" in entry.flags else ProcessStatus.APPROVED
            for _, source, target in self._forms(entry):
                sides = (self.source_language, source), (self.target_language, target)
                for language, term in sides:
                    terms.setdefault(language, {}).setdefault(" ".join(term.split()), agreed)
        if not terms:
            return None
        first = group[0]
        extracted = "\n".join(first.extracted)
        defined = self.ours and extracted
        notes = [*first.notes] if self.ours else [*first.notes, *first.extracted]
        return Concept(
            id=identifier,
            note="\n".join(notes) or None,
            definitions=(Definition(language=self.source_language, text=extracted),)
            if defined
            else (),
            languages=tuple(
                LanguageSection(
                    language=language,
                    terms=tuple(
                        TermSection(
                            term=term,
                            process_status=agreed,
                            status=AdministrativeStatus.ADMITTED
                            if rank
                            else AdministrativeStatus.PREFERRED,
                        )
                        for rank, (term, agreed) in enumerate(found.items())
                    ),
                )
                for language, found in sorted(terms.items())
            ),
            location=Location(
                file=self.source.file, line=first.line, unit=identifier if self.ours else None
            ),
        )


def _place(reference: str) -> tuple[str, int | None]:
    """Document and position out of what `po_write` put into ``#:``."""
    name, colon, number = reference.rpartition(":")
    if not (colon and number.isdecimal()):
        name, number = reference, ""
    return name.removeprefix("\u2068").removesuffix("\u2069"), int(number) if number else None
