"""Haiku's ``.catkeys``, texts of its programs in tab-separated lines.

Read: original, context, comment and translation; the languages by ``-s`` and ``-t``, for the file
gives only the name of one. Comments become notes, the context the property
``x-catkeys-context``.

Lost: the fingerprint of the catalogue.
"""

from __future__ import annotations

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.pairs import Bilingual, Pair, two_languages
from iomgloss.formats.toolkit.store import parsed, text
from iomgloss.model import Segment


def _open(source: Source) -> Bilingual:
    store = parsed(source, "catkeys:CatkeysFile", text(source))
    return Bilingual(
        pairs=(
            Pair(
                source=Segment.of(str(unit.source)),
                target=Segment.of(str(unit.target or "")),
                properties=(("context", str(unit.getcontext())),),
                notes=(str(unit.getnotes()),),
            )
            for unit in store.units
            if not unit.isheader()
        )
    )


read = two_languages("catkeys", _open)
