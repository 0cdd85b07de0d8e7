"""SKOS in Turtle: the term base as a thesaurus, for the web of data. Written only.

Written: each concept as ``skos:Concept`` under ``<#ID>``, relative to wherever the file is put: in
``https://example.org/terms.ttl`` it is ``https://example.org/terms.ttl#migrant``. Its id stands in
``dct:identifier``. Each subject is a ``skos:ConceptScheme``; concepts without a broader one are its
top concepts. In each language the first preferred term, else the first admitted one, is the
``skos:prefLabel``, of which SKOS has one a language; the other preferred and admitted ones are
``skos:altLabel``; deprecated, superseded and forbidden ones are ``skos:hiddenLabel``, which a
search finds and nobody is shown. Definitions, contexts (as ``skos:example``), the concept's note,
and broader, narrower and related concepts.

Lost: all else that a term has (its status beyond the above, part of speech, gender, source, note
…), sources of definitions and contexts, confusable concepts, former ids, process status, relations
to concepts that are not in the file, and ``related`` between concepts of which one is above the
other: SKOS forbids it.
"""

from iomgloss.formats.skos_write import write

__all__ = ["write"]
