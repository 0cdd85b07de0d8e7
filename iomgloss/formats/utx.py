"""UTX: glossaries as AAMT specifies them, 1.11 and earlier; term columns of 1.20.

Read: the first line names version and languages (``#UTX 1.11; bg/en; …``), the last line of the
header the columns. Rows with the same ``concept ID`` are one concept; a row without one is a
concept of its own. ``-`` and empty cells say nothing. Columns called ``term:bg``, ``term:en``
(1.20, of which only that much is known here) take any number of languages, with ``pos:bg``,
``status:bg``, ``comment:bg`` beside them. The term status is the target term's:

================  ==================================
``approved``      preferred
(none)            admitted
``provisional``   admitted, proposed
``non-standard``  deprecated
``forbidden``     forbidden
================  ==================================

At most 500,000 rows are read: a concept's may stand anywhere, so they are held.

Other columns and values are kept in ``extra`` of the target term; further properties of the header
are warned of.

Written: UTX 1.11 of one pair, lines end in CR LF; a row for each pair of a source term and a target
term of a concept. The date of the header is a fixed one: a glossary has none, and the same glossary
gives the same bytes. Lost, and counted: the status of source terms; superseded terms are written as
non-standard; definitions, subjects, relations, notes of concepts, and what UTX has no column for.
"""

from iomgloss.formats.utx_read import read
from iomgloss.formats.utx_write import write

__all__ = ["read", "write"]
