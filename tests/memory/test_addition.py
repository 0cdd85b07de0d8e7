"""Adding units to a memory: each once, all or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from files.support import LITTLE_ROOM, content, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from memory.support import VERSION, tmx_bytes, unit

from iomgloss.errors import FormatError
from iomgloss.formats import tmx
from iomgloss.memory import addition
from iomgloss.memory.addition import Counts, add_new
from iomgloss.memory.file import MemoryFile
from iomgloss.memory.merging import refreshed
from iomgloss.model import Provenance, TranslationUnit

MARK = Provenance(created="20260101T000000Z", created_by="importer")
A, B, C = unit("a", "едно"), unit(None, "две"), unit("c", "три", previous="две")
OLD, NEW = "20180101T000000Z", "20200101T000000Z"


def written(units: Iterable[TranslationUnit], size: int = 2) -> Iterator[tmx.Written]:
    """Batches of so many."""
    batch = tmx.Written()
    for item in units:
        batch.add(item, MARK)
        if len(batch.texts) == size:
            yield batch
            batch = tmx.Written()
    yield batch


def add(path: Path, *units: TranslationUnit, dry_run: bool = False) -> Counts:
    return add_new(MemoryFile(path, path.name), written(units), MARK, VERSION, dry_run=dry_run)


def dated(item: TranslationUnit, **provenance: object) -> TranslationUnit:
    return replace(item, provenance=Provenance(created=OLD, **provenance))  # type: ignore[arg-type]


def marked(*units: TranslationUnit) -> list[TranslationUnit]:
    return [replace(item, provenance=MARK) for item in units]


def test_a_new_memory(tmp_path: Path) -> None:
    assert add(tmp_path / "m.tmx", A, B, A, C, A) == Counts(5, 3)
    assert content(tmp_path) == {"m.tmx": tmx_bytes(marked(A, B, C))}


def test_an_addition_to_a_memory(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    before = tmx_bytes([B, B]).replace(b"<body>", b"<body><!-- ours -->")
    path.write_bytes(before)
    assert add(path, A, B, C) == Counts(3, 2)
    body = "".join(map(tmx.unit_text, marked(A, C))).encode()
    closing = tmx.CLOSING.encode()
    assert content(tmp_path) == {"m.tmx": before.removesuffix(closing) + body + closing}


def test_nothing_to_add_touches_nothing(tmp_path: Path) -> None:
    assert add(tmp_path / "m.tmx") == Counts(0, 0)
    assert content(tmp_path) == {}
    (tmp_path / "m.tmx").write_bytes(tmx_bytes([A]))
    inode = (tmp_path / "m.tmx").stat().st_ino
    assert add(tmp_path / "m.tmx", A, A) == Counts(2, 0)
    assert add(tmp_path / "m.tmx", dated(A), dry_run=True) == Counts(1, 0)
    assert (tmp_path / "m.tmx").stat().st_ino == inode
    assert content(tmp_path) == {"m.tmx": tmx_bytes([A])}


def test_newer_dates_go_to_the_unit_that_stays(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    first, second = dated(A, changed=OLD, usage_count=4), dated(C)
    path.write_bytes(tmx_bytes([first, second, B]).replace(b"    <tu", b"\t<tu"))
    newer = dated(A, changed=NEW, changed_by="mira", usage_count=2)
    assert add(path, newer, B, dated(C), dated(A, used=NEW)) == Counts(4, 0)
    expected = dated(A, changed=NEW, changed_by="mira", usage_count=4, used=NEW)
    rest = tmx_bytes([second, B]).replace(b"    <tu", b"\t<tu")
    opening = tmx.header("*all*", VERSION).encode()
    assert path.read_bytes() == rest.replace(opening, opening + tmx.unit_text(expected).encode())
    inode = path.stat().st_ino
    assert add(path, newer, B, dated(C)) == Counts(3, 0)
    assert path.stat().st_ino == inode


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    assert add(tmp_path / "m.tmx", A, B, A, dry_run=True) == Counts(3, 2)
    assert content(tmp_path) == {}


@pytest.mark.parametrize("before", [{}, {"m.tmx": tmx_bytes([A, B])}])
@pytest.mark.parametrize("place", ["_edited", "Repeats.of", "merged"])
def test_a_fault_at_any_time_leaves_the_memory_as_it_was(
    tmp_path: Path, before: dict[str, bytes], place: str
) -> None:
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    fault = mock.Mock(side_effect=RuntimeError("halt"))
    with (
        mock.patch(f"{addition.__name__}.{place}", fault),
        pytest.raises(RuntimeError, match="halt"),
    ):
        add(tmp_path / "m.tmx", C, A, dated(C), dated(A))
    assert content(tmp_path) == before

    def broken() -> Iterator[tmx.Written]:
        yield from written([C])
        raise RuntimeError("halt")

    with pytest.raises(RuntimeError, match="halt"):
        add_new(MemoryFile(tmp_path / "m.tmx", "m.tmx"), broken(), MARK, VERSION)
    assert content(tmp_path) == before


def test_a_memory_that_cannot_be_added_to_says_so(tmp_path: Path) -> None:
    before = tmx_bytes([A]).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    (tmp_path / "m.tmx").write_bytes(before)
    with pytest.raises(FormatError, match="only memories in UTF-8"):
        add(tmp_path / "m.tmx", B)
    assert content(tmp_path) == {"m.tmx": before}


FULL = """
import sys
from pathlib import Path
from memory.test_addition import A, B, C, add, dated
from iomgloss.errors import StorageError
try:
    add(Path(sys.argv[1]), *[A, B, C] * 40, dated(C))
except StorageError as error:
    print(error.exit_code, error)
"""


@pytest.mark.parametrize("size", [0, 1500, 20_000])
def test_a_full_disk_stores_nothing(tmp_path: Path, size: int) -> None:
    path = tmp_path / "m.tmx"
    code = f"import sys\nsys.path.insert(0, {str(Path(__file__).parents[1])!r})\n"
    said = run(code + LITTLE_ROOM.format(size=size) + FULL, path)
    assert said == f"3 {path}: cannot write: file too large; free some space, nothing was changed\n"
    assert content(tmp_path) == {}


PROVENANCE = st.builds(
    Provenance,
    created=st.sampled_from([None, OLD, NEW]),
    changed=st.sampled_from([None, OLD, NEW]),
    usage_count=st.sampled_from([None, 1, 2]),
)
SOME = st.lists(st.builds(lambda item, p: replace(item, provenance=p), st.sampled_from([A, B, C]),
                          PROVENANCE), max_size=6)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(SOME, SOME)
def test_any_additions(
    tmp_path: Path, known: list[TranslationUnit], more: list[TranslationUnit]
) -> None:
    """The slow twin keeps all units and compares each with each."""
    path = tmp_path / "m.tmx"
    path.write_bytes(tmx_bytes(known))
    kept, added = list(known), 0
    for item in more:
        same = (n for n, other in enumerate(kept) if other.variants == item.variants)
        place = next(same, None)
        if place is None:
            kept.append(tmx_marked(item))
            added += 1
        else:
            kept[place] = refreshed(kept[place], item, MARK)
    assert add(path, *more) == Counts(len(more), added)
    assert list(MemoryFile(path, path.name).units()) == kept


def tmx_marked(item: TranslationUnit) -> TranslationUnit:
    return item if item.provenance.created else replace(
        item, provenance=replace(item.provenance, created=MARK.created, created_by="importer")
    )  # fmt: skip
