"""Where the translations of an XLIFF file stand in it: for writing them back."""

from __future__ import annotations

from iomgloss.files.sheet import Placed
from iomgloss.formats.base import Source
from iomgloss.formats.xliff_content import Open
from iomgloss.formats.xml_edit import Texts

_LEFT_OUT = frozenset(
    "alt-trans bin-unit ignorable matches glossary prev-origin cmt-def rev-def".split()
)


def places(source: Source) -> Placed:
    """The texts of all targets and of the segments in them. Raises FormatError, and ValueError for
    an encoding in which places cannot be told."""
    return _Targets(source).placed()


class _Targets(Texts):
    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._skipped = 0

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        given = dict(attributes)
        if self._skipped or (name in _LEFT_OUT and not self.is_inside):
            self._skipped += 1
        elif self.is_inside:
            kind = given.get("mtype") if name == "mrk" else None
            self.begin(name, own=kind == "seg", visible=False if kind == "x-sdl-deleted" else None)
            if name == "cp":
                self._character(attributes)
        elif name in ("trans-unit", "segment"):
            self.line = self.parser.line
        elif name == "target":
            self.begin(name, own=True)

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif self.is_inside:
            self.finish()

    def _character(self, attributes: list[tuple[str, str]]) -> None:
        """``cp`` stands for a character; as mark-up, it has no length."""
        character = Open("cp", attributes, [], self.line).code()
        if isinstance(character, str):
            self._opaque -= 1
            self.piece(character, 0, 0)
            self._opaque += 1
