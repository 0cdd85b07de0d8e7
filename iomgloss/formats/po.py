"""PO: gettext catalogues, as memory (the usual case) or as a list of terms.

Read: ``msgid`` and ``msgstr`` of the pair that the header names (``X-Source-Language``,
``Language``), or that is told with ``-s`` and ``-t``. Fuzzy entries become fuzzy units; entries
without a translation are rejected; obsolete ones (``#~``) are skipped, with a warning. Comments
become notes, and what gettext says beside them properties:

======================  =======================================================================
``x-po-msgctxt``        the context; an empty one differs from none
``x-po-reference``      a place in the sources (``#:``), one property each
``x-po-flag``           a flag but ``fuzzy``, one property each
``x-po-previous``       the former source of a fuzzy entry (``#|``), as found
``x-po-plural-form``    the number of the plural form
======================  =======================================================================

An entry with plural forms gives a unit for each form: ``msgid`` with ``msgstr[0]``,
``msgid_plural`` with each of the others (and with ``msgstr[0]`` where that is the only form). The
text is decoded as the header says. A string that is not closed, an entry without ``msgstr``, an
unknown escape: the file is refused (polib takes all of these in silence, so it only writes here).

As terms, at most 500,000 entries are read; one text has at most 10,000,000 characters.

Written: units (``--as memory``) or terms (``--as terms``) of one pair, in UTF-8, without any time
stamp. Drafts and proposed terms are marked fuzzy; the document and the place in it stand first in
``#:`` (``-`` where there is none before places that were read); the second note is an extracted
comment (``#.``). Units side by side that were plural forms of one entry are one again, with the
forms that gettext has for the language, or more. A source text that occurs again gets the unit's or
concept's id as its ``msgctxt``. Terms: each usable source term with the first usable target term;
``#:`` is the concept's id, ``#.`` its definition. Lost, and counted: inline codes, dates and
authors, neighbours, ids, other properties; of terms everything but that.
"""

from iomgloss.formats.po_read import read
from iomgloss.formats.po_write import write

__all__ = ["read", "write"]
