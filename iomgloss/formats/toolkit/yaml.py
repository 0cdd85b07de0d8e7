"""YAML with texts of programs, as Ruby on Rails has them.

A file holds one language, so the originals are told beside it:

    iomgloss import bg.yml --source-file en.yml -s en -t bg

Read: the strings of the same path are a unit. A single outermost key that is a language tag is the
language of the file. The path is kept as ``x-yaml-key``, comments become notes. Keys that are
plural categories (``one``, ``other``) are forms of one text: each is a unit with the original's
form of the same name, else with its ``other``. A text that is the same in both files is a draft;
what only one file has is rejected.

Lost: anchors and what is no string.
"""

from __future__ import annotations

from dataclasses import replace

from iomgloss.formats.base import Source
from iomgloss.formats.tags import tag_of
from iomgloss.formats.toolkit.entries import Monolingual, plain, with_plurals
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.store import parsed, text

_ARROW = "->"


def _open(source: Source) -> Monolingual:
    store = parsed(source, "yaml:YAMLFile", text(source))
    entries = list(plain(source, store))
    outermost = {entry.key.partition(_ARROW)[0] for entry in entries}
    language = None
    if len(outermost) == 1 and all(_ARROW in entry.key for entry in entries):
        language = tag_of(*outermost)
    if language:
        entries = [replace(entry, key=entry.key.partition(_ARROW)[2]) for entry in entries]
    return Monolingual(entries=with_plurals(entries, _ARROW), language=language)


read = one_language("yaml", _open)
