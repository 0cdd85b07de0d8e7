"""TBX out: see `iomgloss.formats.tbx`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from iomgloss.errors import FormatError, UsageError
from iomgloss.files.xml import XML_LANG, attributes, escape
from iomgloss.formats import tbx_names as names
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.tbx_forms import Form, form_of
from iomgloss.formats.tbx_values import Values, instruction
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Definition,
    LanguageSection,
    Location,
    MatchRule,
    ProcessStatus,
    TermSection,
    compatible,
)


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a TBX file. Raises UsageError when there is no concept: TBX must have one."""
    form = form_of(options)
    chosen = [
        (item, sections)
        for item in items
        if isinstance(item, Concept) and (sections := _sections(item, options))
    ]
    if not chosen:
        raise UsageError(
            "there is no concept to write, and a TBX file cannot be empty",
            hint="choose other languages, or a wider subset",
        )
    ids = frozenset(concept.id for concept, _ in chosen)
    writer = _Writer(form, options, ids)
    tool = escape(f"iomgloss {options.tool_version}".strip())
    yield form.head.replace("{tool}", tool).encode()
    for concept, sections in chosen:
        try:
            yield writer.concept(concept, sections).encode()
        except (ValueError, UnicodeEncodeError) as error:
            raise FormatError(
                f"the concept {concept.id} cannot be written: {error}",
                hint="remove the character from its file",
                location=concept.location or Location(file=concept.id),
            ) from None
    yield form.foot.encode()


def _sections(concept: Concept, options: ExportOptions) -> list[LanguageSection]:
    """The language sections that were asked for."""
    if not options.target_languages:
        return list(concept.languages)
    wanted = list(options.target_languages)
    if options.source_language:
        wanted.append(options.source_language)
    return [
        section
        for section in concept.languages
        if any(compatible(section.language, language) for language in wanted)
    ]


class _Writer(Values):
    def __init__(self, form: Form, options: ExportOptions, ids: frozenset[str]) -> None:
        super().__init__(form, options.losses, ids)
        self.all_languages = not options.target_languages
        self.reserved = {names.to_xml_id(identifier) for identifier in ids}
        self.used: set[str] = set()
        """XML ids that stand in the file."""

    def concept(self, concept: Concept, sections: list[LanguageSection]) -> str:
        languages = {section.language for section in sections}
        by_language = {definition.language: definition for definition in concept.definitions}
        section_extra: Mapping[str, Any] = concept.extra.get("languages", {})
        own = {key: value for key, value in concept.extra.items() if key != "languages"}
        lines = [f"      <{self.form.entry}{self._id(concept.id)}>\n"]
        pad = " " * 8
        if concept.subject is not None:
            lines.append(self.element(pad, "descrip", "subjectField", concept.subject))
        if self.all_languages:
            lines += self._lone_definitions(pad, concept, languages)
        lines += self._relations(pad, concept)
        kept: dict[str, Any] = {}
        lines += self.extra(pad, own, "c", kept)
        if concept.note is not None:
            lines.append(f"{pad}<note>{self.text(concept.note)}</note>\n")
        for section in sections:
            lines.append(
                f"{pad}<{self.form.section}{attributes([(XML_LANG, section.language)])}>\n"
            )
            if section.language in by_language:
                lines.append(self._definition(pad + "  ", by_language[section.language]))
            rest: dict[str, Any] = {}
            lines += self.extra(pad + "  ", section_extra.get(section.language, {}), "s", rest)
            lines += [self._term(pad + "  ", term) for term in section.terms]
            lines.append(instruction(pad + "  ", rest))
            lines.append(f"{pad}</{self.form.section}>\n")
        if self.all_languages:
            lone = {tag: rest for tag, rest in section_extra.items() if tag not in languages}
            self.lose("imported data categories", sum(map(len, lone.values())))
            if lone:
                kept["languages"] = lone
        lines.append(instruction(pad, kept))
        if concept.process_status is not ProcessStatus.APPROVED:
            self.lose("process status of concepts")
        self.lose("aliases", len(concept.aliases))
        return "".join(lines) + f"      </{self.form.entry}>\n"

    def _relations(self, pad: str, concept: Concept) -> Iterator[str]:
        for kind in names.RELATIONS:
            for target in getattr(concept, kind):
                if target not in self.concept_ids:
                    self.lose("relations to concepts that are not in the file")
                    continue
                name = names.to_xml_id(target)
                text = escape(f"{kind}: {target}")
                yield f"{pad}{self.form.element('ref', 'crossReference', text, target=name)}\n"

    def _lone_definitions(self, pad: str, concept: Concept, languages: set[str]) -> Iterator[str]:
        """The definitions in languages that have no term."""
        for definition in concept.definitions:
            if definition.language in languages:
                continue
            if self.form.holds_language("descrip"):
                yield self._definition(pad, definition, language=definition.language)
            else:
                self.lose("definitions in languages without terms")

    def _definition(self, pad: str, item: Definition, *, language: str | None = None) -> str:
        return self.with_source(pad, "definition", item.text, item.source, language=language)

    # ------------------------------------------------------------------------ terms

    def _term(self, pad: str, term: TermSection) -> str:
        inner = pad + "  "
        extra = dict(term.extra)
        given = extra.pop("id", None)
        own_id = self._id(given, required=False) if given else ""
        kept: dict[str, Any] = {"id": given} if given and not own_id else {}
        lines = [f"{pad}<{self.form.term}{own_id}>\n"]
        lines.append(f"{inner}<term>{escape(term.term)}</term>\n")
        if names.tidy_term(term.term) != term.term:
            self.lose("white space of terms")
        lines += [
            self.element(inner, "termNote", "administrativeStatus", names.STATUSES[term.status]),
            *self._picked(inner, "partOfSpeech", term.part_of_speech, self.form.parts_of_speech),
            *self._picked(inner, "grammaticalGender", term.gender, names.GENDERS),
            *self._picked(inner, "termType", term.type, names.TYPES),
        ]
        if term.region is not None:
            lines.append(self.element(inner, "termNote", "geographicalUsage", term.region))
        lines += self.extra(inner, extra, "t", kept, "termNote")
        if term.context is not None:
            lines.append(self.with_source(inner, "context", term.context.text, term.context.source))
        if term.source is not None:
            lines.append(self.element(inner, "admin", "source", term.source))
        lines += self.extra(inner, extra, "t", kept, "")
        if term.status is AdministrativeStatus.FORBIDDEN:
            lines.append(f"{inner}<note>{names.FORBIDDEN_NOTE}</note>\n")
            self.lose("forbidden status (written as deprecated)")
        if term.note is not None:
            lines.append(f"{inner}<note>{self.text(term.note)}</note>\n")
        self._term_losses(term)
        lines.append(instruction(inner, kept))
        return "".join(lines) + f"{pad}</{self.form.term}>\n"

    def _picked(
        self, pad: str, category: str, value: str | None, values: Mapping[str, str]
    ) -> Iterator[str]:
        if value is None:
            return
        if value in values:
            yield self.element(pad, "termNote", category, values[value])
        else:
            self.lose(f"values that {category} does not have")

    def _term_losses(self, term: TermSection) -> None:
        if term.process_status is not ProcessStatus.APPROVED:
            self.lose("process status of terms")
        if term.part_of_speech == "proper-noun":
            written = self.form.parts_of_speech["proper-noun"]
            self.lose("proper nouns (written as nouns)", written == "noun")
        self.lose("grammatical number", term.number is not None)
        self.lose("register", term.register is not None)
        self.lose("match rule", isinstance(term.match, MatchRule))
        self.lose("inflected forms", len(term.forms))
        self.lose("do-not-translate flag", term.do_not_translate)

    def _id(self, identifier: object, *, required: bool = True) -> str:
        name = names.to_xml_id(str(identifier))
        if name in self.used or (not required and str(identifier) in self.concept_ids):
            self.lose("repeated ids")
            if not (required and self.form.strict):
                return ""
            number = 2
            while (free := f"{name}-{number}") in self.used | self.reserved:
                number += 1
            name = free
        self.used.add(name)
        return attributes([("id", name)])
