"""Qt Linguist's ``.ts``, translations of programs that use Qt.

Read: version 2 of the format, as Qt 4.3 and later write it. Languages stand in the file; without
``sourcelanguage`` the originals are English, unless ``-s`` says otherwise. An unfinished
translation gives a fuzzy unit, a message without one is rejected; obsolete and vanished messages
are skipped, with a warning. A message with plural forms gives a unit for each. Comments of
developers and translators become notes, the rest properties:

=========================  ====================================================================
``x-ts-context``           the class that the text is shown by
``x-ts-comment``           what tells equal texts apart
``x-ts-id``                the message's id
``x-ts-location``          a place in the sources, one property each
``x-ts-plural-form``       the number of the plural form
``x-ts-length-variant``    a shorter translation, one property each
=========================  ====================================================================

``<byte>`` becomes an inline code. A file of another kind with the name ``.ts`` (TypeScript, video)
is not taken for this one.

Lost: attributes of other names, comments of a whole context. Not written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.pairs import Bilingual, Pair, two_languages
from iomgloss.formats.toolkit.store import faults, parsed, xml
from iomgloss.model import InlineCode, Segment, UnitState


def _open(source: Source) -> Bilingual:
    store = parsed(source, "ts2:tsfile", xml(source, "TS"))
    header = store.header
    return Bilingual(
        pairs=_pairs(source, store),
        source_language=header.get("sourcelanguage") or source.source_language or "en",
        target_language=header.get("language"),
    )


def _pairs(source: Source, store: Any) -> Iterator[Pair]:
    places = _Places()
    skipped = 0
    for unit in store.units:
        with faults(source):
            element = unit.xmlelement
            locations = places.of(element)
            if unit.isobsolete():
                skipped += 1
                continue
            found = list(_forms(element, unit.hasplural()))
            properties = (
                ("context", unit.getcontextname() or ""),
                ("comment", element.findtext("comment") or ""),
                ("id", element.get("id") or ""),
                *(("location", place) for place in locations),
            )
            notes = tuple(element.findtext(n) or "" for n in ("extracomment", "translatorcomment"))
        original = element.find("source")
        for form, target, shorter in found:
            yield Pair(
                source=_EMPTY if original is None else _segment(original),
                target=target,
                key=element.get("id"),
                form=form,
                state=UnitState.FUZZY if unit.isreview() else UnitState.CONFIRMED,
                properties=(*properties, *(("length-variant", text) for text in shorter)),
                notes=notes,
                line=element.sourceline,
            )
    if skipped:
        source.log.warn("obsolete", f"obsolete messages, skipped: {skipped}", line=None)


_EMPTY = Segment(())


def _forms(element: Any, is_plural: bool) -> Iterator[tuple[str | None, Segment, list[str]]]:
    """The plural form, its text, and its shorter variants."""
    translation = element.find("translation")
    if translation is None:
        yield None, _EMPTY, []
        return
    numbered = list(translation.iterchildren("numerusform")) if is_plural else []
    for number, node in enumerate(numbered or [translation]):
        variants = [_segment(child) for child in node.iterchildren("lengthvariant")]
        first, *rest = variants or [_segment(node)]
        yield str(number) if numbered else None, first, [item.text for item in rest]


def _segment(node: Any) -> Segment:
    """Text past comments, with ``<byte value="x1b"/>`` as a code."""
    parts: list[str | InlineCode] = []

    def add(text: str | None) -> None:
        if text and parts and isinstance(parts[-1], str):
            parts[-1] += text
        elif text:
            parts.append(text)

    add(node.text)
    for child in node:
        if child.tag == "byte":
            value = f'<byte value="{child.get("value", "")}"/>'
            parts.append(InlineCode(kind="ph", content=(value,)))
        add(child.tail)
    return Segment(tuple(parts))


class _Places:
    """Places in the sources; a line may be given relative to the one before in the same file."""

    def __init__(self) -> None:
        self.file = ""
        self.lines: dict[str, int] = {}

    def of(self, element: Any) -> list[str]:
        return [self._place(node) for node in element.iterchildren("location")]

    def _place(self, node: Any) -> str:
        self.file = node.get("filename") or self.file
        line = node.get("line") or ""
        if line[:1] in ("+", "-") and line[1:].isdecimal():
            line = str(self.lines.get(self.file, 0) + int(line))
        if line.isdecimal():
            self.lines[self.file] = int(line)
        return f"{self.file}:{line}" if line else self.file


read = two_languages("ts", _open)
