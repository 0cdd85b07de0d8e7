"""Changed passages put back into the bytes of their draft, which are then read again."""

from __future__ import annotations

import io
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from iomgloss.documents.base import DocumentFormat
from iomgloss.documents.write_back import Written, document
from iomgloss.errors import FormatError
from iomgloss.files.sheet import Placed
from iomgloss.files.splice import Change, Slot, placed, splice
from iomgloss.formats import registry as formats
from iomgloss.model import Draft, Passage
from iomgloss.model.content import TRANSPARENT, Content
from iomgloss.workspace.checking import read_draft
from iomgloss.workspace.drafts import DraftFile

if TYPE_CHECKING:
    from iomgloss.workspace.workspace import Workspace


_TRIES = 64
"""So often a file is written and read again to tell fixes that do no harm from those that do."""
_Pairs = list[tuple[Change, list[Change]]]
"""Changes of a passage, each with what it is in the source."""


class UnwritableError(Exception):
    """The file cannot be written back; the sentence says why."""


class Outcome(NamedTuple):
    """What came of changes, by the number of their passage. Those neither made nor failed wait for
    others to be made."""

    data: bytes | None
    """The new file; None where nothing could be changed."""
    made: dict[int, list[Change]]
    failed: dict[int, list[Change]]


class Manuscript:
    """The bytes of a draft, and where its passages stand in them."""

    def __init__(self, workspace: Workspace, file: DraftFile, data: bytes, draft: Draft) -> None:
        """``file`` as it was read. Raises UnwritableError."""
        self._workspace, self._file, self._draft = workspace, file, draft
        self._document: Written | None = None
        self._placed: Placed | None = None
        file.stream = io.BytesIO(data)
        try:
            row = file.format()
            if isinstance(row, DocumentFormat):
                blocks = [passage.block for passage in draft.passages if passage.block]
                encoding = file.reading.encoding
                self._document = document(row.name, data, file.shown, encoding, blocks)
            elif placer := formats.placer(row):
                self._placed = placer(file.bilingual(row))
        except (FormatError, ValueError) as error:
            raise UnwritableError(getattr(error, "message", str(error))) from None
        if self._document is None and self._placed is None:
            raise UnwritableError(f"{row.title} cannot be written back")
        self._slots = dict(self._found())

    def _found(self) -> list[tuple[int, Slot]]:
        passages = self._draft.passages
        if self._document is not None:
            blocks = [(passage.number, passage.block) for passage in passages if passage.block]
            slots = [(number, self._document.slot(block)) for number, block in blocks]
            return [(number, slot) for number, slot in slots if slot is not None]
        return _matched(passages, self._placed.slots if self._placed else ())

    def changed(self, wanted: Mapping[int, Sequence[Change]]) -> Outcome:
        """Make changes of passages, by their numbers; of each in the order of the text. What is new
        was read again: it says what was meant, and all else is as before."""
        failed: dict[int, list[Change]] = {}
        tried: dict[int, list[Change]] = {}
        for number, changes in sorted(wanted.items()):
            possible = [self._is_possible(number, change) for change in changes]
            tried[number] = list(compress(changes, possible))
            failed[number] = [item for item, can in zip(changes, possible, strict=True) if not can]
        ways = {number: 0 for number, changes in tried.items() if changes}
        data: bytes | None = None
        done: dict[int, list[Change]] = {}
        groups, tries = [list(ways)], 0
        while groups and tries < _TRIES:
            group = [number for number in groups.pop() if number in ways]
            if not group:
                continue
            tries += 1
            made = {n: self._made(n, tried[n], ways[n]) for n in (*done, *group)}
            new = self._rewritten(made)
            wrong = self._differing(new, made)
            guilty = wrong.intersection(group)
            if not wrong:
                data = new
                done = {n: [change for change, _ in pairs] for n, pairs in made.items()}
                continue
            if not guilty and len(group) > 1:  # which of them was it?
                groups += [group[len(group) // 2 :], group[: len(group) // 2]]
                continue
            for number in guilty or group:
                ways[number] += 1
                if ways[number] < len(self._slots[number].writes):
                    continue
                ways[number] = 0
                if len(tried[number]) == 1:
                    failed[number] += tried[number]
                    del ways[number]
                tried[number] = tried[number][:1]  # the others wait for the next round
            groups.append(group)
        return Outcome(data, done, failed)

    def _is_possible(self, number: int, change: Change) -> bool:
        slot = self._slots.get(number)
        return slot is not None and any(
            self._made(number, [change], way) for way in range(len(slot.writes))
        )

    def _made(self, number: int, changes: Sequence[Change], way: int) -> _Pairs:
        """The changes that can be made together, each with what it is in the source: of two that
        overlap, or touch, the first."""
        slot = self._slots[number]
        pairs: _Pairs = []
        for change in changes:
            if pairs and change.start <= pairs[-1][0].end:
                continue  # it waits for the next round
            try:
                found = placed(slot, change, slot.writes[way])
            except ValueError:  # nothing that can be written there
                continue
            if found is not None:
                pairs.append((change, found))
        return pairs

    def _rewritten(self, made: Mapping[int, _Pairs]) -> bytes | None:
        changes: dict[str, list[Change]] = defaultdict(list)
        for number, pairs in made.items():
            changes[self._slots[number].part] += [item for _, found in pairs for item in found]
        try:
            if self._document is not None:
                return self._document.rewritten(changes)
            return self._placed.with_changes(changes[""]) if self._placed else None
        except ValueError:
            return None

    def _differing(self, data: bytes | None, made: Mapping[int, _Pairs]) -> set[int]:
        """Numbers of the passages that do not say what they should; 0 where even their number is
        another."""
        if data is None:
            return {0}
        file = DraftFile(self._file.path, self._file.reading)
        file.stream = io.BytesIO(data)
        draft = read_draft(self._workspace, file)
        if file.fault is not None or len(draft.passages) != len(self._draft.passages):
            return {0}
        return {
            old.number
            for old, new in zip(self._draft.passages, draft.passages, strict=True)
            if _facts(new)
            != (splice(old.text, [c for c, _ in made.get(old.number, ())]), *_facts(old)[1:])
        }


def _facts(passage: Passage) -> tuple[object, ...]:
    block = passage.block
    if block is not None:
        return passage.text, block.kind, block.level, block.part, block.paragraph, block.cell
    return (
        passage.text, passage.source, passage.language, passage.unit, passage.state,
        _shape(passage.codes), _shape(passage.source_codes),
    )  # fmt: skip


def _shape(content: Content) -> tuple[object, ...]:
    """Codes without the words that they hold."""
    return tuple(
        (item.kind, item.attributes, _shape(item.content))
        if item.kind in TRANSPARENT
        else (item.kind, item.attributes, item.content)
        for item in content
        if not isinstance(item, str)
    )


def _matched(passages: Sequence[Passage], slots: Sequence[Slot]) -> list[tuple[int, Slot]]:
    """The slot of each passage: same line, text and language, in the same order."""
    waiting: dict[tuple[int | None, str, str | None], deque[Slot]] = defaultdict(deque)
    for slot in slots:
        waiting[slot.line, slot.text, slot.language and slot.language.lower()].append(slot)
    found = []
    for passage in passages:
        language = (passage.language or "").lower()
        for key in ((passage.line, passage.text, language), (passage.line, passage.text, None)):
            if waiting.get(key):
                found.append((passage.number, waiting[key].popleft()))
                break
    return found
