"""Reports of ``check``: whole for hostile texts, and what their readers expect."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from iomgloss.checks.registry import Check
from iomgloss.errors import FormatError
from iomgloss.model import Block, Draft, Finding, Location, Passage, Run, Severity, Side
from iomgloss.reports.checks import REPORTS, report
from iomgloss.reports.checks_text import excerpt
from iomgloss.reports.terminal import Terminal, columns
from iomgloss.workspace.checking import CheckedFile, Found, diagnostic

TERM = Check("T001", "deprecated-term", "terminology.deprecated")
OTHER = Check("S999", "other-letters", "terminology.deprecated", severity=Severity.ERROR)
HOSTILE = "<b>\x00 &amp; \"' \x1b[31m]]> %0A::error:: {{files}} \ud800 ы"


def in_text(text: str, start: int, end: int, row: Check = TERM, **more: Any) -> Found:
    """A finding in a paragraph that begins on line 3 of a text."""
    run = Run(0, len(text), 10, 10 + len(text), line=3, column=1)
    passage = Passage(number=1, text=text, language="bg", block=Block(text=text, runs=(run,)))
    return _found(passage, start, end, row, **more)


def in_pair(text: str, source: str, start: int, end: int, **more: Any) -> Found:
    number = 2 if text else 3
    passage = Passage(
        number=number, text=text, language="bg", source=source, source_language="en",
        unit=f"u{number}", line=9,
    )  # fmt: skip
    return _found(passage, start, end, OTHER, **more)


def _found(passage: Passage, start: int, end: int, row: Check, **more: Any) -> Found:
    told: dict[str, Any] = {"message": f"{passage.text[start:end]!r} is wrong"} | more
    finding = Finding(passage=passage, start=start, end=end, **told)
    draft = Draft(file="a b.md", passages=(passage,), bilingual=passage.source is not None)
    return Found(check=row, finding=finding, diagnostic=diagnostic(draft, row, finding, None))


def checked(*found: Found, name: str = "a b.md") -> CheckedFile:
    return CheckedFile(name=name, shown=name, draft=None, found=found)


def broken(name: str = "bad.docx") -> CheckedFile:
    fault = FormatError("no archive", hint="get it anew", location=Location(file=name))
    return CheckedFile(name=name, shown=name, draft=None, fault=fault)


def written(name: str, *files: CheckedFile) -> str:
    return "".join(report(name)(files, Terminal()))


FILES = (
    checked(
        in_text("Нова дума тук.", 5, 9, suggestions=("тази", "друга"), safe=True),
        in_pair("", "Nothing", 0, 0, message="the translation is empty", hint="translate it"),
        in_pair("Така", "So <b>", 0, 2, side=Side.SOURCE),
    ),
    broken(),
    checked(name="clean.md"),
)


def test_text() -> None:
    assert written("text", *FILES) == (
        "a b.md:3:6: T001 'дума' is wrong\n"
        "    Нова дума тук.\n"
        "         ^^^^\n"
        "    → тази / друга\n"
        "a b.md:9: S999 the translation is empty [unit u3]\n"
        "    Nothing\n"
        "    → translate it\n"
        "a b.md:9: S999 'Та' is wrong [unit u2]\n"
        "    So <b>\n"
        "    ^^\n"
        "2 errors and 1 warning in 1 file (1 can be fixed with --fix); 1 file could not be read\n"
    )


@pytest.mark.parametrize(
    ("text", "start", "end", "line", "caret"),
    [
        ("a\tb c", 2, 3, "a b c", "  ^"),
        ("漢字かな", 2, 3, "漢字かな", "    ^^"),
        ("e\u0301a\u0301 b", 4, 5, "e\u0301a\u0301 b", "  ^"),
        ("ab\u200bc", 2, 3, "ab‹U+200B›c", "  ^^^^^^^^"),
        ("one\ntwo three\nfour", 8, 13, "two three", "    ^^^^^"),
        ("one\ntwo", 2, 5, "one", "  ^"),
        ("x\x1b[31m", 0, 1, "x‹U+001B›[31m", "^"),
        ("1\xa02", 1, 2, "1 2", " ^"),
        ("1" * 50 + "word" + "2" * 50, 50, 54, "…1111111word2222222…", "        ^^^^"),
        ("word" + "2" * 50, 0, 4, "word22222222222222…", "^^^^"),
        ("1" * 50 + "word", 50, 54, "…11111111111111word", " " * 15 + "^^^^"),
        ("0 " + "w" * 50 + " 1", 2, 52, "…" + "w" * 18 + "…", " " + "^" * 18),
    ],
)
def test_the_caret_stands_under_the_stretch(
    text: str, start: int, end: int, line: str, caret: str
) -> None:
    assert excerpt(text, start, end, 20) == (line, caret)
    assert columns(line) <= 20


def test_a_stretch_at_the_end_of_a_very_long_line_costs_no_more() -> None:
    text = "дума " * 400_000
    line, caret = excerpt(text, len(text) - 5, len(text) - 1, 40)
    assert line.endswith("дума ") and caret.endswith(" ^^^^") and columns(line) <= 40


def test_colours_are_for_terminals_only() -> None:
    coloured = "".join(report("text")(FILES, Terminal(color=True)))
    assert "\x1b[1;33mT001\x1b[0m" in coloured
    assert "\x1b[1;31mS999\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == written("text", *FILES)


# --------------------------------------------------------------------- hostile

NASTY = checked(in_text(HOSTILE, 0, 3, message=HOSTILE, suggestions=(HOSTILE,)), name="a\nb<.md")


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_files_give_the_same_report(name: str) -> None:
    assert written(name, *FILES, NASTY) == written(name, *FILES, NASTY)
    assert written(name) == written(name)


@pytest.mark.parametrize("name", ["text", "github", "junit", "html"])
def test_no_text_sends_commands_of_its_own(name: str) -> None:
    shown = written(name, NASTY)
    assert "\x1b" not in shown and "\x00" not in shown
    if name == "github":
        assert len(shown.splitlines()) == 1
        assert shown.count("%250A::error::") == 2
        assert shown.startswith("::warning title=T001 deprecated-term,file=a b.md,line=3,")


def test_junit_is_xml() -> None:
    root = ElementTree.fromstring(written("junit", *FILES, NASTY).encode(errors="replace"))
    assert root.attrib == {"name": "iomgloss check", "tests": "6", "failures": "4", "errors": "1"}
    shown = [(suite.get("name"), len(suite.findall("testcase"))) for suite in root]
    assert shown == [("a b.md", 3), ("bad.docx", 1), ("clean.md", 1), ("a\nb<.md", 1)]


# ----------------------------------------------------------------------- SARIF


def sarif(*files: CheckedFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written("sarif", *files))
    return found


def test_sarif_has_what_its_readers_need() -> None:
    log = sarif(*FILES)
    assert (log["version"], set(log)) == ("2.1.0", {"$schema", "version", "runs"})
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == ["S999", "T001"]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] and "Why:" in rule["help"]["text"]
    first, empty, source = run["results"]
    assert [each["ruleIndex"] for each in run["results"]] == [1, 0, 0]
    assert [each["level"] for each in run["results"]] == ["warning", "error", "error"]
    region = {"startLine": 3, "startColumn": 6, "endLine": 3, "endColumn": 10}
    place = {"artifactLocation": {"uri": "a%20b.md"}, "region": region}
    assert first["locations"] == [{"physicalLocation": place}]
    assert [
        fix["artifactChanges"][0]["replacements"][0]["insertedContent"] for fix in first["fixes"]
    ] == [{"text": "тази"}, {"text": "друга"}]
    assert empty["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "unit u3"}]
    assert empty["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    assert "fixes" not in source
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"] == {
        "text": "bad.docx: no archive; get it anew"
    }


def test_sarif_has_no_region_where_a_page_has_the_lines() -> None:
    found = in_text("Нова дума", 5, 9)
    at = replace(found.diagnostic.location or Location(file=""), page=4)
    result = sarif(checked(replace(found, diagnostic=replace(found.diagnostic, location=at))))
    (place,) = result["runs"][0]["results"][0]["locations"]
    assert "region" not in place["physicalLocation"]
    assert place["logicalLocations"] == [{"fullyQualifiedName": "page 4"}]


def test_fingerprints_of_sarif_tell_equal_findings_apart_and_survive_moving() -> None:
    def marks(*found: Found) -> list[str]:
        results = sarif(checked(*found))["runs"][0]["results"]
        return [each["partialFingerprints"]["iomgloss/v1"] for each in results]

    twice = marks(in_text("дума", 0, 4), in_text("още дума", 4, 8))
    assert len(set(twice)) == 2
    assert marks(in_text("на друго място дума", 15, 19)) == twice[:1]


def _schema() -> Path | None:
    shared = os.environ.get("IOMGLOSS_SHARED") or Path(__file__).parents[3] / "shared"
    return next(Path(shared, "standards").glob("**/sarif-schema-2.1.0.json"), None)


@pytest.mark.skipif(_schema() is None, reason="needs the schema of SARIF")
def test_sarif_is_valid() -> None:
    from jsonschema.validators import validator_for

    path = _schema()
    assert path is not None
    schema = json.loads(path.read_text(encoding="utf-8"))
    validator_for(schema)(schema).validate(sarif(*FILES, NASTY))


# ------------------------------------------------------------------------ HTML


def test_the_page_marks_stretches_and_stays_harmless() -> None:
    page = written("html", *FILES, NASTY)
    assert '<p lang="bg" dir="ltr">Нова <mark data-codes="T001">дума</mark> тук.</p>' in page
    assert '<p lang="en" dir="ltr"><mark data-codes="S999">So</mark> &lt;b&gt;</p>' in page
    assert '<p class="fault" role="alert">bad.docx: no archive; get it anew</p>' in page
    assert "clean.md" not in page
    assert "<b>\ufffd" not in page
    assert page.count("<script>") == page.count("</script>") == 1
    script = re.search("<script>(.*?)</script>", page, re.DOTALL)
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    for part in (script, style):
        assert part is not None
        digest = base64.b64encode(hashlib.sha256(part[1].encode()).digest()).decode()
        assert f"sha256-{digest}" in page
    assert re.findall("(?:src|href)=", page) == []


def test_overlapping_stretches_are_marked_with_all_their_codes() -> None:
    page = written(
        "html", checked(in_text("абвгд", 0, 3), in_text("абвгд", 2, 5, OTHER), name="x.md")
    )
    assert (
        '<mark data-codes="T001">аб</mark><mark data-codes="S999 T001">в</mark>'
        '<mark data-codes="S999">гд</mark>'
    ) in page
