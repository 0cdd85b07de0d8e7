"""PO out: see `iomgloss.formats.po`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import polib

from iomgloss.errors import FormatError, UsageError
from iomgloss.formats.base import ExportOptions, Item
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


def write(items: Iterable[Item], options: ExportOptions) -> Iterator[bytes]:
    """Yield a PO file of one pair. Raises UsageError when the pair is not named."""
    if options.source_language is None or len(options.target_languages) != 1:
        raise UsageError(
            "a PO file has one source and one target language", hint="name them: -s bg -t en"
        )
    kind = options.kind or "memory"
    writer = _Writer(options, options.source_language, options.target_languages[0])
    yield writer.header(kind).encode()
    for item in items:
        if kind == "memory" and isinstance(item, TranslationUnit):
            yield from writer.unit(item)
        elif kind == "terms" and isinstance(item, Concept):
            yield from writer.concept(item)


class _Writer:
    def __init__(self, options: ExportOptions, source: str, target: str) -> None:
        self.options, self.losses = options, options.losses
        self.source, self.target = source, target
        self.written: dict[tuple[str | None, str], str] = {}
        """Context and source text → translation."""

    def header(self, kind: str) -> str:
        pairs = {
            "Project-Id-Version": "iomgloss",
            "Language": self.target.replace("-", "_"),
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "X-Source-Language": self.source,
            "X-Generator": f"iomgloss {self.options.tool_version}".strip(),
        }
        if kind == "terms":
            pairs["X-Iomgloss-Kind"] = "terms"
        text = "".join(f"{name}: {value}\n" for name, value in pairs.items())
        return _text(polib.POEntry(msgid="", msgstr=text))

    # ------------------------------------------------------------------------ units

    def unit(self, unit: TranslationUnit) -> Iterator[bytes]:
        """The entry of a unit, preceded by a blank line; nothing where PO cannot hold it."""
        source, target = unit.variant(self.source), unit.variant(self.target)
        if source is None or target is None or source is target:
            self._lose("units without both languages")
            return
        texts = self._aligned(source.text, target.text)
        if not texts[0].strip() or not texts[1].strip():
            self._lose("units without text in both languages")
            return
        kept: dict[str, list[str]] = {"msgctxt": [], "reference": [], "flag": []}
        for item in unit.properties:
            name = item.type.removeprefix("x-po-")
            if item.type.startswith("x-po-") and name in kept and item.language is None:
                kept[name].append(item.value)
            else:
                self._lose("properties")
        context = kept["msgctxt"][0] if kept["msgctxt"] else None
        if self._repeats(context, *texts):
            return
        context = self._context(context, *texts, unit.id)
        comment = "\n".join(note.text for note in unit.notes)
        self._unit_losses(unit)
        is_fuzzy = unit.state is not UnitState.CONFIRMED
        place = self._place(unit)
        yield self._entry(
            unit.location,
            msgctxt=context,
            msgid=texts[0],
            msgstr=texts[1],
            tcomment=_BREAKS.sub("\n", comment),
            occurrences=[(name, "") for name in [*place, *kept["reference"]]],
            flags=["fuzzy"] * is_fuzzy + kept["flag"],
        )

    def _place(self, unit: TranslationUnit) -> list[str]:
        if unit.document is None:
            self._lose("positions", unit.position is not None)
            return []
        name = unit.document
        if re.search("[\u2068\u2069\n]", name) or _BREAKS.search(name) or not name.strip():
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

    def _aligned(self, source: str, target: str) -> tuple[str, str]:
        """gettext wants line breaks at the ends of both texts or of neither."""
        first = source.startswith("\n"), target.startswith("\n")
        last = source.endswith("\n"), target.endswith("\n")
        if first[0] == first[1] and last[0] == last[1]:
            return source, target
        self._lose("line breaks at the ends of segments")
        return source.strip("\n"), target.strip("\n")

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
        self._lose("separate notes", max(len(unit.notes) - 1, 0))
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

    def _entry(self, location: Location | None, **fields: object) -> bytes:
        text = _text(polib.POEntry(**fields))
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
    return str(entry.__unicode__(wrapwidth=0)).rstrip("\n") + "\n"
