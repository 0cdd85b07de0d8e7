"""INI files with texts of programs.

A file holds one language, so the originals are told beside it:

    iomgloss import lang/bg.ini --source-file lang/en.ini -s en -t bg

Read: the values of the same section and key are a unit, comments are left out; section and key are
kept as ``x-ini-key``. The text is UTF-8, or what ``--encoding`` says. A text that is the same in
both files is a draft, for it may be a copy; what only one file has is rejected.

Lost: comments.
"""

from __future__ import annotations

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.entries import Monolingual, plain
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.store import parsed, text


def _open(source: Source) -> Monolingual:
    store = parsed(source, "ini:inifile", text(source))
    return Monolingual(entries=plain(source, store, key=lambda unit: str(unit.getlocations()[0])))


read = one_language("ini", _open)
