"""Microsoft's ``.resx`` and ``.resw``, texts of programs that use .NET or Windows.

A file holds one language, so the originals are told beside it:

    iomgloss import Resources.bg.resx --source-file Resources.resx -s en -t bg

Read: the ``data`` elements of the same name are a unit; comments become notes, the name the
property ``x-resx-key``. Images and other objects (those with a ``type`` or ``mimetype``) are left
out, and so are the names of designers' properties (``>>button1.Parent``). A text that is the same
in both files is a draft; what only one file has is rejected.

Lost: images and other objects, designers' properties.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.entries import Entry, Monolingual
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.store import faults, parsed, xml
from iomgloss.model import Segment


def _open(source: Source) -> Monolingual:
    store = parsed(source, "resx:RESXFile", xml(source, "root"))
    return Monolingual(entries=_entries(source, store))


def _entries(source: Source, store: Any) -> Iterator[Entry]:
    for unit in store.units:
        with faults(source):
            element = unit.xmlelement
            key, text = str(unit.getid()), str(unit.target or "")
            is_text = "type" not in element.attrib and "mimetype" not in element.attrib
            note = str(unit.getnotes())
        if is_text and not key.startswith(">>"):
            yield Entry(
                key=key, text=Segment.of(text), notes=(note.strip(),), line=element.sourceline
            )


read = one_language("resx", _open)
