"""Where the segments of a TMX file stand in it: for writing them back."""

from __future__ import annotations

from iomgloss.files.sheet import Placed
from iomgloss.files.xml import XML_LANG
from iomgloss.formats.base import Log, Source
from iomgloss.formats.tags import language_of
from iomgloss.formats.xml_edit import Texts


def places(source: Source) -> Placed:
    """The texts of all segments with their languages. Raises FormatError, and ValueError for an
    encoding in which places cannot be told."""
    return _Segments(source).placed()


class _Segments(Texts):
    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if self.is_inside:
            self.begin(name)
        elif name == "tu":
            self.line = self.parser.line
        elif name == "tuv":
            given = dict(attributes)
            tag = given.get(XML_LANG) or given.get("lang")
            self.language = language_of(tag, Log(self._file), line=None)
        elif name == "seg":
            self.begin(name, own=True)

    def end(self, name: str) -> None:
        if self.is_inside:
            self.finish()
