"""XLIFF 1.2 and 2.0–2.2: bilingual files; also Trados' ``.sdlxliff`` and memoQ's ``.mqxliff``.

Read: 1.2 by ``mrk mtype="seg"`` in ``seg-source`` and ``target``, else ``source`` and ``target``
whole; 2.x by ``segment``. A unit with several segments gives a unit for each, its id followed by
the segment's. Inline codes are kept with their attributes (those of a foreign namespace by their
local names); ``cp`` becomes its character where XML can hold it; native code in ``originalData`` is
put into its codes. ``original`` is the document, and the segments around one its neighbours.
Segments without a translation are rejected; ``alt-trans``, ``bin-unit``, what other namespaces say,
and text that a tracked change deletes are left out, with a warning. A unit is a draft when its
state is ``new`` or ``needs-…``, when it is not approved, is a machine's or a mere suggestion, was
rejected, or when Trados (``conf``, ``origin``) or memoQ (``mq:status``) say so; a ``fuzzy-match``
is fuzzy. In 2.x a segment in the state ``initial`` is a draft, which is what no state means.

What the format says beside that becomes properties: ``x-xliff-state``, ``x-xliff-state-qualifier``,
``x-xliff-approved``, ``x-xliff-subState``, ``x-xliff-unit-…`` (other attributes of the unit),
``x-xliff-segment-…`` (of the segment), ``x-xliff-context-…`` and ``x-xliff-note-…`` (other
attributes of a note).

Written: 1.2 (the default), or 2.1 with ``--xliff-version 2.1``, of one pair, a ``file`` for each
run of units from one document. Confirmed units are ``final`` (and approved), drafts
``needs-review-translation`` (2.1: ``initial``), fuzzy ones also ``fuzzy-match`` (2.1:
``subState="iomgloss:fuzzy"``); another state that was read stays as long as it says the same.
Properties, dates, authors, places and neighbours stand in ``prop-group`` (2.1: the metadata module)
and come back. Codes of other formats are written as the nearest of this one.

Lost: other languages, units without text in both, attributes and codes that the version has no
place for.
"""

from iomgloss.formats.xliff_read import read
from iomgloss.formats.xliff_write import write

__all__ = ["read", "write"]
