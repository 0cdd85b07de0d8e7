"""Android's string resources, ``res/values-bg/strings.xml``.

A file holds one language, so the originals are told beside it:

    iomgloss import values-bg/strings.xml --source-file values/strings.xml -s en -t bg

Read: ``string``, the items of ``string-array``, the forms of ``plurals``; Android's escapes become
characters, tags (``<b>``, ``<xliff:g>``, also escaped ones) inline codes, comments notes. Each
plural form is a unit with the original's form of the same quantity, else with its ``other``. The
name is kept as ``x-android-key``, the quantity as ``x-android-plural-form``. Texts marked as not
translatable are left out; a text that is the same in both files is a draft; what only one file has
is rejected.

Lost: texts marked as not translatable, attributes of elements other than ``name``, the order of the
file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.entries import Entry, Monolingual
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.markup import tagged
from iomgloss.formats.toolkit.store import faults, parsed, xml

_TEXT_BLANKS = {ord(blank): 0xF0000 + ord(blank) for blank in "\x85\xa0\u2007\u202f\u3000"}
"""Blanks that are text → characters of private use: translate-toolkit folds all that Python takes
for white space, Android only that of ASCII."""
_BACK = {private: blank for blank, private in _TEXT_BLANKS.items()}
_STRINGS = ("string", "string-array", "plurals")


def _open(source: Source) -> Monolingual:
    data = xml(source, "resources")
    store = parsed(source, "aresource:AndroidResourceFile", data)
    return Monolingual(entries=_entries(source, store))


def _entries(source: Source, store: Any) -> Iterator[Entry]:
    """Over the elements themselves: translate-toolkit passes arrays by, and some quantities."""
    kept_back = 0
    for element in store.document.getroot().iterchildren(*_STRINGS):
        name = element.get("name")
        if element.get("translatable") == "false":
            kept_back += 1
        elif name is None:
            line = element.sourceline
            source.log.reject(f"<{element.tag}> without a name", line=line)
        else:
            yield from _texts(source, store, element, name)
    if kept_back:
        message = f"texts that are not for translation, left out: {kept_back}"
        source.log.warn("left-out", message, line=None)


def _texts(source: Source, store: Any, element: Any, name: str) -> Iterator[Entry]:
    items = [element] if element.tag == "string" else list(element.iterchildren("item"))
    for number, item in enumerate(items):
        with faults(source):
            unit = store.UnitClass(None, xmlelement=element)
            for part in item.iter():
                part.text = part.text and part.text.translate(_TEXT_BLANKS)
                part.tail = part.tail and part.tail.translate(_TEXT_BLANKS)
            text = unit.get_xml_text_value(item).translate(_BACK)
            note = str(unit.getnotes())
        yield Entry(
            key=f"{name}[{number}]" if element.tag == "string-array" else name,
            form=item.get("quantity", "other") if element.tag == "plurals" else None,
            text=tagged(text, escaped=len(item) > 0),
            notes=(note.strip(),),
            line=item.sourceline,
        )


read = one_language("android", _open)
