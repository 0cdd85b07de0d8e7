"""Apple's ``.strings``, texts of programs for iOS and macOS.

A file holds one language, so the originals are told beside it:

    iomgloss import bg.lproj/Main.strings --source-file en.lproj/Main.strings -s en -t bg

Read: the texts of the same key are a unit; comments become notes, the key the property
``x-strings-key``; UTF-8, or UTF-16 with a byte order mark. A text that is the same in both files is
a draft; what only one file has is rejected.

Lost: what only one file has; binary property lists are not read.
"""

from __future__ import annotations

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.entries import Monolingual, plain
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.store import parsed, text


def _open(source: Source) -> Monolingual:
    store = parsed(source, "properties:stringsutf8file", text(source))
    return Monolingual(entries=plain(source, store))


read = one_language("strings", _open)
