"""TMX 1.1–1.4b: translation memories.

Read: every attribute, note and property; inline codes (bpt ept ph it hi sub ut) with their
attributes; text as the standard has it (§Content Markup): outside native codes, through ``hi``.

Written: TMX 1.4, source variant first; codes that came from XLIFF as those of TMX. What TMX has no
place for goes into properties:

===========================  =====  ==========================================================
``x-iomgloss-document``      tu     the document that the segment is from
``x-iomgloss-position``      tu     its 1-based place there
``x-iomgloss-state``         tu     ``draft`` or ``fuzzy``; confirmed units carry none
``x-iomgloss-reason``        tu     why the last change was made
``x-iomgloss-previous``      tuv    plain text of the segment before it in the document
``x-iomgloss-next``          tuv    plain text of the segment after it
``x-iomgloss-tag``           tuv    what stood for ``xml:lang``, where that was no language tag
===========================  =====  ==========================================================

Language tags as found in the wild are read: ``EN-US`` is ``en-US`` and written as it was found,
``bg_BG``, ``BG-01`` and ``English`` are ``bg-BG``, ``bg`` and ``en`` and written so. ``*all*`` as
``srclang`` says that any language may be the source.

Lost: annotations of XLIFF (``mrk``), whose text stays; units that cannot be read.
"""

from iomgloss.formats.tmx_plain import start_tags
from iomgloss.formats.tmx_read import Span, read, unit_spans
from iomgloss.formats.tmx_transcribe import Written, transcribe
from iomgloss.formats.tmx_write import CLOSING, header, unit_text, write

__all__ = [
    "CLOSING",
    "Span",
    "Written",
    "header",
    "read",
    "start_tags",
    "transcribe",
    "unit_spans",
    "unit_text",
    "write",
]
