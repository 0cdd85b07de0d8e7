"""PO out: see `iomgloss.formats.po`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

import polib

from iomgloss.errors import FormatError, UsageError
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.po_plurals import FORM, NO_DOCUMENT, Entry, entries, form_of, rule
from iomgloss.model import (
    Concept,
    Location,
    ProcessStatus,
    Provenance,
    TermSection,
    TranslationUnit,
    UnitState,
)

_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What some readers take for the end of a line."""
_UNSAFE = re.compile("[\0\ud800-\udfff]")
_PREVIOUS = re.compile(
    r'(?:(?:msgctxt|msgid|msgid_plural)[ \t]+)?"[^"\\\n]*(?:\\.[^"\\\n]*)*"[ \t]*'
)
"""A line of a former source."""
_KEYWORD = re.compile("^msg", re.MULTILINE)
_IN_MEMORY = 16 << 20
"""Bytes; the rest of a catalogue waits on the disk for its header, which counts plural forms."""

_CONTINUED = re.compile(r"^(#.*\\ *)\n", re.MULTILINE)
"""A comment that ends with a backslash: gettext would take the next line for its end. A blank
behind it keeps them apart, and the reader takes one away."""


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a PO file of one pair. Raises UsageError when the pair is not named."""
    if options.source_language is None or len(options.target_languages) != 1:
        raise UsageError(
            "a PO file has one source and one target language", hint="name them: -s bg -t en"
        )
    kind = options.kind or "memory"
    writer = _Writer(options, options.source_language, options.target_languages[0])
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        if kind == "memory":
            units = (item for item in items if isinstance(item, TranslationUnit))
            for entry in entries(units):
                body.writelines(writer.entry(entry))
        else:
            for item in items:
                if isinstance(item, Concept):
                    body.writelines(writer.concept(item))
        body.seek(0)
        yield writer.header(kind).encode()
        yield from iter(lambda: body.read(1 << 16), b"")


class _Writer:
    def __init__(self, options: ExportOptions, source: str, target: str) -> None:
        self.options, self.losses = options, options.losses
        self.source, self.target = source, target
        self.written: dict[tuple[str | None, str], str] = {}
        """Context and source text → translation."""
        self.plural_forms = 0

    def header(self, kind: str) -> str:
        pairs = {
            "Project-Id-Version": "iomgloss",
            "Language": self.target.replace("-", "_"),
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": self._plural_rule(),
            "X-Source-Language": self.source,
            "X-Generator": f"iomgloss {self.options.tool_version}".strip(),
        }
        if kind == "terms":
            pairs["X-Iomgloss-Kind"] = "terms"
        text = "".join(f"{name}: {value}\n" for name, value in pairs.items() if value)
        return _text(polib.POEntry(msgid="", msgstr=text))

    def _plural_rule(self) -> str:
        """A language has its usual forms; a catalogue may have more, which no number asks for."""
        if not self.plural_forms:
            return ""
        return f"nplurals={self.plural_forms}; plural={rule(self.target)[1]};"

    # ------------------------------------------------------------------------ units

    def entry(self, units: Entry) -> Iterator[bytes]:
        """The entry of a unit, or of the plural forms that units are, preceded by a blank line;
        nothing where PO cannot hold it."""
        if len(units) > 1 and not all(self._texts(unit) for unit in units):
            for unit in units:
                yield from self.entry((unit,))
            return
        unit = units[0]
        pairs = [found for unit in units if (found := self._texts(unit))]
        if not pairs:
            has_both = self._pair(unit) is not None
            self._lose(f"units without {'text in ' if has_both else ''}both languages")
            return
        sources = pairs[0][0], *([pairs[1][0]] if len(pairs) > 1 else [])
        texts = self._aligned(*sources, *(target for _, target in pairs))
        if not all(text.strip() for text in texts):
            self._lose("units without text in both languages")
            return
        sources, targets = texts[: len(sources)], texts[len(sources) :]
        kept = self._properties(units)
        context = kept["msgctxt"][0] if kept["msgctxt"] else None
        told = "\0".join(targets)
        if self._repeats(context, texts[0], told):
            return
        context = self._context(context, texts[0], told, unit.id)
        comment, *others = [note.text for note in unit.notes] or [""]
        for item in units:
            self._unit_losses(item)
        is_fuzzy = unit.state is not UnitState.CONFIRMED
        place = self._place(unit)
        if not place and kept["reference"]:
            place = [NO_DOCUMENT]
        fields: dict[str, object] = {"msgid": texts[0]}
        if len(units) == 1:
            fields["msgstr"] = targets[0]
        else:
            fields |= {"msgid_plural": sources[1], "msgstr_plural": self._forms(units, targets)}
        yield self._entry(
            unit.location,
            previous=kept["previous"],
            msgctxt=context,
            **fields,
            tcomment=_BREAKS.sub("\n", comment),
            comment=_BREAKS.sub("\n", "\n".join(others)),
            occurrences=[(name, "") for name in [*place, *kept["reference"]]],
            flags=["fuzzy"] * is_fuzzy + kept["flag"],
        )

    def _pair(self, unit: TranslationUnit) -> tuple[str, str] | None:
        source, target = unit.variant(self.source), unit.variant(self.target)
        if source is None or target is None or source is target:
            return None
        return source.text, target.text

    def _texts(self, unit: TranslationUnit) -> tuple[str, str] | None:
        """Source and target; None where there is no text in one of them."""
        found = self._pair(unit)
        return found if found and found[0].strip() and found[1].strip() else None

    def _forms(self, units: Entry, targets: tuple[str, ...]) -> dict[int, str]:
        """Translations by number, those that are missing blank."""
        found = {form_of(unit) or 0: text for unit, text in zip(units, targets, strict=True)}
        count = max(max(found) + 1, rule(self.target)[0])
        self.plural_forms = max(self.plural_forms, count)
        return {form: found.get(form, "") for form in range(count)}

    def _properties(self, units: Entry) -> dict[str, list[str]]:
        """What PO has a place for, by its name behind ``x-po-``; the rest is lost."""
        kept: dict[str, list[str]] = {"msgctxt": [], "reference": [], "flag": [], "previous": []}
        for item in units[0].properties:
            name = item.type.removeprefix("x-po-")
            known = item.type.startswith("x-po-") and name in kept and item.language is None
            if known and name == "previous":
                known = not kept[name] and all(
                    _PREVIOUS.fullmatch(line) for line in item.value.split("\n")
                )
            if known:
                kept[name].append(item.value)
            elif item.type != FORM or len(units) == 1:
                self._lose("properties")
        return kept

    def _place(self, unit: TranslationUnit) -> list[str]:
        if unit.document is None:
            self._lose("positions", unit.position is not None)
            return []
        name = unit.document
        if (
            name == NO_DOCUMENT
            or re.search("[\u2068\u2069\n]", name)
            or _BREAKS.search(name)
            or not name.strip()
        ):
            self._lose("documents")
            return []
        if unit.position is not None:
            number = f":{unit.position}"
        elif re.search(r":\d+$", name):
            self._lose("documents")
            return []
        else:
            number = ""
        return [f"\u2068{name}\u2069{number}" if re.search(r"\s", name) else name + number]

    def _aligned(self, *texts: str) -> tuple[str, ...]:
        """gettext wants line breaks at the ends of all texts of an entry or of none."""
        ends = {(text.startswith("\n"), text.endswith("\n")) for text in texts}
        if len(ends) == 1:
            return texts
        self._lose("line breaks at the ends of segments")
        return tuple(text.strip("\n") for text in texts)

    def _repeats(self, context: str | None, source: str, target: str) -> bool:
        repeats = self.written.get((context, source)) == target
        self._lose("repeated entries", repeats)
        return repeats

    def _context(
        self, context: str | None, source: str, target: str, identifier: str | None
    ) -> str | None:
        """A context that makes the entry different from all before it."""
        number, wanted = 1, context
        while (wanted, source) in self.written:
            wanted = identifier if number == 1 and identifier else f"{identifier or ''}#{number}"
            number += 1
        self.written[wanted, source] = target
        return wanted

    def _unit_losses(self, unit: TranslationUnit) -> None:
        variants = [unit.variant(self.source), unit.variant(self.target)]
        empty = Provenance()
        self._lose("unit ids", unit.id is not None)
        self._lose("draft state (written as fuzzy)", unit.state is UnitState.DRAFT)
        self._lose("reasons", unit.reason is not None)
        self._lose("attributes", len(unit.attributes))
        self._lose("dates and authors", unit.provenance != empty)
        self._lose("separate notes", max(len(unit.notes) - 2, 0))
        self._lose("languages of notes", any(note.language for note in unit.notes))
        for variant in variants:
            if variant is None:
                continue
            self._lose("inline codes", len(variant.segment.codes))
            self._lose("neighbouring segments", not variant.previous is variant.next is None)
            self._lose("dates and authors", variant.provenance != empty)
            self._lose("properties", len(variant.properties))
            self._lose("notes of variants", len(variant.notes))
            self._lose("attributes", len(variant.attributes))

    # ------------------------------------------------------------------------ terms

    def concept(self, concept: Concept) -> Iterator[bytes]:
        """The entries of a concept, each preceded by a blank line."""
        sources = concept.terms(self.source)
        targets = concept.terms(self.target)
        usable = [term for term in sources if term.status.usable]
        chosen = next((term for term in targets if term.status.usable), None)
        if not usable or chosen is None:
            self._lose("concepts without a usable term in both languages")
            return
        definition = next(
            (item for item in concept.definitions if item.language == self.source), None
        )
        self._concept_losses(concept, (*usable, chosen), len(sources) - len(usable), len(targets))
        agreed = concept.process_status is ProcessStatus.APPROVED
        for term in usable:
            if self._repeats(None, term.term, chosen.term):
                continue
            context = self._context(None, term.term, chosen.term, concept.id)
            approved = all(item.process_status is ProcessStatus.APPROVED for item in (term, chosen))
            yield self._entry(
                concept.location,
                msgctxt=context,
                msgid=term.term,
                msgstr=chosen.term,
                comment=_BREAKS.sub("\n", definition.text) if definition else "",
                tcomment=_BREAKS.sub("\n", concept.note or ""),
                occurrences=[(concept.id, "")],
                flags=[] if agreed and approved else ["fuzzy"],
            )

    def _concept_losses(
        self, concept: Concept, terms: tuple[TermSection, ...], deprecated: int, targets: int
    ) -> None:
        relations = concept.broader, concept.narrower, concept.related, concept.confusable
        self._lose("deprecated terms", deprecated)
        self._lose("other target terms", targets - 1)
        self._lose("relations", sum(len(found) for found in relations))
        self._lose("subjects", concept.subject is not None)
        self._lose("aliases", len(concept.aliases))
        self._lose("imported data categories", len(concept.extra))
        for definition in concept.definitions:
            here = definition.language == self.source
            self._lose("definitions", not here and definition.language == self.target)
            self._lose("sources of definitions", here and definition.source is not None)
        for term in terms:
            details = (
                term.part_of_speech,
                term.gender,
                term.number,
                term.type,
                term.register,
                term.region,
                term.match,
                term.forms or None,
                term.do_not_translate or None,
                term.context,
                term.source,
                term.note,
                *term.extra.values(),
            )
            self._lose("details of terms", sum(item is not None for item in details))

    # ----------------------------------------------------------------------- pieces

    def _entry(
        self, location: Location | None, previous: Iterable[str] = (), **fields: object
    ) -> bytes:
        text = _text(polib.POEntry(**fields))
        former = "".join(f"#| {line}\n" for item in previous for line in item.split("\n"))
        # polib has former sources parsed, not as found
        text = _KEYWORD.sub(lambda found: former + found.group(), text, count=1)
        unsafe = _UNSAFE.search(text)
        if unsafe:
            raise FormatError(
                f"PO cannot hold the character U+{ord(unsafe.group()):04X}",
                hint="remove it from the text",
                location=location or Location(file=str(fields["msgid"])[:40]),
            )
        return ("\n" + text).encode()

    def _lose(self, what: str, count: int = 1) -> None:
        if count:
            self.losses[what] += int(count)


def _text(entry: polib.POEntry) -> str:
    """The entry without any wrapping."""
    text = str(entry.__unicode__(wrapwidth=0)).rstrip("\n") + "\n"
    return _CONTINUED.sub(r"\1 \n", text)
