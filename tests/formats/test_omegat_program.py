"""What OmegaT itself does with our files: skipped where it is not installed (Debian: omegat)."""

import shutil
import subprocess
from pathlib import Path

import pytest
from formats.support import DATA, REPOSITORY

from iomgloss.workspace import open_workspace
from iomgloss.workspace.exporting import Selection, export_file

PROGRAM = DATA / "omegat-program"
JAR = Path("/usr/share/omegat/OmegaT.jar")
OMEGAT = shutil.which("omegat")
PAIR = Selection(source_language="bg", target_languages=("en",))

pytestmark = [
    pytest.mark.skipif(not (OMEGAT and JAR.is_file()), reason="OmegaT is not installed"),
    pytest.mark.skipif(not shutil.which("javac"), reason="there is no Java compiler"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An OmegaT project from Bulgarian into English, empty."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("source", "target", "tm/auto", "glossary", "omegat", "dictionary"):
        (folder / name).mkdir(parents=True)
    shutil.copy(PROGRAM / "omegat.project", folder)
    return folder


def run(*arguments: object) -> str:
    done = subprocess.run(
        list(map(str, arguments)), capture_output=True, check=False, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_inserts_our_translation(project: Path, tmp_path: Path) -> None:
    """The seed's memory in ``tm/auto/``: an exact sentence is translated, another one is not."""
    export_file(open_workspace(REPOSITORY), "tmx", project / "tm" / "auto" / "memory.tmx", PAIR)
    known = "Нова инициатива засилва борбата срещу каналджийството на мигранти"
    unknown = "Това изречение го няма в паметта"
    (project / "source" / "press.txt").write_text(f"{known}\n\n{unknown}\n", encoding="utf-8")
    run(OMEGAT, project, "--mode=console-translate", f"--config-dir={tmp_path}")
    translated = (project / "target" / "press.txt").read_text(encoding="utf-8")
    assert translated.split("\n") == [
        "New Initiative Strengthens Fight Against Migrant Smuggling",
        "",
        unknown,
        "",
    ]


def terms(project: Path, tmp_path: Path, file: Path) -> list[list[str]]:
    """Source, target and comment of what OmegaT's own reader finds."""
    java = ("java", "-cp", JAR, PROGRAM / "Terms.java")
    lines = run(*java, tmp_path, project, "bg", "en", file).splitlines()
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize(("name", "suffix"), [("tbx", ".tbx"), ("omegat-glossary", ".utf8")])
def test_its_glossary_readers_find_our_terms(
    project: Path, tmp_path: Path, name: str, suffix: str
) -> None:
    """Every usable pair of the seed's term base; deprecated terms only by TBX, as comments say."""
    workspace = open_workspace(REPOSITORY)
    file = tmp_path / f"terms{suffix}"
    export_file(workspace, name, file, PAIR)
    found = {(cells[0], cells[1]) for cells in terms(project, tmp_path, file)}
    concepts, _ = workspace.termbase.concepts()
    wanted = {
        (source.term, target.term)
        for item in concepts
        for source in item.terms("bg")
        for target in item.terms("en")
        if source.status.usable and target.status.usable
    }
    assert wanted
    assert wanted - found == set()
