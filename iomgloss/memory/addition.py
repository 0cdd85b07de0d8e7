"""Adding units to a memory all or none, each only once, in flat memory.

The units are written to a draft of the memory as they come; only digests of them are kept. Without
repeats the draft becomes the memory. With some, a second draft is copied from it without them, and
what is newer in their dates and counts goes to the unit that stays.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

from iomgloss.files.atomic import Draft, draft, remove_drafts
from iomgloss.formats.base import Watch
from iomgloss.formats.tmx import Written
from iomgloss.memory.file import MemoryFile
from iomgloss.memory.merging import merged
from iomgloss.memory.repeats import Fingerprints, Repeats
from iomgloss.model import Provenance

Edit = tuple[int, int, bytes]
"""The bytes from the first offset to the second are replaced."""


class Counts(NamedTuple):
    """Of what came, and of what was new among it."""

    read: int
    added: int


def add_new(
    file: MemoryFile,
    written: Iterable[Written],
    mark: Provenance,
    tool_version: str,
    *,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> Counts:
    """Add all units that the memory does not have; the caller holds its lock.

    ``mark`` is the origin of those that had none. Raises FormatError for a memory that cannot be
    read or added to, StorageError; the memory is then as it was.
    """
    fingerprints = Fingerprints()
    remove_drafts(file.path)
    if file.path.exists():
        for batch in file.written(watch=watch):
            fingerprints.add(batch.keys, batch.dated, batch.texts)
    known = len(fingerprints)
    with ExitStack() as stack:
        new: _Addition | None = None
        for batch in written:
            fingerprints.add(batch.keys, batch.dated, batch.texts)
            if batch.texts and not dry_run:
                if new is None:
                    new = _Addition(stack.enter_context(draft(file.path)), file, tool_version)
                new.add(batch.texts)
        repeats = fingerprints.repeats(known)
        read = len(fingerprints) - known
        added = read - len(repeats)
        if new is not None and added == read:
            new.accept()
        elif new is not None and (added or repeats.is_any_newer):
            new.accept_without(repeats, mark)
    return Counts(read, added)


class _Addition:
    """A draft of a memory with units at its end, which may be repeats."""

    def __init__(self, new: Draft, file: MemoryFile, tool_version: str) -> None:
        self._draft, self._file = new, file
        start, opening, self._closing = file.opening(tool_version)
        new.write(opening)
        self._starts = array("Q", [start])
        """Where the units begin in the draft, and where the last one ends."""

    def add(self, texts: list[bytes]) -> None:
        self._draft.write([b"".join(texts)])
        end = self._starts.pop()
        self._starts.extend(itertools.accumulate(map(len, texts), initial=end))

    def accept(self) -> None:
        self._draft.write([self._closing])
        self._draft.accept()

    def accept_without(self, repeats: Repeats, mark: Provenance) -> None:
        """Leave out the repeats; what they bring that is newer is kept."""
        self._draft.flush()
        edits = _Edits(self._file, self._draft.temporary, self._starts, repeats, mark)
        with draft(self._file.path) as second, edits:
            second.write(_edited(self._draft.temporary, self._starts[-1], edits.all()))
            second.write([self._closing])
            if edits.is_any_new:
                second.accept()


class _Edits:
    """What becomes of the first draft."""

    def __init__(
        self, file: MemoryFile, path: Path, starts: array[int], repeats: Repeats, mark: Provenance
    ) -> None:
        self._file, self._starts, self._repeats, self._mark = file, starts, repeats, mark
        self._stream: BinaryIO = path.open("rb", buffering=0)
        self.is_any_new = len(repeats) < len(repeats.is_repeat)
        """Something is left of what was added, or a unit of the memory has changed."""

    def __enter__(self) -> _Edits:
        return self

    def __exit__(self, *exception: object) -> None:
        self._stream.close()

    def all(self) -> Iterator[Edit]:
        """In the order of the file."""
        if self._repeats.is_any_newer and self._repeats.known:
            yield from self._of_memory()
        for place, (is_repeat, is_followed) in enumerate(self._repeats.added()):
            if is_repeat:
                yield self._starts[place], self._starts[place + 1], b""
            elif is_followed:
                later = self._texts(place + self._repeats.known)
                text = merged(self._text(place), later, self._mark)
                if text is not None:
                    yield self._starts[place], self._starts[place + 1], text

    def _of_memory(self) -> Iterator[Edit]:
        place = 0
        for batch in self._file.written(with_spans=True):
            for text, span in zip(batch.texts, batch.spans, strict=True):
                later = self._texts(place)
                place += 1
                changed = merged(text, later, self._mark) if later else None
                if changed is not None:
                    self.is_any_new = True
                    yield *self._file.lines(*span), changed

    def _texts(self, place: int) -> list[bytes]:
        """The repeats that may be newer than the unit in ``place``."""
        return [self._text(other) for other in self._repeats.of(place)]

    def _text(self, place: int) -> bytes:
        start, end = self._starts[place], self._starts[place + 1]
        self._stream.seek(start)
        return self._stream.read(end - start)


def _edited(path: Path, end: int, edits: Iterator[Edit]) -> Iterator[bytes]:
    """The bytes of a file up to ``end``, edited."""
    done = 0
    with path.open("rb", buffering=_BLOCK) as stream:
        for start, stop, text in itertools.chain(edits, [(end, end, b"")]):
            while done < start and (block := stream.read(min(_BLOCK, start - done))):
                done += len(block)
                yield block
            if text:
                yield text
            stream.read(stop - start)  # quicker than to seek
            done = stop


_BLOCK = 1 << 18
