"""What a reader of a file repaired, doubted or rejected."""

from __future__ import annotations

from iomgloss.model import Diagnostic, Location, Rejection, Severity


class Log:
    """Collects what a reader repaired, doubted or rejected in one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.warnings: list[Diagnostic] = []
        self.rejected: list[Rejection] = []

    def warn(self, name: str, message: str, *, line: int | None, unit: str | None = None) -> None:
        """Note something repaired or doubtful; the item it concerns is taken."""
        self.warnings.append(
            Diagnostic(
                code="F100",
                name=name,
                message=message,
                severity=Severity.WARNING,
                location=Location(file=self.file, line=line, unit=unit),
            )
        )

    def reject(self, reason: str, *, line: int | None, unit: str | None = None) -> None:
        """Note an item that cannot be taken."""
        self.rejected.append(Rejection(line=line, unit=unit, reason=reason))
