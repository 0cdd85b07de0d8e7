"""Apple's ``.stringsdict``, plural forms of programs for iOS and macOS.

A file holds one language, so the originals are told beside it:

    iomgloss import bg.lproj/Main.stringsdict --source-file en.lproj/Main.stringsdict -s en -t bg

Read: each plural form (zero, one, two, few, many, other) is a unit with the original's form of the
same name, else with its ``other``. The key is kept as ``x-stringsdict-key``, the form as
``x-stringsdict-plural-form``. Rules for widths and devices are refused.

Lost: the formats of numbers (``NSStringFormatValueTypeKey``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.entries import PLURALS, Entry, Monolingual
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.store import parsed, xml
from iomgloss.model import Segment


def _open(source: Source) -> Monolingual:
    return Monolingual(
        entries=_entries(parsed(source, "stringsdict:StringsDictFile", xml(source, "plist")))
    )


def _entries(store: Any) -> Iterator[Entry]:
    for unit in store.units:
        key, strings = str(unit.getid()), getattr(unit.target, "strings", None)
        if strings is None:
            yield Entry(key=key, text=Segment.of(str(unit.target)))
            continue
        for form, value in zip(PLURALS, map(str, strings), strict=True):
            if value:
                yield Entry(key=key, form=form, text=Segment.of(value))


read = one_language("stringsdict", _open)
