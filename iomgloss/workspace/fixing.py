"""Findings put right in their file: `iomgloss check --fix`."""

from __future__ import annotations

import difflib
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from iomgloss.checks.registry import Check
from iomgloss.errors import IomglossError, StorageError
from iomgloss.files.atomic import write_whole
from iomgloss.files.lock import locked
from iomgloss.files.splice import Change
from iomgloss.model import Draft, Finding, Location, Side
from iomgloss.workspace.checking import CheckedFile, FixedFile, check_opened
from iomgloss.workspace.drafts import DraftFile, ReadOptions
from iomgloss.workspace.writing_back import Manuscript, UnwritableError

if TYPE_CHECKING:
    from iomgloss.workspace.workspace import Workspace

ROUNDS = 10
"""A fix can make place for another; so often a file is checked again."""
_ATTEMPTS = 3 * ROUNDS
"""Those included in which nothing could be written."""
_Key = tuple[int, str, int, int, str]


def fix_file(
    workspace: Workspace,
    path: Path,
    checks: Sequence[Check],
    options: ReadOptions,
    *,
    unsafe: bool = False,
    write: bool = True,
) -> FixedFile:
    """Put in the first suggestion of every finding whose fix is safe, until none is left, and
    replace the file as a whole; without ``write`` only say how it would change. ``unsafe``: of
    every finding with a suggestion.

    A fault of the file is told in the result, and nothing is written then: also where somebody else
    has changed the file meanwhile.
    """
    try:
        before = path.read_bytes()
    except OSError as error:
        fault = StorageError.from_os(error, path, "read")
        return FixedFile(
            checked=CheckedFile(name=str(path), shown=str(path), draft=None, fault=fault)
        )
    work = _Work(workspace, path, checks, options, unsafe)
    first = work.check(before)
    try:
        after, left = work.fixed(before, first)
        if write and after != before:
            _replace(workspace, path, before, after)
    except IomglossError as error:
        return FixedFile(checked=replace(first, fault=error), remarks=tuple(work.remarks))
    return FixedFile(
        checked=left,
        fixed=work.count,
        diff=_diff(first, left, before, after),
        remarks=tuple(work.remarks),
    )


class _Work:
    """Rounds of checking and fixing in memory."""

    def __init__(
        self,
        workspace: Workspace,
        path: Path,
        checks: Sequence[Check],
        options: ReadOptions,
        unsafe: bool,
    ) -> None:
        self._workspace, self._path = workspace, path
        self._checks, self._options = checks, options
        self._unsafe = unsafe
        self.count = 0
        self.remarks: list[str] = []

    def check(self, data: bytes) -> CheckedFile:
        return check_opened(self._workspace, self._file(data), self._checks)

    def fixed(self, data: bytes, checked: CheckedFile) -> tuple[bytes, CheckedFile]:
        """The file when all is done, and what is left to be found in it."""
        refused: set[_Key] = set()
        rounds = 0
        for _ in range(_ATTEMPTS):
            wanted = self._wanted(checked, refused)
            if checked.draft is None or not wanted or rounds == ROUNDS:
                break
            try:
                manuscript = Manuscript(self._workspace, self._file(data), data, checked.draft)
            except UnwritableError as error:
                self.remarks.append(f"{self._path}: {error}; nothing is fixed")
                break
            changes = {number: [change for change, _ in pairs] for number, pairs in wanted.items()}
            outcome = manuscript.changed(changes)
            for number, pairs in wanted.items():
                failed = set(outcome.failed[number])
                made = set(outcome.made.get(number, ()))
                refused.update(key for change, key in pairs if change in failed)
                self.count += sum(change in made for change, _ in pairs)
            if outcome.data is not None:
                data, rounds = outcome.data, rounds + 1
                checked = self.check(data)
        if refused:
            what = "1 finding" if len(refused) == 1 else f"{len(refused):,} findings"
            self.remarks.append(
                f"{self._path}: {what} could not be fixed without harm to what stands around"
            )
        return data, checked

    def _file(self, data: bytes) -> DraftFile:
        file = DraftFile(self._path, self._options)
        file.stream = io.BytesIO(data)
        return file

    def _wanted(
        self, checked: CheckedFile, refused: set[_Key]
    ) -> dict[int, list[tuple[Change, _Key]]]:
        """By number of the passage, in the order of the findings."""
        wanted: dict[int, list[tuple[Change, _Key]]] = defaultdict(list)
        for item in checked.found:
            finding = item.finding
            key = _key(item.check.code, finding)
            if self._is_wanted(finding) and key not in refused:
                change = Change(finding.start, finding.end, finding.suggestions[0])
                if finding.passage.text[finding.start : finding.end] != change.text:
                    wanted[finding.passage.number].append((change, key))
        return dict(wanted)

    def _is_wanted(self, finding: Finding) -> bool:
        return (
            bool(finding.suggestions)
            and finding.side is Side.TARGET
            and (finding.safe or self._unsafe)
        )


def _key(code: str, finding: Finding) -> _Key:
    passage = finding.passage
    return passage.number, code, finding.start, finding.end, passage.text


def _replace(workspace: Workspace, path: Path, before: bytes, after: bytes) -> None:
    """Raises StorageError, also where the file is no longer what was read."""
    with locked((workspace.index_folder or workspace.folder) / "drafts.lock"):
        try:
            is_same = path.read_bytes() == before
        except OSError as error:
            raise StorageError.from_os(error, path, "read") from error
        if not is_same:
            raise StorageError(
                "the file was changed while it was being fixed; nothing was written",
                hint="run the command again",
                location=Location(file=str(path)),
            )
        write_whole(path, [after])


def _diff(first: CheckedFile, left: CheckedFile, before: bytes, after: bytes) -> str:
    if before == after or first.draft is None or left.draft is None:
        return ""
    try:
        old, new = (_lines(data.decode()) for data in (before, after))
    except UnicodeDecodeError:
        old, new = (list(_passages(item)) for item in (first.draft, left.draft))
    made = difflib.unified_diff(old, new, first.name, left.name, lineterm="")
    return "".join(f"{line}\n" for line in made)


def _lines(text: str) -> list[str]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[: -1 if not lines[-1] else None]


def _passages(draft: Draft) -> Iterator[str]:
    for passage in draft.passages:
        yield from passage.text.split("\n")
