"""Exports: subsets, whole files, and the committed ones in step."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from formats.support import read

from iomgloss.errors import StorageError, UsageError
from iomgloss.model import UnitState
from iomgloss.workspace import Workspace, open_workspace
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


LEFT = ("units that nobody confirmed; --unconfirmed takes them", 1)
ALL = ["a1", "a2", "d1"]


@pytest.mark.parametrize(
    ("name", "more", "ids"),
    [
        ("tmx", {}, ["a1", "a2"]),
        ("tmx", {"unconfirmed": True}, ALL),
        ("tmx", {"statuses": ("draft",)}, ["d1"]),
        ("tmx", {"statuses": ("confirmed",)}, ["a1", "a2"]),
        ("xliff", {}, ALL),
        ("json", {}, ALL),
        ("csv", {}, ALL),
        ("xlsx", {}, ALL),
    ],
)
def test_drafts_leave_marked_or_when_asked_for(
    workspace: Workspace, tmp_path: Path, name: str, more: dict[str, Any], ids: list[str]
) -> None:
    out = tmp_path / "out"
    chosen = Selection(source_language="bg", target_languages=("en",), kind="memory", **more)
    report = export_file(workspace, name, out, chosen)
    found = read(name, out, kind="memory").items
    assert sorted(unit.id for unit in found) == ids
    assert [unit.id for unit in found if unit.state is UnitState.DRAFT] == ["d1"] * ("d1" in ids)
    left_out = ids == ["a1", "a2"] and "statuses" not in more
    assert [loss for loss in report.losses if loss == LEFT] == [LEFT] * left_out
    assert report.written == len(ids)


def test_weblate_gets_drafts_only_when_asked(workspace: Workspace, tmp_path: Path) -> None:
    for unconfirmed, count in ((False, 2), (True, 3)):
        out = tmp_path / f"{unconfirmed}.json"
        chosen = Selection(source_language="bg", target_languages=("en",), unconfirmed=unconfirmed)
        report = export_file(workspace, "weblate", out, chosen)
        assert len(read("weblate", out).items) == count
        assert (LEFT in report.losses) is not unconfirmed


def test_drafts_are_fuzzy_in_po(workspace: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "out.po"
    export_file(workspace, "po", out, Selection(source_language="bg", target_languages=("en",)))
    states = {unit.variants[1].text: unit.state.value for unit in read("po", out).items}
    assert states == {
        "Countering migrant smuggling.": "confirmed",
        "Good morning.": "confirmed",
        "Good evening, dear guests!": "fuzzy",
    }


BLANKS = """\
<tmx version="1.4"><header srclang="bg"/><body>
<tu tuid="full"><tuv xml:lang="bg"><seg>едно</seg></tuv><tuv xml:lang="en"><seg>one</seg></tuv>
    <tuv xml:lang="ru"><seg> </seg></tuv></tu>
<tu tuid="codes"><tuv xml:lang="bg"><seg><ph>{1}</ph></seg></tuv>
    <tuv xml:lang="en"><seg><ph>{1}</ph></seg></tuv></tu>
<tu tuid="no-target"><tuv xml:lang="bg"><seg>две</seg></tuv><tuv xml:lang="en"><seg/></tuv></tu>
<tu tuid="no-source"><tuv xml:lang="bg"><seg>\t</seg></tuv><tuv xml:lang="en"><seg>two</seg></tuv>
    <tuv xml:lang="ru"><seg>два</seg></tuv></tu>
<tu tuid="alone"><tuv xml:lang="bg"><seg>три</seg></tuv></tu>
</body></tmx>
"""


@pytest.mark.parametrize(
    ("name", "pair", "ids", "left"),
    [
        ("tmx", (), ["codes", "full", "no-source"], 2),
        ("tmx", ("bg", "en"), ["codes", "full"], 2),
        ("tmx", ("bg", "ru"), [], 2),
        ("tmx", ("en", "ru"), ["no-source"], 1),
        ("xliff", ("bg", "en"), ["full"], 2),
        ("json", (), ["alone", "codes", "full", "no-source", "no-target"], 0),
    ],
)
def test_blank_pairs_stay_behind(
    tmp_path: Path, name: str, pair: tuple[str, ...], ids: list[str], left: int
) -> None:
    (tmp_path / "iomgloss.toml").touch()
    (tmp_path / "tm").mkdir()
    (tmp_path / "tm" / "m.tmx").write_text(BLANKS, encoding="utf-8")
    out = tmp_path / "out"
    chosen = Selection(
        source_language=pair[0] if pair else None, target_languages=pair[1:], kind="memory"
    )
    report = export_file(open_workspace(tmp_path), name, out, chosen)
    text = out.read_text(encoding="utf-8")
    assert sorted(re.findall(r'(?:tuid=|unit id=|"id": ?)"([a-z-]+)"', text)) == ids
    assert (">два<" in text) is ("no-source" in ids and name == "tmx")
    assert ("<seg> </seg>" in text) is False
    assert dict(report.losses).get("units without text in two languages", 0) == left


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
