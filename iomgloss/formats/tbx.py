"""TBX, ISO 30042: term bases, in the form of 2008 (``martif``) and of 2019 (``tbx``).

Read: TBX 2008 (``termEntry/langSet/tig`` or ``ntig``), TBX v3 in both styles (DCA: ``<termNote
type="partOfSpeech">``, DCT: ``<min:partOfSpeech>``), TBX-Min of 2013, any dialect, also the words
of V4 (``usageStatus``) and those found in the wild (``obsolete``, ``notRecommended``, ``Verb``). A
data category that has no place in a concept is kept in ``extra`` under its own name: a string, or
a table with ``text`` and what stands beside it, a list where it is repeated. What belongs to a
language section stands in the concept's ``extra`` under ``languages``.

Written: TBX 2008, ``type="TBX-Basic"``, no namespace: what OmegaT, Weblate, MultiTerm and Lokalize
read. Relations are ``crossReference`` elements whose text begins with their kind:
``<ref type="crossReference" target="contraband">confusable: contraband</ref>``. Ids that XML cannot
hold get a leading ``_``. Of ``extra``, what TBX-Basic knows is written back; the rest is counted as
lost, for it is to other tools, but kept in processing instructions (``<?iomgloss {…}?>``, the data
categories as JSON), from which it comes back here unless somebody has changed what it belongs to.

Or TBX-Basic of 2019 (data categories of v1.2.1), with ``--tbx-version 3``, in ``--style dca`` or
``dct``. It has no proper nouns (written as nouns) and wants links that begin with ``http``; in
style DCT a definition needs terms in its language.

Lost, and counted in the export's losses: relations to concepts that are not in the file, the
process status, grammatical number, register, match rule, hand-given forms, do-not-translate flag,
former ids; a forbidden term is written as deprecated, with a note that makes it forbidden again
when it comes back.
"""

from iomgloss.formats.tbx_read import read
from iomgloss.formats.tbx_write import write

__all__ = ["read", "write"]
