"""Where the translations of a Qt Linguist file stand in it: for writing them back."""

from __future__ import annotations

from iomgloss.files.sheet import Placed
from iomgloss.formats.base import Source
from iomgloss.formats.xml_edit import Texts

_FORMS = frozenset({"numerusform", "lengthvariant"})


def places(source: Source) -> Placed:
    """The texts of all translations and plural forms. Raises FormatError, and ValueError for an
    encoding in which places cannot be told."""
    return _Translations(source).placed()


class _Translations(Texts):
    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if self.is_inside:
            self.begin(name, own=name in _FORMS)
        elif name == "message":
            self.line = self.parser.line
        elif name == "translation":
            self.begin(name, own=True)

    def end(self, name: str) -> None:
        if self.is_inside:
            self.finish()
