"""Handing a file to translate-toolkit, which trusts what it reads and holds all of it in memory.

So the size is limited, XML goes through our own parser first (entities, depth, encoding, a missing
end: see `iomgloss.files.xml`), text is decoded strictly, and whatever is raised becomes a
`FormatError`. What translate-toolkit logs becomes warnings.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from iomgloss.errors import FormatError
from iomgloss.files.xml import Parser
from iomgloss.formats.base import Source
from iomgloss.formats.text import chunks, refuse
from iomgloss.model import Location

LARGEST = 16 << 20
"""Bytes of a file; what translate-toolkit makes of them takes some twenty times as much memory."""
_BLANK = b" \t\r\n\xef\xbb\xbf\xff\xfe\0"
_LONGEST = 200
"""Characters of somebody else's error message."""


def content(source: Source) -> bytes:
    """The bytes of the file. Raises FormatError for an empty or a huge one."""
    data = source.stream.read(LARGEST + 1)
    if not data.strip(_BLANK):
        refuse(source, "the file is empty", "get the whole file", column=1)
    if len(data) > LARGEST:
        refuse(
            source,
            f"the file has more than {LARGEST >> 20} MiB, which is read into memory whole",
            "split it",
        )
    return data


def text(source: Source) -> bytes:
    """The text in UTF-8 without a byte order mark. Raises FormatError for undecodable bytes."""
    content(source)
    source.stream.seek(0)
    found = "".join(chunks(source))
    if not found.endswith(("\n", "\r")):
        line = found.count("\n") + 1
        message = "the last line has no end; was the file cut off?"
        source.log.warn("no-last-newline", message, line=line)
    return found.encode()


def xml(source: Source, *roots: str) -> bytes:
    """A safe document whose root is one of ``roots``, in any namespace. Raises FormatError."""
    data = content(source)
    handler = _Root()
    parser = Parser(source.file, handler)
    for _ in parser.chunks(io.BytesIO(data)):
        pass
    if handler.name not in roots:
        parser.fail(f"this is XML, but no {roots[0]}", "see if another format fits: --from")
    return data


class _Root:
    """Remembers the first element; the parser itself refuses what is dangerous."""

    name = ""

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        self.name = self.name or name

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


def parsed(source: Source, storage: str, data: bytes, **options: Any) -> Any:
    """The store that ``storage`` (``module:class`` in ``translate.storage``) makes of ``data``.

    Text is UTF-8. Raises FormatError for whatever goes wrong.
    """
    with faults(source), _logged(source):
        module, _, name = storage.partition(":")
        store = getattr(import_module(f"translate.storage.{module}"), name)(**options)
        store.encoding = "utf-8"
        store.detect_encoding = lambda text, *_, **__: (text.decode(), "utf-8")  # never guess
        store.parse(data)
    return store


@contextmanager
def faults(source: Source) -> Iterator[None]:
    """Whatever is raised here is a fault of the file: these parsers know no error of their own."""
    try:
        yield
    except FormatError:
        raise
    except Exception as error:  # noqa: BLE001  (see above; RecursionError among them)
        said = " ".join(str(error).split())[:_LONGEST] or type(error).__name__
        line = getattr(error, "lineno", None)
        raise FormatError(
            f"translate-toolkit cannot read it: {said}",
            hint="see if another format fits: --from",
            location=Location(file=source.file, line=line if isinstance(line, int) else 1),
        ) from None


@contextmanager
def _logged(source: Source) -> Iterator[None]:
    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said = " ".join(record.getMessage().split())[:_LONGEST]
            source.log.warn("translate-toolkit", said, line=None)

    logger, listener = logging.getLogger("translate"), Listener(logging.WARNING)
    before, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.propagate = before
