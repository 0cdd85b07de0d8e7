"""What people type and hand over: plain text files, KEY=VALUE, language tags."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from iomgloss.errors import FormatError, StorageError, UsageError
from iomgloss.model import Location, normalize_tag

if TYPE_CHECKING:
    from iomgloss.documents.base import DocumentFormat, Source

_STDIN = "standard input"


@contextlib.contextmanager
def opened(path: Path, encoding: str | None = None) -> Iterator[tuple[DocumentFormat, Source]]:
    """A document, and the format that its name tells; stdin for ``-`` is plain text.

    Raises StorageError, also for what goes wrong while it is read.
    """
    import io

    from iomgloss.documents.base import Source
    from iomgloss.documents.registry import document_named, document_of
    from iomgloss.files.log import Log

    is_pipe = str(path) == "-"
    shown = _shown(path)
    try:
        with io.BytesIO(stdin().read()) if is_pipe else path.open("rb") as stream:
            yield (
                document_named("txt") if is_pipe else document_of(path),
                Source(
                    stream=stream, file=shown, log=Log(shown), encoding=encoding, is_pipe=is_pipe
                ),
            )
    except OSError as error:
        raise StorageError.from_os(error, path, "read") from error


def read_lines(path: Path, encoding: str | None = None) -> list[str]:
    """The lines of a text file, or of stdin for ``-``, without their line breaks.

    UTF-8 with or without a byte order mark, UTF-16 with one, unless told. Raises StorageError,
    FormatError with the place that cannot be decoded.
    """
    try:
        data = stdin().read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise StorageError.from_os(error, path, "read") from error
    if encoding is None and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif encoding is None and b"\x00" in data[:1024]:
        raise FormatError(
            "this is no plain text",
            hint="save the document as text (.txt) first",
            location=Location(file=_shown(path)),
        )
    text = _decode(data, encoding or "utf-8", path, 1)
    if not text:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def stream_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number and text of each line of a UTF-8 file or stdin (``-``), as they come."""
    try:
        with contextlib.ExitStack() as stack:
            stream = stdin() if str(path) == "-" else stack.enter_context(path.open("rb"))
            for number, line in enumerate(stream, start=1):
                yield number, _decode(line, "utf-8", path, number).rstrip("\r\n")
    except BrokenPipeError:  # of whoever reads our lines
        raise
    except OSError as error:
        raise StorageError.from_os(error, path, "read") from error


def stdin() -> BinaryIO:
    """Standard input. Raises UsageError where there is none."""
    if sys.stdin is None:  # closed by whoever started us
        raise UsageError("standard input is closed", hint="name a file")
    return sys.stdin.buffer


def _shown(path: Path) -> str:
    return _STDIN if str(path) == "-" else str(path)


def _decode(data: bytes, encoding: str, path: Path, first_line: int) -> str:
    try:
        text = data.decode(encoding)
        return text.removeprefix("\ufeff") if first_line == 1 else text
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        before = data[:start].decode(encoding, "ignore")
        raise FormatError(
            f"the text is not {encoding.upper()} (byte 0x{data[start]:02x})",
            hint="save it as UTF-8, or say its encoding: --encoding cp1251",
            location=Location(
                file=_shown(path),
                line=first_line + before.count("\n"),
                column=len(before) - before.rfind("\n"),
            ),
        ) from None
    except LookupError:
        raise UsageError(
            f"no encoding is called {encoding!r}", hint="for example cp1251, utf-16"
        ) from None


def check_output(output: Path | None, inputs: Iterable[Path]) -> None:
    """Refuse to write over what is read. Raises UsageError."""
    for path in inputs if output is not None and output.exists() else []:
        if output is not None and path.exists() and output.samefile(path):
            raise UsageError(
                "this is a file to read, not to write",
                hint="give -o another name",
                location=Location(file=str(output)),
            )


def key_values(pairs: tuple[str, ...]) -> dict[str, Any]:
    """``KEY=VALUE`` arguments as values of a term table. Raises UsageError."""
    from iomgloss.model import Attestation  # a look-up does not need to know concepts

    values: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"{pair!r} is not KEY=VALUE", hint="for example status=preferred")
        if key == "forms":
            values[key] = tuple(part.strip() for part in value.split(",") if part.strip())
        elif key == "do_not_translate":
            if value not in ("true", "false"):
                raise UsageError(f"{key} is not {value!r}", hint="write true or false")
            values[key] = value == "true"
        elif key == "context":
            values[key] = Attestation(text=value)
        else:
            values[key] = value
    return values


def tag(language: str) -> str:
    """A language tag as typed, normalised. Raises UsageError."""
    try:
        return normalize_tag(language)
    except ValueError as error:
        raise UsageError(str(error), hint="write it as in BCP 47: bg, en, pt-BR") from None
