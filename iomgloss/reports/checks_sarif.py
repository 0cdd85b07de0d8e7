"""Findings as SARIF 2.1.0 (OASIS), for code hosts and editors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import iomgloss
from iomgloss.checks.baseline import fingerprint
from iomgloss.checks.documentation import documentation
from iomgloss.checks.registry import Check
from iomgloss.model import Location, Severity, Side
from iomgloss.reports import json
from iomgloss.reports.checks_ci import said
from iomgloss.reports.terminal import Terminal
from iomgloss.workspace.checking import CheckedFile, Found

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_FINGERPRINT = "iomgloss/v1"


def sarif(files: Iterable[CheckedFile], terminal: Terminal) -> Iterator[str]:
    """One run; its rules are the checks that found something."""
    results: list[dict[str, Any]] = []
    faults: list[dict[str, Any]] = []
    rules: dict[str, Check] = {}
    for file in files:
        seen: Counter[str] = Counter()
        for found in file.found:
            rules[found.check.code] = found.check
            results.append(_result(file, found, seen))
        if file.fault is not None:
            faults.append(_fault(file, " ".join(file.fault.lines())))
    order = sorted(rules)
    for result in results:
        result["ruleIndex"] = order.index(result["ruleId"])
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "iomgloss",
                "semanticVersion": iomgloss.__version__,
                "rules": [_rule(rules[code]) for code in order],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not faults}],
        "results": results,
    }
    if faults:
        run["invocations"][0]["toolExecutionNotifications"] = faults
    yield json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(row: Check) -> dict[str, Any]:
    found = documentation(row)
    parts = [f"**{name}:** {text}" for name, text in found.parts]
    plain = [f"{name}: {text}" for name, text in found.parts]
    return {
        "id": row.code,
        "name": "".join(word.capitalize() for word in row.name.split("-")),
        "shortDescription": {"text": found.finds.split("\n")[0]},
        "fullDescription": {"text": found.finds},
        "help": {
            "text": "\n\n".join([found.finds, *plain]),
            "markdown": "\n\n".join([found.finds, *parts]),
        },
        "defaultConfiguration": {"level": _level(row.severity), "enabled": row.default},
    }


def _level(severity: Severity) -> str:
    return "error" if severity is Severity.ERROR else "warning"


def _result(file: CheckedFile, found: Found, seen: Counter[str]) -> dict[str, Any]:
    item = found.diagnostic
    result: dict[str, Any] = {
        "ruleId": item.code,
        "level": _level(item.severity),
        "message": {"text": said(item)},
        "locations": [_location(file, found)],
        "partialFingerprints": {_FINGERPRINT: _identity(found, seen)},
    }
    if fixes := _fixes(file, found):
        result["fixes"] = fixes
    return result


def _identity(found: Found, seen: Counter[str]) -> str:
    """The same for the same finding when lines move; the number tells equal ones apart."""
    mark = "\n".join(fingerprint(found.check, found.finding))
    seen[mark] += 1
    return sha256(f"{mark}\n{seen[mark]}".encode(errors="replace")).hexdigest()[:32]


def _location(file: CheckedFile, found: Found) -> dict[str, Any]:
    at = found.diagnostic.location
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if region := _region(at):
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    names = ("unit", "part", "page", "paragraph", "table", "row", "cell")
    steps = [f"{name} {value}" for name in names if at and (value := getattr(at, name)) is not None]
    if steps:
        location["logicalLocations"] = [{"fullyQualifiedName": ", ".join(steps)}]
    return location


def _region(at: Location | None) -> dict[str, int]:
    """Lines and columns of the file; of pages there are none."""
    if at is None or at.line is None or at.page is not None:
        return {}
    named = {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }
    return {name: value for name, value in named.items() if value is not None}


def _fixes(file: CheckedFile, found: Found) -> list[dict[str, Any]]:
    """A fix a suggestion, where the stretch stands in the file as it is in the text."""
    finding, region = found.finding, _region(found.diagnostic.location)
    block = finding.passage.block
    if block is None or "endColumn" not in region or finding.side is not Side.TARGET:
        return []
    start, end = block.source_span(finding.start, finding.end)
    if end - start != finding.end - finding.start:
        return []
    return [
        {
            "description": {"text": f"Write {text!r}"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": _uri(file)},
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": text}}],
                }
            ],
        }
        for text in found.diagnostic.suggestions
        if not set(text) & set("<>&")
    ]


def _fault(file: CheckedFile, text: str) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}
    return {"level": "error", "message": {"text": text}, "locations": [place]}


def _uri(file: CheckedFile) -> str:
    path = Path(file.shown)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="replace")
