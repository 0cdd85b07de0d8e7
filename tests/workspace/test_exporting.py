"""Exports: subsets, whole files, and the committed ones in step."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from iomgloss.errors import StorageError, UsageError
from iomgloss.workspace import Workspace
from iomgloss.workspace.exporting import Selection, concepts, export_file, units

ROOT = Path(__file__).parents[2]


def test_the_committed_exports_are_in_step(tmp_path: Path) -> None:
    subprocess.run(
        ["make", "exports", f"EXPORTS={tmp_path}"], cwd=ROOT, check=True, capture_output=True
    )
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in (ROOT / "exports").iterdir()}
    assert sorted(made) == sorted(committed)
    stale = [name for name, data in made.items() if committed[name] != data]
    assert stale == [], "run: make exports"


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), ["d1", "a1", "a2"]),
        (Selection(memories=("news",)), ["a1", "a2"]),
        (Selection(source_language="ru"), ["a2"]),
        (Selection(source_language="bg", target_languages=("ru", "en")), ["d1", "a1", "a2"]),
        (Selection(source_language="bg", target_languages=("ru",)), ["a2"]),
        (Selection(target_languages=("de",)), []),
        (Selection(statuses=("draft",)), ["d1"]),
        (Selection(since="2018-06-30"), ["a2"]),
    ],
)
def test_units_are_chosen(workspace: Workspace, selection: Selection, ids: list[str]) -> None:
    assert sorted(unit.id or "" for unit in units(workspace, selection)) == sorted(ids)


def test_concepts_are_cut_down_to_what_is_wanted(workspace: Workspace) -> None:
    chosen = Selection(
        subjects=("crime",),
        statuses=("preferred",),
        source_language="bg",
        target_languages=("en",),
    )
    assert [
        (concept.id, [(section.language, [term.term for term in section.terms])])
        for concept in concepts(workspace, chosen)
        for section in concept.languages
    ] == [
        ("smuggling", [("bg", ["каналджийство на мигранти"])]),
        ("smuggling", [("en", ["migrant smuggling"])]),
        ("trafficking", [("bg", ["трафик на хора"])]),
        ("trafficking", [("en", ["trafficking in human beings"])]),
    ]
    assert list(concepts(workspace, Selection(subjects=("other",)))) == []


def test_the_source_comes_first_in_a_pair(workspace: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "x.tmx"
    chosen = Selection(source_language="ru", target_languages=("bg",))
    report = export_file(workspace, "tmx", out, chosen)
    assert (report.written, report.losses) == (1, ())
    text = out.read_text(encoding="utf-8")
    assert 0 < text.index('xml:lang="ru"') < text.index('xml:lang="bg"')
    assert 'xml:lang="en"' not in text


def test_exporting_nothing_succeeds(workspace: Workspace, tmp_path: Path) -> None:
    chosen = Selection(source_language="de", target_languages=("fr",))
    for name in ("tmx", "po"):
        out = tmp_path / f"x.{name}"
        assert export_file(workspace, name, out, chosen).written == 0
        assert out.stat().st_size > 0


def test_a_full_disk_leaves_the_old_file(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no space left on device"):
        export_file(workspace, "tmx", Path("/dev/full"), Selection())
    out = tmp_path / "folder"
    out.mkdir()
    with pytest.raises(StorageError, match="is a directory"):
        export_file(workspace, "tmx", out, Selection())
    assert list(out.iterdir()) == []


def test_a_format_that_does_not_hold_it_says_so(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tmx does not hold terms; use --as memory"):
        export_file(workspace, "tmx", tmp_path / "x", Selection(kind="terms"))
    with pytest.raises(UsageError, match="no format is called 'doc'; use one of tmx, tbx, po"):
        export_file(workspace, "doc", tmp_path / "x", Selection())
