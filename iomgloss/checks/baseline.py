"""Findings that are known already: only what is new is told.

A finding is known by its file, its check and the words it is about, and by how many such there are:
so it stays known when lines move or the text around it changes, and one more of the same is new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from iomgloss.checks.registry import Check
from iomgloss.model import Finding, Side

VERSION = 1


class Fingerprint(NamedTuple):
    """What a finding is known by, in its file."""

    code: str
    text: str
    """The stretch; where something is missing, the message and the source text."""


Baseline = Mapping[str, Counter[Fingerprint]]
"""By file, a path with ``/`` below the baseline's folder."""


def fingerprint(row: Check, finding: Finding) -> Fingerprint:
    passage = finding.passage
    text = (passage.source or "") if finding.side is Side.SOURCE else passage.text
    stretch = text[finding.start : finding.end]
    if not stretch:
        stretch = "\n".join(filter(None, (finding.message, passage.source)))
    return Fingerprint(row.code, " ".join(stretch.split()))


def written(baseline: Baseline) -> str:
    """As JSON, the same for the same findings: sorted, one finding a line."""
    files = []
    for file in sorted(baseline):
        rows = [
            json.dumps({"code": code, "text": text, "count": count}, ensure_ascii=False)
            for (code, text), count in sorted(baseline[file].items())
        ]
        if rows:
            name = json.dumps(file, ensure_ascii=False)
            files.append(f"    {name}: [\n      " + ",\n      ".join(rows) + "\n    ]")
    body = "{\n" + ",\n".join(files) + "\n  }" if files else "{}"
    return f'{{\n  "version": {VERSION},\n  "files": {body}\n}}\n'


def read(text: str) -> dict[str, Counter[Fingerprint]]:
    """What `written` made. Raises ValueError with a sentence on what is wrong."""
    try:
        data = json.loads(text)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
    if not isinstance(data, dict) or not isinstance(data.get("files"), dict):
        raise ValueError("this is no baseline: it has no files")
    if data.get("version") != VERSION:
        raise ValueError(f"the version of this baseline is not {VERSION}")
    return {file: _rows(file, rows) for file, rows in data["files"].items()}


def _rows(file: str, rows: Any) -> Counter[Fingerprint]:
    found: Counter[Fingerprint] = Counter()
    for row in rows if isinstance(rows, list) else [None]:
        match row:
            case {"code": str(code), "text": str(text), "count": int(count)}:
                found[Fingerprint(code, text)] += count
            case _:
                raise ValueError(f"a finding in {file!r} has not code, text and count")
    return found
