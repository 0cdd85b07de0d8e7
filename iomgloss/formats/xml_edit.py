"""What the editable XML formats share: texts of elements, with their places."""

from __future__ import annotations

from iomgloss.files.sheet import Placed
from iomgloss.files.splice import Slot, Tracks
from iomgloss.files.xml_places import WRITES, Places
from iomgloss.formats.base import Source
from iomgloss.model.content import TRANSPARENT


class Texts(Places):
    """Gathers slots. Subclasses say where a unit begins and which elements hold its texts."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.stream.read(), source.file)
        self.slots: list[Slot] = []
        self.line = 0
        self.language: str | None = None
        self._open: list[tuple[str, Tracks | None]] = []
        """From an element with text down; with what it is a text of its own."""
        self._opaque = 0
        """How many of them hide what they hold."""

    @property
    def is_inside(self) -> bool:
        return bool(self._open)

    def begin(self, name: str, *, own: bool = False, visible: bool | None = None) -> None:
        """An element that is a text (``own``) or stands in one."""
        if visible is None:
            visible = own or name in TRANSPARENT
        self._open.append((name, Tracks() if own else None))
        self._opaque += self._opaque > 0 or not visible

    def finish(self) -> None:
        """The innermost of them ends."""
        _, tracks = self._open.pop()
        self._opaque -= self._opaque > 0
        if tracks is not None and tracks.runs:
            self.slots.append(
                Slot(
                    text=tracks.text,
                    runs=tuple(tracks.runs),
                    writes=WRITES,
                    line=self.line,
                    language=self.language,
                )
            )

    def piece(self, text: str, start: int, end: int) -> None:
        if self._opaque:
            return
        for _, tracks in self._open:
            if tracks is not None:
                tracks.put(text, start, end)

    def placed(self) -> Placed:
        """Read the file. Raises FormatError."""
        self.run()
        return Placed(self.sheet, tuple(self.slots), references=True)
