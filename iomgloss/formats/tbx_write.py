"""TBX out: see `iomgloss.formats.tbx`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from iomgloss.errors import FormatError, UsageError
from iomgloss.files.xml import XML_LANG, attributes, escape
from iomgloss.formats import tbx_names as names
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.tbx_forms import Category, Form, form_of
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

_FORBIDDEN_NOTE = "This term must not be used."


_LINK = re.compile(r"https?://\S+")


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
    writer = _Writer(form, options, frozenset(concept.id for concept, _ in chosen))
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


class _Writer:
    def __init__(self, form: Form, options: ExportOptions, ids: frozenset[str]) -> None:
        self.form = form
        self.losses = options.losses
        self.all_languages = not options.target_languages
        self.concept_ids = ids
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
            lines.append(self._element(pad, "descrip", "subjectField", concept.subject))
        if self.all_languages:
            lines += self._lone_definitions(pad, concept, languages)
        lines += self._relations(pad, concept)
        lines += self._extra(pad, own, "c")
        if concept.note is not None:
            lines.append(f"{pad}<note>{self._text(concept.note)}</note>\n")
        for section in sections:
            lines.append(
                f"{pad}<{self.form.section}{attributes([(XML_LANG, section.language)])}>\n"
            )
            if section.language in by_language:
                lines.append(self._definition(pad + "  ", by_language[section.language]))
            lines += self._extra(pad + "  ", section_extra.get(section.language, {}), "s")
            lines += [self._term(pad + "  ", term) for term in section.terms]
            lines.append(f"{pad}</{self.form.section}>\n")
        if self.all_languages:
            for language, rest in section_extra.items():
                if language not in languages:
                    self._lose("imported data categories", len(rest))
        if concept.process_status is not ProcessStatus.APPROVED:
            self._lose("process status of concepts")
        self._lose("aliases", len(concept.aliases))
        return "".join(lines) + f"      </{self.form.entry}>\n"

    def _relations(self, pad: str, concept: Concept) -> Iterator[str]:
        for kind in names.RELATIONS:
            for target in getattr(concept, kind):
                if target not in self.concept_ids:
                    self._lose("relations to concepts that are not in the file")
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
                self._lose("definitions in languages without terms")

    def _definition(self, pad: str, item: Definition, *, language: str | None = None) -> str:
        return self._with_source(pad, "definition", item.text, item.source, language=language)

    def _with_source(
        self,
        pad: str,
        category: str,
        text: str,
        source: str | None,
        *,
        language: str | None = None,
        target: str | None = None,
    ) -> str:
        main = self.form.element(
            "descrip", category, self._text(text), language=language, target=target
        )
        more = "" if source is None else self._element(pad + "  ", "admin", "source", source)
        return f"{pad}<descripGrp>\n{pad}  {main}\n{more}{pad}</descripGrp>\n"

    # ------------------------------------------------------------------------ terms

    def _term(self, pad: str, term: TermSection) -> str:
        inner = pad + "  "
        extra = dict(term.extra)
        given = extra.pop("id", None)
        lines = [f"{pad}<{self.form.term}{self._id(given, required=False) if given else ''}>\n"]
        lines.append(f"{inner}<term>{escape(term.term)}</term>\n")
        if " ".join(term.term.split()) != term.term:
            self._lose("white space of terms")
        lines += [
            self._element(inner, "termNote", "administrativeStatus", names.STATUSES[term.status]),
            *self._picked(inner, "partOfSpeech", term.part_of_speech, self.form.parts_of_speech),
            *self._picked(inner, "grammaticalGender", term.gender, names.GENDERS),
            *self._picked(inner, "termType", term.type, names.TYPES),
        ]
        if term.region is not None:
            lines.append(self._element(inner, "termNote", "geographicalUsage", term.region))
        lines += self._extra(inner, extra, "t", "termNote")
        if term.context is not None:
            lines.append(
                self._with_source(inner, "context", term.context.text, term.context.source)
            )
        if term.source is not None:
            lines.append(self._element(inner, "admin", "source", term.source))
        lines += self._extra(inner, extra, "t", "")
        if term.status is AdministrativeStatus.FORBIDDEN:
            lines.append(f"{inner}<note>{_FORBIDDEN_NOTE}</note>\n")
            self._lose("forbidden status (written as deprecated)")
        if term.note is not None:
            lines.append(f"{inner}<note>{self._text(term.note)}</note>\n")
        self._term_losses(term)
        return "".join(lines) + f"{pad}</{self.form.term}>\n"

    def _picked(
        self, pad: str, category: str, value: str | None, values: Mapping[str, str]
    ) -> Iterator[str]:
        if value is None:
            return
        if value in values:
            yield self._element(pad, "termNote", category, values[value])
        else:
            self._lose(f"values that {category} does not have")

    def _term_losses(self, term: TermSection) -> None:
        if term.process_status is not ProcessStatus.APPROVED:
            self._lose("process status of terms")
        if term.part_of_speech == "proper-noun":
            written = self.form.parts_of_speech["proper-noun"]
            self._lose("proper nouns (written as nouns)", written == "noun")
        self._lose("grammatical number", term.number is not None)
        self._lose("register", term.register is not None)
        self._lose("match rule", isinstance(term.match, MatchRule))
        self._lose("inflected forms", len(term.forms))
        self._lose("do-not-translate flag", term.do_not_translate)

    # ------------------------------------------------------------------------ extra

    def _extra(
        self, pad: str, extra: Mapping[str, Any], level: str, element: str | None = None
    ) -> Iterator[str]:
        """What an import left. ``element``: "termNote" or "" for all others; None for all."""
        for key, values in extra.items():
            known = self.form.categories.get(key)
            is_note = known is not None and known.element == "termNote"
            if element is not None and is_note != (element == "termNote"):
                continue
            for value in values if isinstance(values, list) else [values]:
                text = self._value(pad, key, known, value) if known else None
                if text is None or known is None or level not in known.levels:
                    self._lose("imported data categories")
                else:
                    yield text

    def _value(self, pad: str, key: str, known: Category, value: Any) -> str | None:
        """One value as an element; None where TBX-Basic has no place for it."""
        table = dict(value) if isinstance(value, Mapping) else {"text": value}
        text, target = table.pop("text", None), table.pop("target", None)
        if not isinstance(text, str) or not (target is None or isinstance(target, str)):
            return None
        if key == "transactionType":
            return self._transaction(pad, known, text, table)
        source = table.pop("source", None) if known.element == "descrip" else None
        has_own = XML_LANG in table
        language = table.pop(XML_LANG, None) if self.form.holds_language(known.element) else None
        if not all(item is None or isinstance(item, str) for item in (source, language)):
            return None
        if known.values and text not in known.values:
            return None
        if key == "definition" and has_own and language is None:
            return None  # it would pass for one in another language
        if known.element == "xref":
            if target is None or (self.form.strict and not _LINK.fullmatch(target)):
                return None
        elif target is not None:
            target = self._target(target)
        if known.element == "ref" and self.form.modules and target is None:
            return None
        self._lose("imported data categories", len(table))
        if source is not None:
            return self._with_source(pad, key, text, source, language=language, target=target)
        kind = None if known.element == "note" else key
        element = self.form.element(
            known.element, kind, self._text(text), language=language, target=target
        )
        return f"{pad}{element}\n"

    def _target(self, target: str) -> str | None:
        identifier = names.from_xml_id(target.removeprefix("#"))
        if identifier in self.concept_ids:
            return names.to_xml_id(identifier)
        self._lose("references to what is not in the file")
        return None

    def _transaction(
        self, pad: str, known: Category, text: str, table: dict[str, Any]
    ) -> str | None:
        text = "origination" if text == "creation" else text
        if text not in known.values:
            return None
        date, who = table.pop("date", None), table.pop("responsibility", None)
        lines = [
            f"{pad}<transacGrp>\n",
            self._element(pad + "  ", "transac", "transactionType", text),
        ]
        if isinstance(date, str) and _is_date(date):
            if "T" in date and not self.form.strict:
                self._lose("times of day")
                date = date[:10]
            lines.append(f"{pad}  <date>{escape(date)}</date>\n")
        elif date is not None:
            self._lose("imported data categories")
        if isinstance(who, Mapping):
            self._lose("references to what is not in the file", "target" in who)
            who = who.get("text")
        if isinstance(who, str):
            lines.append(self._element(pad + "  ", "transacNote", "responsibility", who))
        elif who is not None:
            self._lose("imported data categories")
        self._lose("imported data categories", len(table))
        return "".join(lines) + f"{pad}</transacGrp>\n"

    # ------------------------------------------------------------------------ pieces

    def _element(self, pad: str, name: str, category: str, text: str) -> str:
        return f"{pad}{self.form.element(name, category, self._text(text))}\n"

    def _text(self, text: str) -> str:
        if names.tidy(text) != text:
            self._lose("white space of texts")
        return escape(text)

    def _id(self, identifier: object, *, required: bool = True) -> str:
        name = names.to_xml_id(str(identifier))
        if name in self.used or (not required and str(identifier) in self.concept_ids):
            self._lose("repeated ids")
            if not (required and self.form.strict):
                return ""
            number = 2
            while (free := f"{name}-{number}") in self.used | self.reserved:
                number += 1
            name = free
        self.used.add(name)
        return attributes([("id", name)])

    def _lose(self, what: str, count: int = 1) -> None:
        if count:
            self.losses[what] += int(count)


def _is_date(text: str) -> bool:
    """As XML Schema has dates and times: ``2020-01-31``, ``2020-01-31T12:00:00Z``."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?", text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
