"""The terminologist's loop: terms out to another tool, edited by hand, in again.

On the project's own glossary, so that everything that occurs in one is there.
"""

from __future__ import annotations

import difflib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from iomgloss.formats.registry import format_named
from iomgloss.model import FieldChange, FileImport, Missing
from iomgloss.workspace import Workspace, open_workspace
from iomgloss.workspace.exporting import Selection, export_file
from iomgloss.workspace.history import Change
from iomgloss.workspace.importing import ImportOptions, import_file

openpyxl = pytest.importorskip("openpyxl")

ROOT = Path(__file__).parents[2]
ME = Change(who="me", why="corrections")
CONCEPT = "migrant-smuggling"


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    """A copy of some of the project's workspace: every tenth concept, and one that is edited."""
    folder = tmp_path / "ws"
    folder.mkdir()
    (folder / "iomgloss.toml").touch()
    for number, path in enumerate(sorted((ROOT / "glossary").rglob("*.toml"))):
        if number % 10 == 0 or path.stem == CONCEPT:
            other = folder / path.relative_to(ROOT)
            other.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, other)
    return folder


@pytest.fixture
def seed(glossary: Path) -> Workspace:
    return open_workspace(glossary)


def options(**more: Any) -> ImportOptions:
    return ImportOptions(change=ME, kind="terms", **more)


def contents(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_bytes().decode()
        for path in sorted((folder / "glossary").rglob("*.toml"))
    }


def changed_lines(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """File, and the lines that went and came."""
    found = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, ""), after.get(name, "")
        for line in difflib.ndiff(old.splitlines(), new.splitlines()):
            if line[0] in "+-":
                found.append(f"{name} {line}")
    return found


WAYS = {
    "csv": ("csv", Selection(kind="terms")),
    "xlsx": ("xlsx", Selection(kind="terms")),
    "json": ("json", Selection(kind="terms")),
    "tbx-2008": ("tbx", Selection(kind="terms")),
    "tbx-dca": ("tbx", Selection(kind="terms", version="3")),
    "tbx-dct": ("tbx", Selection(kind="terms", version="3", style="dct")),
    "utx": ("utx", Selection(kind="terms", source_language="bg", target_languages=("en",))),
    "utx-script": ("utx", Selection(source_language="en", target_languages=("uz-Latn",))),
    "po": ("po", Selection(kind="terms", source_language="ru", target_languages=("bg",))),
    "omegat": ("omegat-glossary", Selection(source_language="en", target_languages=("bg",))),
    "omegat-script": (
        "omegat-glossary",
        Selection(source_language="en", target_languages=("uz-Latn",)),
    ),
    "csv-pair": (
        "csv",
        Selection(kind="terms", source_language="bg", target_languages=("en",)),
    ),
    "tbx-preferred": ("tbx", Selection(kind="terms", statuses=("preferred",))),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("update", [False, True])
def test_what_was_not_edited_changes_nothing(
    seed: Workspace, glossary: Path, tmp_path: Path, way: str, update: bool
) -> None:
    name, selection = WAYS[way]
    path = tmp_path / f"terms{format_named(name).extensions[0]}"
    export_file(seed, name, path, selection)
    before = contents(glossary)
    report = import_file(seed, path, options(update=update, format=name))
    assert report.read > 15
    assert (report.added, report.updated, report.rejected) == (0, 0, ())
    assert report.duplicates == report.read
    assert report.changes == ()
    assert contents(glossary) == before
    assert not (glossary / "glossary" / "history.jsonl").exists()


# ------------------------------------------------------------------ edited tables


Sheet = Any


def _row(sheet: Sheet, term: str) -> int:
    columns = {cell.value: cell.column for cell in sheet[1]}
    return next(
        row
        for row in range(2, sheet.max_row + 1)
        if sheet.cell(row, columns["concept"]).value == CONCEPT
        and sheet.cell(row, columns["term"]).value == term
    )


def _set(sheet: Sheet, term: str, column: str, value: str | None) -> None:
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(_row(sheet, term), columns[column]).value = value


def edited(
    seed: Workspace, tmp_path: Path, edit: Callable[[Sheet], object], **more: Any
) -> FileImport:
    path = tmp_path / "terms.xlsx"
    export_file(seed, "xlsx", path, Selection(kind="terms"))
    book = openpyxl.load_workbook(path)
    edit(book.active)
    book.save(path)
    return import_file(seed, path, options(update=True, **more))


BG, BG_2 = "каналджийство на мигранти", "контрабанда на мигранти"


@pytest.fixture
def example(glossary: Path) -> Path:
    """The concept that is edited, written so that everything is in it; its comments stay."""
    (path,) = glossary.rglob(f"{CONCEPT}.toml")
    path.write_text(
        f"""\
# the crime, not the person
subject = "irregular-migration"
confusable = [
    "trafficking-in-human-beings",
]
note = "of the concept"
x = {{ importedFrom = "elsewhere" }}

[definition.bg]
text = "на български"   # ours
source = "UN"

[definition.fr]
text = "en français"

[[terms.bg]]
term = "{BG}"  # the official one
status = "preferred"
part_of_speech = "noun"
forms = [
    "каналджийството",
]
note = "a note"

[[terms.bg]]
term = "{BG_2}"
status = "forbidden"
context.text = "Контрабандата на мигранти е престъпление."
context.source = "a law"
x = {{ dates = [1, 2] }}

[[terms.en]]
term = "migrant smuggling"
status = "admitted"
process_status = "proposed"

""",
        encoding="utf-8",
    )
    return path


FILE = f"{CONCEPT}.toml"
EDITS: dict[str, tuple[str, str, str | None, list[str]]] = {
    "note": (BG, "note", "better", ['- note = "a note"', '+ note = "better"']),
    "note emptied": (BG, "note", None, ['- note = "a note"']),
    "note new": ("migrant smuggling", "note", "new", ['+ note = "new"']),
    "status": (BG_2, "status", "deprecated", ['- status = "forbidden"', '+ status = "deprecated"']),
    "status emptied": (BG, "status", None, ['- status = "preferred"', '+ status = "admitted"']),
    "agreed": ("migrant smuggling", "process_status", None, ['- process_status = "proposed"']),
    "form added": (BG, "forms", "каналджийството|каналджийства", ['+     "каналджийства",']),
    "context source": (
        BG_2,
        "context_source",
        "the law",
        ['- context.source = "a law"', '+ context.source = "the law"'],
    ),
    "renamed": (
        BG,
        "term",
        "каналджийство",
        [f'- term = "{BG}"  # the official one', '+ term = "каналджийство"  # the official one'],
    ),
    "definition": (
        BG,
        "definition",
        "по-добре",
        ['- text = "на български"   # ours', '+ text = "по-добре"  # ours'],
    ),
    "definition's source emptied": (BG, "definition_source", None, ['- source = "UN"']),
    "note of the concept": (
        BG,
        "concept_note",
        "other",
        ['- note = "of the concept"', '+ note = "other"'],
    ),
    "subject": (
        BG,
        "subject",
        "crime",
        ['- subject = "irregular-migration"', '+ subject = "crime"'],
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_one_cell_is_one_line(
    seed: Workspace, glossary: Path, example: Path, tmp_path: Path, edit: str
) -> None:
    term, column, value, lines = EDITS[edit]
    before = contents(glossary)
    report = edited(seed, tmp_path, lambda sheet: _set(sheet, term, column, value))
    assert (report.added, report.updated, report.rejected) == (0, 1, ())
    assert report.duplicates == report.read - 1
    assert changed_lines(before, contents(glossary)) == [f"{FILE} {line}" for line in lines]
    (entry,) = (glossary / "glossary/history.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(entry) | {"when": None} == {
        "when": None,
        "who": "me",
        "why": "corrections",
        "action": "import-update",
        "concept": CONCEPT,
        "origin": str(tmp_path / "terms.xlsx"),
        "before": before[FILE],
    }
    again = import_file(seed, tmp_path / "terms.xlsx", options(update=True))
    assert (again.updated, again.duplicates) == (0, report.read)


def test_the_report_says_what_changed(
    seed: Workspace, glossary: Path, example: Path, tmp_path: Path
) -> None:
    def edit(sheet: Sheet) -> None:
        _set(sheet, BG, "note", "better")
        _set(sheet, "migrant smuggling", "term", "smuggling of migrants")
        _set(sheet, BG_2, "language", "mk")

    before = contents(glossary)
    report = edited(seed, tmp_path, edit, dry_run=True)
    assert (report.added, report.updated, report.rejected) == (0, 1, ())
    (change,) = report.changes
    assert (change.concept, change.action) == (CONCEPT, "updated")
    assert change.fields == (
        FieldChange(language="bg", term=BG, field="note", old="a note", new="better"),
        FieldChange(language="bg", term=BG_2, field="language", old="bg", new="mk"),
        FieldChange(
            language="en",
            term="migrant smuggling",
            field="term",
            old="migrant smuggling",
            new="smuggling of migrants",
        ),
    )
    assert contents(glossary) == before


def test_rows_that_are_gone_and_sorted_remove_nothing(
    seed: Workspace, glossary: Path, example: Path, tmp_path: Path
) -> None:
    """The row that goes is the one that holds what is said of the concept and the definition."""

    def edit(sheet: Sheet) -> None:
        sheet.delete_rows(_row(sheet, BG))
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows.sort(key=lambda row: str(row[3]), reverse=True)
        for number, row in enumerate(rows, start=2):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value

    before = contents(glossary)
    report = edited(seed, tmp_path, edit)
    assert (report.added, report.updated, report.rejected) == (0, 0, ())
    assert contents(glossary) == before
    assert Missing(concept=CONCEPT, language="bg", term=BG) in report.missing


def test_columns_that_are_not_there_empty_nothing(
    seed: Workspace, glossary: Path, example: Path, tmp_path: Path
) -> None:
    path = tmp_path / "few.csv"
    path.write_text(
        "concept,language,term,note\n"
        f"{CONCEPT},bg,{BG},better\n{CONCEPT},bg,{BG_2},\n{CONCEPT},bg,трафик,new\n"
        f"{CONCEPT},en,migrant smuggling,\nvisa-policy-new,en,visa policy,\n",
        encoding="utf-8",
    )
    before = contents(glossary)
    report = import_file(seed, path, options(update=True, subject="visas"))
    assert (report.read, report.added, report.updated) == (2, 1, 1)
    assert changed_lines(before, contents(glossary)) == [
        f'{FILE} - note = "a note"',
        f'{FILE} + note = "better"',
        f"{FILE} + [[terms.bg]]",
        f'{FILE} + term = "трафик"',
        f'{FILE} + status = "admitted"',
        f'{FILE} + note = "new"',
        f"{FILE} + ",
        'visa-policy-new.toml + subject = "visas"',
        "visa-policy-new.toml + ",
        "visa-policy-new.toml + [[terms.en]]",
        'visa-policy-new.toml + term = "visa policy"',
        'visa-policy-new.toml + status = "admitted"',
        "visa-policy-new.toml + ",
    ]


@pytest.mark.parametrize("choice", ["update", "keep", "neither"])
def test_ours_theirs_or_neither(
    seed: Workspace, glossary: Path, example: Path, tmp_path: Path, choice: str
) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(
        f"concept,language,term,note\n{CONCEPT},bg,{BG},better\nvisa-x,en,visa x,\n",
        encoding="utf-8",
    )
    before = contents(glossary)
    told = {} if choice == "neither" else {choice: True}
    report = import_file(seed, path, options(**told))
    after = contents(glossary)
    actions = {"update": "updated", "keep": "kept", "neither": "rejected"}
    assert [(item.concept, item.action) for item in report.changes] == [
        (CONCEPT, actions[choice]),
        ("visa-x", "added"),
    ]
    counts = (report.updated, report.kept, len(report.rejected))
    assert counts == {"update": (1, 0, 0), "keep": (0, 1, 0), "neither": (0, 0, 1)}[choice]
    assert report.read == 2 == report.added + sum(counts)
    assert ("better" in after[FILE]) == (choice == "update")
    assert after.keys() - before.keys() == {"visa-x.toml"}
