"""What a reader of a file repaired, doubted or rejected."""

from __future__ import annotations

from iomgloss.model import Diagnostic, Location, Rejection, Severity


class Log:
    """Collects what a reader repaired, doubted or rejected in one file, and what it speaks of."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.columns: set[str] | None = None
        """Of a table of terms, the fields that it has columns of (`TERM_COLUMNS`; ``x.NAME`` for
        ``extra``; ``definition:LANG`` where it is of one language): an empty cell says that there
        is nothing. None: no table; a field is spoken of when it occurs in the file."""
        self.stated: set[str] = set()
        """Fields that the file states even where nothing else is said than what is usual."""
        self.warnings: list[Diagnostic] = []
        self.rejected: list[Rejection] = []
        self._said: set[str] = set()

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

    def warn_once(
        self, name: str, message: str, *, line: int | None, unit: str | None = None
    ) -> None:
        """`warn`, but only the first time that this is said of the file."""
        if message not in self._said:
            self._said.add(message)
            self.warn(name, message, line=line, unit=unit)

    def reject(self, reason: str, *, line: int | None, unit: str | None = None) -> None:
        """Note an item that cannot be taken."""
        self.rejected.append(Rejection(line=line, unit=unit, reason=reason))
