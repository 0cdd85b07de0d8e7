"""An earlier report of ``analyse``, and if its files are still the ones it counted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from iomgloss.errors import FormatError, StorageError
from iomgloss.model import Location


def known_report(report: Path, paths: Sequence[Path]) -> dict[str, Any]:
    """The report. Raises FormatError for one that is not ours, and where a file has changed since
    it was analysed; StorageError."""
    try:
        data = json.loads(report.read_bytes())
        digests = {str(file["file"]): str(file["sha256"]) for file in data["files"]}
        _ = [size["words"] for file in data["files"] for size in file["bands"].values()]
    except OSError as error:
        raise StorageError.from_os(error, report, "read") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise FormatError(
            "this is no report of iomgloss analyse",
            hint="make one: iomgloss analyse FILE --format json -o report.json",
            location=Location(file=str(report)),
        ) from None
    for path in paths:
        known = digests.get(str(path))
        try:
            changed = known is not None and known != _digest(path)
        except OSError as error:
            raise StorageError.from_os(error, path, "read") from error
        if changed:
            raise FormatError(
                "the file has changed since it was analysed",
                hint="analyse it again",
                location=Location(file=str(path)),
            )
    found: dict[str, Any] = data
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
