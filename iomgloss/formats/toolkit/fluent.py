"""Fluent, ``.ftl``, texts of Mozilla's programs.

A file holds one language, so the originals are told beside it:

    iomgloss import bg/main.ftl --source-file en/main.ftl -s en -t bg

Read: the messages and terms of the same name are a unit, with their attributes and plural selectors
as Fluent writes them; comments become notes, the name is kept as ``x-fluent-key``. A text that is
the same in both files is a draft, for it may be a copy; what only one file has is rejected.

Lost: what only one file has, comments of groups.
"""

from __future__ import annotations

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.entries import Monolingual, plain
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.store import parsed, text


def _open(source: Source) -> Monolingual:
    store = parsed(source, "fluent:FluentFile", text(source))
    return Monolingual(entries=plain(source, store))


read = one_language("fluent", _open)
