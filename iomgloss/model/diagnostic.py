"""Problems in data, as values: what, where, and what to do about it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in a file."""

    file: str
    """Path as the user knows it: relative to the workspace or as given."""
    line: int | None = None
    """1-based."""
    column: int | None = None
    """1-based, in code points."""
    end_line: int | None = None
    end_column: int | None = None
    """Exclusive."""
    unit: str | None = None
    """Id of the unit or concept, for formats that have them."""
    part: str | None = None
    """Of a package: ``word/footnotes.xml``."""
    page: int | None = None
    """1-based; lines are those of the page then."""
    paragraph: int | None = None
    """1-based, in its part."""
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    """1-based."""

    def __str__(self) -> str:
        """``FILE:LINE:COLUMN``; ``FILE, page 2, line 5`` or ``FILE, paragraph 7`` without lines."""
        if self.page is None and (self.paragraph is None or self.line is not None):
            return ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        names = ("page", "line") if self.page is not None else ("paragraph",)
        places = [(name, getattr(self, name)) for name in names]
        return ", ".join([self.file, *(f"{name} {at}" for name, at in places if at)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One fault or finding."""

    code: str
    """Stable: a letter for the family, three digits."""
    name: str
    """Kebab-case words for the code."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    severity: Severity = Severity.ERROR
    hint: str | None = None
    """What to do."""
    location: Location | None = field(default=None, compare=False)
    suggestions: tuple[str, ...] = ()
    fixable: bool = False

    def __str__(self) -> str:
        """``FILE:LINE:COLUMN: what; what to do`` on one line."""
        place = f"{self.location}: " if self.location else ""
        return place + self.message + (f"; {self.hint}" if self.hint else "")
