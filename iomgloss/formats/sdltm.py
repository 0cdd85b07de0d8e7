"""SDLTM, the translation memories of Trados Studio (SQLite).

Read: every unit of the file with its languages, dates, users, usage counter and the GUID as its id;
texts exactly, tags as inline codes (pairs, placeholders, lone halves) with their numbers and what
Trados shows for them. Draft and rejected units are taken as drafts, where the file says so. The
file is opened for reading only and never changed; nothing beside it is read, so close Trados first.

Left out, with a warning: custom fields (attributes), contexts, and fuzzy-match tokens and hashes,
which Trados makes anew. A unit whose segments are not well-formed is rejected; there are no lines,
reports name the GUID. Password-protected memories look like any other: their password only keeps
Trados from changing them.

Not written: only Trados can make these files. Give it TMX.
"""

from iomgloss.formats.sdltm_read import read

__all__ = ["read"]
