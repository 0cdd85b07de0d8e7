"""Windows resource scripts, ``.rc``: dialogs, menus and string tables.

A file holds one language, so the originals are told beside it:

    iomgloss import app.bg.rc --source-file app.en.rc -s en -t bg

Read: the texts of the same identifier are a unit; it is kept as ``x-rc-key``. The text is UTF-8, or
what ``--encoding`` says. A text that is the same in both files is a draft, for it may be a copy;
what only one file has is rejected.

Lost: everything but texts: styles, places, accelerators; comments.
"""

from __future__ import annotations

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.entries import Monolingual, plain
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.store import parsed, text


def _open(source: Source) -> Monolingual:
    store = parsed(source, "rc:rcfile", text(source))
    return Monolingual(entries=plain(source, store, key=lambda unit: str(unit.getlocations()[0])))


read = one_language("rc", _open)
