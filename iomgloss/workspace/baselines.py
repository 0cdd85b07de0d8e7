"""Baselines of checks as files; see `iomgloss.checks.baseline`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from iomgloss.checks.baseline import Baseline, Fingerprint, fingerprint, read, written
from iomgloss.errors import FormatError, StorageError
from iomgloss.files.atomic import write_whole
from iomgloss.model import Location
from iomgloss.workspace.checking import CheckedFile


def load(path: Path) -> Baseline:
    """Raises StorageError, FormatError."""
    location = Location(file=str(path))
    try:
        return read(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        failed = StorageError.from_os(error, path, "read")
        failed.hint = "make it with --write-baseline, or check the path"
        raise failed from None
    except OSError as error:
        raise StorageError.from_os(error, path, "read") from error
    except ValueError as error:
        raise FormatError(
            str(error), hint="make it anew with --write-baseline", location=location
        ) from None


def without_known(file: CheckedFile, path: Path, baseline: Baseline) -> CheckedFile:
    """The file with what the baseline at ``path`` does not have. Of more of the same than it has,
    the last ones are new."""
    left = Counter(baseline.get(_key(file, path), Counter()))
    told = []
    for item in file.found:
        mark = fingerprint(item.check, item.finding)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            told.append(item)
    return replace(file, found=tuple(told), known=len(file.found) - len(told))


def save(path: Path, files: Iterable[CheckedFile]) -> int:
    """Write all findings of ``files``; what the baseline has of other files stays, if they exist.

    Returns the number of findings written. Raises StorageError, FormatError of the old one.
    """
    found: dict[str, Counter[Fingerprint]] = {}
    if path.exists():
        found = {
            name: Counter(rows)
            for name, rows in load(path).items()
            if (path.parent / name).is_file()
        }
    for file in files:
        found[_key(file, path)] = Counter(
            fingerprint(item.check, item.finding) for item in file.found
        )
    write_whole(path, [written(found).encode()])
    return sum(map(Counter.total, found.values()))


def _key(file: CheckedFile, baseline: Path) -> str:
    """The file's path below the baseline's folder; as it is named where it is elsewhere."""
    if file.name == "-":
        return file.shown
    try:
        folder = baseline.resolve().parent
        return Path(file.name).resolve().relative_to(folder).as_posix()
    except (OSError, ValueError):
        return Path(file.name).as_posix()
