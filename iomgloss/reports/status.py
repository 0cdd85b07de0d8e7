"""How statuses look and read: the one place that decides it for all reports."""

from __future__ import annotations

from iomgloss.model import AdministrativeStatus, ProcessStatus, UnitState
from iomgloss.reports.terminal import Span

STYLE = {
    AdministrativeStatus.PREFERRED: "green",
    AdministrativeStatus.ADMITTED: "",
    AdministrativeStatus.DEPRECATED: "red",
    AdministrativeStatus.SUPERSEDED: "yellow",
    AdministrativeStatus.FORBIDDEN: "bold red",
}


def status(value: AdministrativeStatus, process: ProcessStatus) -> list[Span]:
    """The status in words: colour only repeats it."""
    said = [Span(value.value, STYLE[value] or "dim")]
    if process is ProcessStatus.PROPOSED:
        said.append(Span(", "))
        said.append(Span("proposed", "yellow"))
    return said


def state(value: UnitState) -> list[Span]:
    """The state of a unit, where it is not the usual one."""
    return [] if value is UnitState.CONFIRMED else [Span("  "), Span(value.value, "yellow")]
