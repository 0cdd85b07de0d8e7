"""TBX out: see `iomgloss.formats.tbx`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from iomgloss.errors import FormatError, UsageError
from iomgloss.formats import tbx_names as names
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.xml import XML_LANG, attributes, escape
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


class _Category(NamedTuple):
    """A data category of TBX-Basic that the model has no field for."""

    element: str
    levels: str
    """Letters: concept, section, term."""
    values: tuple[str, ...] = ()


_KNOWN = {
    "administrativeStatus": _Category("termNote", "t", tuple(names.STATUSES.values())),
    "context": _Category("descrip", "t"),
    "crossReference": _Category("ref", "ct"),
    "customerSubset": _Category("admin", "t"),
    "definition": _Category("descrip", "cs"),
    "externalCrossReference": _Category("xref", "ct"),
    "geographicalUsage": _Category("termNote", "t"),
    "note": _Category("note", "cst"),
    "projectSubset": _Category("admin", "t"),
    "source": _Category("admin", "cst"),
    "subjectField": _Category("descrip", "c"),
    "termLocation": _Category("termNote", "t"),
    "transactionType": _Category("transac", "cst", ("origination", "modification")),
    "xGraphic": _Category("xref", "c"),
}


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a TBX file. Raises UsageError when there is no concept: TBX must have one."""
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
    writer = _Writer(options, frozenset(concept.id for concept, _ in chosen))
    yield _header(options.tool_version).encode()
    for concept, sections in chosen:
        try:
            yield writer.concept(concept, sections).encode()
        except (ValueError, UnicodeEncodeError) as error:
            raise FormatError(
                f"the concept {concept.id} cannot be written: {error}",
                hint="remove the character from its file",
                location=concept.location or Location(file=concept.id),
            ) from None
    yield b"    </body>\n  </text>\n</martif>\n"


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


def _header(tool_version: str) -> str:
    tool = escape(f"iomgloss {tool_version}".strip())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<martif type="TBX-Basic" xml:lang="en">\n'
        "  <martifHeader>\n    <fileDesc>\n      <sourceDesc>\n"
        f"        <p>Written by {tool}</p>\n"
        "      </sourceDesc>\n    </fileDesc>\n    <encodingDesc>\n"
        '      <p type="XCSURI">TBXBasicXCSV02.xcs</p>\n'
        "    </encodingDesc>\n  </martifHeader>\n  <text>\n    <body>\n"
    )


class _Writer:
    def __init__(self, options: ExportOptions, ids: frozenset[str]) -> None:
        self.losses = options.losses
        self.all_languages = not options.target_languages
        self.concept_ids = ids
        self.used: set[str] = set()
        """XML ids that stand in the file."""

    def concept(self, concept: Concept, sections: list[LanguageSection]) -> str:
        languages = {section.language for section in sections}
        by_language = {definition.language: definition for definition in concept.definitions}
        section_extra: Mapping[str, Any] = concept.extra.get("languages", {})
        own = {key: value for key, value in concept.extra.items() if key != "languages"}
        lines = [f"      <termEntry{self._id(concept.id)}>\n"]
        pad = " " * 8
        if concept.subject is not None:
            lines.append(self._element(pad, "descrip", "subjectField", concept.subject))
        lines += [
            self._definition(pad, definition, name_language=True)
            for definition in concept.definitions
            if definition.language not in languages and self.all_languages
        ]
        lines += self._relations(pad, concept)
        lines += self._extra(pad, own, "c")
        if concept.note is not None:
            lines.append(f"{pad}<note>{self._text(concept.note)}</note>\n")
        for section in sections:
            lines.append(f"{pad}<langSet{attributes([(XML_LANG, section.language)])}>\n")
            if section.language in by_language:
                lines.append(self._definition(pad + "  ", by_language[section.language]))
            lines += self._extra(pad + "  ", section_extra.get(section.language, {}), "s")
            lines += [self._term(pad + "  ", term) for term in section.terms]
            lines.append(f"{pad}</langSet>\n")
        if self.all_languages:
            for language, rest in section_extra.items():
                if language not in languages:
                    self._lose("imported data categories", len(rest))
        if concept.process_status is not ProcessStatus.APPROVED:
            self._lose("process status of concepts")
        self._lose("aliases", len(concept.aliases))
        return "".join(lines) + "      </termEntry>\n"

    def _relations(self, pad: str, concept: Concept) -> Iterator[str]:
        for kind in names.RELATIONS:
            for target in getattr(concept, kind):
                if target not in self.concept_ids:
                    self._lose("relations to concepts that are not in the file")
                    continue
                pairs = attributes(
                    [("type", "crossReference"), ("target", names.to_xml_id(target))]
                )
                yield f"{pad}<ref{pairs}>{escape(f'{kind}: {target}')}</ref>\n"

    def _definition(self, pad: str, item: Definition, *, name_language: bool = False) -> str:
        pairs: list[tuple[str, object]] = [("type", "definition")]
        if name_language:
            pairs.append((XML_LANG, item.language))
        return self._with_source(pad, pairs, item.text, item.source)

    def _with_source(
        self, pad: str, pairs: list[tuple[str, object]], text: str, source: str | None
    ) -> str:
        lines = [f"{pad}<descripGrp>\n{pad}  <descrip{attributes(pairs)}>{self._text(text)}"]
        lines.append("</descrip>\n")
        if source is not None:
            lines.append(self._element(pad + "  ", "admin", "source", source))
        return "".join(lines) + f"{pad}</descripGrp>\n"

    # ------------------------------------------------------------------------ terms

    def _term(self, pad: str, term: TermSection) -> str:
        inner = pad + "  "
        extra = dict(term.extra)
        given = extra.pop("id", None)
        lines = [f"{pad}<tig{self._id(given, required=False) if given else ''}>\n"]
        lines.append(f"{inner}<term>{escape(term.term)}</term>\n")
        if " ".join(term.term.split()) != term.term:
            self._lose("white space of terms")
        lines += [
            self._element(inner, "termNote", "administrativeStatus", names.STATUSES[term.status]),
            *self._picked(inner, "partOfSpeech", term.part_of_speech, names.PARTS_OF_SPEECH),
            *self._picked(inner, "grammaticalGender", term.gender, names.GENDERS),
            *self._picked(inner, "termType", term.type, names.TYPES),
        ]
        if term.region is not None:
            lines.append(self._element(inner, "termNote", "geographicalUsage", term.region))
        lines += self._extra(inner, extra, "t", "termNote")
        if term.context is not None:
            lines.append(
                self._with_source(
                    inner, [("type", "context")], term.context.text, term.context.source
                )
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
        return "".join(lines) + f"{pad}</tig>\n"

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
            known = _KNOWN.get(key)
            is_note = known is not None and known.element == "termNote"
            if element is not None and is_note != (element == "termNote"):
                continue
            for value in values if isinstance(values, list) else [values]:
                text = self._value(pad, key, known, value) if known else None
                if text is None or known is None or level not in known.levels:
                    self._lose("imported data categories")
                else:
                    yield text

    def _value(self, pad: str, key: str, known: _Category, value: Any) -> str | None:
        """One value as an element; None where TBX-Basic has no place for it."""
        table = dict(value) if isinstance(value, Mapping) else {"text": value}
        text, target = table.pop("text", None), table.pop("target", None)
        if not isinstance(text, str) or not (target is None or isinstance(target, str)):
            return None
        if key == "transactionType":
            return self._transaction(pad, known, text, table)
        source = table.pop("source", None) if known.element == "descrip" else None
        language = table.pop(XML_LANG, None) if known.element != "xref" else None
        if not all(item is None or isinstance(item, str) for item in (source, language)):
            return None
        if known.values and text not in known.values:
            return None
        self._lose("imported data categories", len(table))
        if known.element == "xref":
            if target is None:
                return None
        elif target is not None:
            target = self._target(target)
        kind = None if known.element == "note" else key
        pairs: list[tuple[str, object]] = [("type", kind), (XML_LANG, language), ("target", target)]
        if source is not None:
            return self._with_source(pad, pairs, text, source)
        tag = known.element
        return f"{pad}<{tag}{attributes(pairs)}>{self._text(text)}</{tag}>\n"

    def _target(self, target: str) -> str | None:
        identifier = names.from_xml_id(target.removeprefix("#"))
        if identifier in self.concept_ids:
            return names.to_xml_id(identifier)
        self._lose("references to what is not in the file")
        return None

    def _transaction(
        self, pad: str, known: _Category, text: str, table: dict[str, Any]
    ) -> str | None:
        text = "origination" if text == "creation" else text
        if text not in known.values:
            return None
        date, who = table.pop("date", None), table.pop("responsibility", None)
        lines = [
            f"{pad}<transacGrp>\n",
            self._element(pad + "  ", "transac", "transactionType", text),
        ]
        if isinstance(date, str):
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
        return f"{pad}<{name}{attributes([('type', category)])}>{self._text(text)}</{name}>\n"

    def _text(self, text: str) -> str:
        if names.tidy(text) != text:
            self._lose("white space of texts")
        return escape(text)

    def _id(self, identifier: object, *, required: bool = True) -> str:
        name = names.to_xml_id(str(identifier))
        if name in self.used or (not required and str(identifier) in self.concept_ids):
            self._lose("repeated ids")
            return ""
        self.used.add(name)
        return attributes([("id", name)])

    def _lose(self, what: str, count: int = 1) -> None:
        if count:
            self.losses[what] += int(count)
