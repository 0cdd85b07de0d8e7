"""Exports and ``status`` for people."""

from __future__ import annotations

from collections.abc import Iterable

from iomgloss.model import ExportReport, Status


def export(report: ExportReport) -> str:
    """One line, then what the format could not hold."""
    lines = [f"{report.file}: {report.format}, {report.written} written"]
    lines += [f"  not held by {report.format}: {what} ({count})" for what, count in report.losses]
    return "".join(f"{line}\n" for line in lines)


def status(report: Status) -> str:
    place = report.folder + ("" if report.writable else "  (built in, read-only)")
    lines = [
        _row("workspace", place),
        _row("index", report.index),
        _row("concepts", str(report.concepts)),
        _row("terms", _by_language(report.terms)),
        _row("units", _by_language(report.units)),
    ]
    width = max((len(name) for name, _, _ in report.memories), default=0)
    digits = max((len(str(units)) for _, units, _ in report.memories), default=0)
    for number, (name, units, penalty) in enumerate(report.memories):
        points = f", penalty {penalty:g}" if penalty else ""
        said = f"{name:{width}}  {units:>{digits}} {'unit' if units == 1 else 'units'}{points}"
        lines.append(_row("" if number else "memories", said))
    for number, (tag, backend) in enumerate(report.recognition):
        lines.append(_row("" if number else "word forms", f"{tag}  {backend}"))
    return "".join(f"{line}\n" for line in lines)


def _row(label: str, said: str) -> str:
    return f"{label:10}  {said}"


def _by_language(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{tag} {count}" for tag, count in counts) or "none"
