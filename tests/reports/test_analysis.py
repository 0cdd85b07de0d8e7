"""The reports of ``analyse``: they say the same numbers, and a page is safe and whole."""

import csv
import io
from html.parser import HTMLParser
from typing import Any

from iomgloss.formats.csv_write import table as csv_table
from iomgloss.formats.xlsx_write import table as xlsx_table
from iomgloss.leverage.analysis import Known, analyse
from iomgloss.leverage.bands import Bands
from iomgloss.model.analysis import AnalysedFile, AnalysisRun
from iomgloss.reports import analysis
from iomgloss.reports.analysis_html import page
from iomgloss.reports.terminal import Terminal

FILES = {
    "<a>&.txt": [Known(text="Едно две три.", score=100.0), Known(text="Четири.", internal=80.0)],
    "b.txt": [Known(text="Едно две три."), Known(text="Пет шест.", score=101.0)],
}


def run(bands: Bands | None = None) -> AnalysisRun:
    bands = bands or Bands()
    each, total = analyse(list(FILES.values()), bands)
    return AnalysisRun(
        files=tuple(
            AnalysedFile(
                name=name, digest="0" * 64, source_language="bg", target_language="en",
                analysis=item,
            )
            for name, item in zip(FILES, each, strict=True)
        ),
        total=total,
        weights=bands.weights,
    )  # fmt: skip


def test_a_table_has_a_row_for_each_band_of_each_file() -> None:
    rows = list(csv.reader(io.StringIO(b"".join(csv_table(analysis.rows(run()))).decode())))
    assert len(rows) == 1 + 2 * 8
    assert rows[3] == ["<a>&.txt", "bg", "en", "exact", "1", "3", "13", "11", "0.25", "0.75"]
    assert sum(int(row[5]) for row in rows[1:]) == run().total.total.words == 9
    assert round(sum(float(row[9]) for row in rows[1:]), 2) == run().total.weighted / 100


def test_a_workbook_can_be_read(tmp_path: Any) -> None:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    path = tmp_path / "a.xlsx"
    path.write_bytes(b"".join(xlsx_table(analysis.rows(run()), "analysis")))
    rows = list(load_workbook(path).active.values)
    assert rows[3] == ("<a>&.txt", "bg", "en", "exact", 1, 3, 13, 11, 0.25, 0.75)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bars: list[list[tuple[str, float, float]]] = []
        self.text: list[str] = []
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "svg" and values.get("class") == "bar":
            self.bars.append([])
        if tag == "rect" and "x" in values:
            self.bars[-1].append((values["class"], float(values["x"]), float(values["width"])))
        if tag not in ("meta", "rect"):
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "rect":
            assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_a_page_has_a_bar_for_each_file_and_for_all() -> None:
    found = Page()
    found.feed(page(run()))
    assert found.opened == []
    assert found.bars == [
        [
            ("band known0", 0.0, 222.22),
            ("band known1", 222.22, 333.33),
            ("band known2", 555.56, 333.33),
            ("band fuzzy2", 888.89, 111.11),
        ],
        [("band known2", 0.0, 750.0), ("band fuzzy2", 750.0, 250.0)],
        [("band known0", 0.0, 400.0), ("band known1", 400.0, 600.0)],
    ]
    assert "<a>&.txt " in found.text
    assert "{{" not in page(run())


def test_numbers_are_written_as_people_do() -> None:
    shown = [analysis.hundredths(number) for number in (0, 5, 50, 100, 123456, 110)]
    assert shown == ["0", "0.05", "0.5", "1", "1,234.56", "1.1"]


def test_what_an_earlier_report_says_otherwise() -> None:
    before = analysis.json(run())
    assert analysis.differences(run(), before) == []
    other = run(Bands(limits=(70,)))
    assert analysis.differences(other, before) == [
        "<a>&.txt: 75-84: 1 segments then, 0 now",
        "<a>&.txt: 75-84: 1 words then, 0 now",
        "<a>&.txt: 75-84: 7 characters then, 0 now",
        "<a>&.txt: 70-99: 0 segments then, 1 now",
        "<a>&.txt: 70-99: 0 words then, 1 now",
        "<a>&.txt: 70-99: 0 characters then, 7 now",
    ]
    dearer = run(Bands(set_weights={"none": 90}))
    assert analysis.differences(dearer, before) == ["the weights have changed"]
    before["files"] = before["files"][1:]
    assert analysis.differences(run(), before) == ["<a>&.txt: not in the report"]


def test_the_table_of_a_file_is_plain() -> None:
    first = analysis.text(run(), Terminal()).splitlines()[0]
    assert first == "<a>&.txt  bg → en"
