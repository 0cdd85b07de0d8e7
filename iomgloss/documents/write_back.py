"""Changed texts back into the document that they were read from.

Nothing but the changed characters is touched: not the mark-up, not a line end, and of packages no
other part.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from iomgloss.documents.html import declared
from iomgloss.documents.package_places import PartPlaces, file_runs
from iomgloss.errors import FormatError
from iomgloss.files.rezip import read_members, with_members
from iomgloss.files.sheet import Sheet
from iomgloss.files.splice import Change, Slot
from iomgloss.files.xml_places import WRITES
from iomgloss.model import Block, BlockKind

_HEAD = 4096
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


class Written(Protocol):
    """A document that can be written back."""

    def slot(self, block: Block) -> Slot | None:
        """Where the text of a block stands; None for one that cannot be written back."""

    def rewritten(self, changes: Mapping[str, Sequence[Change]]) -> bytes:
        """The file with the changes of each part. Raises ValueError where that cannot be."""


def document(
    name: str, data: bytes, file: str, encoding: str | None, blocks: Iterable[Block]
) -> Written | None:
    """A document of the format ``name`` whose ``blocks`` are to be changed; None for a format that
    cannot be written back. Raises ValueError for a file that cannot."""
    if name in ("txt", "md", "html"):
        return _Text(name, data, encoding)
    if name in ("docx", "odt"):
        return _Package(data, file, blocks)
    return None


class _Text:
    def __init__(self, name: str, data: bytes, encoding: str | None) -> None:
        found = declared(data[:_HEAD]) if name == "html" else None
        told = encoding or found or "utf-8"
        self._is_page = name == "html"
        self._sheet = Sheet.of(data, codecs.lookup(told).name)
        own = self._sheet.own
        self._writes: tuple[Callable[[str], str], ...] = {
            "txt": (own,),
            "md": (own, lambda text: _markdown(own(text))),
            "html": (_html,),
        }[name]

    def slot(self, block: Block) -> Slot | None:
        writes = self._writes
        if self._is_page and block.kind is BlockKind.ATTRIBUTE:
            writes = (_attribute,)
        return Slot(text=block.text, runs=block.runs, writes=writes)

    def rewritten(self, changes: Mapping[str, Sequence[Change]]) -> bytes:
        return self._sheet.with_changes(changes.get("", ()), references=self._is_page)


class _Package:
    def __init__(self, data: bytes, file: str, blocks: Iterable[Block]) -> None:
        self._data = data
        nodes: dict[str, set[int]] = {}
        for block in blocks:
            wanted = nodes.setdefault(block.part or "", set())
            wanted.update(run.node for run in block.runs if run.node is not None)
        self._parts = {
            name: PartPlaces(content, f"{file}({name})", nodes[name])
            for name, content in read_members(data, set(nodes)).items()
        }
        try:
            for part in self._parts.values():
                part.run()
        except FormatError as error:
            raise ValueError(error.message) from None

    def slot(self, block: Block) -> Slot | None:
        """Texts of attributes have no place of their own between tags."""
        part = self._parts[block.part or ""]
        runs = None if block.kind is BlockKind.ATTRIBUTE else file_runs(block.runs, part.nodes)
        if runs is None:
            return None
        return Slot(text=block.text, runs=runs, writes=WRITES, part=block.part or "")

    def rewritten(self, changes: Mapping[str, Sequence[Change]]) -> bytes:
        return with_members(
            self._data,
            {
                part: self._parts[part].sheet.with_changes(found, references=True)
                for part, found in changes.items()
                if found
            },
        )


def _markdown(text: str) -> str:
    """So that no sign means more than itself (CommonMark 2.4)."""
    return _SPECIAL.sub(r"\\\1", text)


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\xa0", "&nbsp;")


def _attribute(text: str) -> str:
    return _html(text).replace('"', "&quot;").replace("'", "&#39;")
