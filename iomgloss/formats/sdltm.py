"""SDLTM, the translation memories of Trados Studio (SQLite).

Read: every unit of the file with its languages, dates, users, usage counter and the GUID as its id;
texts exactly, tags as inline codes (pairs, placeholders, lone halves) with their numbers and what
Trados shows for them. Draft and rejected units are taken as drafts, where the file says so. The
file is opened for reading only and never changed; nothing beside it is read, so close Trados first.
Password-protected memories look like any other: their password only keeps Trados from changing
them.

Lost: custom fields (attributes), contexts, and fuzzy-match tokens and hashes, which Trados makes
anew; units whose segments are not well-formed, which are rejected: there are no lines, reports name
the GUID. The format is only read: only Trados can make these files. Give it TMX.
"""

from iomgloss.formats.sdltm_read import read

__all__ = ["read"]
