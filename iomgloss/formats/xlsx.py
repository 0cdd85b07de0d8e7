"""XLSX workbooks of terms or of units: Excel, LibreOffice, Google Sheets.

Read: the first sheet that is shown and not empty, with the columns of [csv](csv.md) in any of its
layouts, also memoQ's, IATE's and UNTERM's; further sheets are left out with a warning. Every cell
is taken as text: numbers as they would be typed (``2018``, ``0.1``), dates as ``2018-03-27`` or
``2018-03-27T14:30:00``, rich text without its looks, phonetic hints left out. Of a formula its last
result is taken with a warning; one that was never calculated is an empty cell with a warning, as is
an error such as ``#N/A``. Hidden rows are taken with a warning. Lines in reports are row numbers.

Refused are files with a password and the old .xls, and before anything is unpacked, workbooks of
too many parts, too large or too strongly compressed to be honest.

Written: one sheet of text cells, with the same columns as CSV, a fixed first row and a filter; the
same data give the same bytes. What begins with ``=`` is text. Export, edit by hand, look with
``import --update --dry-run``, import with ``--update``: one edited cell is one changed line of one
concept file.

Lost: what CSV loses, and rows with a text of more than 32,767 characters, which Excel cannot hold.
"""

from iomgloss.formats.xlsx_read import read
from iomgloss.formats.xlsx_write import write

__all__ = ["read", "write"]
