"""HTML: the term base as one page to search and to print, for everybody. Written only.

Written: one file that needs nothing else: no server, no network, no program but a browser. It can
be opened from a disk, sent by mail, put on any web server. All concepts with every language that is
chosen (``-s`` and ``-t``, ``--subject``, ``--status``): terms with their status (of a term that is
not to be used, which one to use instead), grammar, register, region, sources, notes, contexts,
hand-given forms; definitions; relations as links. ``#ID`` leads to a concept, a former id too:
``glossary.html#migrant-smuggling``. The same term base gives the same bytes.

* Search as one types, in all languages at once: capitals, accents, ё and е, ʻ ʼ ' are the same,
  whatever the order of the words. Terms with the words as typed come first, then those whose words
  begin alike (``мигрантите`` finds ``мигранти``), then definitions and notes.
* A subject, the languages to see side by side (sorted by the first), only preferred or usable
  terms.
* ``/`` goes to the search, arrows from concept to concept, ``Enter`` copies the term.
* The page speaks English, Bulgarian and Russian; light and dark; prints without its controls.
* Without JavaScript everything is there to be read. The page runs no script but its own and loads
  nothing (Content-Security-Policy): whatever a term contains stays text.

Lost: match rules, and imported data categories that the model does not have.
"""

from iomgloss.formats.html_write import write

__all__ = ["write"]
