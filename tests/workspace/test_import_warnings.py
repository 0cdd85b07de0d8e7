"""What an import repairs, doubts or leaves out is listed with its line: each thing in each format
where it occurs, as such files are in the wild."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from iomgloss.model import FileImport
from iomgloss.workspace import Workspace
from iomgloss.workspace.history import Change
from iomgloss.workspace.importing import ImportOptions, import_file

HEAD = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" '
    'adminlang="en" {srclang}datatype="plaintext"/>'
)


def tmx(unit: str, *, version: str = "1.4", srclang: str = 'srclang="bg" ') -> str:
    head = HEAD.format(srclang=srclang)
    return f'<tmx version="{version}">\n{head}\n<body>\n{unit}\n</body>\n</tmx>\n'


def pair(source: str = "да", target: str = "yes", *, more: str = "", **tags: str) -> str:
    first, second = tags.get("first", 'xml:lang="bg"'), tags.get("second", 'xml:lang="en"')
    return (
        f"<tu {more}><tuv {first}><seg>{source}</seg></tuv>"
        f"<tuv {second}><seg>{target}</seg></tuv></tu>"
    )


def tbx(entry: str, *, head: str = '<martif type="TBX-Basic" xml:lang="en">') -> str:
    return f"{head}<text><body>\n{entry}\n</body></text></martif>\n"


def tig(more: str = "", *, term: str = "visa", tag: str = 'xml:lang="en"') -> str:
    return (
        f'<termEntry id="visa">\n<langSet {tag}><tig><term>{term}</term>{more}</tig></langSet>\n'
        "</termEntry>"
    )


PO_HEAD = (
    'msgid ""\nmsgstr ""\n"Language: bg\\n"\n"X-Source-Language: en\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=n!=1;\\n"\n\n'
)
XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    '<file original="a" source-language="{source}" target-language="bg" datatype="plaintext">'
    "<body>\n{unit}\n</body></file></xliff>\n"
)
XLIFF_UNIT = '<trans-unit id="1"><source>yes</source><target {state}>{target}</target></trans-unit>'
MULTITERM = (
    "<mtf>\n<conceptGrp><concept>1</concept>\n<languageGrp>"
    '<language type="{name}" lang="{tag}"/>\n<termGrp><term>{term}</term>\n{more}</termGrp>'
    "</languageGrp></conceptGrp></mtf>\n"
)

CASES: dict[str, tuple[str, str, str]] = {
    # what: file, content, the warning
    "mixed scripts, tmx": (
        "a.tmx",
        tmx(pair("Mеждународна")),
        "4: “Mеждународна” mixes Latin and Cyrillic letters",
    ),
    "mixed scripts, csv": (
        "a.csv",
        "language,term\nbg,мигpация\n",
        "2: “мигpация” mixes Latin and Cyrillic letters",
    ),
    "mixed scripts, tbx": (
        "a.tbx",
        tbx(tig(term="мигpация")),
        "2: “мигpация” mixes Latin and Cyrillic letters",
    ),
    "wrong version, tmx": (
        "a.tmx",
        tmx(pair(), version="1.4b"),
        "1: version '1.4b' is none of TMX; read as 1.4",
    ),
    "wrong dialect, tbx": (
        "a.tbx",
        tbx(tig(), head='<martif type="Mine" xml:lang="en">'),
        "1: the file calls itself 'Mine'; what is not known is kept as it is",
    ),
    "bad date, tmx": (
        "a.tmx",
        tmx(pair(more='creationdate="27.03.2018"')),
        "4: creationdate '27.03.2018' is not YYYYMMDDThhmmssZ; kept",
    ),
    "bad date, tbx": (
        "a.tbx",
        tbx(
            tig(
                '\n<transacGrp><transac type="transactionType">origination</transac>'
                "<date>27.03.2018</date></transacGrp>"
            )
        ),
        "4: the date '27.03.2018' is not YYYY-MM-DD; kept",
    ),
    "lang, tmx": (
        "a.tmx",
        tmx(pair(first='lang="bg"')),
        "4: lang stands for xml:lang",
    ),
    "lang, tbx": ("a.tbx", tbx(tig(tag='lang="en"')), "3: lang stands for xml:lang"),
    "no srclang, tmx": (
        "a.tmx",
        tmx(pair(), srclang=""),
        "2: the header does not name the source language (srclang)",
    ),
    "two variants, tmx": (
        "a.tmx",
        tmx(pair(second='xml:lang="bg"')),
        "4: the unit has two variants in bg",
    ),
    "two sections, tbx": (
        "a.tbx",
        tbx(
            '<termEntry id="visa"><langSet xml:lang="en"><tig><term>visa</term></tig></langSet>\n'
            '<langSet xml:lang="EN"><tig><term>permit</term></tig></langSet></termEntry>'
        ),
        "3: two sections in en; joined",
    ),
    "unknown status, tbx": (
        "a.tbx",
        tbx(tig('\n<termNote type="administrativeStatus">good</termNote>')),
        "4: 'good' is no status; taken as admitted",
    ),
    "unknown status, csv": (
        "a.csv",
        "language,term,status\nen,visa,good\n",
        "2: 'good' is no status; taken as admitted",
    ),
    "unknown status, multiterm": (
        "a.xml",
        MULTITERM.format(
            name="English",
            tag="EN",
            term="visa",
            more='<descripGrp><descrip type="Status">good</descrip></descripGrp>\n',
        ),
        "5: 'good' is no status; taken as admitted",
    ),
    "unknown state, csv": (
        "memory.csv",
        "bg,en,state\nда,yes,good\n",
        "2: 'good' is no state of a unit; taken as a draft",
    ),
    "unknown state, xliff": (
        "a.xlf",
        XLIFF.format(source="en", unit=XLIFF_UNIT.format(state='state="good"', target="да")),
        "3: 'good' is no state; taken as a draft",
    ),
    "unknown category, tbx": (
        "a.tbx",
        tbx(tig('\n<termNote type="mood">good</termNote>')),
        "4: 'mood' is no data category of TBX-Basic; kept",
    ),
    "unknown column, csv": (
        "a.csv",
        "language,term,mood\nen,visa,good\n",
        "1: the column 'mood' is unknown; kept",
    ),
    "language name, tmx": (
        "a.tmx",
        tmx(pair(second='xml:lang="English"')),
        "4: 'English' is no tag; taken for en",
    ),
    "language name, tbx": (
        "a.tbx",
        tbx(tig(tag='xml:lang="English (United States)"')),
        "3: 'English (United States)' is no tag; taken for en-US",
    ),
    "language name, csv": (
        "a.csv",
        "language,term\nEnglish,visa\n",
        "2: 'English' is no tag; taken for en",
    ),
    "language name, columns": (
        "a.csv",
        "Bulgarian,English\nвиза,visa\n",
        "the column 'English' is taken for en",
    ),
    "language name, multiterm": (
        "a.xml",
        MULTITERM.format(name="English", tag="", term="visa", more=""),
        "3: 'English' is no tag; taken for en",
    ),
    "language name, xliff": (
        "a.xlf",
        XLIFF.format(source="English", unit=XLIFF_UNIT.format(state="", target="да")),
        "2: 'English' is no tag; taken for en",
    ),
    "language name, po": (
        "a.po",
        PO_HEAD.replace("Language: bg", "Language: Bulgarian") + 'msgid "yes"\nmsgstr "да"\n',
        "1: 'Bulgarian' is no tag; taken for bg",
    ),
    "no header, po": (
        "a.po",
        'msgid "yes"\nmsgstr "да"\n',
        "1: the file has no PO header",
    ),
    "byte order mark, po": (
        "a.po",
        "\ufeff" + PO_HEAD + 'msgid "yes"\nmsgstr "да"\n',
        "byte order mark",
    ),
    "unconfirmed, po": (
        "a.po",
        PO_HEAD + '#, fuzzy\nmsgid "yes"\nmsgstr "да"\n\n#, fuzzy\nmsgid "no"\nmsgstr "не"\n',
        "9: 2 units are not confirmed (fuzzy 2); kept as such: lines 9, 13",
    ),
    "unconfirmed, xliff": (
        "a.xlf",
        XLIFF.format(
            source="en", unit=XLIFF_UNIT.format(state='state="needs-translation"', target="да")
        ),
        "3: 1 unit is not confirmed (draft 1); kept as such",
    ),
    "unconfirmed, tmx": (
        "a.tmx",
        tmx(pair().replace("<tuv", '<prop type="x-iomgloss-state">draft</prop><tuv', 1)),
        "4: 1 unit is not confirmed (draft 1); kept as such",
    ),
}


def imported(workspace: Workspace, path: Path, **more: Any) -> FileImport:
    options = ImportOptions(
        change=Change(who="me"),
        dry_run=True,
        source_language="en" if path.suffix == ".po" else None,
        target_languages=("bg",) if path.suffix == ".po" else (),
        **more,
    )
    return import_file(workspace, path, options)


@pytest.mark.parametrize("case", CASES)
def test_listed_with_its_line(workspace: Workspace, tmp_path: Path, case: str) -> None:
    name, content, wanted = CASES[case]
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    report = imported(workspace, path, kind="memory" if name == "memory.csv" else None)
    said = [str(warning).removeprefix(f"{path}:").strip() for warning in report.warnings]
    assert [line for line in said if wanted in line], said
    assert report.read >= 1


REJECTED: dict[str, tuple[str, str, int, str]] = {
    "ragged row": ("a.csv", "language,term\nen,visa\nen\n", 3, "the row has 1 cell, the header 2"),
    "plural form": (
        "a.po",
        PO_HEAD + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "а"\nmsgstr[1] ""\n',
        8,
        "no translation of plural form 1",
    ),
    "language": (
        "a.tmx",
        tmx(pair(second='xml:lang="klingonish"')),
        4,
        "'klingonish' is no language tag",
    ),
}


@pytest.mark.parametrize("case", REJECTED)
def test_left_out_with_its_line(workspace: Workspace, tmp_path: Path, case: str) -> None:
    name, content, line, reason = REJECTED[case]
    (tmp_path / name).write_text(content, encoding="utf-8")
    report = imported(workspace, tmp_path / name)
    assert (line, reason) in [(item.line, item.reason) for item in report.rejected]


def test_workbooks(workspace: Workspace, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["language", "term", "note"], ["English", "visa", "=1+1"], ["bg", "визa", None]):
        sheet.append(row)
    book.create_sheet("more").append(["a", "b"])
    data = io.BytesIO()
    book.save(data)
    path = tmp_path / "a.xlsx"
    path.write_bytes(data.getvalue())
    assert sorted(map(str, imported(workspace, path).warnings)) == sorted(
        [
            f"{path}: the sheet 'more' is left out; the table is 'Sheet'",
            f"{path}:2: 'English' is no tag; taken for en",
            f"{path}:2: 1 cell of column C: a formula that was never calculated; taken as empty",
            f"{path}:3: “визa” mixes Latin and Cyrillic letters",
        ]
    )


def test_many_are_summed_up(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(tmx("\n".join(pair(f"мигpация {n}") for n in range(150))), encoding="utf-8")
    warnings = imported(workspace, path).warnings
    assert len(warnings) == 101
    assert warnings[-1].message == "50 more words mix Latin and Cyrillic letters"
