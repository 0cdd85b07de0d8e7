"""Making a new workspace."""

from __future__ import annotations

import shutil
from pathlib import Path

from iomgloss.errors import StorageError, UsageError
from iomgloss.files.atomic import write_whole
from iomgloss.model import Location, normalize_tag
from iomgloss.workspace.config import FILE
from iomgloss.workspace.locate import seed

_SETTINGS = """\
# The settings of this workspace. All may be left out.
{languages}
# source = "bg"            # default source language
# targets = ["en"]         # default target languages
# minimum = 65             # least score of a match, per cent

# [penalties]              # points taken off units that nobody has confirmed
# draft = 1
# fuzzy = 5
"""

_ATTRIBUTES = "history.jsonl merge=union\n"
"""Two people's histories merge line by line."""


def make(folder: Path, languages: tuple[str, ...] = (), *, with_seed: bool = False) -> None:
    """Make ``folder`` a workspace. Raises UsageError if it is one already, StorageError."""
    try:
        tags = [normalize_tag(tag) for tag in languages]
    except ValueError as error:
        raise UsageError(str(error), hint="write it as in BCP 47: bg, en, pt-BR") from None
    if (folder / FILE).exists():
        raise UsageError(
            "this is a workspace already",
            hint="nothing was changed",
            location=Location(file=str(folder / FILE)),
        )
    listed = ", ".join(f'"{tag}"' for tag in tags)
    line = f"languages = [{listed}]" if tags else '# languages = ["bg", "en", "ru"]'
    try:
        for name in ("glossary", "tm"):
            (folder / name).mkdir(parents=True, exist_ok=True)
            if with_seed:
                shutil.copytree(seed() / name, folder / name, dirs_exist_ok=True)
    except OSError as error:
        raise StorageError.from_os(error, folder, "make the workspace") from error
    if not (folder / ".gitattributes").exists():
        write_whole(folder / ".gitattributes", [_ATTRIBUTES.encode()])
    if with_seed and not tags:
        write_whole(folder / FILE, [(seed() / FILE).read_bytes()])
    else:
        write_whole(folder / FILE, [_SETTINGS.format(languages=line).encode()])
