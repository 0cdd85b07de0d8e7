"""Java's ``.properties``, texts of programs; also those of Mozilla.

A file holds one language, so the originals are told beside it:

    iomgloss import messages_bg.properties --source-file messages.properties -s en -t bg

Read: the texts of the same key are a unit; escapes (``\\u0435``) become characters, comments notes,
the key the property ``x-properties-key``. The text is UTF-8, as Java 9 and later have it, or what
``--encoding`` says (older files: latin-1). A text that is the same in both files is a draft, for
it may be a copy; what only one file has is rejected.

Lost: what only one file has, spaces around keys.
"""

from __future__ import annotations

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.entries import Monolingual, plain
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.store import parsed, text


def _open(source: Source) -> Monolingual:
    store = parsed(source, "properties:javautf8file", text(source))
    return Monolingual(entries=plain(source, store))


read = one_language("properties", _open)
