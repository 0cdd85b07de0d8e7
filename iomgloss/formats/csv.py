"""CSV and TSV tables of terms or of units, RFC 4180.

Read: the first row names the columns; the delimiter (``,`` ``;`` or tab) is told from it. UTF-8 or
UTF-16 with a byte order mark; another encoding must be told (``--encoding cp1251``). Rows with too
few or too many cells are rejected. Which kind of table it is, ``--as`` says, else its columns:

* **a term a row**: columns ``language`` and ``term``, and any of those in `TERM_COLUMNS`. Rows with
  one ``concept`` belong together, wherever they stand; what belongs to the concept is taken from
  the first row that has it. A list in a cell is joined by ``|`` (one in an item is ``\\|``).
* **a concept a row**: columns named by language tags (``bg``, ``en-GB``), or ``source`` and
  ``target`` with ``-s`` and ``-t``; synonyms in one cell are joined by ``|``, the first is
  preferred. Beside them ``concept`` (or ``id``), ``subject``, ``note``, what else belongs to a
  concept, and fields of the first term of a language: ``context:bg``, ``note:en``,
  ``definition:en``; without a language (``definition``) that of the source.
* **a unit a row**: columns named by language tags, the first being the source; or ``source`` and
  ``target`` with ``-s`` and ``-t``. Beside them ``id``, ``document``, ``position``, ``state``,
  ``note``.

``--map FIELD=COLUMN`` tells what a column holds, by its name, letter or number: ``bg=Термин``,
``note:en=C``, ``source=1``; ``-=URL`` leaves a column out. With ``--no-header`` the first row is
data, and columns have letters and numbers only.

A tag of three letters is taken for a language only when told with ``-s`` or ``-t``: a column
called ``url`` is none. Other columns are kept, terms' in ``extra``, units' as properties. A table
of language columns only is taken for terms.

The exports of memoQ (``Entry_ID``, ``English``, ``Term_Info`` …), IATE (``E_ID``, ``L_CODE``,
``T_TERM`` …) and UNTERM (``English``, ``French`` … under their names) are known by their columns.

Export, edit by hand, import with ``--update``: what was edited is changed, and nothing else. An
emptied cell empties its field; a column or a row that is not there says nothing, so a row that is
deleted removes no term.

Written: a term a row, or a unit a row; UTF-8, commas, ``\\n``. Cells that begin with ``=`` are data
and stay as they are.

Lost: of terms ``extra`` of the concept and what is not text in that of a term; of units inline
codes, dates and authors, neighbours, properties and further notes.
"""

from iomgloss.formats.csv_rows import read
from iomgloss.formats.csv_write import write
from iomgloss.formats.table_columns import TERM_COLUMNS

__all__ = ["TERM_COLUMNS", "read", "write"]
