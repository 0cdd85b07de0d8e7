"""OmegaT projects: what goes in where, what is never touched, and that OmegaT takes them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from iomgloss.errors import FormatError, StorageError, UsageError
from iomgloss.workspace import Workspace, open_workspace
from iomgloss.workspace.exporting import Selection
from iomgloss.workspace.omegat_project import export_project
from iomgloss.workspace.omegat_settings import tag_for_omegat

PAIR = Selection(source_language="bg", target_languages=("en",))
SETTINGS = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <source_dir>__DEFAULT__</source_dir>
        <target_dir>__DEFAULT__</target_dir>
        <tm_dir>__DEFAULT__</tm_dir>
        <glossary_dir>__DEFAULT__</glossary_dir>
        <glossary_file>__DEFAULT__</glossary_file>
        <dictionary_dir>__DEFAULT__</dictionary_dir>
        <source_lang>bg</source_lang>
        <target_lang>en</target_lang>
        <sentence_seg>true</sentence_seg>
        <support_default_translations>true</support_default_translations>
        <remove_tags>false</remove_tags>
    </project>
</omegat>
"""
GLOSSARY = """\
# iomgloss glossary bg/en
каналджийство на мигранти\tmigrant smuggling\tpreferred
трафик на хора\ttrafficking in human beings\tpreferred
трафик на хора\thuman trafficking
"""
PENALISED = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
          adminlang="en" srclang="bg" datatype="plaintext"/>
  <body>
    <tu tuid="p1">
      <tuv xml:lang="bg"><seg>Чакайте <hi>червената <ph>x</ph> светлина</hi>!</seg></tuv>
      <tuv xml:lang="en"><seg>Wait for <hi>the red</hi> light!</seg></tuv>
    </tu>
    <tu tuid="p2">
      <tuv xml:lang="bg"><seg>Празно.</seg></tuv>
      <tuv xml:lang="en"><seg> </seg></tuv>
    </tu>
  </body>
</tmx>
"""


@pytest.fixture
def filled(folder: Path) -> Workspace:
    """A memory with a penalty of its own beside the usual ones."""
    path = folder / "tm" / "penalty-05" / "sub" / "old.tmx"
    path.parent.mkdir(parents=True)
    path.write_text(PENALISED, encoding="utf-8")
    return open_workspace(folder)


def tree(folder: Path) -> list[str]:
    """Every file and every empty folder."""
    return sorted(
        path.relative_to(folder).as_posix() + ("/" if path.is_dir() else "")
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    )


def test_a_new_project(filled: Workspace, tmp_path: Path) -> None:
    place = tmp_path / "a" / "project"
    report = export_project(filled, place, PAIR)
    assert tree(place) == [
        "dictionary/",
        "glossary/iomgloss.utf8",
        "omegat.project",
        "omegat/",
        "source/",
        "target/",
        "tm/auto/iomgloss/news.tmx",
        "tm/penalty-05/iomgloss/sub/old.tmx",
    ]
    assert (place / "omegat.project").read_text(encoding="utf-8") == SETTINGS
    assert (place / "glossary/iomgloss.utf8").read_text(encoding="utf-8") == GLOSSARY
    old = (place / "tm/penalty-05/iomgloss/sub/old.tmx").read_text(encoding="utf-8")
    assert "<seg>Чакайте червената <ph>x</ph> светлина!</seg>" in old
    assert 'srclang="bg"' in old
    assert 'xml:lang="ru"' not in (place / "tm/auto/iomgloss/news.tmx").read_text("utf-8")
    assert (report.file, report.format, report.written) == (str(place), "omegat", 5)
    assert report.files == (
        ("glossary/iomgloss.utf8", 2),
        ("tm/auto/iomgloss/news.tmx", 2),
        ("tm/penalty-05/iomgloss/sub/old.tmx", 1),
    )
    losses = dict(report.losses)
    assert losses["draft units (left out)"] == 1
    assert losses["marks of highlighted text"] == 2
    assert losses["units without text in both languages (left out)"] == 1
    assert [path.name for path in place.parent.iterdir()] == ["project"], "nothing is left behind"


def test_unconfirmed_units_only_where_asked_for_and_penalised(
    filled: Workspace, tmp_path: Path
) -> None:
    asked = Selection(
        source_language="bg",
        target_languages=("en",),
        statuses=("confirmed", "draft", "preferred"),
    )
    report = export_project(filled, tmp_path / "p", asked)
    assert [path for path, _ in report.files] == [
        "glossary/iomgloss.utf8",
        "tm/auto/iomgloss/news.tmx",
        "tm/penalty-05/iomgloss/sub/old.tmx",
        "tm/penalty-11/iomgloss/drafts.draft.tmx",
    ]
    glossary = (tmp_path / "p/glossary/iomgloss.utf8").read_text(encoding="utf-8")
    assert "human trafficking" not in glossary, "the terms are those of the status asked for"


def test_an_update_touches_only_what_is_ours(filled: Workspace, tmp_path: Path) -> None:
    place = tmp_path / "p"
    export_project(filled, place, PAIR)
    theirs = {
        "tm/auto/theirs.tmx": "a",
        "tm/penalty-05/theirs.tmx": "b",
        "glossary/glossary.txt": "c",
        "omegat/project_save.tmx": "d",
        "source/text.txt": "e",
    }
    for name, text in theirs.items():
        (place / name).write_text(text, encoding="utf-8")
    (place / "omegat.project").write_text(
        SETTINGS.replace(">bg<", ">BG_BG<").replace("remove_tags>false", "remove_tags>true"),
        encoding="utf-8",
    )
    before = (place / "omegat.project").read_bytes()
    (place / "tm/auto/iomgloss/gone.tmx").write_text("of a memory that is no more", "utf-8")
    (filled.folder / "tm/penalty-05/sub/old.tmx").unlink()
    report = export_project(filled, place, PAIR)
    assert [path for path, _ in report.files] == [
        "glossary/iomgloss.utf8",
        "tm/auto/iomgloss/news.tmx",
    ]
    ours = ["glossary/iomgloss.utf8", "omegat.project", "tm/auto/iomgloss/news.tmx"]
    assert [name for name in tree(place) if not name.endswith("/")] == sorted([*theirs, *ours])
    assert {name: (place / name).read_text(encoding="utf-8") for name in theirs} == theirs
    assert (place / "omegat.project").read_bytes() == before


def test_only_one_kind(filled: Workspace, tmp_path: Path) -> None:
    place = tmp_path / "p"
    export_project(filled, place, PAIR)
    memory = (place / "tm/auto/iomgloss/news.tmx").read_bytes()
    (place / "glossary/iomgloss.utf8").write_text("old", encoding="utf-8")
    chosen = Selection(source_language="bg", target_languages=("en",), kind="terms")
    report = export_project(filled, place, chosen)
    assert report.files == (("glossary/iomgloss.utf8", 2),)
    assert (place / "glossary/iomgloss.utf8").read_text(encoding="utf-8") == GLOSSARY
    assert (place / "tm/auto/iomgloss/news.tmx").read_bytes() == memory


def test_an_empty_folder_will_do(filled: Workspace, tmp_path: Path) -> None:
    place = tmp_path / "p"
    place.mkdir()
    export_project(filled, place, PAIR)
    assert (place / "omegat.project").is_file()


@pytest.mark.parametrize(
    ("files", "selection", "message"),
    [
        ({"x.txt": ""}, PAIR, "the folder is not empty and no OmegaT project"),
        ({"omegat.project": SETTINGS.replace(">en<", ">de<")}, PAIR, "from bg into de, not from"),
        (
            {"omegat.project": SETTINGS.replace("<tm_dir>__DEFAULT__", "<tm_dir>/tm")},
            PAIR,
            "keeps what is usually in tm/ in /tm",
        ),
        ({"omegat.project": "<omegat/>"}, PAIR, "does not say its languages"),
        ({}, Selection(source_language="bg"), "one source and one target language"),
    ],
)
def test_refused(
    files: dict[str, str],
    selection: Selection,
    message: str,
    filled: Workspace,
    tmp_path: Path,
) -> None:
    place = tmp_path / "p"
    place.mkdir()
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        export_project(filled, place, selection)
    assert {path.name: path.read_text(encoding="utf-8") for path in place.iterdir()} == files


def test_settings_that_are_not_well_formed(filled: Workspace, tmp_path: Path) -> None:
    (tmp_path / "omegat.project").write_text("<omegat>", encoding="utf-8")
    with pytest.raises(FormatError, match="it was cut off"):
        export_project(filled, tmp_path, PAIR)


def test_a_fault_on_the_way_changes_nothing(
    filled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second file of the exchange cannot be put in place."""
    place = tmp_path / "p"
    export_project(filled, place, PAIR)
    before = {name: (place / name).read_bytes() for name in tree(place) if name[-1] != "/"}
    (filled.folder / "glossary/crime/trafficking.toml").unlink()
    rename = Path.rename
    done: list[Path] = []

    def failing(path: Path, target: Path) -> Path:
        done.append(path)
        if len(done) == 5:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", failing)
        with pytest.raises(StorageError, match="permission denied"):
            export_project(filled, place, PAIR)
    assert {name: (place / name).read_bytes() for name in tree(place) if name[-1] != "/"} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p", "ws"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("bg", "bg"),
        ("en-GB", "en-GB"),
        ("es-419", "es-419"),
        ("uz-Latn", "uz"),
        ("sr-Latn-RS", "sr-RS"),
        ("ca-valencia", "ca"),
        ("de-x-AB", "de"),
    ],
)
def test_language_tags(tag: str, expected: str) -> None:
    assert tag_for_omegat(tag) == expected


@pytest.mark.skipif(shutil.which("omegat") is None, reason="no OmegaT here")
def test_omegat_inserts_our_translation(filled: Workspace, tmp_path: Path) -> None:
    place = tmp_path / "p"
    export_project(filled, place, PAIR)
    text = "Добро утро.\n\nЧакайте червената светлина!\n"
    (place / "source/x.txt").write_text(text, encoding="utf-8")
    ran = subprocess.run(
        ["omegat", str(place), "--mode=console-translate", f"--config-dir={tmp_path}/settings"],
        env=os.environ | {"HOME": str(tmp_path)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    translated = (place / "target/x.txt").read_text(encoding="utf-8")
    assert translated == "Good morning.\n\nЧакайте червената светлина!\n", "nothing penalised"
