"""An import of concepts that is killed while its files are put in place: again, and it is whole."""

from __future__ import annotations

from pathlib import Path

from files.support import run

from iomgloss.workspace import open_workspace
from iomgloss.workspace.history import Change
from iomgloss.workspace.importing import ImportOptions, import_file

IMPORT = """
import os, sys
from pathlib import Path
from iomgloss.files import atomic
from iomgloss.workspace import open_workspace
from iomgloss.workspace.history import Change
from iomgloss.workspace.importing import ImportOptions, import_file
folder, file, places = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
really, done = Path.replace, []
def replace(path, target):
    if path.parent.parent.name == "glossary":
        if len(done) == places:
            print("killed", flush=True)
            os._exit(0)
        done.append(target)
    return really(path, target)
Path.replace = replace
import_file(open_workspace(folder), file, ImportOptions(change=Change(who="me"), update=True))
"""
HEAD = "concept,subject,language,term,note\n"


def _terms(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.rglob("*.toml")}


def test_the_rest_is_done_when_it_is_run_again(tmp_path: Path) -> None:
    folder, file = tmp_path / "ws", tmp_path / "terms.csv"
    folder.mkdir()
    (folder / "iomgloss.toml").touch()
    old = "".join(f"c{number},s,en,term {number},old\n" for number in range(3))
    file.write_text(HEAD + old, encoding="utf-8")
    options = ImportOptions(change=Change(who="me"), update=True)
    import_file(open_workspace(folder), file, options)
    new = "".join(f"c{number},s,en,term {number},new\n" for number in range(5))
    file.write_text(HEAD + new, encoding="utf-8")
    assert run(IMPORT, folder, file, 3) == "killed\n"
    between = _terms(folder / "glossary")
    assert (
        sorted('note = "new"' in text for text in between.values()) == [False, False] + [True] * 3
    )
    report = import_file(open_workspace(folder), file, options)
    assert (report.read, report.added, report.updated, report.duplicates) == (5, 0, 2, 3)
    after = _terms(folder / "glossary")
    assert [name for name in sorted(after) if 'note = "new"' in after[name]] == [
        f"c{number}" for number in range(5)
    ]
    history = (folder / "glossary" / "history.jsonl").read_text(encoding="utf-8")
    assert history.count('"import-update"') == 5  # three before it was killed, two again
    assert history.count('note = \\"old\\"') == 5
