"""Which files are checked, by which checks, and that several processes give the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli import cases

from iomgloss.checks import registry, selection
from iomgloss.checks.documentation import documentation
from iomgloss.checks.registry import CHECKS, Check
from iomgloss.errors import UsageError
from iomgloss.model import Severity
from iomgloss.workspace.check_settings import CheckSettings, FileSettings, plan
from iomgloss.workspace.draft_paths import expanded

T001 = Check("T001", "deprecated-term", "terminology.deprecated")
T002 = Check("T002", "missing-term", "terminology.deprecated")
P005 = Check("P005", "doubled-word", "terminology.deprecated")
P006 = Check("P006", "doubled-space", "terminology.deprecated", default=False)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four checks, two of each family, one of them off."""
    rows = (T001, T002, P005, P006)
    monkeypatch.setattr(registry, "CHECKS", rows)
    monkeypatch.setattr(selection, "CHECKS", rows)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("path", "select", "ignore", "codes"),
    [
        ("a.md", (), (), "T001 P005"),
        ("a.md", ("T",), (), "T001 T002"),
        ("a.md", (), ("P",), "T001"),
        ("old/x/a.md", (), (), "P005"),
        ("old/x/a.md", ("T", "P"), (), "T002 P005 P006"),
        ("all/a.md", (), (), "T001 P005 P006"),
        ("all/a.md", ("T002",), (), "T002"),
    ],
)
def test_checks_of_a_file(
    path: str, select: tuple[str, ...], ignore: tuple[str, ...], codes: str
) -> None:
    settings = CheckSettings(
        ignore=("missing-term",),
        files=(
            FileSettings(path="old/**", ignore=("T001",), language="ru"),
            FileSettings(path="all", select=("ALL",)),
        ),
    )
    planned = plan(settings, path, select, ignore)
    assert " ".join(row.code for row in planned.checks) == codes
    assert planned.language == ("ru" if path.startswith("old") else None)


def test_the_closest_severity_holds() -> None:
    settings = CheckSettings(
        severity={"ALL": Severity.ERROR, "T": Severity.WARNING, "T002": Severity.ERROR}
    )
    found = [settings.severity_of(row) for row in (T001, T002, P005)]
    assert found == [Severity.WARNING, Severity.ERROR, Severity.ERROR]
    assert CheckSettings().severity_of(T001) is None


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("T01", "did you mean T001?"),
        ("doubled-words", "did you mean doubled-word or doubled-space?"),
        ("", "iomgloss check --list shows all"),
        ("xyz", "iomgloss check --list shows all"),
    ],
)
def test_an_unknown_name_has_close_ones(name: str, hint: str) -> None:
    with pytest.raises(UsageError) as failed:
        selection.check_names(["P", "deprecated-term", "ALL", "S", name])
    assert (failed.value.message, failed.value.hint) == (f"no check is called {name!r}", hint)


@pytest.mark.parametrize("row", CHECKS, ids=lambda row: row.code)
def test_documentation_is_whole(row: Check) -> None:
    found = documentation(row)
    assert found.finds
    names = [name for name, _ in found.parts]
    assert set(names) - {"Why", "Wrong", "Right", "Fix"} == set()
    assert all(text for _, text in found.parts)


def test_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = "b.txt a.md c/d.docx c/.e.txt .f/g.txt c/h.py i.json c/j.po q[1].txt".split()
    for name in names:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).touch()
    Path("c/loop").symlink_to(tmp_path, target_is_directory=True)

    def found(*given: str) -> list[str]:
        return [path.as_posix() for path in expanded(map(Path, given))]

    assert found(".") == ["a.md", "b.txt", "q[1].txt", "c/d.docx", "c/j.po"]
    assert found("c", "b.txt", ".", "-")[:4] == ["c/d.docx", "c/j.po", "b.txt", "a.md"]
    assert found("i.json", "c/h.py", "none.txt") == ["i.json", "c/h.py", "none.txt"]
    assert found("*.md", "q[1].txt", "[b].txt") == ["a.md", "q[1].txt", "b.txt"]
    assert found(".f") == [".f/g.txt"]


def test_several_processes_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "work"
    place.mkdir()
    text = "Борба срещу трафик на мигранти.\n\n"
    files = {f"d/{number}.txt": text * (number % 3) + "Край." for number in range(7)}
    cases.prepare({"files": files | {"d/x.docx": "broken"}}, place, monkeypatch)
    arguments = ["check", "d", "-", "-s", "bg", "--select", "T001", "--format", "json"]
    one, three = (
        cases.run({"args": [*arguments, "--jobs", jobs], "stdin": text}, {}, place)
        for jobs in ("1", "3")
    )
    assert one == three
    assert one.exit == 3
    assert one.stdout.count('"code": "T001"') == 7
