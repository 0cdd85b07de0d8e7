"""MultiTerm XML (``mtf``), as MultiTerm Desktop and MultiTerm Convert write it.

Read: ``conceptGrp``, ``languageGrp``, ``termGrp``, in UTF-8 or UTF-16. Every term base has fields
of its own making, so they are told by their usual names, in any case, with or without spaces, in
English or German: definition, subject (also domain), note (also comment, remark), source (also
reference), context (also example), status (also usage status), part of speech, gender, number, term
type, register, region (also geographical usage, country). A source that stands below a definition
or a context belongs to it. A definition of the whole concept is in no language that the file
names: it goes under ``-s``, else under ``und``.

All other fields are kept in ``extra`` under their own names, those of a language section in the
concept's ``extra`` under ``languages``; links as attributes beside the text. Who made and changed
what is kept as ``transactionType``. The entry's number becomes the concept's id.

Lost: the name that the term base gives to a language beside its tag (``English (UK)``); sections
whose language is no tag, which are reported. The format is only read: MultiTerm reads the TBX that
``iomgloss export tbx`` writes.
"""

from iomgloss.formats.multiterm_read import read

__all__ = ["read"]
