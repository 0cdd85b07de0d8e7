"""``analyse`` for people, as JSON, and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iomgloss.model.analysis import AnalysedFile, Analysis, AnalysisRun, Count
from iomgloss.reports.terminal import Terminal, columns

COLUMNS = ("segments", "words", "characters")


def text(run: AnalysisRun, terminal: Terminal) -> str:
    """A table a file, and one for all where there are several."""
    parts = [_table(_title(file), file.analysis, run, terminal) for file in run.files]
    if len(run.files) > 1:
        parts.append(_table(f"{len(run.files)} files", run.total, run, terminal))
    return "\n".join(parts)


def _title(file: AnalysedFile) -> str:
    pair = f"  {file.source_language or '?'} → {file.target_language}"
    return file.name + (pair if file.target_language else "")


def _table(title: str, analysis: Analysis, run: AnalysisRun, terminal: Terminal) -> str:
    rows: list[tuple[str, ...]] = [("", *COLUMNS, "weight", "weighted")]
    for name, size in analysis.bands.items():
        weight = run.weights[name]
        rows.append((name, *_numbers(size), f"{weight} %", hundredths(size.words * weight)))
        inside = analysis.internal.get(name)
        if inside is not None and inside.segments:
            rows.append((" of it internal", *_numbers(inside), "", ""))
    rows.append(("total", *_numbers(analysis.total), "", hundredths(analysis.weighted)))
    widths = [max(columns(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [terminal.text(title, "bold")]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        style = "dim" if row is rows[0] else "bold" if row is rows[-1] else ""
        lines.append("  " + terminal.text("  ".join(cells).rstrip(), style))
    return "".join(f"{line}\n" for line in lines)


def _numbers(size: Count) -> tuple[str, ...]:
    return tuple(f"{number:,}" for number in (size.segments, size.words, size.characters))


def hundredths(number: int) -> str:
    """A number of hundredths as people write it, without zeros at the end."""
    return f"{number // 100:,}" + f".{number % 100:02}".rstrip("0").rstrip(".")


def json(run: AnalysisRun) -> dict[str, Any]:
    """See design and docs/json.md."""
    return {
        "files": [
            {
                "file": file.name,
                "sha256": file.digest,
                "source_language": file.source_language,
                "target_language": file.target_language,
                **_analysis(file.analysis),
            }
            for file in run.files
        ],
        **_analysis(run.total),
        "weights": {name: weight / 100 for name, weight in run.weights.items()},
    }


def _analysis(analysis: Analysis) -> dict[str, Any]:
    return {
        "bands": _counts(analysis.bands),
        "internal": _counts(analysis.internal),
        "total": _count(analysis.total),
        "weighted_words": analysis.weighted / 100,
    }


def _counts(counts: Mapping[str, Count]) -> dict[str, Any]:
    return {name: _count(size) for name, size in counts.items()}


def _count(size: Count) -> dict[str, int]:
    return {
        "segments": size.segments,
        "words": size.words,
        "characters": size.characters,
        "nonblank": size.nonblank,
    }


def rows(run: AnalysisRun) -> Iterator[list[str | int | float]]:
    """A header, then a row for each band of each file: what adds up in a spreadsheet."""
    yield [
        "file", "source", "target", "band", "segments", "words", "characters", "nonblank",
        "weight", "weighted words",
    ]  # fmt: skip
    for file in run.files:
        for name, size in file.analysis.bands.items():
            weight = run.weights[name]
            yield [
                file.name, file.source_language or "", file.target_language or "", name,
                size.segments, size.words, size.characters, size.nonblank,
                weight / 100, size.words * weight / 100,
            ]  # fmt: skip


def differences(run: AnalysisRun, before: Mapping[str, Any]) -> list[str]:
    """What an earlier JSON report says otherwise, a sentence each; none if nothing."""
    found = []
    old = {file["file"]: file for file in before["files"]}
    for new in json(run)["files"]:
        known = old.pop(new["file"], None)
        if known is None:
            found.append(f"{new['file']}: not in the report")
            continue
        for name in dict.fromkeys([*known["bands"], *new["bands"]]):
            for kind in COLUMNS:
                was = known["bands"].get(name, {}).get(kind, 0)
                now = new["bands"].get(name, {}).get(kind, 0)
                if was != now:
                    found.append(f"{new['file']}: {name}: {was:,} {kind} then, {now:,} now")
    found += [f"{name}: in the report only" for name in old]
    if not found and before.get("weights") != json(run)["weights"]:
        found.append("the weights have changed")
    return found
