"""OmegaT projects: a folder with the memories and the glossary of one pair. Written only.

Written: ``iomgloss export omegat -o DIR -s bg -t en`` makes the folder as OmegaT 3.6 and later have
it: ``omegat.project`` with the two languages; ``source/`` for what is to be translated,
``target/``, ``dictionary/``, ``omegat/``; and filled in:

* ``tm/auto/iomgloss/``: the memories without a penalty. OmegaT inserts exact matches by itself from
  ``tm/auto/`` only. Whoever does not want that moves the folder to ``tm/``.
* ``tm/penalty-NN/iomgloss/``: memories with a penalty, from whose matches OmegaT takes NN points.
* ``glossary/iomgloss.utf8``: the usable terms, as the format ``omegat-glossary`` has them. OmegaT
  offers whatever is in a glossary, so deprecated, superseded and forbidden terms stay out.

Only confirmed units with text on both sides go in; drafts and fuzzy ones when they are asked for
(``--status confirmed --status draft``), and then below the penalty of their state. With ``--as
terms`` or ``--as memory`` only that part is written. A memory without units of the pair gives no
file.

A folder that is there already must be empty, or an OmegaT project of the same pair: then what bears
the name ``iomgloss`` is replaced, and nothing else is touched, whatever others have put beside it.
All is made ready first and put in place at the end: wholly or not at all.

Lost: of terms what an OmegaT glossary cannot hold; units that are not confirmed or have no text;
the mark of highlighted text (``hi``), since OmegaT leaves out what stands in it; script and private
parts of language tags, which OmegaT does not know.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import iomgloss
from iomgloss.errors import StorageError, UsageError
from iomgloss.files.atomic import sync_folder, write_whole
from iomgloss.formats.base import ExportOptions, Item
from iomgloss.formats.registry import format_named, writer
from iomgloss.model import (
    AdministrativeStatus,
    ExportReport,
    InlineCode,
    Location,
    Segment,
    TranslationUnit,
    UnitState,
    compatible,
)
from iomgloss.model.content import Content
from iomgloss.workspace.exporting import Selection, concepts, units
from iomgloss.workspace.omegat_settings import (
    PROJECT,
    pair_of_project,
    project_file,
    tag_for_omegat,
)
from iomgloss.workspace.workspace import Workspace

NAME = "omegat"
KINDS = ("terms", "memory")
_OURS = {
    "terms": ("glossary/iomgloss.utf8",),
    "memory": ("tm/auto/iomgloss", "tm/penalty-*/iomgloss"),
}
"""What an export owns in a project, and may replace."""
_FOLDERS = ("dictionary", "glossary", "omegat", "source", "target", "tm")


def export_project(workspace: Workspace, folder: Path, selection: Selection) -> ExportReport:
    """Make or update an OmegaT project. Raises UsageError, DataError, StorageError.

    The pair is the selection's, else the default one of the settings.
    """
    source, target = _pair(workspace, selection)
    losses = Counter(
        {
            f"language tag {tag} (written as {tag_for_omegat(tag)})": 1
            for tag in (source, target)
            if tag_for_omegat(tag) != tag
        }
    )
    selection = replace(selection, source_language=source, target_languages=(target,))
    place = Path(os.path.realpath(folder))
    is_new = _is_new(place, folder)
    if not is_new:
        _require_same_pair(place, folder, source, target)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{place.name[:40]}.", dir=place.parent))
    except OSError as error:
        raise StorageError.from_os(error, folder, "write") from error
    try:
        made = staging / "project"
        files = list(_files(workspace, selection, made, losses))
        if is_new:
            _complete(made, source, target)
            with contextlib.suppress(FileNotFoundError):
                place.rmdir()  # it is empty; not every system renames a folder onto another
            made.rename(place)
        else:
            _exchange(made, place, staging / "before", selection.kind)
        sync_folder(place.parent)
    except OSError as error:
        raise StorageError.from_os(error, folder, "write") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return ExportReport(
        file=str(folder),
        format=NAME,
        written=sum(count for _, count in files),
        losses=tuple(sorted(losses.items())),
        files=tuple(files),
    )


def _pair(workspace: Workspace, selection: Selection) -> tuple[str, str]:
    source = selection.source_language or workspace.config.source
    targets = selection.target_languages or workspace.config.targets
    if source is None or len(targets) != 1:
        raise UsageError(
            "an OmegaT project has one source and one target language",
            hint="name them: -s bg -t en",
        )
    return source, targets[0]


def _is_new(place: Path, shown: Path) -> bool:
    """Is there nothing yet? Raises UsageError where there is something else than a project."""
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return True
    if place.is_dir() and (place / PROJECT).is_file():
        return False
    what = "the folder is not empty and no OmegaT project" if place.is_dir() else "this is a file"
    raise UsageError(what, hint="name a new folder", location=Location(file=str(shown)))


def _require_same_pair(place: Path, shown: Path, source: str, target: str) -> None:
    found = pair_of_project(place / PROJECT, str(shown / PROJECT))
    wanted = source, target
    if not all(
        compatible(one, tag_for_omegat(other)) for one, other in zip(found, wanted, strict=True)
    ):
        raise UsageError(
            f"this is a project from {found[0]} into {found[1]}, not from {source} into {target}",
            hint="name another folder, or these languages",
            location=Location(file=str(shown / PROJECT)),
        )


# ------------------------------------------------------------------------ what goes in


def _files(
    workspace: Workspace, selection: Selection, made: Path, losses: Counter[str]
) -> Iterator[tuple[str, int]]:
    """Write the project's own files below ``made``; yields path and items of each."""
    states = {state.value for state in UnitState} & set(selection.statuses)
    statuses = {status.value for status in AdministrativeStatus} & set(selection.statuses)
    if selection.kind in (None, "terms"):
        chosen = replace(selection, statuses=tuple(sorted(statuses)))
        path = _OURS["terms"][0]
        yield (
            path,
            _write(made / path, "omegat-glossary", concepts(workspace, chosen), chosen, losses),
        )
    if selection.kind in (None, "memory"):
        wanted = [state for state in UnitState if state.value in states] or [UnitState.CONFIRMED]
        names = selection.memories or tuple(memory.name for memory in workspace.memories)
        for name, state in ((name, state) for name in names for state in wanted):
            counts = losses if state is wanted[0] else None  # each unit is counted once
            chosen = replace(selection, memories=(name,), statuses=())
            found = _of_state(units(workspace, chosen, counts), state, chosen, wanted, counts)
            if (first := next(found, None)) is None:
                continue
            points = workspace.memory(name).penalty
            points += workspace.config.state_penalties.get(state, 0.0)
            suffix = "" if state is UnitState.CONFIRMED else f".{state}"
            path = f"tm/{_folder(points)}/iomgloss/{name}{suffix}.tmx"
            items = _plain(chain([first], found), losses)
            yield path, _write(made / path, "tmx", items, chosen, losses)


def _of_state(
    found: Iterable[TranslationUnit],
    state: UnitState,
    selection: Selection,
    wanted: Sequence[UnitState],
    losses: Counter[str] | None,
) -> Iterator[TranslationUnit]:
    """The units in ``state`` with text on both sides; what goes in nowhere is counted."""
    pair = selection.source_language or "", *selection.target_languages
    for unit in found:
        variants = [unit.variant(language) for language in pair]
        has_text = all(item is not None and item.text.strip() for item in variants)
        if has_text and unit.state is state:
            yield unit
        elif losses is not None and not has_text:
            losses["units without text in both languages (left out)"] += 1
        elif losses is not None and unit.state not in wanted:
            losses[f"{unit.state} units (left out)"] += 1


def _folder(points: float) -> str:
    """Whole points, upwards: OmegaT reads no others, and 0.5 must not count as none."""
    whole = min(-int(-points // 1), 100)
    return f"penalty-{whole:02d}" if whole else "auto"


def _plain(found: Iterable[TranslationUnit], losses: Counter[str]) -> Iterator[TranslationUnit]:
    """The units without ``hi``: OmegaT drops the text in it."""
    for unit in found:
        variants = tuple(
            replace(item, segment=Segment(_opened(item.segment.content, losses)))
            for item in unit.variants
        )
        yield replace(unit, variants=variants)


def _opened(content: Content, losses: Counter[str]) -> Content:
    parts: list[str | InlineCode] = []
    for item in content:
        inner: Content = (item,)
        if isinstance(item, InlineCode) and item.kind == "hi":
            losses["marks of highlighted text"] += 1
            inner = _opened(item.content, losses)
        for part in inner:
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            else:
                parts.append(part)
    return tuple(parts)


def _write(
    path: Path, name: str, items: Iterable[Item], selection: Selection, losses: Counter[str]
) -> int:
    count = 0

    def counted() -> Iterator[Item]:
        nonlocal count
        for item in items:
            count += 1
            yield item

    row = format_named(name)
    options = ExportOptions(
        source_language=selection.source_language,
        target_languages=selection.target_languages,
        kind=row.holds[0],
        tool_version=iomgloss.__version__,
        losses=losses,
    )
    write_whole(path, writer(row)(counted(), options))
    return count


# ---------------------------------------------------------------------------- in place


def _complete(made: Path, source: str, target: str) -> None:
    """What a new project has beside our files."""
    for name in _FOLDERS:
        (made / name).mkdir(parents=True, exist_ok=True)
    write_whole(made / PROJECT, [project_file(source, target).encode()])


def _exchange(made: Path, place: Path, before: Path, kind: str | None) -> None:
    """Put our files in place of the former ones; if the system refuses, everything goes back."""
    ours = [pattern for key in KINDS if kind in (None, key) for pattern in _OURS[key]]
    moved: list[tuple[Path, Path]] = []
    try:
        for origin, end in ((place, before), (made, place)):
            for path in [path for pattern in ours for path in sorted(origin.glob(pattern))]:
                there = end / path.relative_to(origin)
                there.parent.mkdir(parents=True, exist_ok=True)
                path.rename(there)
                moved.append((there, path))
    except OSError:
        for there, path in reversed(moved):
            there.rename(path)
        raise
    for path in place.glob("tm/penalty-*"):
        with contextlib.suppress(OSError):  # not empty: someone's files, or ours
            path.rmdir()
