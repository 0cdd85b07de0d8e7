"""Subtitles: SubRip (``.srt``), SubStation Alpha (``.ssa``, ``.ass``), MicroDVD (``.sub``).

A file holds one language, so the originals are told beside it:

    iomgloss import film.bg.srt --source-file film.en.srt -s en -t bg

Read: the texts that are shown from and to the same times are a unit; those times are kept as
``x-subtitles-key``, tags (``<i>``) become inline codes. What only one file has is rejected, so
translations with times of their own are better aligned. The text is UTF-8, or what ``--encoding``
says.

Lost: numbers, styles and places on the screen; what only one file has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.entries import Entry, Monolingual, plain
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.markup import tagged
from iomgloss.formats.toolkit.store import parsed, text


def _open(source: Source) -> Monolingual:
    store = parsed(source, "subtitles:SubtitleFile", text(source))
    return Monolingual(entries=_entries(plain(source, store, note=lambda unit: "")))


def _entries(entries: Iterator[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield replace(entry, text=tagged(entry.text.text))


read = one_language("subtitles", _open)
