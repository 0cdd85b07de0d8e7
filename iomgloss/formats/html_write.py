"""HTML out: see `iomgloss.formats.html`.

The page, its style and its script are files of their own in ``data/``, filled in here. The script
finds everything in the page's elements, so no text stands there twice:

``article#ID``                     a concept
``section[data-language]``         a language of it
``li > b``                         a term; the class of its ``li`` is its status
``i``, ``small``                   words of ours, which the script translates

What a paragraph is (note, source …) its class says, and the style writes it before it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from urllib.parse import quote

from iomgloss.errors import FormatError
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.html_escape import attributes, escape, inert_json, policy
from iomgloss.languages import profile
from iomgloss.languages.direction import is_right_to_left
from iomgloss.model import (
    Concept,
    Definition,
    Location,
    ProcessStatus,
    TermSection,
    compatible,
)
from iomgloss.model.status import STATUS_ORDER

RELATIONS = ("confusable", "broader", "narrower", "related")
"""The fields of a concept that lead to others, as the page shows them."""
_SCRIPTS = ("glossary-search.js", "glossary-words.js", "glossary-copy.js", "glossary.js")
_LABEL_LANGUAGE = "en"
"""Concepts are called by their term in this language, where the export has no source language."""


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield the page. Raises FormatError for a concept with what HTML cannot hold."""
    concepts = [item for item in items if isinstance(item, Concept)]
    before, after = _page(concepts, options)
    yield before.encode()
    writer = _Writer(concepts, options)
    for concept in concepts:
        try:
            yield writer.article(concept).encode()
        except ValueError as error:
            raise FormatError(
                f"the concept {concept.id} cannot be written: {error}",
                hint="remove the character from its file",
                location=concept.location or Location(file=concept.id),
            ) from None
    yield after.encode()


def _page(concepts: list[Concept], options: ExportOptions) -> tuple[str, str]:
    """What comes before and after the concepts."""
    style, script = _data("glossary.css"), "".join(map(_data, _SCRIPTS))
    tags = sorted({section.language for concept in concepts for section in concept.languages})
    subjects = sorted({concept.subject for concept in concepts if concept.subject})
    targets = options.target_languages
    filled = {
        "policy": policy(style, script),
        "version": escape(options.tool_version),
        "title": escape(" ".join(["Glossary", *tags])),
        "style": style,
        "script": script,
        "words": inert_json(tomllib.loads(_data("glossary.toml"))),
        "subjects": _choices(subjects),
        "from": _choices(tags, options.source_language),
        "to": _choices(tags, targets[0] if len(targets) == 1 else None),
        "count": str(len(concepts)),
    }
    parts = _data("glossary.html").split("{{")
    text = parts[0]
    for part in parts[1:]:
        name, _, rest = part.partition("}}")
        text += filled.get(name, "{{" + name + "}}") + rest
    before, _, after = text.partition("{{concepts}}\n")
    return before, after


def _data(name: str) -> str:
    return files("iomgloss.formats").joinpath("data", name).read_text(encoding="utf-8")


def _choices(values: Iterable[str], chosen: str | None = None) -> str:
    return "".join(
        f"<option{attributes(value=value)}{' selected' if value == chosen else ''}>"
        f"{escape(value)}</option>"
        for value in values
    )


class _Writer:
    def __init__(self, concepts: list[Concept], options: ExportOptions) -> None:
        self.losses = options.losses
        self.wanted = list(options.target_languages)
        if self.wanted and options.source_language:
            self.wanted.append(options.source_language)
        language = options.source_language or _LABEL_LANGUAGE
        self.labels = {concept.id: _label(concept, language) for concept in concepts}
        self.taken: set[str] = set()
        """Ids of what has been written."""

    def article(self, concept: Concept) -> str:
        self._lose("imported data categories", len(concept.extra))
        language, label = self.labels[concept.id]
        name = f"<a{attributes(href=_link(concept.id), lang=language)}>{escape(label)}</a>"
        subject = concept.subject
        shown = f' <span class="subject">{escape(subject)}</span>' if subject else ""
        proposed = concept.process_status is ProcessStatus.PROPOSED
        return (
            f'\n<article{attributes(id=self._free(concept.id))} tabindex="-1">\n<h2>{name}</h2>'
            f"{shown}{_PROPOSED if proposed else ''}\n"
            f'<div class="languages">\n{self._sections(concept)}</div>\n'
            + _told("note", concept.note)
            + "".join(self._relations(concept, field) for field in RELATIONS)
            + self._aliases(concept)
            + "</article>\n"
        )

    def _sections(self, concept: Concept) -> str:
        terms = {section.language: section.terms for section in concept.languages}
        definitions: dict[str, list[Definition]] = {}
        for definition in concept.definitions:
            tag = definition.language
            if not self.wanted or any(compatible(tag, wanted) for wanted in self.wanted):
                definitions.setdefault(tag, []).append(definition)
        return "".join(
            self._section(tag, terms.get(tag, ()), definitions.get(tag, []))
            for tag in sorted(terms.keys() | definitions.keys())
        )

    def _section(
        self, tag: str, terms: tuple[TermSection, ...], definitions: list[Definition]
    ) -> str:
        ranked = sorted(terms, key=lambda term: STATUS_ORDER[term.status])
        instead = ranked[0] if ranked and ranked[0].status.usable else None
        known = profile(tag).name
        name = tag if known == tag else f"{known} · {tag}"
        direction = "rtl" if is_right_to_left(tag) else None
        return (
            f"<section{attributes(data_language=tag, dir=direction)}>\n<h3>{escape(name)}</h3>\n"
            + ("<ul>\n" if terms else "")
            + "".join(self._term(tag, term, instead) for term in ranked)
            + ("</ul>\n" if terms else "")
            + "".join(_quoted("definition", tag, item.text, item.source) for item in definitions)
            + "</section>\n"
        )

    def _term(self, tag: str, term: TermSection, instead: TermSection | None) -> str:
        self._lose("match rules", term.match is not None)
        self._lose("imported data categories", len(term.extra))
        grammar = [term.part_of_speech, term.gender, term.number, term.type]
        grammar += ["do not translate"] if term.do_not_translate else []
        facts = ", ".join(filter(None, grammar))
        usage = "; ".join(filter(None, [term.region, term.register]))
        proposed = term.process_status is ProcessStatus.PROPOSED
        text = (
            f'<li class="{term.status}"><b{attributes(lang=tag)}>{escape(term.term)}</b>'
            f' <i class="status">{term.status}</i>{_PROPOSED if proposed else ""}'
            + (f" <small>{escape(facts)}</small>" if facts else "")
            + (f' <span class="usage" lang="">{escape(usage)}</span>' if usage else "")
            + "\n"
        )
        if instead is not None and not term.status.usable:
            text += f'<p class="instead"{attributes(lang=tag)}>{escape(instead.term)}</p>\n'
        text += _told("note", term.note)
        if term.context is not None:
            text += _quoted("context more", tag, term.context.text, term.context.source)
        if term.forms:
            text += (
                f'<p class="forms more"{attributes(lang=tag)}>{escape(", ".join(term.forms))}</p>\n'
            )
        return text + _told("source more", term.source) + "</li>\n"

    def _relations(self, concept: Concept, field: str) -> str:
        links = [self._relation(target) for target in dict.fromkeys(getattr(concept, field))]
        kind = field if field == "confusable" else f"{field} more"
        return f'<p class="{kind}">{", ".join(links)}</p>\n' if links else ""

    def _relation(self, target: str) -> str:
        """A link; a concept that is not in the file is named by its id."""
        if target not in self.labels:
            return f"<span>{escape(target)}</span>"
        language, label = self.labels[target]
        return f"<a{attributes(href=_link(target), lang=language)}>{escape(label)}</a>"

    def _free(self, identifier: str) -> str | None:
        """``identifier`` where no other element has it: the first one is where links lead."""
        if identifier in self.taken:
            self._lose("repeated ids (no link leads there)", 1)
            return None
        self.taken.add(identifier)
        return identifier

    def _aliases(self, concept: Concept) -> str:
        """Former ids, to which links lead too, unless another concept has them by now."""
        names = []
        for alias in concept.aliases:
            place = None if alias in self.labels else self._free(alias)
            names.append(f"<span{attributes(id=place)}>{escape(alias)}</span>")
        return f'<p class="aliases more">{", ".join(names)}</p>\n' if names else ""

    def _lose(self, what: str, count: int) -> None:
        if count:
            self.losses[what] += int(count)


_PROPOSED = ' <i class="proposed">proposed</i>'


def _label(concept: Concept, language: str) -> tuple[str, str]:
    """Language and text of what the concept is called: its best term in ``language`` or in any."""
    for tag in (language, *(section.language for section in concept.languages)):
        if found := concept.terms(tag):
            own = next(s.language for s in concept.languages if found[0] in s.terms)
            return own, found[0].term
    return "", concept.id


def _link(identifier: str) -> str:
    return "#" + quote(identifier, safe="")


def _told(kind: str, text: str | None) -> str:
    """A paragraph in the author's own words, whose language nobody knows."""
    return f'<p class="{kind}" lang="">{escape(text)}</p>\n' if text else ""


def _quoted(kind: str, tag: str, text: str, source: str | None) -> str:
    cite = f' <cite lang="">{escape(source)}</cite>' if source else ""
    return f'<p class="{kind}"{attributes(lang=tag)}>{escape(text)}{cite}</p>\n'
