"""Mozilla's ``.lang``, texts of its web pages.

Read: a line ``;`` with the original, below it the translation, comments above as notes; the
languages by ``-s`` and ``-t``. A translation equal to its original is none, and rejected, unless
``{ok}`` stands after it. ``## TAG`` lines are kept in the note, other headings are left out.

Lost: headings other than ``## TAG``.
"""

from __future__ import annotations

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.pairs import Bilingual, Pair, two_languages
from iomgloss.formats.toolkit.store import parsed, text
from iomgloss.model import Segment


def _open(source: Source) -> Bilingual:
    store = parsed(source, "mozilla_lang:LangStore", text(source))
    return Bilingual(
        pairs=(
            Pair(
                source=Segment.of(str(unit.source)),
                target=Segment.of(str(unit.target or "")),
                notes=(str(unit.getnotes()),),
                line=unit._line_number,
            )
            for unit in store.units
        )
    )


read = two_languages("lang", _open)
