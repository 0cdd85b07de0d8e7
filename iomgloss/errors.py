"""Failed operations. Problems in data are `Diagnostic` values; these end an operation.

IomglossError               exit code 4
├── UsageError              2   what was asked for cannot be done
├── DataError               3   input or workspace files are bad; carries every diagnostic
│   └── FormatError         3   one file is not what it should be
└── StorageError            3   the disk said no: permission, space, a lock held too long
"""

from __future__ import annotations

from collections.abc import Sequence

from iomgloss.model import Diagnostic, Location


class IomglossError(Exception):
    """The root of all errors raised on purpose.

    ``message`` is one sentence, ``hint`` says what to do, ``location`` where it happened.
    """

    exit_code = 4
    code = "E000"

    def __init__(
        self, message: str, *, hint: str | None = None, location: Location | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.location = location

    def __reduce__(self) -> tuple[object, ...]:
        """As it is: an error may come from another process."""
        return _restored, (type(self), self.args, self.__dict__)

    def lines(self) -> list[str]:
        """What to print: one unwrapped line per fault, ``FILE:LINE:COLUMN: what; what to do``."""
        place = f"{self.location}: " if self.location else ""
        return [place + self.message + (f"; {self.hint}" if self.hint else "")]

    def __str__(self) -> str:
        return "\n".join(self.lines())


def _restored(
    kind: type[IomglossError], args: tuple[object, ...], state: dict[str, object]
) -> IomglossError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class UsageError(IomglossError):
    """What was asked for does not exist or does not go together."""

    exit_code = 2
    code = "E200"


class DataError(IomglossError):
    """Files of the workspace are faulty; ``diagnostics`` holds every fault of every file."""

    exit_code = 3
    code = "E300"

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        first = diagnostics[0]
        super().__init__(first.message, hint=first.hint, location=first.location)
        self.diagnostics = tuple(diagnostics)

    def lines(self) -> list[str]:
        return [str(diagnostic) for diagnostic in self.diagnostics]


class FormatError(DataError):
    """A file cannot be read as the format it is taken for."""

    code = "E310"

    def __init__(self, message: str, *, location: Location, hint: str | None = None) -> None:
        super().__init__(
            [
                Diagnostic(
                    code=self.code, name="format", message=message, hint=hint, location=location
                )
            ]
        )


class StorageError(IomglossError):
    """Reading or writing failed: permission, space, or a lock that another process holds."""

    exit_code = 3
    code = "E320"

    @classmethod
    def from_os(cls, error: OSError, path: object, action: str) -> StorageError:
        """Say plainly what the operating system refused."""
        reason = (error.strerror or str(error)).lower()
        hints = {
            13: "give yourself permission, or choose another folder",
            2: "check the path",
            21: "name a file, not a folder",
            27: "free some space, nothing was changed",
            28: "free some space, nothing was changed",
            30: "the file system is read-only; choose another folder",
        }
        return cls(
            f"cannot {action}: {reason}",
            hint=hints.get(error.errno or 0),
            location=Location(file=str(path)),
        )
