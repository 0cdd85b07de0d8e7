"""Whatever happens meanwhile, a draft is the old one or the new one, and never somebody else's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from checks.probes import probe
from documents.support import sample

import iomgloss
from iomgloss.workspace import fixing
from iomgloss.workspace.drafts import ReadOptions
from iomgloss.workspace.fixing import FixedFile, fix_file
from iomgloss.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
BLANKS = probe("  +", " ")


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    opened = iomgloss.open(ROOT)
    yield opened
    opened.close()


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text("две  думи", encoding="utf-8")
    return path


def fix(workspace: Workspace, path: Path, **told: bool) -> FixedFile:
    return fix_file(workspace, path, [BLANKS], ReadOptions(), **told)


def test_permissions_and_links(workspace: Workspace, draft: Path) -> None:
    draft.chmod(0o640)
    link = draft.with_name("link.txt")
    link.symlink_to(draft)
    assert fix(workspace, link).fixed == 1
    assert link.is_symlink()
    assert draft.read_text(encoding="utf-8") == "две думи"
    assert draft.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in draft.parent.iterdir()) == ["draft.txt", "link.txt"]


def test_without_writing(workspace: Workspace, draft: Path) -> None:
    done = fix(workspace, draft, write=False)
    assert done.diff == (
        f"--- {draft}\n+++ {draft}\n@@ -1 +1 @@\n-две  думи\n+две думи\n"
    )  # fmt: skip
    assert draft.read_text(encoding="utf-8") == "две  думи"


def test_the_difference_of_a_package_is_one_of_its_text(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(sample("docx"))
    check = probe("МОМ", "Международната организация по миграция")
    done = fix_file(workspace, path, [check], ReadOptions(), write=False)
    changed = [line for line in done.diff.splitlines() if line[:1] in "-+"]
    assert done.fixed > 0
    assert changed[:2] == [f"--- {path}", f"+++ {path}"]
    assert len(changed) == 2 + 2 * sum("Международната орг" in line for line in changed)
    assert path.read_bytes() == sample("docx")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_written(workspace: Workspace, draft: Path) -> None:
    draft.chmod(0o444)
    _refused(workspace, draft)


def test_a_system_that_says_no(
    workspace: Workspace, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    _refused(workspace, draft)


def _refused(workspace: Workspace, draft: Path) -> None:
    done = fix(workspace, draft)
    assert done.checked.fault is not None
    assert done.checked.fault.exit_code == 3
    assert (done.fixed, done.diff) == (0, "")
    assert draft.read_text(encoding="utf-8") == "две  думи"
    assert [path.name for path in draft.parent.iterdir()] == ["draft.txt"]


def test_somebody_else_has_changed_it(
    workspace: Workspace, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = fixing.locked

    def late(path: Path) -> object:
        draft.write_text("друго", encoding="utf-8")
        return locked(path)

    monkeypatch.setattr(fixing, "locked", late)
    done = fix(workspace, draft)
    assert str(done.checked.fault) == (
        f"{draft}: the file was changed while it was being fixed; nothing was written; "
        "run the command again"
    )
    assert draft.read_text(encoding="utf-8") == "друго"


_FIX = """
    import os, sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    import iomgloss
    from checks.probes import probe
    from iomgloss.files import atomic
    from iomgloss.workspace.drafts import ReadOptions
    from iomgloss.workspace.fixing import fix_file

    {before}
    with iomgloss.open(Path({root!r})) as workspace:
        done = fix_file(workspace, Path({draft!r}), [probe("  +", " ")], ReadOptions())
    print(done.fixed, done.checked.fault or "")
"""


def _process(draft: Path, before: str = "") -> subprocess.Popen[str]:
    script = dedent(_FIX).format(
        tests=str(ROOT / "tests"), root=str(ROOT), draft=str(draft), before=before
    )
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)


def test_killed_before_the_new_file_takes_its_place(draft: Path) -> None:
    child = _process(draft, "atomic.Path.replace = lambda *_: os.kill(os.getpid(), 9)")
    child.communicate()
    assert child.returncode != 0
    assert draft.read_text(encoding="utf-8") == "две  думи"


def test_two_at_once(draft: Path) -> None:
    draft.write_text("\n\n".join(["две  думи"] * 300), encoding="utf-8")
    children = [_process(draft) for _ in range(2)]
    said = sorted(child.communicate()[0].split(" ")[0] for child in children)
    assert draft.read_text(encoding="utf-8") == "\n\n".join(["две думи"] * 300)
    assert said == ["0", "300"]


@pytest.mark.parametrize(
    ("name", "title"),
    [("a.pdf", "PDF with a text layer"), ("a.json", "Weblate's translation memory, JSON")],
)
def test_what_cannot_be_written_back(
    workspace: Workspace, tmp_path: Path, name: str, title: str
) -> None:
    path = tmp_path / name
    weblate = ROOT / "tests/formats/data/weblate/memory.json"
    path.write_bytes(sample("pdf") if name == "a.pdf" else weblate.read_bytes())
    before = path.read_bytes()
    done = fix_file(workspace, path, [probe("а|a", "ä")], ReadOptions())
    assert done.remarks == (f"{path}: {title} cannot be written back; nothing is fixed",)
    assert path.read_bytes() == before


def test_a_file_that_is_not_there(workspace: Workspace, tmp_path: Path) -> None:
    done = fix(workspace, tmp_path / "none.txt")
    assert str(done.checked.fault) == (
        f"{tmp_path / 'none.txt'}: cannot read: no such file or directory; check the path"
    )
    assert list(tmp_path.iterdir()) == []
