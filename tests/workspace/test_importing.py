"""Imports: wholly or not at all, nothing overwritten, counts that add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from iomgloss.errors import FormatError, StorageError, UsageError
from iomgloss.model import FileImport, Rejection
from iomgloss.workspace import Workspace, open_workspace
from iomgloss.workspace.exporting import Selection, export_file
from iomgloss.workspace.history import Change
from iomgloss.workspace.importing import ImportOptions, import_file

OPTIONS = ImportOptions(change=Change(who="me"))

TMX = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
          adminlang="en" srclang="en" datatype="plaintext"/>
  <body>
    <tu><tuv xml:lang="en"><seg>one</seg></tuv><tuv xml:lang="bg"><seg>едно</seg></tuv></tu>
    <tu><tuv xml:lang="en"><seg>one</seg></tuv><tuv xml:lang="bg"><seg>едно</seg></tuv></tu>
    <tu tuid="x"><tuv xml:lang="en"><seg>two</seg></tuv><tuv xml:lang="bg"/></tu>
  </body>
</tmx>
"""


def _snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of the workspace that a user would see."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".iomgloss" not in path.parts
    }


@pytest.fixture
def tmx(tmp_path: Path) -> Path:
    path = tmp_path / "in.tmx"
    path.write_text(TMX, encoding="utf-8")
    return path


def test_the_report_adds_up(workspace: Workspace, tmx: Path) -> None:
    report = import_file(workspace, tmx, OPTIONS)
    assert report == FileImport(
        file=str(tmx),
        format="tmx",
        read=3,
        added=1,
        duplicates=1,
        rejected=(Rejection(line=8, unit="x", reason="the bg variant has no segment"),),
        languages=("bg", "en"),
    )
    assert [item.target for item in workspace.matches("one", "en", "bg")] == ["едно"]
    assert workspace.memory("in").counts() == (1, {"bg": 1, "en": 1})


def test_the_same_file_twice_adds_nothing(workspace: Workspace, folder: Path, tmx: Path) -> None:
    import_file(workspace, tmx, OPTIONS)
    before = _snapshot(folder)
    report = import_file(workspace, tmx, OPTIONS)
    assert (report.read, report.added, report.duplicates) == (3, 0, 2)
    assert _snapshot(folder) == before


def test_a_dry_run_reports_and_stores_nothing(
    workspace: Workspace, folder: Path, tmx: Path
) -> None:
    before = _snapshot(folder)
    report = import_file(workspace, tmx, ImportOptions(change=Change(who="me"), dry_run=True))
    assert (report.read, report.added, report.duplicates) == (3, 1, 1)
    assert _snapshot(folder) == before


@pytest.mark.parametrize("cut", [0, 10, 200, 300, 500, -30, -8])
def test_a_fault_anywhere_stores_nothing(
    workspace: Workspace, folder: Path, tmx: Path, cut: int
) -> None:
    tmx.write_bytes(tmx.read_bytes()[:cut])
    before = _snapshot(folder)
    with pytest.raises(FormatError) as caught:
        import_file(workspace, tmx, OPTIONS)
    assert caught.value.exit_code == 3
    assert str(caught.value).startswith(f"{tmx}:")
    assert _snapshot(folder) == before


def test_a_unit_goes_to_the_memory_that_is_named(workspace: Workspace, tmx: Path) -> None:
    import_file(workspace, tmx, ImportOptions(change=Change(who="me"), memory="news"))
    assert workspace.memory("news").counts()[0] == 3


def test_a_missing_file_says_so(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot read: no such file or directory"):
        import_file(workspace, tmp_path / "no.tmx", OPTIONS)


def test_an_unknown_kind_of_file_says_what_to_do(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "x.docx").touch()
    with pytest.raises(UsageError, match="--from tmx"):
        import_file(workspace, tmp_path / "x.docx", OPTIONS)


@pytest.mark.parametrize("name", ["tmx", "po", "csv", "xlsx"])
def test_units_survive_a_round_trip(workspace: Workspace, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"out.{name}"
    selection = Selection(source_language="bg", target_languages=("en",), kind="memory")
    export_file(workspace, name, out, selection)
    other = tmp_path / "other"
    other.mkdir()
    (other / "iomgloss.toml").touch()
    report = import_file(open_workspace(other), out, OPTIONS)
    assert (report.added, report.duplicates, report.rejected) == (3, 0, ())
    assert [
        (item.target, item.base)
        for item in open_workspace(other).matches("Добро утро.", "bg", "en")
    ] == [("Good morning.", 100.0)]


@pytest.mark.parametrize("name", ["tbx", "csv", "xlsx"])
def test_concepts_survive_a_round_trip(workspace: Workspace, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"out.{name}"
    export_file(workspace, name, out, Selection(kind="terms"))
    other = tmp_path / "other"
    other.mkdir()
    (other / "iomgloss.toml").touch()
    there = open_workspace(other)
    report = import_file(there, out, OPTIONS)
    assert (report.added, report.duplicates, report.rejected) == (2, 0, ())
    assert [hit.concept for hit in there.terms_in("каналджийството на мигранти", "bg")] == [
        "smuggling"
    ]
    again = import_file(there, out, OPTIONS)
    assert (again.added, again.duplicates, again.rejected) == (0, 2, ())


def test_a_concept_that_says_something_else_is_rejected(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(
        "concept,subject,language,term,status\n"
        "smuggling,crime,en,people smuggling,preferred\n"
        "visa,travel,en,visa,preferred\n",
        encoding="utf-8",
    )
    before = _snapshot(folder)
    report = import_file(workspace, path, OPTIONS)
    assert (report.read, report.added, report.duplicates) == (2, 1, 0)
    assert [(item.unit, item.reason) for item in report.rejected] == [
        ("smuggling", "the term base says something else: term of en migrant smuggling")
    ]
    after = _snapshot(folder)
    assert {name: data for name, data in after.items() if name in before} == before
    assert after["glossary/travel/visa.toml"].decode() == (
        'subject = "travel"\n\n[[terms.en]]\nterm = "visa"\nstatus = "preferred"\n\n'
    )


def test_a_faulty_term_base_is_named_before_anything_is_imported(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    (folder / "glossary/crime/broken.toml").write_text("subject = \n")
    path = tmp_path / "terms.csv"
    path.write_text("concept,language,term\nvisa,en,visa\n")
    before = _snapshot(folder)
    with pytest.raises(Exception, match=r"broken.toml:1:11: not valid TOML"):
        import_file(workspace, path, OPTIONS)
    assert _snapshot(folder) == before
