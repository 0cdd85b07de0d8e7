"""Adding, editing, removing: what is written, what is kept, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iomgloss.errors import UsageError
from iomgloss.model import UnitState
from iomgloss.workspace import Workspace, locate, open_workspace
from iomgloss.workspace.history import Change
from iomgloss.workspace.term_editing import add_term, edit_term, remove_term
from iomgloss.workspace.unit_editing import NewUnit, add_units, edit_unit, remove_unit

ME = Change(who="Мария", why="customer's wish")


def _history(folder: Path, part: str) -> list[dict[str, str]]:
    lines = (folder / part / "history.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _unit(source: str, target: str) -> NewUnit:
    return NewUnit(texts=(("bg", source), ("en", target)))


def test_an_added_unit_says_who_when_and_why(workspace: Workspace) -> None:
    [(unit_id, added)] = add_units(workspace, "main", [_unit("Да & <не>", "Yes & <no>")], ME)
    assert added
    unit = workspace.memory("main").file.find(unit_id)
    assert unit is not None
    assert [(item.language, item.text) for item in unit.variants] == [
        ("bg", "Да & <не>"),
        ("en", "Yes & <no>"),
    ]
    assert (unit.provenance.created_by, unit.reason) == ("Мария", "customer's wish")
    assert unit.provenance.created is not None


def test_a_unit_that_is_there_is_not_added_again(workspace: Workspace, folder: Path) -> None:
    before = (folder / "tm/news.tmx").read_bytes()
    [(_, added)] = add_units(workspace, "news", [_unit("Добро утро.", "Good day.")], ME)
    assert added
    again = [_unit("Борба с каналджийството на мигранти.", "Countering migrant smuggling.")]
    assert list(add_units(workspace, "news", again, ME)) == [("a1", False)]
    assert (folder / "tm/news.tmx").read_bytes().startswith(before[: before.index(b"  </body>")])


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        (_unit("", "x"), "the bg text is blank"),
        (_unit("x", "  "), "the en text is blank"),
        (_unit("x\x00", "y"), "the bg text holds the character U+0000, which TMX cannot hold"),
        (NewUnit(texts=(("bg", "x"), ("bg", "y"))), "a unit needs two languages"),
    ],
)
def test_what_no_memory_can_hold_is_refused(
    workspace: Workspace, folder: Path, unit: NewUnit, message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        list(add_units(workspace, "new", [unit], ME))
    assert caught.value.message == message
    assert not (folder / "tm/new.tmx").exists()


@pytest.mark.parametrize("name", ["../escape", "/abs", "a//b", ".hidden", "", "a b"])
def test_a_memory_name_cannot_leave_the_folder(workspace: Workspace, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a memory"):
        list(add_units(workspace, name, [_unit("x", "y")], ME))


def test_editing_a_unit_changes_only_it_and_keeps_what_it_was(
    workspace: Workspace, folder: Path
) -> None:
    path = folder / "tm/news.tmx"
    first = path.read_bytes().split(b'<tu tuid="a2"')[0]
    edit_unit(workspace, None, "a2", ME, texts={"en": "Morning!", "de": "Guten Morgen."})
    assert path.read_bytes().startswith(first)
    unit = workspace.memory("news").file.find("a2")
    assert unit is not None
    assert [(item.language, item.text) for item in unit.variants] == [
        ("bg", "Добро утро."),
        ("en", "Morning!"),
        ("ru", "Доброе утро."),
        ("de", "Guten Morgen."),
    ]
    assert unit.variants[0].previous == "Борба с каналджийството на мигранти."
    assert (unit.provenance.changed_by, unit.reason) == ("Мария", "customer's wish")
    (entry,) = _history(folder, "tm")
    assert (entry["who"], entry["why"], entry["action"], entry["unit"], entry["memory"]) == (
        "Мария",
        "customer's wish",
        "edit-unit",
        "a2",
        "news",
    )
    assert "<seg>Good morning.</seg>" in entry["before"]
    assert [item.target for item in workspace.matches("Добро утро.", "bg", "en")] == ["Morning!"]


def test_a_draft_can_be_confirmed(workspace: Workspace) -> None:
    edit_unit(workspace, "drafts", "d1", ME, state=UnitState.CONFIRMED)
    (match,) = workspace.matches("Добър вечер, скъпи гости!", "bg", "en")
    assert (match.score, match.state) == (90.0, UnitState.CONFIRMED)


def test_a_removed_unit_vanishes_and_is_kept_in_the_history(
    workspace: Workspace, folder: Path
) -> None:
    remove_unit(workspace, None, "a1", ME)
    assert workspace.matches("Борба с каналджийството на мигранти.", "bg", "en") == []
    assert workspace.memory("news").counts()[0] == 1
    (entry,) = _history(folder, "tm")
    assert entry["action"] == "remove-unit"
    assert "<seg>Countering migrant smuggling.</seg>" in entry["before"]


def test_an_unknown_unit_changes_nothing(workspace: Workspace, folder: Path) -> None:
    with pytest.raises(UsageError, match="no memory has a unit 'zz'"):
        remove_unit(workspace, None, "zz", ME)
    assert not (folder / "tm/history.jsonl").exists()


def test_an_added_term_leaves_comments_and_order_alone(workspace: Workspace, folder: Path) -> None:
    path = folder / "glossary/crime/smuggling.toml"
    old = path.read_text(encoding="utf-8")
    add_term(workspace, "smuggling", "en", {"term": "smuggling of migrants"}, ME)
    table = '[[terms.en]]\nterm = "smuggling of migrants"\nstatus = "admitted"\n\n'
    assert path.read_text(encoding="utf-8") == old.replace("[[terms.ru]]", table + "[[terms.ru]]")
    assert [hit.concept for hit in workspace.terms_in("smuggling of migrants", "en")] == [
        "smuggling"
    ]
    (entry,) = _history(folder, "glossary")
    assert (entry["action"], entry["term"], entry["who"]) == (
        "add-term",
        "en smuggling of migrants",
        "Мария",
    )
    assert entry["before"] == old


def test_a_new_concept_is_a_new_file(workspace: Workspace, folder: Path) -> None:
    values = {"term": "реадмисия", "status": "preferred"}
    path = add_term(workspace, "readmission", "bg", values, ME, subject="return")
    assert path == folder / "glossary/return/readmission.toml"
    assert path.read_text(encoding="utf-8") == (
        'subject = "return"\n\n[[terms.bg]]\nterm = "реадмисия"\nstatus = "preferred"\n\n'
    )
    with pytest.raises(UsageError, match="a concept is called 'Readmission' already"):
        add_term(workspace, "Readmission", "en", {"term": "x"}, ME, subject="other")


@pytest.mark.parametrize("subject", ["..", "a/b", "/tmp", "."])
def test_a_subject_cannot_leave_the_folder(workspace: Workspace, subject: str) -> None:
    with pytest.raises(UsageError, match="cannot be a subject"):
        add_term(workspace, "new", "bg", {"term": "x"}, ME, subject=subject)


def test_editing_a_term_changes_one_line(workspace: Workspace, folder: Path) -> None:
    path = folder / "glossary/crime/smuggling.toml"
    old = path.read_text(encoding="utf-8")
    values = {"status": "admitted"}
    edit_term(workspace, "smuggling", "bg", "каналджийство на мигранти", values, ME)
    assert path.read_text(encoding="utf-8") == old.replace(
        'status = "preferred"', 'status = "admitted"', 1
    )


def test_a_faulty_value_is_refused_and_nothing_stored(workspace: Workspace, folder: Path) -> None:
    path = folder / "glossary/crime/smuggling.toml"
    old = path.read_bytes()
    with pytest.raises(UsageError, match="'prefered' is no status; did you mean 'preferred'"):
        edit_term(workspace, "smuggling", "en", "migrant smuggling", {"status": "prefered"}, ME)
    with pytest.raises(UsageError, match="a term has no key 'colour'"):
        edit_term(workspace, "smuggling", "en", "migrant smuggling", {"colour": "red"}, ME)
    with pytest.raises(UsageError, match="smuggling has no term 'smugling' in en"):
        edit_term(workspace, "smuggling", "en", "smugling", {"note": "x"}, ME)
    with pytest.raises(UsageError, match="did you mean smuggling"):
        edit_term(workspace, "smugling", "en", "x", {"note": "x"}, ME)
    assert path.read_bytes() == old
    assert not (folder / "glossary/history.jsonl").exists()


def test_the_last_term_takes_its_concept_along(workspace: Workspace, folder: Path) -> None:
    path = folder / "glossary/crime/trafficking.toml"
    old = path.read_text(encoding="utf-8")
    for language, term in [
        ("bg", "трафик на хора"),
        ("en", "trafficking in human beings"),
        ("en", "human trafficking"),
    ]:
        remove_term(workspace, "trafficking", language, term, ME)
    assert not path.exists()
    assert workspace.terms_in("трафик на хора", "bg") == []
    entries = _history(folder, "glossary")
    assert len(entries) == 3
    assert entries[0]["before"] == old


def test_the_built_in_workspace_is_never_changed() -> None:
    built_in = Workspace(locate.seed(), built_in=True, say=lambda sentence: None)
    for attempt in (
        lambda: list(add_units(built_in, "main", [_unit("x", "y")], ME)),
        lambda: add_term(built_in, "refugee", "en", {"term": "x"}, ME),
        lambda: remove_unit(built_in, None, "smuggling-2018-02", ME),
    ):
        with pytest.raises(UsageError, match="the workspace inside the package"):
            attempt()


def test_two_workspaces_edit_the_same_concept_one_after_the_other(folder: Path) -> None:
    first, second = open_workspace(folder), open_workspace(folder)
    add_term(first, "smuggling", "en", {"term": "one"}, ME)
    add_term(second, "smuggling", "en", {"term": "two"}, ME)
    terms = [term.term for term in first.concept("smuggling").terms("en")]
    assert terms == ["migrant smuggling", "one", "two"]
