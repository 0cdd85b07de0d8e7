"""Findings for continuous integration: GitHub annotations, JUnit XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from iomgloss.model import Diagnostic, Location
from iomgloss.reports.checks import place
from iomgloss.reports.terminal import Terminal
from iomgloss.workspace.checking import CheckedFile

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, and no log should."""


def github(files: Iterable[CheckedFile], terminal: Terminal) -> Iterator[str]:
    """Workflow commands, one a finding; a file that cannot be read is an error."""
    for file in files:
        for found in file.found:
            yield _command(found.diagnostic)
        if file.fault is not None:
            yield f"::error {_properties(file=file.shown)}::{_data(' '.join(file.fault.lines()))}\n"


def _command(item: Diagnostic) -> str:
    at = item.location or Location(file="")
    lines = at if at.page is None else Location(file=at.file)  # lines of a page are not the file's
    properties = _properties(
        title=f"{item.code} {item.name}",
        file=at.file,
        line=lines.line,
        endLine=lines.end_line,
        col=lines.column,
        endColumn=lines.end_column if lines.end_line == lines.line else None,
    )
    where = "" if lines.column else f"{place(item)}: "
    return f"::{item.severity} {properties}::{_data(where + said(item))}\n"


def said(item: Diagnostic) -> str:
    """The message and what to do."""
    todo = "write " + " or ".join(map(repr, item.suggestions)) if item.suggestions else item.hint
    return f"{item.message}; {todo}" if todo else item.message


def _properties(**values: str | int | None) -> str:
    return ",".join(
        f"{name}={_data(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in values.items()
        if value is not None
    )


def _data(text: str) -> str:
    text = _FORBIDDEN.sub("\ufffd", text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def junit(files: Iterable[CheckedFile], terminal: Terminal) -> Iterator[str]:
    """A suite a file; a failure a finding, an error where it cannot be read, else one success."""
    suites = list(map(_suite, files))
    total = _counts(
        sum(suite.tests for suite in suites),
        sum(suite.failures for suite in suites),
        sum(suite.errors for suite in suites),
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="iomgloss check"{total}>\n'
    for suite in suites:
        own = _counts(suite.tests, suite.failures, suite.errors)
        yield f"  <testsuite name={suite.name}{own}>\n{suite.body}  </testsuite>\n"
    yield "</testsuites>\n"


class _Suite(NamedTuple):
    tests: int
    failures: int
    errors: int
    name: str
    body: str


def _suite(file: CheckedFile) -> _Suite:
    name = _attribute(file.shown)
    cases = [
        _case(
            name,
            f"{found.diagnostic.code} {found.diagnostic.name} {place(found.diagnostic)}",
            f"      <failure type={_attribute(found.diagnostic.severity)} "
            f"message={_attribute(said(found.diagnostic))}>"
            f"{_text(str(found.diagnostic))}</failure>\n",
        )
        for found in file.found
    ]
    failures, errors = len(cases), int(file.fault is not None)
    if file.fault is not None:
        lines = file.fault.lines()
        told = f"<error message={_attribute(lines[0])}>{_text(chr(10).join(lines))}</error>"
        cases.append(_case(name, "read", f"      {told}\n"))
    elif not cases:
        cases.append(_case(name, "check", ""))
    return _Suite(len(cases), failures, errors, name, "".join(cases))


def _case(file: str, name: str, inner: str) -> str:
    opening = f"    <testcase classname={file} name={_attribute(name)}"
    return f"{opening}>\n{inner}    </testcase>\n" if inner else f"{opening}/>\n"


def _counts(tests: int, failures: int, errors: int) -> str:
    return f' tests="{tests}" failures="{failures}" errors="{errors}"'


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))
