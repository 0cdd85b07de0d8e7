"""The terminologist's loop: XLSX out, edited by hand, in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from iomgloss.workspace import Workspace
from iomgloss.workspace.exporting import Selection, export_file
from iomgloss.workspace.history import Change
from iomgloss.workspace.importing import ImportOptions, import_file

openpyxl = pytest.importorskip("openpyxl")


def test_only_what_was_edited_is_reported(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "terms.xlsx"
    export_file(workspace, "xlsx", path, Selection(kind="terms"))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    edited = sheet.cell(2, columns["note"])
    edited.value = "seen by hand"
    concept = sheet.cell(2, columns["concept"]).value
    language = sheet.cell(2, columns["language"]).value
    book.save(path)
    options = ImportOptions(change=Change(who="me"))
    report = import_file(workspace, path, options)
    assert (report.added, report.duplicates) == (0, 1)
    assert [(item.line, item.unit, item.reason) for item in report.rejected] == [
        (
            2,
            concept,
            f"a concept with this id says something else: its {language} terms differ",
        )
    ]
